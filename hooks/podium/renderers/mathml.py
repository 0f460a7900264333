"""Lets only MathML through, whatever a library has made of a formula: text stays text, and nothing can run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from podium.problems import Finding
from podium.text import clean, quoted
from podium.urls import is_absolute, read_url

_TOKENS = frozenset("mi mn mo ms mtext".split())
"""The elements that hold text and no other element."""
_ELEMENTS = _TOKENS | frozenset(
    "math menclose merror mfenced mfrac mmultiscripts mover mpadded mphantom mprescripts mroot mrow mspace msqrt "
    "mstyle msub msubsup msup mtable mtd mtr munder munderover none".split()
)
_ATTRIBUTES = frozenset(
    "accent accentunder align close columnalign columnlines columnspacing columnspan denomalign depth dir display "
    "displaystyle fence form frame framespacing height href largeop linethickness lquote lspace mathbackground "
    "mathcolor mathsize mathvariant maxsize minsize movablelimits notation numalign open rowalign rowlines rowspacing "
    "rowspan rquote rspace scriptlevel separator separators stretchy symmetric voffset width".split()
)
"""What MathML Core and MathML 3 know, without what HTML knows too: `class`, `id`, `style` and all that runs."""
_EMPTY = frozenset(("mspace", "mprescripts", "none"))
_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[a-z]+)(?P<given>(?:\s+[\w:-]+=\"[^\"<>]*\")*)\s*(?P<end>/?)>")
_GIVEN = re.compile(r"([\w:-]+)=\"([^\"]*)\"")


def clean_mathml(made: str) -> tuple[str, list[Finding]]:
    """A formula with the elements and attributes of MathML alone, closed as XML wants it, and what was left out.

    What looks like any other element is text, since that is where libraries forget to escape it. The result is empty
    when it does not begin with `<math>`.
    """
    writer = _Writer()
    place = 0
    for tag in _TAG.finditer(made):
        writer.text(made[place : tag.start()])
        writer.tag(tag)
        place = tag.end()
    writer.text(made[place:])
    return writer.made(), writer.findings


class _Writer:
    """Writes what comes through; what stands outside the formula does not."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._out: list[str] = []
        self._open: list[str] = []

    def made(self) -> str:
        self._close(0)
        return "".join(self._out)

    def text(self, text: str) -> None:
        if self._open:
            self._out.append(escape(clean(unescape(text)), quote=False))

    def tag(self, tag: re.Match[str]) -> None:
        name = tag["name"]
        held = bool(self._open) and self._open[-1] in _TOKENS and not (tag["slash"] and name == self._open[-1])
        begins = not self._open and (bool(self._out) or name != "math")
        if begins:
            return
        if name not in _ELEMENTS or held or (name == "math" and self._open and not tag["slash"]):
            self.text(tag[0])
        elif not tag["slash"]:
            self._begin(name, tag)
        elif name in self._open:
            self._close(len(self._open) - 1 - self._open[::-1].index(name))

    def _begin(self, name: str, tag: re.Match[str]) -> None:
        self._out.append(f"<{name}{''.join(self._given(tag['given']))}>")
        self._open.append(name)
        if tag["end"] or name in _EMPTY:
            self._close(len(self._open) - 1)

    def _given(self, given: str) -> Iterator[str]:
        for name, text in _GIVEN.findall(given):
            said = clean(unescape(text))
            value = self._address(said) if name == "href" else said
            if name in _ATTRIBUTES:
                yield f' {name}="{escape(value)}"' if value else ""
            elif not name.startswith("xmlns"):
                self.findings.append(_say_no_attribute(name))

    def _address(self, value: str) -> str:
        url, finding = read_url(value)
        self.findings += [finding] if finding else []
        return url if url and is_absolute(url) else ""

    def _close(self, depth: int) -> None:
        while len(self._open) > depth:
            self._out.append(f"</{self._open.pop()}>")


def _say_no_attribute(name: str) -> Finding:
    return Finding(
        message=f"the attribute {quoted(name)} is none of MathML's; it was left out of the formula",
        hint="Write only what LaTeX itself knows.",
    )
