"""The Markdown of slides: that of the site's pages, and what people expect on slides besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markdown import Extension
from pymdownx.emoji import to_alt

_WANTED: Mapping[str, Mapping[str, Any]] = {
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {},
    "pymdownx.arithmatex": {},
    "pymdownx.highlight": {"use_pygments": True},
    "pymdownx.inlinehilite": {},
    "pymdownx.superfences": {},
    "pymdownx.tasklist": {},
    "pymdownx.tilde": {"subscript": False},
    "pymdownx.magiclink": {},
}
"""What each site's slides have, with what is set where the site sets nothing."""
# Formulas become MathML here, whatever script the site's pages use; an anchor on a slide leads nowhere.
_SET: Mapping[str, Mapping[str, Any]] = {
    "pymdownx.arithmatex": {"generic": True, "preview": False, "smart_dollar": True},
    "toc": {"permalink": False},
}
# Without a word from the site this extension takes its pictures from another host; letters need none.
_LETTERS: Mapping[str, Mapping[str, Any]] = {"pymdownx.emoji": {"emoji_generator": to_alt}}
_CODE = ("codehilite", "markdown.extensions.codehilite")


def slide_extensions(
    extensions: Sequence[str | Extension], configs: Mapping[str, Mapping[str, Any]]
) -> tuple[list[str | Extension], dict[str, dict[str, Any]]]:
    """The extensions of slides and how they are set, from those of the site's pages."""
    own = [name for name in extensions if isinstance(name, str)]
    added = [name for name in _WANTED if name not in own and not (name == "pymdownx.highlight" and set(own) & {*_CODE})]
    defaults = {**_WANTED, **_LETTERS}
    settings = {
        name: {**(configs.get(name) or defaults.get(name, {})), **_SET.get(name, {})} for name in [*own, *added]
    }
    return [*extensions, *added], settings
