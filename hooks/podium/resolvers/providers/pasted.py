"""The address inside an embed code that somebody pasted."""

from __future__ import annotations

import html
import re

_ATTRIBUTE = re.compile(r"""\s(data-[a-z]+|src)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE)
_LONGEST = 10_000


def read_pasted(text: str) -> tuple[str, str]:
    """The address and the ratio named in an embed code: an `<iframe src=…>`, Speaker Deck's script.

    A text that is no HTML comes back as it is; `<https://…>` loses its angle brackets. The ratio is empty
    when the code does not say it.
    """
    text = text.strip()
    if not text.startswith("<") or len(text) > _LONGEST:
        return text, ""
    attributes = {
        found[1].casefold(): html.unescape(found[2] or found[3] or found[4] or "")
        for found in reversed(list(_ATTRIBUTE.finditer(text)))
    }
    return _address(attributes) or text[1:].removesuffix(">"), attributes.get("data-ratio", "")


def _address(attributes: dict[str, str]) -> str:
    if "data-notist" in attributes:
        return "https://noti.st/" + attributes["data-notist"]
    source = attributes.get("src", "")
    if "data-id" in attributes and "speakerdeck.com/" in source:
        slide = attributes.get("data-slide", "")
        return f"https://speakerdeck.com/player/{attributes['data-id']}" + (f"?slide={slide}" if slide else "")
    return source
