"""What appears step by step on a slide: fragments, items of lists, lit lines of code."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Comment, Tag

from podium.readers.slides.code import STEPS, lit_steps

_ANY = re.compile("")
_ELEMENT = re.compile(r"\s*\.element:(?P<attributes>.*)", re.DOTALL)
_ATTRIBUTE = re.compile(r"""(?P<name>[A-Za-z][\w:-]*)(?:\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"']+)))?""")
_ALLOWED = re.compile(r"(?:class|id|lang|dir|title|aria-[a-z]+|data-[a-z][a-z0-9-]*)\Z")


def apply_comments(soup: BeautifulSoup) -> None:
    """Gives `<!-- .element: … -->` to the element before it, or around it, as reveal.js does; drops all comments."""
    comments = [text for text in soup.descendants if isinstance(text, Comment)]
    for comment in comments:
        if found := _ELEMENT.match(comment):
            target = _target(comment)
            if target is not None:
                _dress(target, found["attributes"])
        elif comment.strip().startswith(STEPS):
            _step(soup, comment, comment.strip().removeprefix(STEPS))
        around = comment.parent
        comment.extract()
        if around is not None and _is_hollow(around):
            around.decompose()


def _target(comment: Comment) -> Tag | None:
    before = comment.find_previous_sibling(_ANY)
    if isinstance(before, Tag):
        return before
    around = comment.parent
    if around is None or around.parent is None:  # the slide itself
        return None
    if _is_hollow(around):
        before = around.find_previous_sibling(_ANY)
        return before if isinstance(before, Tag) else None
    return around


def _is_hollow(element: Tag) -> bool:
    """Whether a paragraph holds nothing but comments."""
    return element.name == "p" and not element.get_text(strip=True) and element.find(_ANY) is None


def _dress(target: Tag, attributes: str) -> None:
    for found in _ATTRIBUTE.finditer(attributes):
        name = found["name"].casefold()
        value = next((found[part] for part in "abc" if found[part] is not None), "")
        if name == "class":
            add_class(target, *value.split())
        elif _ALLOWED.match(name):
            target[name] = value


def has_class(element: Tag, name: str) -> bool:
    """Whether an element has a class."""
    return name in element.get_attribute_list("class")


def add_class(element: Tag, *names: str) -> None:
    """Adds classes to an element that may have some."""
    both = dict.fromkeys([*element.get_attribute_list("class"), *names])
    element["class"] = [name for name in both if name]  # type: ignore[assignment] # a list, as the parser makes it


def tags(soup: Tag) -> list[Tag]:
    """All elements of a slide, in order, to be looked at once."""
    return [element for element in soup.descendants if isinstance(element, Tag)]


def show_one_by_one(soup: BeautifulSoup, *, all_lists: bool) -> None:
    """Makes every item of a list a fragment: of all lists, or of those inside `.incremental`."""
    scopes = [soup] if all_lists else [element for element in tags(soup) if has_class(element, "incremental")]
    for item in (item for scope in scopes for item in scope.find_all("li")):
        if item.find_parent(class_="footnote") is None and item.find_parent("podium-snippet") is None:
            add_class(item, "fragment")


def _step(soup: BeautifulSoup, comment: Comment, steps: str) -> None:
    """Splits the code below a comment into lines, each with the steps at which it is lit."""
    code = comment.find_next("code")
    if not isinstance(code, Tag) or code.find_parent("pre") is None:
        return
    lines = code.decode_contents().rstrip("\n").split("\n")
    lit = lit_steps(steps, len(lines))
    spans = "".join(
        f'<span class="{_classes(number, lit)}">{line}\n</span>' for number, line in enumerate(lines, start=1)
    )
    code.clear()
    made = BeautifulSoup(f"<pre>{spans}</pre>", "html.parser").pre  # elsewhere a run of blanks counts as one
    code.extend(list(made.contents) if made else [])
    block = _block(soup, code)
    add_class(block, "podium-steps")
    for number in range(1, len(lit)):
        block.append(soup.new_tag("span", attrs={"class": f"fragment podium-step podium-step--{number}"}))


def _classes(line: int, lit: tuple[frozenset[int], ...]) -> str:
    return " ".join(["podium-line", *(f"podium-on-{step}" for step, lines in enumerate(lit) if line in lines)])


def _block(soup: BeautifulSoup, code: Tag) -> Tag:
    """The outermost element that is all code; a bare `<pre>` gets one around it."""
    blocks = [each for each in code.parents if has_class(each, "highlight")]
    if blocks:
        return blocks[-1]
    pre = code.find_parent("pre")
    assert isinstance(pre, Tag)
    return pre.wrap(soup.new_tag("div", attrs={"class": "highlight"}))
