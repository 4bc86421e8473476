"""Why an instant has no value."""

from __future__ import annotations

from typing import Final

NO_RECORD: Final = "the meter answers and has no record of this instant"
NO_PROFILE: Final = "the meter keeps no record of its own, and it is too late to read it"
TOO_OLD: Final = "it is longer ago than a meter is asked back"
FINAL_MONTH: Final = "its month was moved into a file and is final; the clock of this computer is wrong now, or was wrong when it was moved"
NOT_RUNNING: Final = "nothing was read at this instant: the monitor was not running, or the line was busy"
