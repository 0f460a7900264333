"""Other people's readers of calendars, and a check of the bytes that none of them makes."""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import icalendar
import vobject

LONGEST = 75
_SCHEMES = {"http", "https", "mailto"}
_ADDRESSES = ("URL", "SOURCE", "ATTACH", "ORGANIZER", "ATTENDEE", "CONFERENCE", "IMAGE")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME")
_BARE = re.compile(r"(?<!\\)(?:\\\\)*[;,]")


def judge(data: bytes) -> list[str]:
    """What is wrong with a calendar, as any judge sees it; each finding begins with the judge's name."""
    return [f"{name}: {finding}" for name, judge_one in JUDGES.items() for finding in judge_one(data)]


def by_bytes(data: bytes) -> list[str]:
    """What no reader complains of: line ends, long lines, broken characters, zones and addresses (RFC 5545, 3.1)."""
    lines = data.split(b"\r\n")
    found = [] if lines.pop() == b"" else ["the last line has no end"]
    for number, each in enumerate(lines, 1):
        if b"\n" in each or b"\r" in each:
            found.append(f"line {number}: a bare line end")
        if len(each) > LONGEST:
            found.append(f"line {number}: {len(each)} octets")
        if _CONTROL.search(each):
            found.append(f"line {number}: a control character")
        try:
            each.decode()
        except UnicodeDecodeError:
            found.append(f"line {number}: not UTF-8")
    return found + _by_lines(data.decode(errors="replace").replace("\r\n ", "").split("\r\n"))


def _by_lines(lines: list[str]) -> list[str]:
    defined = {each.removeprefix("TZID:") for each in lines if each.startswith("TZID:")}
    used = {named[1] for each in lines if (named := re.match(r"[^:\"]*;TZID=([^:;]*)", each))}
    found = [f"the zone {zone} is not defined" for zone in sorted(used - defined)]
    # The times of a zone's rules have no zone, as they should.
    events = re.sub(r"BEGIN:VTIMEZONE\n.*?END:VTIMEZONE\n", "", "\n".join(lines), flags=re.DOTALL)
    found += [f"a floating time: {each}" for each in re.findall(r"^DT(?:START|END):\d{8}T\d{6}$", events, re.MULTILINE)]
    for each in lines:
        head, _, value = each.partition(":")
        name = head.partition(";")[0]
        if name in _ADDRESSES and urlsplit(value).scheme not in _SCHEMES:
            found.append(f"{name}: the address {value}")
        if name in _TEXTS and _BARE.search(value):
            found.append(f"{name}: not escaped: {value}")
    return found


def by_icalendar(data: bytes) -> list[str]:
    """The `icalendar` library: wrong dates, start and end of different kinds, lines that are none."""
    try:
        calendar = icalendar.Calendar.from_ical(data)
    except (ValueError, IndexError, KeyError) as error:
        return [str(error)]
    found = [f"{name}: {error}" for item in calendar.walk() for name, error in item.errors]
    for event in calendar.walk("VEVENT"):
        try:
            _ = event.start, event.end  # type: ignore[attr-defined]
        except (ValueError, TypeError) as error:
            found.append(str(error))
    return found


def by_vobject(data: bytes) -> list[str]:
    """The `vobject` library, which counts properties most strictly."""
    try:
        vobject.readOne(data.decode()).validate(raiseException=True)
    except Exception as error:  # noqa: BLE001 - it raises whatever its parts raise
        return [f"{type(error).__name__}: {error}"]
    return []


def by_ics(data: bytes) -> list[str]:
    """The `ics` library, in a process of its own: it remembers too much to read many files in one."""
    return _by_ics((data,))[0]


def _by_ics(files: tuple[bytes, ...]) -> list[list[str]]:
    ran = subprocess.run(
        [sys.executable, "-c", _READ_BY_ICS],
        input=json.dumps([data.decode(errors="replace") for data in files]),
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        return [[f"it failed: {ran.stderr.strip()[-300:]}"] for _ in files]
    return json.loads(ran.stdout)  # type: ignore[no-any-return]


# Each file is read by a child that forgets everything: `ics` fails with a RecursionError after a few of them.
_READ_BY_ICS = """
import json, os, sys, warnings
warnings.simplefilter("ignore")
import ics

def read(text):
    try:
        calendar = ics.Calendar(text)
        return [] if len(calendar.events) == text.splitlines().count("BEGIN:VEVENT") else ["an event is missing"]
    except Exception as error:
        return [f"{type(error).__name__}: {error}"[:500]]

found = []
for text in json.load(sys.stdin):
    ours, theirs = os.pipe()
    if not os.fork():
        os.write(theirs, json.dumps(read(text)).encode())
        os._exit(0)
    os.close(theirs)
    os.wait()
    said = os.read(ours, 65_536)
    os.close(ours)
    found.append(json.loads(said) if said else ["the reader died"])
print(json.dumps(found))
"""


def by_libical(data: bytes) -> list[str]:
    """The C library behind Evolution and many servers; raises MissingToolError when Debian's libical3 is not there."""
    library = _libical()
    component = library.icalparser_parse_string(data)
    if not component or b"\0" in data:
        return ["it is no calendar"]
    try:
        restricted = [] if library.icalrestriction_check(component) else ["a property is missing or too many"]
        count = library.icalcomponent_count_errors(component)
        return restricted + ([f"{count} errors"] if count else [])
    finally:
        library.icalcomponent_free(component)


class MissingToolError(RuntimeError):
    """A judge that is not installed, with the package that has it."""


@cache
def _libical() -> ctypes.CDLL:
    name = ctypes.util.find_library("ical") or "libical.so.3"
    try:
        library = ctypes.CDLL(name)
    except OSError:
        raise MissingToolError(
            "libical is not installed; it is in Debian's libical3 (apt-get install libical3)"
        ) from None
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    for function in ("icalrestriction_check", "icalcomponent_count_errors", "icalcomponent_free"):
        getattr(library, function).argtypes = [ctypes.c_void_p]
    return library


JUDGES = {
    "bytes": by_bytes,
    "icalendar": by_icalendar,
    "vobject": by_vobject,
    "ics": by_ics,
    "libical": by_libical,
}
"""The panel, by name."""


def judge_files(paths: list[Path]) -> list[str]:
    """What is wrong with calendars of a site: one line for each finding, with the file."""
    files = [path.read_bytes() for path in paths]
    by_name = {name: [judge_one(data) for data in files] for name, judge_one in JUDGES.items() if name != "ics"}
    by_name["ics"] = _by_ics(tuple(files))
    return [
        f"{path}: {name}: {finding}"
        for name, said in by_name.items()
        for path, findings in zip(paths, said, strict=True)
        for finding in findings
    ]
