"""Commitments to integrity in measurement: which unit made one, until when it holds, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from metrology.text import Text
from registers.codes import credit_code_problem
from registers.organisations import NO_CREDIT_CODE, missing
from registers.record import Day, Problem, Record, title
from registers.register import Register

if TYPE_CHECKING:
    from collections.abc import Sequence

EARLIER: Final = Text("早于承诺日期", "is before the day of the commitment")


class Commitment(Record, frozen=True, kw_only=True):
    """A commitment of a unit, which is known by its unified social credit code."""

    unit: Annotated[str, title("单位（统一社会信用代码）", "Unit (credit code)")] = ""
    on: Annotated[Day, title("承诺日期", "Committed on")] = None
    until: Annotated[Day, title("有效期至", "Valid until")] = None
    demonstration: Annotated[bool, title("示范单位", "Demonstration unit")] = False
    runs: Annotated[tuple[str, ...], title("依据的检定记录", "Runs it rests on")] = ()
    withdrawn_on: Annotated[Day, title("撤销日期", "Withdrawn on")] = None
    withdrawn_why: Annotated[str, title("撤销原因", "Why withdrawn")] = ""

    def problems(self) -> Sequence[Problem]:
        """It says not who committed from when to when, or why it was withdrawn."""
        found = [*missing(self, "unit", "on", "until"), *wrong_unit(self.unit)]
        for name in ("until", "withdrawn_on"):
            day = getattr(self, name)
            if day is not None and self.on is not None and day < self.on:
                found.append(Problem(name, EARLIER))
        if (self.withdrawn_on is None) != (not self.withdrawn_why):
            both = Text("撤销须同时写明日期和原因", "a withdrawal needs its day and its reason")
            found.append(Problem("withdrawn_on", both))
        return found


def wrong_unit(code: str) -> list[Problem]:
    """That a text is no unified social credit code."""
    wrong = credit_code_problem(code) if code else ""
    return [Problem("unit", NO_CREDIT_CODE[wrong])] if wrong else []


COMMITMENTS: Final = Register(
    "commitment",
    Commitment,
    Text("诚信计量承诺", "commitments to integrity"),
    series="CM{:06d}",
    search=("unit",),
    indexes=(("unit",),),
    listed=("unit", "on", "until", "demonstration", "withdrawn_on"),
)
