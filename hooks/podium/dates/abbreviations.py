"""What abbreviations of time zones can mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from itertools import chain

from podium.dates.zones import common_name, zone_info


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One meaning of an abbreviation."""

    name: str
    """What it stands for."""
    offset: int | None
    """Minutes east of UTC; None for names that cover summer and winter, such as ET."""
    home: str
    """The IANA zone of most people who use it."""


def _reading(name: str, hours: float | None, home: str) -> Reading:
    return Reading(name=name, offset=None if hours is None else round(hours * 60), home=home)


# The most usual meaning comes first: it is the one that is taken.
READINGS: dict[str, tuple[Reading, ...]] = {
    "UTC": (_reading("Coordinated Universal Time", 0, "UTC"),),
    "GMT": (_reading("Greenwich Mean Time", 0, "UTC"),),
    # North America
    "ET": (_reading("Eastern Time", None, "America/New_York"),),
    "CT": (_reading("Central Time", None, "America/Chicago"),),
    "MT": (_reading("Mountain Time", None, "America/Denver"),),
    "PT": (_reading("Pacific Time", None, "America/Los_Angeles"),),
    "EST": (
        _reading("Eastern Standard Time", -5, "America/New_York"),
        _reading("Australian Eastern Standard Time", 10, "Australia/Sydney"),
    ),
    "EDT": (_reading("Eastern Daylight Time", -4, "America/New_York"),),
    "CST": (
        _reading("Central Standard Time", -6, "America/Chicago"),
        _reading("China Standard Time", 8, "Asia/Shanghai"),
        _reading("Cuba Standard Time", -5, "America/Havana"),
    ),
    "CDT": (
        _reading("Central Daylight Time", -5, "America/Chicago"),
        _reading("Cuba Daylight Time", -4, "America/Havana"),
    ),
    "MST": (
        _reading("Mountain Standard Time", -7, "America/Denver"),
        _reading("Malaysia Standard Time", 8, "Asia/Kuala_Lumpur"),
    ),
    "MDT": (_reading("Mountain Daylight Time", -6, "America/Denver"),),
    "PST": (
        _reading("Pacific Standard Time", -8, "America/Los_Angeles"),
        _reading("Philippine Standard Time", 8, "Asia/Manila"),
    ),
    "PDT": (_reading("Pacific Daylight Time", -7, "America/Los_Angeles"),),
    "AKST": (_reading("Alaska Standard Time", -9, "America/Anchorage"),),
    "AKDT": (_reading("Alaska Daylight Time", -8, "America/Anchorage"),),
    "HST": (_reading("Hawaii-Aleutian Standard Time", -10, "Pacific/Honolulu"),),
    "AST": (
        _reading("Atlantic Standard Time", -4, "America/Halifax"),
        _reading("Arabian Standard Time", 3, "Asia/Riyadh"),
    ),
    "ADT": (_reading("Atlantic Daylight Time", -3, "America/Halifax"),),
    "NST": (_reading("Newfoundland Standard Time", -3.5, "America/St_Johns"),),
    "NDT": (_reading("Newfoundland Daylight Time", -2.5, "America/St_Johns"),),
    # South America
    "BRT": (_reading("Brasilia Time", -3, "America/Sao_Paulo"),),
    "ART": (_reading("Argentina Time", -3, "America/Argentina/Buenos_Aires"),),
    "AMT": (
        _reading("Amazon Time", -4, "America/Manaus"),
        _reading("Armenia Time", 4, "Asia/Yerevan"),
    ),
    # Europe and Africa
    "WET": (_reading("Western European Time", 0, "Europe/Lisbon"),),
    "WEST": (_reading("Western European Summer Time", 1, "Europe/Lisbon"),),
    "BST": (
        _reading("British Summer Time", 1, "Europe/London"),
        _reading("Bangladesh Standard Time", 6, "Asia/Dhaka"),
        _reading("Bougainville Standard Time", 11, "Pacific/Bougainville"),
    ),
    "CET": (_reading("Central European Time", 1, "Europe/Paris"),),
    "CEST": (_reading("Central European Summer Time", 2, "Europe/Paris"),),
    "EET": (_reading("Eastern European Time", 2, "Europe/Helsinki"),),
    "EEST": (_reading("Eastern European Summer Time", 3, "Europe/Helsinki"),),
    "MSK": (_reading("Moscow Time", 3, "Europe/Moscow"),),
    "TRT": (_reading("Türkiye Time", 3, "Europe/Istanbul"),),
    "WAT": (_reading("West Africa Time", 1, "Africa/Lagos"),),
    "CAT": (_reading("Central Africa Time", 2, "Africa/Maputo"),),
    "SAST": (_reading("South Africa Standard Time", 2, "Africa/Johannesburg"),),
    "EAT": (_reading("East Africa Time", 3, "Africa/Nairobi"),),
    # Asia and the Pacific
    "IST": (
        _reading("India Standard Time", 5.5, "Asia/Kolkata"),
        _reading("Israel Standard Time", 2, "Asia/Jerusalem"),
        _reading("Irish Standard Time", 1, "Europe/Dublin"),
    ),
    "IDT": (_reading("Israel Daylight Time", 3, "Asia/Jerusalem"),),
    "GST": (
        _reading("Gulf Standard Time", 4, "Asia/Dubai"),
        _reading("South Georgia Time", -2, "Atlantic/South_Georgia"),
    ),
    "PKT": (_reading("Pakistan Standard Time", 5, "Asia/Karachi"),),
    "NPT": (_reading("Nepal Time", 5.75, "Asia/Kathmandu"),),
    "ICT": (_reading("Indochina Time", 7, "Asia/Bangkok"),),
    "WIB": (_reading("Western Indonesia Time", 7, "Asia/Jakarta"),),
    "HKT": (_reading("Hong Kong Time", 8, "Asia/Hong_Kong"),),
    "SGT": (_reading("Singapore Time", 8, "Asia/Singapore"),),
    "JST": (_reading("Japan Standard Time", 9, "Asia/Tokyo"),),
    "KST": (_reading("Korean Standard Time", 9, "Asia/Seoul"),),
    "AWST": (_reading("Australian Western Standard Time", 8, "Australia/Perth"),),
    "ACST": (_reading("Australian Central Standard Time", 9.5, "Australia/Adelaide"),),
    "ACDT": (_reading("Australian Central Daylight Time", 10.5, "Australia/Adelaide"),),
    "AEST": (_reading("Australian Eastern Standard Time", 10, "Australia/Sydney"),),
    "AEDT": (_reading("Australian Eastern Daylight Time", 11, "Australia/Sydney"),),
    "SST": (
        _reading("Samoa Standard Time", -11, "Pacific/Pago_Pago"),
        _reading("Singapore Standard Time", 8, "Asia/Singapore"),
    ),
    "NZST": (_reading("New Zealand Standard Time", 12, "Pacific/Auckland"),),
    "NZDT": (_reading("New Zealand Daylight Time", 13, "Pacific/Auckland"),),
}
# Other words for the same: ISO 8601's letter, and what German speakers write.
_SYNONYMS = {"Z": "UTC", "UT": "UTC", "MEZ": "CET", "MESZ": "CEST"}


def abbreviation(word: str) -> str:
    """The abbreviation as it is listed here, from any case and language; unknown ones only in capitals."""
    return _SYNONYMS.get(word.upper(), word.upper())


def is_abbreviation(word: str) -> bool:
    """Whether the word, in any case, is an abbreviation listed here."""
    return abbreviation(word) in READINGS


def homes(word: str) -> tuple[str, ...]:
    """The IANA zones that an abbreviation can stand for, the most usual first."""
    return tuple(reading.home for reading in READINGS.get(abbreviation(word), ()))


def home_of(name: str) -> str:
    """The IANA zone that people think of when they hear a name for the whole year: Chicago's for `Central Time`."""
    return _homes().get(name, "")


@cache
def _homes() -> Mapping[str, str]:
    known: dict[str, str] = {}
    for reading in chain.from_iterable(READINGS.values()):
        known.setdefault(reading.name.replace("Standard ", ""), reading.home)
    return known


def belongs(name: str, zone: str, year: int) -> bool:
    """Whether an abbreviation is the zone's own, for winter, summer or both (CST, CDT and CT of Chicago).

    People write what they always wrote, so that it may be one that the zone had until lately; and what they call it
    all year counts, not what the database calls the time that it has come to keep: CT is Winnipeg's, and ET is not.
    """
    names = _names(zone, year)
    if name in names:
        return True
    if own := _ALL_YEAR.get(common_name(zone)):
        return name == own
    return name in {other[0] + other[-1] for other in names if len(other) == len("CST") and other[1] in "SD"}


# The abbreviations that cover summer and winter, by the name they stand for.
_ALL_YEAR = {first.name: name for name, (first, *_) in READINGS.items() if first.offset is None}
_HABIT = 5
"""Years for which people go on writing what they wrote before the rules changed."""


@lru_cache(maxsize=1024)
def _names(zone: str, year: int) -> frozenset[str]:
    rules = zone_info(zone)
    days = (datetime(year - ago, month, 1, tzinfo=rules) for ago in range(_HABIT) for month in (1, 7))
    return frozenset(day.tzname() or "" for day in days)
