"""Files that are broken, hostile or odd, in whole sites: each costs its own part and nothing else.

The numbers are those of the project's list of threats. Most cases lie in one site, which is built once. A case
holds when the build ends, the page is there, and a sentence names the file and the line; `mkdocs build --strict`
counts exactly these sentences. Where the design asks for more than a refusal, such as reading `18:30` as a time,
the design wins.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from mkdocs.exceptions import Abort

from sites import Built

TAGS = {"plugins": ["search", "tags"]}
CASES: dict[str, str | bytes] = {}
"""The files of the one site, by path: each test below adds its own."""


def talk(fields: str, body: str = "Words.\n") -> str:
    return f"---\ntitle: A talk\n{fields}\n---\n{body}"


def add(number: str, text: str | bytes) -> str:
    """Adds a file to the site of all cases; gives the path that its problems name."""
    path = f"talks/{number}.md"
    assert path not in CASES
    CASES[path] = text
    return path


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of all cases, built without `--strict`."""
    root = tmp_path_factory.mktemp("bad")
    built = Built(root, {**CASES, "talks/good.md": GOOD}, config=TAGS, strict=False, serving=False)
    assert built.error is None
    return built


GOOD = talk("date: 2026-03-18 12:00\nevent: PyConf\nspeakers: Ann", "The **good** one.\n")


def said(built: Built, path: str) -> list[str]:
    """What was said of a file, as warnings or errors, without its path."""
    return [
        problem.removeprefix(path) for problem in built.problems if re.match(rf"{re.escape(path)}(?::\d+)?: ", problem)
    ]


def holds(built: Built, path: str, *words: str, address: str = "") -> str:
    """Whether a file got its page, and each of the sentences begins so; gives the page's own part."""
    sentences = said(built, path)
    assert len(sentences) >= len(words), sentences
    for word in words:
        assert any(sentence.startswith(word) for sentence in sentences), sentences
    return article(built, address or f"talks/{Path(path).stem}/")


def article(built: Built, address: str) -> str:
    return built.page(address).partition("<article")[2].partition("</article>")[0]


def header(html: str) -> str:
    return html.partition("<header")[2].partition("</header>")[0]


# 1–13: front matter that is not YAML, or not what was meant.

C01 = add("c01", "---\ntitle: [A\nevent: X\n---\n")
C02 = add("c02", "---\ntitle: T\nlocation:\n\tname: The Yard\n---\n")
C03 = add("c03", "---\ntitle: First\ntitle: Last\n---\n")
C04 = add("c04-list", "---\n- a\n---\nWords"), add("c04-text", "---\na text\n---\nWords")
C05 = add("c05", "---\ntitle: T\nevent: !!python/object/apply:os.system ['touch pwned']\n---\n")
BOMB = "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True))
C06 = add("c06", f"---\ntitle: T\na: &a [x, x]\n{BOMB}tags: *j\n---\nThe body stays.")
C07 = add("c07", "---\ntitle: T\ntags: &a [*a]\n---\n")
C08 = add("c08", f"---\ntitle: T\nx: {'[' * 5000}{']' * 5000}\n---\n")
C09 = (
    add("c09-value", f"---\ntitle: T\nsummary: {'x' * 10_000_000}\n---\n"),
    add("c09-file", talk("", "y " * 1_500_000)),
)
C10 = add("c10", "---\ntitle: The title\nevent: X\n\nThe body.\n")
C11 = [
    add(f"c11-{number}", f"---\ntitle: {title}\n---\n")
    for number, title in enumerate(("2026", "null", "no", "{a: b}", "10:30"))
]
C12 = add("c12", talk("sumary: S\nzzz: Z"))
C13 = add("c13-latin", talk("event: Café").encode("latin-1")), add("c13-utf16", talk("event: Café").encode("utf-16"))


def test_case_01_malformed_yaml(bad: Built) -> None:
    html = holds(bad, C01, ":2: the value of 'title' is not YAML")
    assert "[A" in header(html)


def test_case_02_tabs(bad: Built) -> None:
    assert "The Yard" in header(holds(bad, C02, ":4: a tab indents the line"))


def test_case_03_a_key_twice(bad: Built) -> None:
    html = holds(bad, C03, ":3: 'title' is set twice; the last one was used. Line 2 has the other.")
    assert "Last" in header(html)


def test_case_04_no_fields(bad: Built) -> None:
    holds(bad, C04[0], ":2: the front matter is a list")
    assert "Words" in holds(bad, C04[1], ":2: the front matter is a text")


def test_case_05_a_tag_that_runs_code(bad: Built) -> None:
    holds(bad, C05, ":3: the tag 'tag:yaml.org,2002:python/object/apply:os.system' is not allowed here")
    assert not list(bad.root.rglob("pwned"))


def test_case_06_alias_bomb(bad: Built) -> None:
    assert "The body stays." in holds(bad, C06, ":7: the front matter cannot be read: it has more than 10,000 values")


def test_case_07_an_alias_of_itself(bad: Built) -> None:
    holds(bad, C07, ":3: the value of 'tags' is not YAML ('*a' names no value before it)")


def test_case_08_deep_nesting(bad: Built) -> None:
    holds(bad, C08, ":3: the front matter cannot be read: it is nested more than 20 deep")


def test_case_09_ten_megabytes(bad: Built) -> None:
    holds(bad, C09[0], ": the file is larger than 2 MB")
    html = holds(bad, C09[1], ": the file is larger than 2 MB; only its beginning was read")
    assert 1_500_000 < len(html) < 2_500_000


def test_case_10_no_closing_mark(bad: Built) -> None:
    html = holds(bad, C10, ":1: the front matter has no closing '---'; it was taken to end at line 3")
    assert "The title" in header(html)
    assert "<p>The body.</p>" in html


@pytest.mark.parametrize(("path", "title"), [*zip(C11, ["2026", "C11 1", "no", "C11 3", "10:30"], strict=True)])
def test_case_11_wrong_types(bad: Built, path: str, title: str) -> None:
    """Scalars are texts, as the design has it; only what is none has to be made up, and that is said."""
    made_up = title.startswith("C11")
    assert title in header(holds(bad, path, *[":2: the talk has no title"] * made_up))
    assert bool(said(bad, path)) == made_up


def test_case_12_unknown_keys(bad: Built) -> None:
    holds(bad, C12, ":3: sumary: 'sumary' is not a field", ":4: zzz: 'zzz' is not a field")
    assert said(bad, C12)[0].endswith("Did you mean 'summary'?")


def test_case_13_not_utf_8(bad: Built) -> None:
    html = holds(bad, C13[0], ":3: byte 28 is not UTF-8")
    assert "Caf\N{REPLACEMENT CHARACTER}" in header(html)
    assert "Café" in header(holds(bad, C13[1], ":1: the file is in UTF-16; it was read as that"))


# 14–16: files that are odd and well.


def test_case_14_line_ends_and_marks(tmp_path: Path) -> None:
    plain = talk("event: Café", "One\n\n- two\n")
    built = Built(tmp_path, {"talks/x.md": plain}, config={}, strict=True, serving=False)
    page = built.page("talks/x/")
    odd = [b"\xef\xbb\xbf" + plain.encode(), plain.replace("\n", "\r\n").encode(), plain.replace("\n", "\r").encode()]
    for data in [*odd, plain.rstrip("\n").encode()]:
        built.rebuild({"talks/x.md": data})
        assert built.error is None
        assert built.page("talks/x/") == page


C15 = (
    add("c15", "---\ntitle: a\x00b\x0bc\n---\nBody \ufffe\x08 end\n"),
    add("c15-escapes", '---\ntitle: "x\\0\\ud83Dy"\n---\n'),
)
C16 = add("c16-empty", ""), add("c16-matter", "---\ntitle: Only front matter\n---")


def test_case_15_characters_that_no_page_may_hold(bad: Built) -> None:
    holds(bad, C15[0], ":2: the character U+0000 cannot stand in a page")
    holds(bad, C15[1], ":2: ")
    for file in bad.site.rglob("*.html"):
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", file.read_text(encoding="utf-8")), file


def test_case_16_empty_files(bad: Built) -> None:
    assert "C16 empty" in header(holds(bad, C16[0], ":1: the talk has no title"))
    assert "Only front matter" in header(holds(bad, C16[1]))
    assert said(bad, C16[1]) == []


def test_case_16_no_talks_at_all(tmp_path: Path) -> None:
    built = Built(
        tmp_path,
        {"docs/a.md": "[[[upcoming]]]\n\n[[[past]]]\n\n[[[talks]]]\n"},
        config=TAGS,
        strict=True,
        serving=False,
    )
    assert built.error is None
    assert "No talk is scheduled" in built.page("a/")
    assert built.page("talks/")


# 17–21: addresses.

for number, name in enumerate(("c17.md", "c17/index.md", "x/c17.md", "x/c17b.md")):
    CASES[f"talks/{name}"] = f"---\ntitle: Seventeen {number}\n{'slug: c17' if 'x/' in name else ''}\n---\n"
C18 = add("c18", "---\ntitle: Lower\nslug: c18\n---\n"), add("c18b", "---\ntitle: Upper\nslug: C18\n---\n")
NFC, NFD = (unicodedata.normalize(form, "c18-é") for form in ("NFC", "NFD"))
CASES |= {f"talks/{NFC}.md": talk("event: composed"), f"talks/{NFD}.md": talk("event: decomposed")}
SLUGS = ["../x", "/etc/x/..", "a/../../b", "'%2e%2e'", "'..\\..\\x'", ".", "''", "'..'"]
C19 = [add(f"c19-{number}", talk(f"slug: {slug}")) for number, slug in enumerate(SLUGS)]
RESERVED = ["404", "search", "assets", "feed", "tags", "CON", "nul.txt", "com1", "index"]
C20 = [add(f"c20-{number}", talk(f"slug: '{slug}'")) for number, slug in enumerate(RESERVED)]
C20_DOT = add("c20-dot", talk("slug: 'c20-dot.'"))
ODD = {
    "c21 # ? %.md": "c21",
    'c21 "x" <b>.md': "c21-x-b",
    "c21\nnewline.md": "c21-newline",
    "🎉c21party.md": "c21party",
}
LONG = "c21-" + "long-" * 46
CASES |= {f"talks/{name}": talk("") for name in (*ODD, f"{LONG}.md")}


def test_case_17_one_address_for_two(bad: Built) -> None:
    titles = ["c17", "c17-2", "c17-3", "c17-4"]
    assert sorted(re.findall(r"Seventeen \d", " ".join(header(article(bad, f"talks/{slug}/")) for slug in titles))) == [
        f"Seventeen {number}" for number in range(4)
    ]
    # Who writes the slug by hand comes before those whose files are called so.
    for path in ("talks/c17.md", "talks/c17/index.md", "talks/x/c17b.md"):
        assert any("belongs to talks/x/c17.md already" in sentence for sentence in said(bad, path))


def test_case_18_addresses_that_differ_in_case_or_form(bad: Built) -> None:
    holds(bad, C18[1], ":3: slug: the slug 'C18' belongs to talks/c18.md already", address="talks/C18-2/")
    pages = [article(bad, f"talks/{NFC}{end}/") for end in ("", "-2")]
    assert {word for page in pages for word in re.findall("(?:de)?composed", page)} == {"composed", "decomposed"}
    folders = [unicodedata.normalize("NFC", path.name).casefold() for path in (bad.site / "talks").iterdir()]
    assert len(folders) == len(set(folders))


@pytest.mark.parametrize("path", C19)
def test_case_19_slugs_that_climb(bad: Built, path: str) -> None:
    holds(bad, path)
    empty = path == C19[SLUGS.index("''")]
    assert empty or any("is not an address part; the file's name was used" in sentence for sentence in said(bad, path))


def test_case_19_nothing_is_written_outside(bad: Built) -> None:
    assert {path.name for path in bad.root.iterdir()} <= {"docs", "talks", "site", "mkdocs.yml", ".cache"}
    assert not (bad.site / "x").exists()
    assert not (bad.site / "etc").exists()


@pytest.mark.parametrize("path", C20)
def test_case_20_reserved_slugs(bad: Built, path: str) -> None:
    holds(bad, path, ":3: slug: the slug")
    assert said(bad, path)[0].endswith(
        "is a name the site needs for itself; the file's name was used. Choose another slug."
    )


def test_case_20_a_dot_at_the_end(bad: Built) -> None:
    holds(bad, C20_DOT, ":3: slug: the slug 'c20-dot.' has characters that do not belong into an address")


@pytest.mark.parametrize(("name", "slug"), [*ODD.items()])
def test_case_21_odd_file_names(bad: Built, name: str, slug: str) -> None:
    path = f"talks/{' '.join(name.split())}"
    assert "A talk" in header(article(bad, f"talks/{slug}/"))
    assert "🎉" in name or said(bad, path)[0].startswith(": the file's name has characters that addresses cannot carry")


def test_case_21_a_long_file_name(bad: Built) -> None:
    (folder,) = (path for path in (bad.site / "talks").glob("c21-long*") if path.is_dir())
    assert len(folder.name) <= 80


# 22–33: dates.

IMPOSSIBLE = ["2026-02-30", "2023-02-29", "2026-03-01 24:30", "2026-03-01 10:60", "2026-13-01"]
C22 = [add(f"c22-{number}", talk(f"date: {date}")) for number, date in enumerate(IMPOSSIBLE)]
C23 = add("c23", talk("date: 2024-02-29"))
DOUBTFUL = ["20260301", "26-03-01", "03/04/2026", "tomorrow", "'\N{FULLWIDTH DIGIT TWO}026-03-01x'"]
C24 = [add(f"c24-{number}", talk(f"date: {date}")) for number, date in enumerate(DOUBTFUL)]
CLEAR = ["2026-3-1", "2026–03–01", "03/31/2026"]
C25 = [add(f"c25-{number}", talk(f"date: {date}")) for number, date in enumerate(CLEAR)]
C25_EPOCH = add("c25-epoch", talk("date: 1772323200"))
C26 = add("c26", talk("date: 2026-03-01T10:00")), add("c26-seconds", talk("date: 2026-03-01T10:00:00"))
C27 = add("c27", talk("date: 2026-03-01\ntime: 09:05\nend: 10:30\nduration: 012"))
C28 = add("c28", talk("date: 2026-03-29 02:30\ntimezone: Europe/Paris"))
C29 = add("c29", talk("date: 2026-10-25 02:30\ntimezone: Europe/Paris"))
C30 = [add(f"c30-{zone}", talk(f"date: 2026-03-01 10:00 {zone.upper()}")) for zone in ("cst", "ist", "bst")]
ZONES = ["localtime", "Factory", "GMT+5", "../../etc/passwd", "/etc/passwd", "posixrules"]
C31 = [add(f"c31-{number}", talk(f"date: 2026-03-01 10:00\ntimezone: {zone}")) for number, zone in enumerate(ZONES)]
FAR = ["date: 0001-01-01", "date: 9999-12-31", "date: 2026-03-02\nend: 2026-03-01", "date: 2026-03-01\nend: 2026-03-31"]
C32 = [add(f"c32-{number}", talk(fields)) for number, fields in enumerate(FAR)]


@pytest.mark.parametrize("path", C22)
def test_case_22_days_that_do_not_exist(bad: Built, path: str) -> None:
    html = holds(bad, path, ":3: date: ")
    assert "<time" not in header(html)
    assert "A talk" in header(html)


def test_case_23_the_leap_day(bad: Built) -> None:
    assert 'datetime="2024-02-29"' in holds(bad, C23)
    assert said(bad, C23) == []


@pytest.mark.parametrize("path", [*C24, C25_EPOCH])
def test_case_24_doubtful_dates(bad: Built, path: str) -> None:
    assert "<time" not in header(holds(bad, path, ":3: date: "))


@pytest.mark.parametrize("path", C25)
def test_case_25_unusual_dates(bad: Built, path: str) -> None:
    """The design reads these: unpadded days, dashes of typography, a month that must be one."""
    assert re.search(r'datetime="2026-03-(?:01|31)"', holds(bad, path))
    assert said(bad, path) == []


def test_case_26_with_and_without_seconds(bad: Built) -> None:
    pages = [re.sub("c26(?:-seconds)?", "", header(holds(bad, path))) for path in C26]
    assert pages[0] == pages[1]
    assert 'datetime="2026-03-01T10:00+00:00"' in pages[0]


def test_case_27_times_without_quotes(bad: Built) -> None:
    """YAML 1.1 would read 545, 630 and 10."""
    html = header(holds(bad, C27))
    assert 'datetime="2026-03-01T09:05+00:00"' in html
    assert "10:30" in html


def test_case_28_an_hour_that_was_skipped(bad: Built) -> None:
    """A notice, as the design has it: the talk is shown, and the writer is told."""
    assert any(message.startswith(f"{C28}:3: date: ") for message in bad.messages)
    assert "2026-03-29" in header(holds(bad, C28))


def test_case_29_an_hour_that_came_twice(bad: Built) -> None:
    assert any(message.startswith(f"{C29}:3: date: ") for message in bad.messages)
    assert "2026-10-25" in header(holds(bad, C29))


@pytest.mark.parametrize("path", C30)
def test_case_30_abbreviations_of_zones(bad: Built, path: str) -> None:
    assert "<time" in header(holds(bad, path, ":3: date: "))


@pytest.mark.parametrize("path", C31)
def test_case_31_names_that_are_no_zone(bad: Built, path: str) -> None:
    assert 'datetime="2026-03-01T10:00+00:00"' in holds(bad, path, ":4: timezone: ")
    assert "root:" not in bad.page(f"talks/{Path(path).stem}/")


@pytest.mark.parametrize("path", C32)
def test_case_32_dates_far_away(bad: Built, path: str) -> None:
    holds(bad, path, ":")


def test_case_33_the_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The output depends on SOURCE_DATE_EPOCH alone: 1970, 2038 and 2099 are as good as any other year."""
    built = Built(tmp_path, {"talks/x.md": GOOD}, config={}, strict=True, serving=False)
    real = time.time
    shown = []
    for epoch in ("0", "2147483648", "4070908800"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        built.rebuild({})
        assert built.error is None
        first = {file: file.read_bytes() for file in built.site.rglob("*") if file.is_file()}
        monkeypatch.setattr(time, "time", lambda: real() + 10**8)
        built.rebuild({})
        assert {file: file.read_bytes() for file in first} == first
        shown.append(article(built, "talks/"))
    before, after, long_after = shown
    assert before != after == long_after


# 34–38, 44, 62: hostile texts. Whatever they are, they are shown as text on every page.

TEXT = "</title><script>pwned()</script>"
QUOTE = "\\\"><img src=x onerror=pwned()> ' onmouseover=pwned() x='"
JSON_END = "</script><!--<script>pwned()"
ADDRESSES = [
    "javascript:pwned()",
    "' java\tscript:pwned()'",
    "data:text/html,<script>pwned()</script>",
    "vbscript:pwned()",
]
ADDRESSES += [
    "'\\x01javascript:pwned()'",
    '"\\x01javascript:pwned()"',
    "'&#106;avascript:pwned()'",
    "'JaVaScRiPt:pwned()'",
]
HOSTILE = f"""---
title: "T {TEXT}"
subtitle: "S {QUOTE}"
summary: "D {JSON_END} {QUOTE}"
event: "E {TEXT}"
event_url: https://pyconf.example/?"><script>pwned()</script>
location: {{name: "V {TEXT}", address: "{QUOTE}", city: "{TEXT}", country: "{QUOTE}", url: "https://x.example/'onclick=pwned()"}}
date: 2026-03-18 12:00
speakers:
  - {{name: "N {TEXT}", bio: "{QUOTE}", twitter: "{QUOTE}", url: "javascript:pwned()"}}
  - "M {QUOTE}"
tags: ["G {TEXT}", "{QUOTE}", "&lt;script&gt;pwned()&lt;/script&gt;"]
series: "{TEXT}"
level: "{QUOTE}"
language: "en"
cover: {{src: "x.png", alt: "{QUOTE}"}}
aliases: ["/old-hostile/", "/<script>pwned()</script>/"]
resources: [{{title: "R {TEXT}", url: "https://x.example/\\"onmouseover=\\"pwned()", by: "{QUOTE}", note: "{TEXT}"}}]
slides: "{QUOTE}"
"{TEXT}": "{TEXT}"
layout: "{TEXT}"
---
Words about [[hostile]] and [[nothing &lt;script>pwned()]].

## Resources

- [Body {{{{ 7*7 }}}}](https://x.example/) - by &lt;script&gt;pwned()&lt;/script&gt;
"""
DECK = f"""---
title: "K {TEXT}"
type: youtube
id: hv2dKtPq0ME
---
"""
PLAIN = f"""---
title: "P {TEXT}"
description: "{JSON_END} {QUOTE}"
author: "{QUOTE}"
tags: ["{TEXT}", "{QUOTE}"]
icon: "../../{TEXT}"
template: "../../../etc/passwd"
status: "{TEXT}"
subtitle: "{QUOTE}"
canonical_url: "javascript:pwned()"
---
[[hostile]] [[plain]] `{TEXT}`

[[[hostile-deck]]]

[[[hostile]]]

[[[upcoming]]]

[[[past]]]
"""


def hostile_files() -> dict[str, str]:
    files = {"talks/hostile.md": HOSTILE, "talks/hostile-deck.md": DECK, "docs/plain.md": PLAIN, "talks/good.md": GOOD}
    for number, address in enumerate(ADDRESSES):
        names = (
            "register",
            "event_url",
            "video",
            "slides",
            "cover",
            "location",
            "venue_url",
            "website",
            "url",
            "aliases",
        )
        files[f"talks/address-{number}.md"] = talk("speaker: Ann\n" + "".join(f"{name}: {address}\n" for name in names))
    return files


class Danger(HTMLParser):
    """What of a page a browser would run, as far as it carries the payload."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.names: set[str] = set()
        self.links: list[str] = []
        self._raw = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._raw = tag if tag in ("script", "style") else ""
        for name, value in attrs:
            self.names.add(name)
            self.links += [value or ""] if name in ("href", "src", "action", "data-frame") else []
            text = re.sub(r"[\x00-\x20]", "", value or "").casefold()
            runs = (
                name.startswith("on")
                or name in ("srcdoc", "style")
                or (name != "data-words" and text.startswith(("javascript:", "data:", "vbscript:")))
            )  # the filter compares `data-words`, which begins with a title, and nothing follows it
            if "pwned" in name or (runs and "pwned" in text):
                self.found.append(f"<{tag} {name}={value}>")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (the name is the base class's)
        self._raw = ""

    def handle_data(self, data: str) -> None:
        if self._raw and "pwned" in data and not _is_data(data):
            self.found.append(data)

    def handle_comment(self, data: str) -> None:
        if "pwned" in data and "[if" in data:
            self.found.append(data)


def _is_data(text: str) -> bool:
    """Whether a script is one JSON value without a tag in it, which no browser runs."""
    try:
        json.loads(text)
    except ValueError:
        return False
    return "<" not in text


@pytest.fixture(scope="module", params=["build", "serve"])
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site of hostile files, as it is published and as a writer previews it."""
    config: dict[str, Any] = {
        **TAGS,
        "theme": {"features": ["navigation.indexes", "navigation.footer", "navigation.tabs"]},
    }
    config["nav"] = [{"Home": "index.md"}, "plain.md", "talks/index.md"]
    built = Built(
        tmp_path_factory.mktemp("hostile"),
        hostile_files(),
        config=config,
        strict=False,
        serving=request.param == "serve",
    )
    assert built.error is None
    return built


def pages(built: Built) -> Iterator[tuple[str, str]]:
    for file in sorted(built.site.rglob("*.html")):
        yield file.relative_to(built.site).as_posix(), file.read_text(encoding="utf-8")


def test_case_34_tags_in_texts(hostile: Built) -> None:
    seen = 0
    for name, html in pages(hostile):
        assert Danger(html).found == [], name
        seen += "pwned" in html
    assert seen >= 6  # the talk, its neighbours, the lists, the plain page, the old address


def test_case_34_the_pages_are_there(hostile: Built) -> None:
    names = {name for name, _ in pages(hostile)}
    assert {"index.html", "404.html", "plain/index.html", "talks/index.html", "talks/hostile/index.html"} <= names
    assert "old-hostile/index.html" in names
    assert "T &lt;/title&gt;&lt;script&gt;pwned()&lt;/script&gt;" in hostile.page("talks/hostile/")


def test_case_35_quotes_in_attributes(hostile: Built) -> None:
    for name, html in pages(hostile):
        assert not Danger(html).names & {"onerror", "onmouseover", "onclick"}, name


def test_case_36_scripts_of_data(hostile: Built) -> None:
    for name, html in pages(hostile):
        for data in re.findall(r'<script[^>]*type="?application/(?:ld\+)?json"?[^>]*>(.*?)</script>', html, re.DOTALL):
            json.loads(data)
            assert "pwned" not in data or "<" not in data, name


def test_case_37_json_is_json(hostile: Built) -> None:
    files = list(hostile.site.rglob("*.json"))
    assert files
    for file in files:
        json.loads(file.read_text(encoding="utf-8"), parse_constant=pytest.fail)


def test_case_38_addresses_that_are_none(hostile: Built) -> None:
    for number in range(len(ADDRESSES)):
        path = f"talks/address-{number}.md"
        fields = {sentence.split(": ")[1] for sentence in said(hostile, path)}
        assert {"register", "event_url", "video", "slides", "cover", "speaker"} <= fields, said(hostile, path)
        links = Danger(article(hostile, f"talks/address-{number}/")).links
        assert {urlsplit(link).scheme for link in links} <= {"", "https"}, links


def test_case_38_addresses_that_mislead(tmp_path: Path) -> None:
    fields = (
        "register: https://pyconf.example@evil.example/\nevent: X\nevent_url: //evil.example/x\n"
        "video: https://b\N{CYRILLIC SMALL LETTER A}nk.example/x"
    )
    built = Built(tmp_path, {"talks/x.md": talk(fields)}, config={}, strict=False, serving=False)
    html = holds(built, "talks/x.md", ":3: register: 'https://pyconf.example@evil.example/' carries a user name")
    assert 'href="https://evil.example/x"' in html
    assert "pyconf.example@" not in html
    assert "xn--" in html  # a host in another script is shown as what it is


def test_case_44_templates_in_texts(tmp_path: Path) -> None:
    text = "{{ 7*7 }} {% raw %} {{ config }} ${7*7} #{7*7}"
    built = Built(
        tmp_path, {"talks/x.md": f"---\ntitle: '{text}'\n---\n{text} `{text}`\n"}, config={}, strict=True, serving=False
    )
    assert built.error is None
    html = article(built, "talks/x/")
    assert html.count("{{ 7*7 }} {% raw %} {{ config }} ${7*7}") >= 2
    assert "49" not in re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)


def test_case_62_the_search_index(hostile: Built) -> None:
    """Material's search shows titles and texts as HTML."""
    index = json.loads((hostile.site / "search" / "search_index.json").read_text(encoding="utf-8"))
    texts = [entry[part] for entry in index["docs"] for part in ("title", "text")]
    texts += [tag for entry in index["docs"] for tag in entry.get("tags", [])]
    assert any("pwned" in text for text in texts)
    for text in texts:
        assert Danger(text).found == []
        assert not re.search(r"<(?:script|img|svg|iframe)", text), text


def test_the_sitemap_is_xml(hostile: Built) -> None:
    ET.parse(hostile.site / "sitemap.xml")  # noqa: S314 (our own file)


# 45, 46: embeds.

C45 = {
    "talks/c45-self.md": "---\ntitle: Self\n---\n\n[[[c45-self]]]\n",
    "talks/c45-a.md": "---\ntitle: A\n---\n\n[[[c45-b]]]\n",
    "talks/c45-b.md": "---\ntitle: B\n---\n\n[[[c45-a]]]\n",
    "talks/c45-many.md": "---\ntitle: Many\n---\n\n" + "[[[c45-a]]]\n\n" * 10_000,
    "talks/c45-fan.md": "---\ntitle: Fan\n---\n\n[[[fan-0]]]\n",
}
C45 |= {
    f"talks/fan-{n}.md": f"---\ntype: youtube\nid: hv2dKtPq0ME\n---\n[[[fan-{n + 1}]]]\n\n[[[fan-{n + 1}]]]\n"
    for n in range(49)
}
C45["talks/fan-49.md"] = "---\ntype: youtube\nid: hv2dKtPq0ME\n---\n"


def test_case_45_circles_depth_and_numbers(tmp_path: Path) -> None:
    built = Built(tmp_path, C45, config={}, strict=False, serving=False)
    assert built.error is None
    holds(
        built, "talks/c45-self.md", ":5: the embeds go round in a circle (c45-self → c45-self); this one was left out"
    )
    holds(built, "talks/c45-b.md", ":5: the embeds go round in a circle (c45-a → c45-b → c45-a)")
    holds(built, "talks/c45-many.md", ":2005: the page has more than 1000 references")
    assert any("embeds are nested more than 5 deep" in problem for problem in built.problems)
    assert len(built.page("talks/c45-fan/")) < 500_000


C46 = add(
    "c46",
    talk(
        "slides: gone.pdf",
        "[[[not-there]]]\n\n[[[empty.pdf]]]\n\n[[[page.pdf]]]\n\n[[[folder.pdf]]]\n\n![](evil.svg)\n",
    ),
)
CASES |= {
    "talks/empty.pdf": b"",
    "talks/page.pdf": "<!doctype html><script>pwned()</script>",
    "talks/folder.pdf/x.txt": "x",
    "talks/evil.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>pwned()</script></svg>",
}


def test_case_46_embeds_that_show_nothing(bad: Built) -> None:
    html = holds(
        bad,
        C46,
        ":3: slides: there is no file 'talks/gone.pdf'",
        ":5: no deck, talk or snippet is called 'not-there'",
        ":11: there is no file 'talks/folder.pdf'",
    )
    assert said(bad, "talks/empty.pdf") == [": the PDF 'empty.pdf' is empty; it was left out. "[:-1]]
    assert said(bad, "talks/page.pdf")[0].startswith(": 'page.pdf' is not a PDF, whatever its name")
    assert "page.pdf" not in html
    assert re.search(r"<img[^>]*evil\.svg", html)
    assert not re.search(r"<(?:object|embed|iframe)[^>]*evil\.svg", html)


def test_case_46_a_huge_pdf(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "huge.pdf").write_bytes(b"%PDF-1.4\n")
    os.truncate(tmp_path / "docs" / "huge.pdf", 500_000_000)  # longer than what is on the disk
    built = Built(tmp_path, {"talks/x.md": talk("slides: /huge.pdf")}, config={}, strict=False, serving=False)
    assert any("docs/huge.pdf: the PDF 'huge.pdf' has 476 MB" in problem for problem in built.problems)
    assert 'href="../../huge.pdf"' in built.page("talks/x/")
    (built.site / "huge.pdf").unlink()


# 48–52: files that are not what they seem.


def odd_project(root: Path) -> dict[str, str]:
    """A project with links, pipes and folders; gives its plain files."""
    outside = root.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("---\ntitle: Secret\n---\nTOPSECRET\n")
    (root / "talks").mkdir()
    (root / "docs").mkdir()
    for folder in ("talks", "docs"):
        (root / folder / "leak.md").symlink_to(outside / "secret.md")
        (root / folder / "leaks").symlink_to(outside)
        (root / folder / "passwd.txt").symlink_to("/etc/passwd")
        (root / folder / "gone.md").symlink_to("nothing.md")
        (root / folder / "loop.md").symlink_to("loop.md")
        (root / folder / "inside").symlink_to(".")
        os.mkfifo(root / folder / "pipe.md")
        os.mkfifo(root / folder / "pipe.png")
        (root / folder / "folder.md").mkdir()
    return {"talks/good.md": GOOD, "talks/folder.md/x.txt": "x"}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("odd") / "project"
    root.mkdir()
    files = odd_project(root)
    (root / "talks").rename(root / "kept")
    built = _built_around(root, files)
    assert built.error is None
    return built


def _built_around(root: Path, files: dict[str, str]) -> Built:
    """`Built` makes the talks folder itself; this puts the odd one in its place, then builds again."""
    built = Built(root, {}, config={}, strict=False, serving=False)
    (root / "talks").rmdir()
    (root / "kept").rename(root / "talks")
    built.rebuild(files)
    return built


@pytest.mark.parametrize("folder", ["talks", "docs"])
def test_case_48_links_out_of_the_project(odd: Built, folder: str) -> None:
    for name in ("leak.md", "passwd.txt"):
        assert said(odd, f"{folder}/{name}") == [": the link leads out of the project; it was left out."]
    for file in odd.site.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert b"TOPSECRET" not in data
            assert b"root:x:0" not in data


@pytest.mark.parametrize("folder", ["talks", "docs"])
def test_case_49_links_that_lead_nowhere(odd: Built, folder: str) -> None:
    for name in ("gone.md", "loop.md"):
        assert said(odd, f"{folder}/{name}") == [": the link leads nowhere; it was left out."]


def test_case_49_a_folder_in_itself(odd: Built) -> None:
    assert said(odd, "talks/inside") == [": the link leads back to its own folder; it was left out."]


@pytest.mark.parametrize("folder", ["talks", "docs"])
def test_case_50_pipes(odd: Built, folder: str) -> None:
    for name in ("pipe.md", "pipe.png"):
        assert said(odd, f"{folder}/{name}") == [": this is not a plain file; it was left out."]


def test_case_51_a_folder_named_like_a_page(odd: Built) -> None:
    assert said(odd, "talks/folder.md") == [": this is a folder with the name of a page; it was left out."]
    assert "The <strong>good</strong> one." in odd.page("talks/good/")


UNREADABLE = ("talks/b.md", "talks/c.png", "docs/d.md", "docs/e.png")


@pytest.mark.parametrize("strict", [False, True])
def test_case_51_files_of_somebody_else(tmp_path: Path, *, strict: bool) -> None:
    files = {"talks/a.md": GOOD, **dict.fromkeys(UNREADABLE, "---\ntitle: B\n---\n")}
    assert Built(tmp_path, files, config={}, strict=strict, serving=False).error is None
    for path in UNREADABLE:
        (tmp_path / path).chmod(0)
    shutil.rmtree(tmp_path / "site")
    command = (*bound(), Path(sys.executable).with_name("mkdocs"), "build", *(["--strict"] * strict))
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == strict
    for path in UNREADABLE:
        assert f" {path}: the file cannot be read (Permission denied); it was left out.\n" in done.stderr
    assert (tmp_path / "site/talks/a/index.html").exists() is not strict


def bound() -> tuple[str, ...]:
    """What stands before a command to which closed files are closed, also when root gives it: see capabilities(7).

    A process of the tests that becomes somebody else, even for a moment, may not find its own libraries, and MkDocs
    remembers for good that there are no themes.
    """
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()


C52 = add("c52", talk("template: ../../../etc/passwd\nicon: ../../x\nhide: [toc, everything]\nsearch: {boost: 10000}"))
CASES["docs/c52.md"] = "---\ntitle: Plain\ntemplate: ../../../etc/passwd\nicon: ../../x\n---\nWords\n"


def test_case_52_fields_of_the_theme(bad: Built) -> None:
    html = holds(bad, C52, ":5: hide: 'everything' is not a part of the page", ":6: search: the search settings")
    assert "A talk" in header(html)
    assert "there is no template '../../../etc/passwd' in the theme" in " ".join(said(bad, "docs/c52.md"))
    assert "there is no icon '../../x' in the theme" in " ".join(said(bad, "docs/c52.md"))
    assert "<p>Words</p>" in bad.page("c52/")
    assert not any("root:x" in html for _, html in pages(bad))


# 61: texts that are long or turn around.

C61 = add("c61", f"---\ntitle: {'Long ' * 2_000}\ndate: 2026-03-18\n---\n")
TURNED = "\\u202Eevil\\u202C עברית 👩‍👩‍👧 日本語の長い題名"
C61_RTL = add("c61-rtl", f'---\ntitle: "{TURNED}"\ndate: 2026-03-18\nspeakers: "\u202etxt.exe"\n---\n')


def test_case_61_long_titles(bad: Built) -> None:
    assert "Long Long" in header(holds(bad, C61))
    listed = re.findall(r"(?:Long ){3,}", re.sub(r"<[^>]*>", "", bad.page("talks/")))
    assert listed
    assert max(map(len, listed)) < 1_000


def test_case_61_texts_that_turn_around(bad: Built) -> None:
    html = holds(bad, C61_RTL, ":2: the value has invisible control characters", ":4: the value has invisible")
    assert "evil עברית 👩‍👩‍👧 日本語の長い題名" in html
    assert 'dir="auto"' in header(html)
    assert not any(re.search("[\u202a-\u202e\u2066-\u2069]", page) for _, page in pages(bad))


# What holds for all of them.


def test_the_rest_of_the_site_is_built(bad: Built) -> None:
    assert "The <strong>good</strong> one." in bad.page("talks/good/")
    assert "PyConf" in bad.page("talks/")
    assert not any("Traceback" in message for message in bad.messages)
    talks = [path for path in CASES if path.startswith("talks/") and path.endswith(".md")]
    written = [path for path in (bad.site / "talks").glob("*/index.html") if "podium-talk" in path.read_text()]
    assert len(written) >= len(talks)


def test_every_sentence_is_one_line_with_a_place(bad: Built, hostile: Built, odd: Built) -> None:
    for built in (bad, hostile, odd):
        for problem in built.problems:
            assert re.match(r"(?:talks|docs)/[^\n]*?(?::\d+)?: \S", problem), problem
            assert problem.isprintable(), problem


def test_strict_fails_where_something_is_wrong(tmp_path: Path) -> None:
    built = Built(tmp_path, {"talks/c.md": CASES[C12], "talks/good.md": GOOD}, config={}, strict=True, serving=False)
    assert isinstance(built.error, Abort)
    assert said(built, "talks/c.md")
    built.rebuild({"talks/c.md": talk("layout: post")})  # a notice is no failure
    assert built.error is None
    assert any("other site generators use 'layout'" in message for message in built.messages)


def test_a_preview_shows_what_is_wrong_on_the_page(tmp_path: Path) -> None:
    built = Built(tmp_path, {"talks/c.md": CASES[C12], "talks/good.md": GOOD}, config={}, strict=False, serving=True)
    assert "Did you mean &#39;summary&#39;?" in built.page("talks/c/")
    assert "Did you mean" not in built.page("talks/good/")
