"""Inline styles as classes.

A strict policy forbids `style` attributes, and with instant navigation the digests of another page's do not count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from html import unescape

STYLES = "assets/podium/podium-inline.css"
"""Where the stylesheet of all inline styles lies for decks, relative to the site; pages have them in their own."""
_TAG = re.compile(
    # Scripts, styles and comments are stepped over whole: a tag inside them is not one.
    r"<(?:script|style)\b.*?</(?:script|style)>|<!--.*?-->"
    r"""|(?P<tag><[a-z](?:[^<>"']|"[^"]*"|'[^']*')*?\sstyle=(?:[^<>"']|"[^"]*"|'[^']*')*>)""",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""\sstyle=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_CLASS = re.compile(r"""\sclass=(["'])""", re.IGNORECASE)
# What could leave the rule it stands in.
_UNSAFE = re.compile(r"[{}<>@\\]|/\*")


def take_styles(html: str) -> tuple[str, Mapping[str, str]]:
    """The HTML with classes in the place of `style` attributes, and the declarations of each class.

    A style that could leave its rule stays where it is, and has no effect under the policy.
    """
    if "style=" not in html:
        return html, {}
    rules: dict[str, str] = {}

    def mend(found: re.Match[str]) -> str:
        tag = found["tag"]
        style = _ATTRIBUTE.search(tag) if tag else None
        if not style:
            return found[0]
        text = unescape(style[1] or style[2] or "").strip()
        if _UNSAFE.search(text):
            return found[0]
        name = f"podium-style-{sha256(text.encode()).hexdigest()[:10]}"
        rules[name] = text
        return _with_class(tag[: style.start()] + tag[style.end() :], name)

    return _TAG.sub(mend, html), rules


def _with_class(tag: str, name: str) -> str:
    has = _CLASS.search(tag)
    if has:
        return f"{tag[: has.end()]}{name} {tag[has.end() :]}"
    end = re.match(r"<[^\s/>]+", tag)
    assert end
    return f'{tag[: end.end()]} class="{name}"{tag[end.end() :]}'


def render_styles(rules: Mapping[str, str]) -> str:
    """The rules of the classes; each is named three times, to win as the attribute did."""
    return "".join(f"{f'.{name}' * 3}{{{rules[name]}}}\n" for name in sorted(rules))
