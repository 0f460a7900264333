"""Topics on the page of Material's tags plugin: each has a place of its own there."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig

from podium.text import fold, name_key

_PLUGIN = "material.plugins.tags"
Slugify = Callable[[str, str], str]


def tell_topics_apart(config: MkDocsConfig) -> None:
    """Gives C, C++ and C#, and other names of which the plugin makes one id, an id each."""
    for plugin in config.plugins.values():
        if type(plugin).__module__.startswith(_PLUGIN) and not isinstance(plugin.config.tags_slugify, _Places):
            plugin.config.tags_slugify = _Places(plugin.config.tags_slugify)


class _Places:
    """The plugin's own function, with another result for another name."""

    def __init__(self, slugify: Slugify) -> None:
        self._slugify = slugify
        self._owners: dict[str, str] = {}

    def __call__(self, name: str, separator: str) -> str:
        """The id of a topic; of those that come to one id the first has it, and the others a number behind it."""
        key = name_key(name)
        slug = place = self._slugify(key if key != fold(name) else name, separator)
        number = 0
        while self._owners.setdefault(place, name) != name:
            number += 1
            place = f"{slug}{separator}{number}"
        return place
