"""What the elements of a slide lead to, show and would run, once it stands elsewhere than in its file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bs4 import Tag

from podium.problems import Finding
from podium.renderers.marks import mark_address, mark_id
from podium.renderers.running import ASSETS as RUN
from podium.renderers.stepping import has_class, tags
from podium.resolvers.addresses import Places, resolve_link, resolve_picture

_IDS = {"id", "for", "aria-describedby", "aria-labelledby"}
_SOURCES = {"src", "poster"}
_PART = re.compile(r"(url\(#|^#)([^)\s]+)")
_RUNNING = {"script", "object", "embed", "base", "meta", "link"}
_LOADING = {"srcset", "srcdoc", "formaction", "ping"}
Noted = tuple[str, Finding]
"""A finding with the text of the slide that it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a slide stands in."""

    ids: set[str]
    """The ids on the slide itself."""
    owners: Mapping[str, str]
    """The address of the slide that has each id of the deck."""
    uri: str
    """The deck's file as seen from the site."""
    places: Places
    """All that the site has an address for."""


def link_slide(part: Tag, around: Around) -> list[Noted]:
    """Marks all addresses and ids of a slide or of its notes, and takes away what would run by itself."""
    return [noted for element in tags(part) for noted in _mend(element, around)]


def _mend(element: Tag, around: Around) -> Iterator[Noted]:
    yield from _clean(element)
    _name_parts(element, around)
    for name in _IDS & element.attrs.keys():
        element[name] = mark_id(str(element[name]))
    for name in _SOURCES & element.attrs.keys():
        yield from _show(element, name, around)
    if element.has_attr("data-run"):
        element["data-run"] = mark_address(f"{RUN}/")
    if element.has_attr("href"):
        yield from _link(element, around)


def _clean(element: Tag) -> Iterator[Noted]:
    """Takes away what would run: a slide has no program of its own."""
    if has_class(element, "mermaid"):  # Material would fetch a program for it from another host
        element["class"] = [name for name in element.get_attribute_list("class") if name != "mermaid"]  # type: ignore[assignment]
    if element.name in _RUNNING:
        yield f"<{element.name}", _say_running(f"<{element.name}>")
        element.name, element.attrs = "span", {}
        element.clear()
    for name in [name for name in element.attrs if name.startswith(("on", "data-preview")) or name in _LOADING]:
        yield f"{name}=", _say_running(name)
        del element[name]


def _say_running(what: str) -> Finding:
    return Finding(message=f"'{what}' does not work on a slide; it was left out")


def _name_parts(element: Tag, around: Around) -> None:
    """Keeps the parts of a drawing together whose ids are about to change: markers, gradients, symbols."""
    for name, value in element.attrs.items():
        if isinstance(value, str) and "#" in value and name != "href":
            element[name] = _PART.sub(
                lambda found: found[1] + mark_id(found[2]) if found[2] in around.ids else found[0], value
            )


def _link(element: Tag, around: Around) -> Iterator[Noted]:
    href = str(element["href"])
    name = href.removeprefix("#")
    if href.startswith("#"):
        own = f"#{mark_id(name)}" if name in around.ids else ""
        element["href"] = own or (f"#{around.owners[name]}" if name in around.owners else href)
    elif element.name == "a":
        address, on_site, finding = resolve_link(href, around.uri, around.places)
        if finding:
            yield href, finding
        if address:
            element["href"] = mark_address(address) if on_site else address
        else:
            element.name, element.attrs = "span", {}


def _show(element: Tag, name: str, around: Around) -> Iterator[Noted]:
    """A picture, a film or a sound of the site; what lies elsewhere becomes a link."""
    source = str(element[name])
    address, on_site, finding = resolve_picture(source, around.uri, around.places)
    if finding:
        yield source, finding
    if on_site and address:
        element[name] = mark_address(address)
        if element.name == "img":
            element["loading"] = "lazy"
    elif address.startswith("data:"):
        return
    elif address:
        words = str(element.get("alt") or element.get("title") or address)
        _become(element, "a", words, href=address)
    elif element.name == "img":
        _become(element, "em", str(element.get("alt") or ""))
    else:
        del element[name]


def _become(element: Tag, name: str, words: str, **attributes: str) -> None:
    element.clear()
    element.name, element.attrs = name, {**attributes}
    element.string = words
