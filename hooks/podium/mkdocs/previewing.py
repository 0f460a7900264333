"""Lets the preview's own script run below the policy of the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from secrets import token_urlsafe
from typing import Any

NONCE = token_urlsafe(16)
"""What allows the script that MkDocs' server puts into each page, whose text is another one each time (CSP Level 3)."""
_RELOADING = re.compile(rb"<script>(?=(?:(?!</script>).)*\blivereload\()(?!.*<script>)", re.DOTALL)
App = Callable[[Any, Any], Iterable[bytes]]


def sign_scripts(app: App) -> App:
    """The preview's application (PEP 3333), whose pages name the nonce at the script that the server has added."""

    def answer(environ: object, start_response: Callable[..., object]) -> Iterable[bytes]:
        said: list[tuple[str, list[tuple[str, str]]]] = []
        result = app(environ, lambda status, headers, *_: said.append((status, headers)))
        status, headers = said[0]
        kinds = [value for name, value in headers if name.casefold() == "content-type"]
        if not kinds or not kinds[0].startswith("text/html"):
            start_response(status, headers)
            return result
        page = sign(b"".join(result))
        kept = [(name, value) for name, value in headers if name.casefold() != "content-length"]
        start_response(status, [*kept, ("Content-Length", str(len(page)))])
        return [page]

    return answer


def sign(page: bytes) -> bytes:
    """A page as the server gives it, with the nonce at the last script if that is the server's own."""
    return _RELOADING.sub(f'<script nonce="{NONCE}">'.encode(), page, count=1)
