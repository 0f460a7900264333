#!/bin/sh
# icalendar writes a VTIMEZONE without a summer time that lasted a week.
#
# Guess: `Timezone.from_tzid`, which `Calendar.add_missing_timezones` uses, finds every change of the clocks.
# Seen: it finds neither of two that are less than a week apart: Recife's summer time of 8 to 15 October 2000, and Gaza's
# of 20 to 26 October 2040, after Ramadan. An event in them is an hour off in a program that goes by the VTIMEZONE.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install icalendar==7.3.2 tzdata==2026.6
# Empty, so that the rules are those of the package and not the machine's.
PYTHONTZPATH='' "$folder/venv/bin/python" - <<'PYTHON'
from datetime import date, datetime
from zoneinfo import ZoneInfo

import icalendar
import tzdata

print(f"icalendar {icalendar.__version__}, tzdata {tzdata.IANA_VERSION}")
print("guess: the offsets of the zone and of its VTIMEZONE are the same on every day")
wrong = []
for zone, day in (
    ("America/Recife", date(2000, 10, 1)),
    ("America/Recife", date(2000, 10, 10)),
    ("Asia/Gaza", date(2040, 10, 10)),
    ("Asia/Gaza", date(2040, 10, 23)),
):
    component = icalendar.Timezone.from_tzid(zone, first_date=date(day.year, 1, 1), last_date=date(day.year, 12, 31))
    read = component.to_tz(lookup_tzid=False)
    noon = datetime(day.year, day.month, day.day, 12)
    there, written = (noon.replace(tzinfo=tz).strftime("%z") for tz in (ZoneInfo(zone), read))
    print(f"seen:  {day}, {zone}: {there}, and {written} by the VTIMEZONE")
    if there != written:
        wrong.append(f"{zone} {day}")
raise SystemExit(wrong != ["America/Recife 2000-10-10", "Asia/Gaza 2040-10-23"])
PYTHON
