"""Tells a build what time it is."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from mkdocs.exceptions import ConfigurationError

from podium.text import quoted

_LAST_SECOND = 2**32 - 1
_LAST_DIGITS = len(str(_LAST_SECOND))


def build_time() -> datetime:
    """`SOURCE_DATE_EPOCH` if it is set (reproducible-builds.org), else now.

    Raises ConfigurationError when it is no time that a packed file can carry (RFC 1952: seconds in 32 bits).
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC)
    if not (epoch.isascii() and epoch.isdecimal() and len(epoch) <= _LAST_DIGITS and int(epoch) <= _LAST_SECOND):
        raise ConfigurationError(
            f"SOURCE_DATE_EPOCH is {quoted(epoch)}, not a number of seconds from 0 to {_LAST_SECOND}; "
            "nothing was built. Write what 'date +%s' says, or unset it."
        )
    return datetime.fromtimestamp(int(epoch), UTC)
