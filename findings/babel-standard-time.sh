#!/bin/sh
# Babel calls the time that Vancouver keeps from 2026 on "Pacific Standard Time", beside an offset that is not it.
#
# Guess: with the rules of 2026f, where Vancouver is on -07:00 all year, the name that CLDR gives a winter evening there
# is one that people read as -07:00, or the offset is all that is said.
# Seen: "Pacific Standard Time" (PST), which everybody reads as -08:00; and so an hour off in Winnipeg and Edmonton.
# Why: a name is chosen by whether there is summer time, which the database no longer has there; it keeps the new time
# as the standard time of the next zone.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install babel==2.18.0 tzdata==2026.6
# Empty, so that the rules are those of the package and not the machine's.
PYTHONTZPATH='' "$folder/venv/bin/python" - <<'PYTHON'
from datetime import datetime
from zoneinfo import ZoneInfo

import babel
import tzdata
from babel.dates import format_datetime

expected = {
    "America/Vancouver": "Pacific Standard Time, PST, GMT-07:00",
    "America/Edmonton": "Mountain Standard Time, MST, GMT-06:00",
    "America/Winnipeg": "Central Standard Time, CST, GMT-05:00",
}
print(f"Babel {babel.__version__}, tzdata {tzdata.IANA_VERSION}")
print("guess: a name that fits the offset")
seen = {}
for zone in expected:
    evening = datetime(2027, 1, 20, 18, 30, tzinfo=ZoneInfo(zone))
    seen[zone] = format_datetime(evening, "zzzz, z, OOOO", locale="en_US")
    print(f"seen:  {evening:%Y-%m-%d %H:%M}, {zone}: {seen[zone]}")
raise SystemExit(seen != expected)
PYTHON
