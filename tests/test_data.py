"""What leaves a site as data comes back as the same site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from click.testing import CliRunner

from gallery import FRIENDLY, hostile, hostile_decks
from goldens import Case, built, cases, name_of, sentences
from podium.cli import main
from podium.readers.data import read_data
from podium.renderers.context import Context
from podium.renderers.data import render_data
from podium.renderers.llms import LONGEST, render_llms
from podium.structure.catalogue import Catalogue
from podium.structure.occasions import Occasion, Place
from podium.structure.settings import Settings
from podium.structure.talks import Talk
from sites import ROOT, Built
from test_reproducible import copy_project

Build = Callable[..., Built]
SITE = {"extra": {"podium": {"timezone": "America/Chicago"}}}
# What names the line or the spelling of a file, which an import writes anew.
OWN = ("sitemap.xml", ".gz", "search_index.json")


def schema(site: Path) -> Callable[[Any], None]:
    check: Callable[[Any], None] = fastjsonschema.compile(json.loads((site / "talks.schema.json").read_text()))
    return check


def files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and not path.name.endswith(OWN)
    }


@pytest.mark.parametrize("talks", [FRIENDLY, {**hostile(), **hostile_decks()}], ids=["friendly", "hostile"])
def test_a_site_comes_back_from_its_data(site: Build, talks: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773921600")
    first = site(talks, SITE)
    data = (first.site / "talks.json").read_bytes()
    schema(first.site)(json.loads(data))
    made, findings = read_data(data)
    assert findings == ()
    second = site(
        {
            **{name: text for name, text in talks.items() if not name.startswith("talks/")},
            **{f"talks/{name}": text for name, text in made},
        },
        SITE,
    )
    assert (second.site / "talks.json").read_bytes().decode() == data.decode()
    one, two = files(first.site), files(second.site)
    assert {name for name in one | two if one.get(name) != two.get(name)} == set()


def test_the_projects_own_site_comes_back(tmp_path: Path) -> None:
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1795521600", "NO_MKDOCS_2_WARNING": "1"}
    folder = copy_project(tmp_path / "project")
    for name in {**hostile(), **hostile_decks()}:
        (folder / name).unlink(missing_ok=True)
    build = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir")
    subprocess.run((*build, "../one"), cwd=folder, env=env, check=True, capture_output=True)
    for file in (folder / "talks").glob("*.md"):
        file.unlink()
    result = CliRunner().invoke(main, ["import", str(tmp_path / "one/talks.json"), "-f", str(folder / "mkdocs.yml")])
    assert result.exit_code == 0, result.output
    subprocess.run((*build, "../two"), cwd=folder, env=env, check=True, capture_output=True)
    one, two = files(tmp_path / "one"), files(tmp_path / "two")
    assert {name for name in one | two if one.get(name) != two.get(name)} == set()


def test_what_is_there_stays(site: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    made = site({"talks/a.md": "---\ntitle: A\n---\nOld.\n", "talks/b.md": "---\ntitle: B\n---\n"})
    monkeypatch.chdir(made.root)
    data = json.loads((made.site / "talks.json").read_text())
    data["talks"][0]["body"] = "New.\n"
    Path("talks.json").write_text(json.dumps(data))
    Path("talks/b.md").unlink()
    result = CliRunner().invoke(main, ["import", "talks.json"])
    assert result.exit_code == 1
    assert "talks/b.md: written." in result.output
    assert "talks/a.md: is there already" in result.output
    assert "Old." in Path("talks/a.md").read_text()
    assert CliRunner().invoke(main, ["import", "talks.json", "--force"]).exit_code == 0
    assert "New." in Path("talks/a.md").read_text()


CATALOGUE = {"version": 1, "site": {}, "decks": []}
WRONG = {
    "not JSON": b"{",
    "a list": b"[]",
    "deep": b"[" * 100_000,
    "a number that is none": b'{"version": 1, "talks": [NaN]}',
    "a newer version": json.dumps({**CATALOGUE, "version": 2, "talks": []}).encode(),
    **{
        f"the file {name!r}": json.dumps({**CATALOGUE, "talks": [{"file": name, "title": "A"}]}).encode()
        for name in (
            "../a.md",
            "/etc/a.md",
            "a.txt",
            "",
            ".hidden.md",
            "_a.md",
            "c:a.md",
            "c:\\a.md",
            "a\n.md",
            None,
            3,
        )
    },
}


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG.keys())
def test_what_is_no_catalogue_is_refused(data: bytes) -> None:
    made, findings = read_data(data)
    assert made == ()
    assert len(findings) == 1


def read_case(case: Case) -> tuple[dict[str, str], list[str]]:
    """The files of a golden case, and what is said."""
    data = {"talks": json.loads(case.get("talks", "[]")), "decks": json.loads(case.get("decks", "[]"))}
    made, findings = read_data(json.dumps({**CATALOGUE, **data}).encode())
    return dict(made), sentences(finding.at("talks.json") for finding in findings)


@pytest.mark.parametrize("case", cases("data"), ids=name_of)
def test_case(case: Case) -> None:
    made, says = read_case(case)
    assert made == case.get("files", {})
    assert says == case.get("says", [])


def context(talks: tuple[Talk, ...]) -> Context:
    now = datetime(2026, 3, 19, tzinfo=UTC)
    return Context(settings=Settings(site_name="*Talks*"), catalogue=Catalogue(talks=talks), now=now, page="")


def exported(talks: tuple[Talk, ...]) -> str:
    return text_of(context(talks))


def text_of(context: Context) -> str:
    return next("".join(output.pieces) for output in render_data(context, {}) if output.address == "talks.json")


def talk(number: int, **fields: Any) -> Talk:  # noqa: ANN401 - any field of a talk
    name = f"t{number}"
    given: dict[str, Any] = {"title": name, "slug": name, "path": name, "uri": f"talks/{name}.md"} | fields
    return Talk(address=f"talks/{name}/", **given)


def test_what_is_not_ready_is_announced_and_no_more() -> None:
    place = Place(name="Online", online=True, url="https://rooms.example/1")
    private = talk(
        1, ready=False, written="Secret.", occasions=(Occasion(place=place),), extra={"title": "x", "x-a": "b"}
    )
    text = exported((private,))
    assert "Secret" not in text
    assert "rooms.example" not in text
    (told,) = json.loads(text)["talks"]
    assert (told["title"], told["x-a"], told["ready"]) == ("t1", "b", False)


def test_an_import_stays_in_the_talks_folder(site: Build, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(site({}).root)
    (tmp_path / "outside").mkdir()
    Path("talks/sub").symlink_to(tmp_path / "outside", target_is_directory=True)
    Path("talks.json").write_text(json.dumps({**CATALOGUE, "talks": [{"file": "sub/a.md", "title": "A"}]}))
    result = CliRunner().invoke(main, ["import", "talks.json"])
    assert result.exit_code == 1
    assert "leads out of the talks folder" in result.output
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_file_that_cannot_be_written_keeps_no_other_back(site: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site({}).root)
    names = ("a.md", "a.md/b.md", "x" * 300 + ".md", "c.md")
    talks = [{"file": name, "slug": f"s{number}", "title": "A", "occasions": [{}]} for number, name in enumerate(names)]
    Path("talks.json").write_text(json.dumps({**CATALOGUE, "talks": talks}))
    result = CliRunner().invoke(main, ["import", "talks.json"])
    assert result.exit_code == 1
    assert [line.partition(": ")[2] for line in result.output.splitlines()] == [
        "written.",
        "cannot be written (File exists); it was left out.",
        "cannot be written (File name too long); it was left out.",
        "written.",
    ]


def test_no_meeting_of_a_deck_is_told() -> None:
    text = "---\ntype: deck\nplugins: ['https://zoom.us/j/123']\n---\n# One\n\n[Join](https://zoom.us/j/123)\n"
    given = replace(context(()), catalogue=built({"talks/d.md": text.encode()}).catalogue)
    (told,) = json.loads(text_of(given))["decks"]
    assert (told["fields"], told["body"]) == ({"type": "deck", "plugins": [""]}, "# One\n\n[Join]\n")


def test_only_the_line_of_a_meeting_is_another() -> None:
    body = "Run `a ()` , then:\n\n- one\n- [Join](https://zoom.us/j/123) us\n"
    (told,) = json.loads(exported((talk(1, written=body),)))["talks"]
    assert told["body"] == "Run `a ()` , then:\n\n- one\n- [Join] us\n"


def test_drafts_stay_at_home() -> None:
    assert json.loads(exported((talk(1, draft=True),)))["talks"] == []


def test_no_title_becomes_markdown() -> None:
    (output,) = render_llms(context((talk(1, title="](https://evil.example) # <b>\n## x"),)), {})
    assert output.text
    assert output.text.startswith("# \\*Talks\\*\n")
    assert r"- [\]\(https://evil.example\) \# \<b\> \#\# x](talks/t1/)" in output.text


def test_the_list_says_what_the_site_is_about(site: Build) -> None:
    config = {"site_description": "All about *bees*", "site_url": "https://bees.example/x/"}
    talks = {"talks/a.md": "---\ntitle: A\ndate: 2016-03-18\nresources: [https://hive.example/]\n---\n"}
    text = (site(talks, config).site / "llms.txt").read_text(encoding="utf-8")
    assert "\n> All about \\*bees\\*. 1 talk.\n" in text
    assert "## Years\n\n- [2016](https://bees.example/x/talks/years/2016/): 1 talk\n" in text
    assert "- [Everything to read afterwards](https://bees.example/x/resources/): 1 resource\n" in text
    assert "(https://bees.example/x/resources.json)" in text


def test_a_long_list_ends() -> None:
    (output,) = render_llms(context(tuple(talk(number) for number in range(LONGEST + 50))), {})
    assert output.text
    assert output.text.count("](talks/t") == LONGEST
    assert "[Every talk as data](talks.json)" in output.text


def test_the_manual_shows_what_the_schema_allows() -> None:
    manual = (ROOT / "docs" / "manual" / "data.md").read_text(encoding="utf-8")
    shown = json.loads(manual.partition("```json\n")[2].partition("```")[0])
    file = ROOT / "hooks" / "podium" / "theme" / "data" / "talks.schema.json"
    check = fastjsonschema.compile(json.loads(file.read_text(encoding="utf-8")))
    check({**CATALOGUE, "talks": [shown]})
    with pytest.raises(fastjsonschema.JsonSchemaException):
        check({**CATALOGUE, "talks": [{**shown, "occasions": [{"date": "tomorrow"}]}]})
