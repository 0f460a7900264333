"""Snippets run: what they do is recorded and compared, and what they must not do they cannot."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import fastjsonschema
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import Phase, given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from podium.cli import main
from podium.readers.recordings import read_recording
from podium.readers.snippets import read_codes, read_snippets
from podium.renderers.recordings import compare_recordings, write_recording
from podium.renderers.running import runtime_digest, worker_text
from podium.runners import deno as deno_module
from podium.runners.packages import packages_folder
from podium.runners.python import prepare_python, python_folder
from podium.runners.snippets import run_snippets
from podium.structure.recordings import Recording, Stop
from podium.structure.snippets import Language, Snippet, SnippetFile
from sites import ROOT, Built, lend_packages, settings

CACHE = ROOT / ".cache" / "podium"
ENDS = {Language.JAVASCRIPT: "js", Language.PYTHON: "py"}


def snippet(name: str, text: str, language: Language, **more: float) -> Snippet:
    file = SnippetFile(name=f"{name}.{ENDS[language]}", text=text)
    return Snippet(name=name, language=language, path=f"snippets/{file.name}", files=(file,), **more)  # type: ignore[arg-type]


def run(*snippets: Snippet) -> list[Recording]:
    python = prepare_python(CACHE, packages_folder(CACHE))
    made = run_snippets(snippets, worker=worker_text(), python=python, engine="Deno", day="2027-03-19")
    return [made[each.key] for each in snippets]


def page(built: Built, name: str) -> str:
    return (built.site / name).read_text(encoding="utf-8")


def js(text: str, **more: float) -> Snippet:
    return snippet(f"s{abs(hash(text))}", text, Language.JAVASCRIPT, **more)


def py(text: str, **more: float) -> Snippet:
    return snippet(f"s{abs(hash(text))}", text, Language.PYTHON, **more)


# What a snippet reaches of the machine it is built on. Each prints what it got, so that an empty output is a denial.

REACHING = {
    "a file": (
        "import fs from 'node:fs'; console.log(fs.readFileSync('/etc/passwd', 'utf8'))",
        "print(open('/etc/passwd').read())",
    ),
    "a module of the machine": (
        "const made = await import('file:///etc/hostname', { with: { type: 'text' } }); console.log(made.default)",
        "import sys; sys.path.insert(0, '/etc'); import hostname; print(hostname)",
    ),
    "the network": (
        "console.log((await fetch('http://127.0.0.1:80/')).status)",
        "import js; print(js.fetch('http://127.0.0.1:80/'))",
    ),
    "a module of the network": (
        "const made = await import('https://example.org/x.js'); console.log(made)",
        "from pyodide.http import open_url; print(open_url('https://example.org/').read())",
    ),
    "a socket": (
        "import net from 'node:net'\nconst s = net.connect(80)\nawait new Promise((_, e) => s.on('error', e))",
        "import socket; print(socket.create_connection(('127.0.0.1', 80)))",
    ),
    "the environment": (
        "import process from 'node:process'; console.log(process.env.HOME)",
        "import js; print(js.Deno.env.get('HOME'))",
    ),
    "a process": (
        "import { execSync } from 'node:child_process'; console.log(String(execSync('id')))",
        "import subprocess; print(subprocess.run(['id'], capture_output=True))",
    ),
    "Deno": ("console.log(Deno.version)", "import js; print(js.Deno)"),
    "another worker": ("console.log(new Worker('data:text/javascript,1'))", "import js; print(js.Worker)"),
    "the host": ("postMessage({ say: 'done' }); console.log('sent')", "import js; js.postMessage(1); print('sent')"),
    "storage": ("console.log(localStorage)", "import js; print(js.indexedDB)"),
}


@pytest.fixture(scope="module")
def reached() -> dict[str, list[Recording]]:
    """What every attempt came to, all of them in one process for each language."""
    made = run(*(made for pair in REACHING.values() for made in (js(pair[0]), py(pair[1]))))
    return {name: made[2 * place : 2 * place + 2] for place, name in enumerate(REACHING)}


@pytest.mark.parametrize("what", REACHING)
def test_nothing_outside_is_reached(reached: dict[str, list[Recording]], what: str) -> None:
    for recording in reached[what]:
        assert recording.lines == ()
        assert recording.failure is not None


def test_what_is_too_much_is_stopped_and_the_rest_runs() -> None:
    made = run(
        js("while (true) {}", limit=0.3),
        js("const f = () => f() + 1; f()", limit=20),
        js("const kept = []; while (true) kept.push(new Array(1e6).fill({}))", limit=20),
        js("for (let i = 0; i < 200000; i++) console.log(i)"),
        js("console.log('x'.repeat(50_000_000))"),
        js("import { writeSync } from 'node:fs'; while (true) writeSync(1, 'x'.repeat(1e6))", limit=2),
        js("console.log('still here')"),
        py("while True: pass", limit=0.3),
        py("def f(): return f() + 1\nf()", limit=20),
        py("kept = []\nwhile True: kept.append(bytearray(10**7))", limit=20),
        py("for i in range(200000): print(i)", limit=20),
        py("print('still here')"),
    )
    loop, deep, hog, flood, wide, spill, after, *python = made
    assert loop.stop is Stop.TIME
    assert deep.failure
    assert deep.failure.name == "RangeError"
    assert hog.stop is Stop.MEMORY
    assert (len(flood.lines), flood.left) == (1000, 199_000)
    assert len(wide.lines[0][1]) == 65_537  # with the sign that there is more
    assert spill.stop or spill.failure
    assert spill.lines == ()
    assert after.lines == (("out", "still here"),)
    loop, deep, hog, flood, after = python
    assert loop.stop is Stop.TIME
    assert deep.failure
    assert deep.failure.name == "RecursionError"
    assert hog.stop is Stop.MEMORY
    assert (len(flood.lines), flood.left) == (1000, 199_000)
    assert after.lines == (("out", "still here"),)


# What one snippet could leave to the next: each prints how it finds something, and changes it.
LEAVING = {
    Language.PYTHON: """\
import decimal
print(decimal.getcontext().prec)
decimal.getcontext().prec = 5

import builtins
print("heard")
builtins.print = lambda *_: None

import sys
print(sorted(sys.modules), sys.path)
sys.modules["math"] = None
sys.path.append("/kept")

import math
print(math.pi)
math.pi = 3

from fractions import Fraction
print(Fraction(1, 3))
Fraction.__str__ = lambda self: "mine"

import os
print(os.getcwd(), os.environ.get("KEPT"), os.listdir("/tmp"))
open("/tmp/kept", "w").close()
os.environ["KEPT"] = "1"
os.chdir("/tmp")
print("no end", end="")

import locale, random, warnings
print(len(warnings.filters), locale.getlocale(), callable(random.random))
warnings.simplefilter("ignore")
locale.setlocale(locale.LC_ALL, "C")
random.random = 4

import gc, sys
print(sys.getrecursionlimit(), gc.isenabled(), sys.gettrace())
sys.setrecursionlimit(90)
gc.disable()
sys.settrace(lambda *_: None)

import js
print(js.Math.max(1, 2), hasattr(js.Array.prototype, "kept"))
js.Array.prototype.kept = 1
js.Math.max = min

import podium_driver as driver
print(driver._STEPS)
driver._STEPS = 1
driver.json.loads = None

import asyncio, atexit
loop = asyncio.get_event_loop()
print(len(asyncio.all_tasks(loop)))
loop.create_task(asyncio.sleep(9))
loop.call_later(0, print, "later")
atexit.register(print, "at the end")

kept = []
print(kept.__repr__, {object(), object()})  # where they lie in the memory
kept = [bytes(99)] * 9999""",
    Language.JAVASCRIPT: """\
console.log(typeof globalThis.kept, [].kept)
globalThis.kept = Array.prototype.kept = 1

console.log(JSON.stringify(1), Math.max(1, 2))
JSON.stringify = () => "mine"
Math.max = Math.min

console.log("heard", new Date(0).getTime())
console.log = () => {}
Date.prototype.getTime = () => 1

console.log(performance.getEntries().length, Error.stackTraceLimit)
performance.mark("kept")
Error.stackTraceLimit = 1

console.log(setTimeout.name)
globalThis.setTimeout = null
setInterval(() => { throw 1 }, 1)""",
}


@pytest.mark.parametrize("language", Language)
@settings_of_hypothesis(
    max_examples=2, deadline=None, phases=[Phase.generate]
)  # a smaller list costs seconds and tells nothing
@given(data=st.data())
def test_what_a_snippet_does_depends_on_no_other(language: Language, data: st.DataObject) -> None:
    texts = LEAVING[language].split("\n\n")
    order = data.draw(st.permutations([*enumerate(texts), *enumerate(texts)]))
    made = run(*(snippet(f"s{at:02}", text, language) for at, (_, text) in enumerate(order)))
    seen = {which: {each.lines for (at, _), each in zip(order, made, strict=True) if at == which} for which, _ in order}
    assert {which: len(lines) for which, lines in seen.items()} == dict.fromkeys(range(len(texts)), 1)
    assert all(lines for each in seen.values() for lines in each)


def test_a_snippet_that_runs_alone_prints_the_same() -> None:
    spoilt = "import builtins, decimal\ndecimal.getcontext().prec = 5\nbuiltins.print = lambda *_: None"
    plain = py("import decimal\nprint(decimal.Decimal(1) / 7, object())")
    assert run(py(spoilt), plain)[1] == run(plain)[0]


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [
        ("\nnull.x", 2, "TypeError"),
        ("const a = 1\nconst b = ;", 2, "SyntaxError"),
        ("\n\nthrow new RangeError('r')", 3, "RangeError"),
        ("\nawait Promise.reject(new Error('r'))", 2, "Error"),
        ("Promise.reject(new Error('r'))", 1, "Error"),
    ],
)
def test_an_error_of_javascript_has_its_line(text: str, line: int, name: str) -> None:
    [made] = run(js(text))
    assert made.failure
    assert (made.failure.name, made.failure.line) == (name, line)
    assert "blob:" not in made.failure.text


def test_an_error_of_python_is_told_as_python_tells_it() -> None:
    source = (
        "def f(x):\n    return 1 / x\n\ntry:\n    f(0)\nexcept ZeroDivisionError as e:\n    raise ValueError from e\n"
    )
    [made] = run(py(source))
    assert made.failure
    assert (made.failure.name, made.failure.line) == ("ValueError", 7)
    assert "The above exception was the direct cause" in made.failure.text
    assert "podium_driver" not in made.failure.text


def test_consoles_and_values_look_alike_everywhere() -> None:
    [made] = run(
        js(
            "console.log('a', 1, -0, 10n, null, undefined, true, Symbol('s'))\n"
            "console.log({ a: 1, 'b c': [1, 'x'] }, [], {}, new Map([['k', new Set([1])]]), new Date(0), /x/g)\n"
            "class Point { x = 1 }\nconsole.log(new Point(), Point, () => 1, new Error('e'))\n"
            "const ring = {}; ring.ring = ring; console.log(ring)\n"
            "console.log('%s is %d', 'x', 1.5, 'more')\nconsole.group('g'); console.log('in'); console.groupEnd()\n"
            "console.assert(1 === 2, 'no'); console.count(); console.table([{ a: 1 }])\n"
            "console.log({ long: 'x'.repeat(40), other: 'y'.repeat(40) })\n"
        )
    )
    assert [text for _, text in made.lines] == [
        "a 1 -0 10n null undefined true Symbol(s)",
        "{ a: 1, 'b c': [ 1, 'x' ] } [] {} Map(1) { 'k' => Set(1) { 1 } } 1970-01-01T00:00:00.000Z /x/g",
        "Point { x: 1 } [class: Point] [Function: (anonymous)] Error: e",
        "{ ring: [Circular] }",
        "x is 1.5 more",
        "g",
        "  in",
        "Assertion failed no",
        "default: 1",
        "0: { a: 1 }",
        "{",
        f"  long: '{'x' * 40}',",
        f"  other: '{'y' * 40}'",
        "}",
    ]


# Histories


TWINS = [
    pytest.param(
        "export const initial = { n: 1.5, list: [], big: 12345678901234567890n, none: null }\n"
        "export const events = [{ type: 'A', x: 2.0 },\n"
        "  { type: 'B', set: new Set([2, 1]), map: new Map([['k', NaN]]) }]\n"
        "export const evolve = (s, e) => ({ ...s, n: s.n + 1, list: [...s.list, e.type] })\n",
        "initial = {'n': 1.5, 'list': (), 'big': 12345678901234567890, 'none': None}\n"
        "events = [{'type': 'A', 'x': 2.0}, {'type': 'B', 'set': {2, 1}, 'map': {'k': float('nan')}}]\n"
        "def evolve(s, e): return {**s, 'n': s['n'] + 1, 'list': [*s['list'], e['type']]}\n",
        id="values",
    ),
    pytest.param(
        "export const initialState = () => 0\nexport const events = [{ type: 'Put', n: 3 }]\n"
        "export const commands = [{ type: 'Take', n: 5 }, { type: 'Take', n: 1 }, { type: 'Wait' }]\n"
        "export function decide(c, s) {\n  if (c.type === 'Wait') return []\n"
        "  if (c.n > s) throw new Error(`only ${s}`)\n  return { type: 'Taken', n: c.n }\n}\n"
        "export const evolve = (s, e) => s + (e.type === 'Put' ? e.n : -e.n)\n"
        "export const projections = { count: [() => 0, (n) => n + 1], kinds: [[], (k, e) => [...k, e.type]] }\n"
        "export const view = (s) => `holds ${s}`\n",
        "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass Put:\n    n: int\n"
        "@dataclass(frozen=True)\nclass Taken:\n    n: int\n"
        "@dataclass(frozen=True)\nclass Take:\n    n: int\n@dataclass(frozen=True)\nclass Wait: pass\n"
        "initialState = lambda: 0\nevents = [Put(3)]\ncommands = [Take(5), Take(1), Wait()]\n"
        "def decide(c, s):\n    match c:\n        case Wait(): return None\n"
        "        case Take(n) if n > s: raise ValueError(f'only {s}')\n        case Take(n): return Taken(n)\n"
        "def evolve(s, e): return s + (e.n if isinstance(e, Put) else -e.n)\n"
        "projections = {'count': [lambda: 0, lambda n, e: n + 1], 'kinds': ((), lambda k, e: (*k, type(e).__name__))}\n"
        "def view(s): return f'holds {s}'\n",
        id="commands",
    ),
]


@pytest.fixture(scope="module")
def schema() -> Callable[[object], object]:
    """What checks a trace against the schema that the manual publishes; raises when it is none."""
    return fastjsonschema.compile(json.loads((ROOT / "docs" / "manual" / "trace.schema.json").read_text()))


def test_the_schema_tells_traces_from_others(schema: Callable[[object], object]) -> None:
    bare = {"v": 1, "initial": None, "steps": []}
    schema(bare)
    for wrong in ({"v": 2}, {"steps": [{"version": 0, "event": {"type": "A"}, "state": 1}]}, {"more": 1}):
        with pytest.raises(fastjsonschema.JsonSchemaException):
            schema({**bare, **wrong})


@pytest.mark.parametrize(("script", "python"), TWINS)
def test_both_languages_tell_the_same_history(script: str, python: str, schema: Callable[[object], object]) -> None:
    one, other = run(js(script), py(python))
    assert schema(one.trace) == other.trace
    assert one.trace["steps"]


def test_the_history_of_commands() -> None:
    [made] = run(py(TWINS[1].values[1]))  # type: ignore[arg-type]
    assert made.trace["commands"] == [
        {"command": {"type": "Take", "n": 5}, "atVersion": 1, "toVersion": 1, "rejected": "only 3"},
        {"command": {"type": "Take", "n": 1}, "atVersion": 1, "toVersion": 2},
        {"command": {"type": "Wait"}, "atVersion": 2, "toVersion": 2},
    ]
    assert made.trace["steps"][1] == {
        "version": 2,
        "event": {"type": "Taken", "n": 1},
        "state": 2,
        "projections": {"count": 2, "kinds": ["Put", "Taken"]},
        "view": "holds 2",
        "cause": 1,
    }


def test_a_mistake_in_decide_is_no_rejection() -> None:
    text = "export const commands = [{ type: 'A' }], evolve = (s) => s, decide = (c) => c.missing.part"
    python = "commands = [{'type': 'A'}]\ndef decide(c, s): return c['missing']\ndef evolve(s, e): return s\n"
    one, other = run(js(text), py(python))
    assert [made.failure and made.failure.name for made in (one, other)] == ["TypeError", "KeyError"]


KEPT = "only the first {} can be shown"
LARGE = "the first {} larger than 256 KB"
# What is large, as one value that both languages understand, and what is said of it. Nothing passes a limit, not even
# by what comes first.
LIMITS = {
    "many events": ({"events": [{"type": "A"}] * 600}, KEPT.format("500 events")),
    "a first state": ({"initial": "x" * 10_000_000}, LARGE.format("state, its read models and its view are")),
    "a first state in letters of two bytes": (
        {"initial": "é" * 140_000},
        LARGE.format("state, its read models and its view are"),
    ),
    "a read model": ({"projections": {"all": "x" * 300_000}}, LARGE.format("state, its read models and its view are")),
    "a picture": ({"seen": "x" * 300_000}, LARGE.format("state, its read models and its view are")),
    "a first event": ({"events": [{"type": "A", "t": "x" * 300_000}]}, LARGE.format("event and what comes of it are")),
    "a second event": ({"events": [{"type": "A"}, {"type": "B", "t": "x" * 300_000}]}, KEPT.format("event")),
    "a type": ({"events": [{"type": "A" * 300_000}]}, LARGE.format("event and what comes of it are")),
    "a command": ({"commands": [{"type": "A", "t": "x" * 300_000}]}, LARGE.format("command and what comes of it are")),
    "a command after events": (
        {"events": [{"type": "A"}] * 2, "commands": [{"type": "A", "t": "x" * 300_000}]},
        KEPT.format("2 events"),
    ),
    "many commands": ({"commands": [{"type": "A", "t": "x" * 9_000}] * 600}, KEPT.format("28 commands")),
    "what a command makes": (
        {"commands": [{"type": "A"}], "decided": [{"type": "B", "t": "x" * 30_000}] * 20},
        KEPT.format("8 events"),
    ),
}


def _story(values: dict[str, object], language: Language) -> Snippet:
    """A snippet with these values, in either language; JSON without true, false and null is code in both."""
    lines = {"initial": 0, "events": [], "commands": [], "decided": [], "projections": {}, "seen": "", **values}
    if language is Language.JAVASCRIPT:
        head = "".join(f"const {name}_ = {json.dumps(value)}\n" for name, value in lines.items())
        return js(
            f"{head}export const initial = initial_, events = events_, commands = commands_, evolve = () => 0\n"
            "export const decide = () => decided_, view = () => seen_\n"
            "const read = ([name, value]) => [name, [value, () => 0]]\n"
            "export const projections = Object.fromEntries(Object.entries(projections_).map(read))"
        )
    head = "".join(f"{name} = {json.dumps(value)}\n" for name, value in lines.items())
    return py(
        f"{head}evolve = lambda *_: 0\ndecide = lambda *_: decided\nview = lambda _: seen\n"
        "projections = {name: (value, evolve) for name, value in projections.items()}"
    )


def test_no_history_is_larger_than_it_may_be() -> None:
    made = run(*(_story(values, language) for values, _ in LIMITS.values() for language in Language))
    for place, (name, (_, words)) in enumerate(LIMITS.items()):
        one, other = made[2 * place : 2 * place + 2]
        said = [*one.trace.get("warnings", ()), *([one.protocol] if one.protocol else [])]
        assert (name, said) == (name, [words])
        assert one.result == other.result
        assert len(json.dumps(dict(one.trace), separators=(",", ":"), ensure_ascii=False).encode()) < 257 * 1024


def test_no_error_is_longer_than_it_may_be() -> None:
    long = "'x'.repeat(3e6)", "'x' * 3_000_000"
    made = run(
        js(f"throw new Error({long[0]})"),
        js(f"throw {long[0]}"),
        js(f"throw Object.assign(new Error(), {{ name: {long[0]} }})"),
        js(
            "Error.stackTraceLimit = 1e6\n"
            "const dive = (n) => { if (!n) throw new Error('deep'); dive(n - 1) }\ndive(4000)"
        ),
        js(
            f"export const commands = [{{ type: 'A' }}], evolve = (s) => s, decide = () => {{ throw Error({long[0]}) }}"
        ),
        js(f"export const events = [{long[0]}], evolve = (s) => s"),
        py(f"raise ValueError({long[1]})"),
        py(f"raise type({long[1]}, (Exception,), {{}})('named')"),
        py(f"raise SystemExit({long[1]})"),
        py(f"commands = [{{'type': 'A'}}]\ndef decide(*_): raise ValueError({long[1]})\ndef evolve(*_): return 0"),
        py(f"events = [{long[1]}]\ndef evolve(*_): return 0"),
    )
    for each in made:
        assert each.failure or each.protocol or each.trace["commands"][0]["rejected"].endswith("xxx")
        assert 200 < len(write_recording(js(""), each)) < 20_000


def test_a_line_that_is_written_letter_by_letter_costs_no_more_than_another() -> None:
    [made] = run(py("for _ in range(300_000): print('x', end='')", limit=30))
    assert made.stop is None
    assert len(made.lines[0][1]) == 65_537


def _examples() -> list[str]:
    snippets, _ = read_snippets(read_codes(ROOT)[0])
    return sorted({each.name for each in snippets})


@pytest.mark.parametrize("name", _examples())
def test_an_example_tells_the_same_in_both_languages(name: str, schema: Callable[[object], object]) -> None:
    one, other = (
        read_recording((ROOT / "snippets" / ".baked" / f"{name}.{end}.json").read_text())[0] for end in ("js", "py")
    )
    assert one
    assert other
    assert (one.lines, one.trace) == (other.lines, other.trace)
    assert one.trace["steps"]
    schema(one.trace)


def test_the_examples_do_what_is_on_record_of_them() -> None:
    snippets, problems = read_snippets(read_codes(ROOT)[0])
    assert not problems
    for each, made in zip(snippets, run(*snippets), strict=True):
        kept, _ = read_recording((ROOT / "snippets" / ".baked" / f"{each.key}.json").read_text())
        assert kept
        assert (kept.code, kept.result) == (each.digest, made.result)


def test_the_examples_are_not_run_by_a_build() -> None:
    """With the engines that are pinned a fresh clone takes what is on record; `podium bake` makes it so."""
    if deno_module.deno_version() not in (ROOT / "requirements.txt").read_text(encoding="utf-8"):
        pytest.skip("another Deno is installed")
    engines = {"js": deno_module.deno_version(), "py": python_folder(CACHE, packages_folder(CACHE)).name}
    for file in sorted((ROOT / "snippets" / ".baked").glob("*.json")):
        kept, _ = read_recording(file.read_text(encoding="utf-8"))
        assert kept
        assert kept.runtime == runtime_digest(engines[file.name.split(".")[-2]]), file.name


# Recordings


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one snippet in each language; commands run in it."""
    for name, text in {
        "mkdocs.yml": yaml.safe_dump(settings({})),
        "docs/index.md": "# Home\n\n[[[a]]]\n",
        "talks/a-talk.md": "---\ntitle: T\n---\n",
        "snippets/a.js": "console.log('one')\nexport const events = [{ type: 'A' }], evolve = () => 1\n",
        "snippets/a.py": "print('one')\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    lend_packages(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def podium(*words: str) -> tuple[int, list[str]]:
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output.splitlines()


def test_what_snippets_do_is_recorded_once(project: Path) -> None:
    files = ["snippets/.baked/a.js.json", "snippets/.baked/a.py.json"]
    assert podium("bake") == (0, [f"{file}: recorded." for file in files])
    kept = (project / files[0]).read_text()
    assert json.loads(kept)["output"] == ["one"]
    assert podium("bake") == (0, [f"{file}: as it was." for file in files])
    assert podium("check") == (0, ["No problems."])
    (project / "snippets" / "a.py").unlink()
    assert podium("bake") == (0, [f"{files[0]}: as it was.", f"{files[1]}: removed."])
    assert (project / files[0]).read_text() == kept


def test_one_snippet_is_recorded_by_its_name(project: Path) -> None:
    (project / "snippets" / "b.js").write_text("console.log(2)")
    assert podium("bake", "b") == (0, ["snippets/.baked/b.js.json: recorded."])
    assert podium("bake", "bb") == (1, ["Error: no snippet is called 'bb'."])


def test_a_snippet_that_fails_is_not_recorded(project: Path) -> None:
    (project / "snippets" / "a.js").write_text("null.x")
    code, lines = podium("bake")
    assert code == 1
    assert "snippets/.baked/a.js.json: not recorded, since it fails." in lines
    assert not (project / "snippets" / ".baked" / "a.js.json").exists()


def test_a_snippet_that_does_something_else_fails_the_check(project: Path) -> None:
    (project / "snippets" / "a.js").write_text("console.log('it is', Math.floor(Date.now() / 1000) > 0 ? 'now' : '')")
    podium("bake")
    file = project / "snippets" / ".baked" / "a.js.json"
    file.write_text(file.read_text().replace("it is now", "it is then"))
    code, lines = podium("check")
    assert code == 1
    assert lines[0].startswith("snippets/a.js:1: error: the snippet does not do again what is on record of it")
    assert '    -    "it is then"' in lines
    assert '    +    "it is now"' in lines


def test_what_is_on_record_is_not_run_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    podium("bake")
    _without_deno(monkeypatch, project)
    site = _build(project)
    assert not site.problems
    assert page(site, "index.html").count("one") >= 2


def test_a_site_without_deno_shows_what_is_on_record(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    podium("bake")
    for name in ("a.js", "a.py"):
        with (project / "snippets" / name).open("a") as file:
            file.write("\n\n")
    (project / "snippets" / "b.js").write_text("console.log(2)")
    _without_deno(monkeypatch, project)
    site = _build(project)
    reason = "Deno is not installed; 'pip install deno' brings it"
    stale = f"the snippet has changed and could not run again ({reason}); the page shows what it printed before"
    never = f"the snippet could not run ({reason}), and nothing is on record; the page shows its code alone"
    assert [problem.partition(". Run")[0] for problem in site.problems] == [
        f"snippets/a.js:1: {stale}",
        f"snippets/a.py:1: {stale}",
        f"snippets/b.js:1: {never}",
    ]
    assert "before the last change to the code" in page(site, "index.html")


def _without_deno(monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    deno_module.deno_version.cache_clear()
    monkeypatch.setattr(deno_module.sys, "executable", str(project / "python"))
    monkeypatch.setenv("PATH", "/nowhere")


def _build(project: Path) -> Built:
    files = {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in project.rglob("*")
        if path.is_file() and not path.is_relative_to(project / ".cache")
    }
    again = project / "again"
    again.mkdir()
    return Built(again, files, config={}, strict=False, serving=False)


def test_a_recording_reads_as_it_was_written() -> None:
    for each in run(js("console.log('ü', '\\u2028'); console.error('e')\nnull.x"), js(TWINS[1].values[0])):  # type: ignore[arg-type]
        text = write_recording(js("x"), each)
        again, finding = read_recording(text)
        assert finding is None
        assert again == each
        assert not compare_recordings(each, again) if again else False


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"podium": 1}', '{"podium": 1, "code": 1, "output": 3}', "[" * 9999])
def test_a_recording_that_is_none_is_said(text: str) -> None:
    recording, finding = read_recording(text)
    assert recording is None
    assert finding


# The files of the site


def test_a_site_without_snippets_has_no_file_of_theirs(site: Callable[..., Built]) -> None:
    built = site({})
    assert not (built.site / "assets" / "podium" / "run").exists()
    assert "podium-snippet" not in page(built, "index.html")


def test_python_is_sent_only_where_a_snippet_is_written_in_it(site: Callable[..., Built]) -> None:
    built = site({"snippets/a.js": "console.log(1)", "docs/index.md": "[[[a]]]"})
    assert [file.name for file in (built.site / "assets" / "podium" / "run").iterdir()] == ["runner.html"]


def test_the_files_of_python_are_small_and_whole(project: Path) -> None:
    site = _build(project)
    folder = site.site / "assets" / "podium" / "run"
    files = {file.name.split(".")[0]: file.read_bytes() for file in folder.glob("*.bin")}
    assert sorted(files) == ["python-asm", "python-library", "python-loader", "python-wasm"]
    assert sum(map(len, files.values())) <= 6_100_000
    assert "Mozilla Public License" in (folder / "python.LICENSE.txt").read_text(encoding="utf-8")
    assert gzip.decompress(files["python-wasm"])[:4] == b"\0asm"
    assert gzip.decompress(files["python-library"])[:4] == b"PK\3\4"


def test_a_block_of_code_runs_where_it_stands(site: Callable[..., Built]) -> None:
    built = site(
        {
            "docs/index.md": '# Home\n\n- item\n\n    ```js {.run name="counter"}\n    console.log(6 * 7)\n    ```\n\n'
            "!!! note\n\n    ~~~ {.python .run}\n    print('noted')\n    ~~~\n\nElsewhere: [[[counter]]]\n",
            "talks/deck.md": "---\ntype: deck\n---\n# One\n\n```py {.run}\nprint('on a slide')\n```\n",
            "talks/talk.md": "---\ntitle: T\n---\n```js {.run show=output}\nconsole.log('in a talk')\n```\n",
        },
        config={"markdown_extensions": ["attr_list", "admonition", "pymdownx.superfences"]},
    )
    assert not built.problems
    home = page(built, "index.html")
    assert home.count("<podium-snippet") == 3
    assert home.count(">42<") == 2
    assert ">noted<" in home
    assert ">on a slide<" in page(built, "decks/deck/index.html")
    assert 'data-run="../../assets/podium/run/"' in page(built, "decks/deck/index.html")
    talk = page(built, "talks/talk/index.html")
    assert ">in a talk<" in talk
    assert "podium-snippet__code" not in talk


def test_an_embed_of_its_own_name_shows_what_else_has_it(site: Callable[..., Built]) -> None:
    built = site(
        {
            "talks/counter.md": "---\ntitle: Counting\n---\n\n[[[counter]]]\n",
            "talks/streams.md": "---\ntitle: Streams\n---\n\n[[[counter]]]\n\n[[[Streams]]]\n",
            "talks/deck.md": "---\ntitle: Streams\ntype: deck\nslug: streams-deck\n---\n\n# In the deck\n",
            "snippets/counter.js": "console.log('from the snippet')",
        }
    )
    assert "from the snippet" in page(built, "talks/counter/index.html")
    assert "from the snippet" not in page(built, "talks/streams/index.html")
    assert "In the deck" in page(built, "talks/streams/index.html")
    assert [text for text in built.messages if "circle" in text] == []
