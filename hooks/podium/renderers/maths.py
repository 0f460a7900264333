"""Formulas in LaTeX as MathML, which browsers show without a script."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from latex2mathml import converter, exceptions

from podium.problems import Finding
from podium.renderers.mathml import clean_mathml
from podium.text import quoted

_UNREADABLE: tuple[type[Exception], ...] = (
    *(each for each in vars(exceptions).values() if isinstance(each, type) and issubclass(each, Exception)),
    IndexError,
    KeyError,
    RecursionError,
    StopIteration,
    ValueError,
)
_ENDS = (("\\(", "\\)"), ("\\[", "\\]"))


def render_maths(soup: BeautifulSoup) -> list[tuple[str, Finding]]:
    """Turns every formula of a slide into MathML (MathML Core); gives those that cannot be read, with their text."""
    findings: list[tuple[str, Finding]] = []
    for element in soup.select(".arithmatex"):
        block = element.name == "div"
        latex = _bare(element.get_text())
        try:
            made = converter.convert(latex, display="block" if block else "inline")
        except _UNREADABLE:
            findings.append((latex.strip().partition("\n")[0], _say_formula(latex)))
            element.name = "code"
            element.string = latex
            del element["class"]
            continue
        safe, wrong = clean_mathml(made)
        findings += [(latex.strip().partition("\n")[0], finding) for finding in wrong]
        math = BeautifulSoup(safe, "html.parser").find("math")
        if isinstance(math, Tag):
            element.replace_with(math)
    return findings


def _bare(text: str) -> str:
    text = text.strip()
    return next((text[2:-2] for begin, end in _ENDS if text.startswith(begin) and text.endswith(end)), text)


def _say_formula(latex: str) -> Finding:
    return Finding(
        message=f"the formula {quoted(latex)} cannot be read; it is shown as it was typed",
        hint="Check its braces and the names of its commands.",
    )
