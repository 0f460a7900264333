"""Dates as people write them: read, kept as precise as they are, and shown."""

from podium.dates.display import show_day, show_moment, show_when, show_zone
from podium.dates.durations import read_duration
from podium.dates.halves import share_halves
from podium.dates.moments import Moment, Precision, When, add, floor
from podium.dates.reading import is_time, read_end, read_when
from podium.dates.rules import old_rules, twins
from podium.dates.zone_names import read_zone
from podium.dates.zones import zone_info

__all__ = [
    "Moment",
    "Precision",
    "When",
    "add",
    "floor",
    "is_time",
    "old_rules",
    "read_duration",
    "read_end",
    "read_when",
    "read_zone",
    "share_halves",
    "show_day",
    "show_moment",
    "show_when",
    "show_zone",
    "twins",
    "zone_info",
]
