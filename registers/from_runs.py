"""What a run found of an instrument is changed by runs: by no hand, and by no table that is older than the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from metrology.text import Text
from registers.instruments import INSTRUMENTS, Instrument
from registers.record import Problem

if TYPE_CHECKING:
    from registers.record import Record
    from registers.register import Register

OF_A_RUN: Final = ("verified_on", "valid_until", "result", "run")


def against_run(register: Register[Any], before: Record, after: Record) -> Problem | None:
    """The first field of an instrument that a run wrote and that would be changed by hand or by a table; None for none.

    What was never written by a run, such as what was taken over from a former register, may be corrected.
    """
    if register is not INSTRUMENTS or not isinstance(before, Instrument) or not before.run:
        return None
    for name in OF_A_RUN:
        if getattr(before, name) != getattr(after, name):
            zh = f"由检定 {before.run} 写入，只能由新的检定或更正改变"
            en = f"was written by run {before.run}; only another run or an amendment changes it"
            return Problem(name, Text(zh, en))
    return None
