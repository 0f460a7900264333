"""What a page made with stock Material lacks to pass the Nu checker, html-validate, axe-core and Lighthouse.

Each repair is a few lines that know one flaw. They work on the text of a finished page: a literal `<input`
there is always a tag, because Markdown escapes what it shows as code.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from itertools import count
from typing import Any

from markupsafe import Markup

_VOID = re.compile(
    # Scripts, styles and comments are stepped over whole: a tag inside them is not one.
    r"<(?:script|style)\b.*?</(?:script|style)>|<!--.*?-->"
    r"|(?P<tag><(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b"
    r"""(?:[^<>"'=/]|=\s*(?:"[^"]*"|'[^']*')|/(?!>))*)/>""",
    re.DOTALL | re.IGNORECASE,
)
_ICON_SHAPE = re.compile(r"<path\b[^<>]*/>")
_SEARCH = re.compile(r'class="md-search__options" aria-label="([^"]*)"')
_TASK = re.compile(r'<input type="checkbox" disabled(=""|="disabled")?( checked(?:="[^"]*")?)?>')
_LINE_ANCHOR = re.compile(r'( id="(__codelineno-[^"]+)") name="\2"')
_EDIT = re.compile(r'(<a [^<>]*class="md-content__button[^<>]*) rel="edit"')
_SKIP = re.compile(r'(<div data-md-component="skip">).*?(</div>)', re.DOTALL)
_SKIP_TEXT = re.compile(r'class="md-skip">\s*([^<]*?)\s*</a>')
_ID = re.compile(
    # As above; in the text of code the quotes of an attribute stand as they are, so only those of a tag count.
    r"<(?:script|style)\b.*?</(?:script|style)>|<!--.*?-->"
    r"""|(?P<before><[a-z](?:[^<>"']|"[^"]*"|'[^']*')*?\sid=")(?P<id>[^"]*)""",
    re.DOTALL | re.IGNORECASE,
)
_ID_SIGN = re.compile(r'\sid="([^"]*)"')
_HEADER = 'id="podium-talk"'
_DRAWER = '<label class="md-header__button md-icon" for="__drawer">'
_NAVIGATION = re.compile(r'<nav class="md-nav md-nav--primary[^"]*" aria-label="([^"]*)"')
_BUNDLE = re.compile(r'(<script src="[^"]*assets/javascripts/bundle\.[^"]*")(?=></script>)')
_SCRIPT = re.compile(r"<script\b([^<>]*)>", re.IGNORECASE)
# A script that waits for the whole page, or for nothing, and a block of data.
_WAITS = re.compile(r"""\s(?:defer|async|type=["']?(?:module|application/(?:ld\+)?json))\b""", re.IGNORECASE)

_EXACT = (
    # The Nu checker and html-validate: a checkbox cannot be filled in by the browser.
    (' type="checkbox" id="__drawer" autocomplete="off"', ' type="checkbox" id="__drawer"'),
    (' type="checkbox" id="__search" autocomplete="off"', ' type="checkbox" id="__search"'),
    # axe-core: a nameless progress bar outside every landmark; it only decorates.
    (' data-md-component="progress" role="progressbar"', ' data-md-component="progress" aria-hidden="true"'),
    # axe-core: two landmarks of one kind need names.
    ('<nav class="md-tags" >', '<nav class="md-tags" aria-label="Topics">'),
    ('<nav class="md-tags" hidden>', '<nav class="md-tags" aria-label="Topics" hidden>'),
    # The Nu checker: `tabindex` is a number or absent.
    (' tabindex=""', ""),
    # Material's script asks a forge for stars and forks of the repository: no request leaves the site.
    (' class="md-source" data-md-component="source"', ' class="md-source"'),
)


def repair(html: str) -> str:
    """A finished page, whole, with the flaws of stock Material mended (HTML Living Standard, WCAG 2.2).

    Pages without these flaws come back unchanged, and repairing twice changes nothing more.
    """
    for mend in _REPAIRS:
        html = mend(html)
    return html


def _mend_exact(html: str) -> str:
    for flaw, mended in _EXACT:
        html = html.replace(flaw, mended)
    return html


def _mend_slashes(html: str) -> str:
    """`<br/>` becomes `<br>`: the slash has no effect, and joins an unquoted value."""
    # Most pages have icons and no picture: all their slashes are of SVG, where they close.
    return html if html.count("/>") == len(_ICON_SHAPE.findall(html)) else _VOID.sub(_without_slash, html)


def _without_slash(found: re.Match[str]) -> str:
    tag = found["tag"]
    return found[0] if tag is None else tag.rstrip() + ">"


def _mend_search(html: str) -> str:
    """The search dialogue takes the name that the theme gives to its options, in the theme's language."""
    name = _SEARCH.search(html)
    flaw = ' data-md-component="search" role="dialog">'
    return html.replace(flaw, f'{flaw[:-1]} aria-label="{name[1]}">') if name else html


def _mend_tasks(html: str) -> str:
    """A box of a task list says whether its task is done."""
    return _TASK.sub(_named_task, html) if 'type="checkbox" disabled' in html else html


def _named_task(found: re.Match[str]) -> str:
    state = "Done" if found[2] else "To do"
    return f'{found[0][:-1]} aria-label="{state}">'


def _mend_anchors(html: str) -> str:
    """The anchors of numbered code lines keep their `id`; `name` on a link is obsolete."""
    return _LINE_ANCHOR.sub(r"\1", html) if "__codelineno-" in html else html


def _mend_edit(html: str) -> str:
    """`rel="edit"` is not a link type that HTML allows on `<a>`."""
    return _EDIT.sub(r"\1", html) if ' rel="edit"' in html else html


def _mend_skip(html: str) -> str:
    """On a talk page, "skip to content" leads to the talk's header, not past it to a heading below."""
    if _HEADER not in html:
        return html
    text = _SKIP_TEXT.search(html)
    label = escape(unescape(text[1])) if text else "Skip to content"
    link = f'<a href="#podium-talk" class="md-skip">{label}</a>'
    return _SKIP.sub(lambda found: found[1] + link + found[2], html, count=1)


def _mend_drawer(html: str) -> str:
    """The button of a narrow page's navigation has a name, and is reached by keyboard, as those within it are."""
    name = _NAVIGATION.search(html)
    button = f'{_DRAWER[:-1]} tabindex="0"><span class="podium-hidden">{name[1]}</span>' if name else _DRAWER
    return html.replace(_DRAWER, button)


def _mend_bundle(html: str) -> str:
    """Material's script waits for the page, so that the page need not wait for it to be seen.

    It stays in its place when a script behind it does not wait either: that one may use `document$`, which is
    Material's.
    """
    found = _BUNDLE.search(html)
    if not found or not all(map(_WAITS.search, _SCRIPT.findall(html, found.end() + 1))):
        return html
    return f"{html[: found.end()]} defer{html[found.end() :]}"


def _mend_ids(html: str) -> str:
    """An id that is there already gets a number: excerpts in a list of posts have headings and decks in common."""
    found = _ID_SIGN.findall(html)
    if len(found) == len(set(found)):
        return html
    taken = set(found)
    seen: set[str] = set()

    def alone(tag: re.Match[str]) -> str:
        name = tag["id"]
        if name is None or name not in seen:
            seen.add(name)
            return tag[0]
        free = next(new for number in count(2) if (new := f"{name}_{number}") not in taken)
        taken.add(free)
        return f"{tag['before']}{free}"

    return _ID.sub(alone, html)


_REPAIRS: tuple[Callable[[str], str], ...] = (
    _mend_exact,
    _mend_slashes,
    _mend_search,
    _mend_tasks,
    _mend_anchors,
    _mend_edit,
    _mend_skip,
    _mend_drawer,
    _mend_bundle,
    _mend_ids,
)


def strip_tags(value: Any) -> Markup:  # noqa: ANN401 (a filter gets anything)
    """A value without its elements, escaped: Material's own filter turns `&lt;` into `<`."""
    return Markup.escape(Markup(value).striptags())  # noqa: S704 (it is escaped again)
