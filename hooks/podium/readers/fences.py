"""Takes runnable blocks of code out of a page: each becomes an embed of a snippet that stands in the page itself."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from podium.problems import Finding, Problem
from podium.readers.markdown_lines import fenced_blocks
from podium.readers.snippets import Code, make_snippet, say_taken
from podium.structure.snippets import Language, Snippet
from podium.text import quoted, slugify

EMBED = "podium-run"
"""What an embed of such a snippet names; its options say which."""
_HEAD = re.compile(
    r"(?P<indent>[ \t>]*)(?P<mark>`{3,}|~{3,})[ \t]*(?P<language>[\w+#.-]*)[ \t]*\{(?P<options>[^}\n]*)\}"
)
_RUN = re.compile(r"(?:^|\s)\.run(?=\s|$)")
_OPTION = re.compile(r"""([A-Za-z][\w-]*)=("[^"\n]*"|'[^'\n]*'|[^\s"']+)""")
_LANGUAGES = {
    **dict.fromkeys(("js", "javascript", "mjs", "ecmascript", ".js", ".javascript"), Language.JAVASCRIPT),
    **dict.fromkeys(("py", "python", "python3", "py3", ".py", ".python"), Language.PYTHON),
}
_ENDS = {Language.JAVASCRIPT: "js", Language.PYTHON: "py"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """A runnable block of code of a page."""

    name: str
    """The name of its snippet."""
    language: Language
    """What it is written in."""
    code: Code
    """Its text, and where it stands."""


def take_fences(text: str, path: str, first_line: int = 1) -> tuple[str, tuple[Fence, ...], tuple[Problem, ...]]:
    """The text with an embed in the place of each runnable block, the blocks, and what is wrong with their heads.

    `first_line` is the line of the file at which the text begins. The text keeps its lines. A block is runnable when
    its head says so: `{.run name="counter"}` after its language.
    """
    if ".run" not in text:
        return text, (), ()
    parts: list[str] = []
    fences: list[Fence] = []
    problems: list[Problem] = []
    place = 0
    for first, last in fenced_blocks(text):
        head = _HEAD.match(text, first)
        if not head or not _RUN.search(head["options"]):
            continue
        line = first_line + text.count("\n", 0, first)
        language = _LANGUAGES.get(head["language"].casefold()) or _first_class(head["options"])
        if not language:
            problems.append(_say_language(head["language"]).at(path, line))
            continue
        options = dict(_options(head["options"]))
        name = slugify(options.pop("name", "")) or f"{slugify(_stem(path))}-{len(fences) + 1}"
        block = text[first:last]
        fences.append(
            Fence(name=name, language=language, code=Code(path=path, text=_inner(block, head), line=line + 1))
        )
        parts += [text[place:first], _embed(head["indent"], name, language, options), "\n" * block.count("\n")]
        place = last
    return "".join([*parts, text[place:]]), tuple(fences), tuple(problems)


def _stem(path: str) -> str:
    """A page's path within its folder, without its ending."""
    return path.partition("/")[2].rpartition(".")[0]


def _first_class(options: str) -> Language | None:
    """The language of a head such as `{.js .run}`."""
    return next((_LANGUAGES[word] for word in options.split() if word in _LANGUAGES), None)


def _options(text: str) -> Iterator[tuple[str, str]]:
    for key, value in _OPTION.findall(text):
        yield key.lower(), value.strip("\"'")


def _inner(block: str, head: re.Match[str]) -> str:
    """The lines between the fences, without what indents or quotes all of them."""
    lines = block.split("\n")[1:-1]
    quotes = head["indent"].count(">")
    bare = [re.sub(rf"^(?:[ \t]*>){{{quotes}}}", "", line) for line in lines] if quotes else lines
    return textwrap.dedent("\n".join(bare)) + "\n"


def _embed(indent: str, name: str, language: Language, options: dict[str, str]) -> str:
    """An embed that says which snippet it means, with the block's own options."""
    kept = " ".join(f'{key}="{value}"' for key, value in options.items() if not set(value) & set('[]"'))
    return f"{indent}[[[{EMBED} name={name} lang={_ENDS[language]} {kept}".rstrip() + "]]]"


def _say_language(language: str) -> Finding:
    return Finding(
        message=f"{quoted(language)} cannot be run here; the block is shown as code", hint="Write 'js' or 'python'."
    )


def read_fences(
    fences: Iterable[Fence], snippets: Iterable[Snippet], codes: Mapping[str, Code]
) -> tuple[tuple[Snippet, ...], tuple[Problem, ...]]:
    """The snippets of pages, after those of the folder, whose files they can import."""
    known = {snippet.key: snippet for snippet in snippets}
    problems: list[Problem] = []
    for fence in fences:
        entry = f"{fence.name}.{_ENDS[fence.language]}"
        snippet, found = make_snippet(fence.name, fence.language, entry, {**codes, entry: fence.code})
        other = known.setdefault(snippet.key, snippet)
        problems += found
        if other is not snippet:
            problems.append(say_taken(snippet, other).at(snippet.path, snippet.line - 1))
    return tuple(known[key] for key in sorted(known)), tuple(problems)
