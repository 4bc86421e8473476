"""Seals and marks on instruments: which number is where, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal

from metrology.text import Text
from registers.organisations import missing
from registers.record import Day, Problem, Record, title
from registers.register import Register

if TYPE_CHECKING:
    from collections.abc import Sequence

SEAL_STATES: Final = {
    "applied": "完好 | Applied",
    "removed": "启封 | Removed",
    "broken": "破损 | Broken",
    "missing": "缺失 | Missing",
}


class Seal(Record, frozen=True, kw_only=True):
    """A seal; its key is the number on it."""

    instrument: Annotated[str, title("计量器具", "Instrument")] = ""
    job: Annotated[str, title("任务", "Job")] = ""
    run: Annotated[str, title("检定记录", "Run")] = ""
    place: Annotated[str, title("位置", "Place on the instrument")] = ""
    kind: Annotated[str, title("种类", "Kind")] = ""
    applied: Annotated[Day, title("加封日期", "Applied on")] = None
    status: Annotated[
        Literal["applied", "removed", "broken", "missing"], title("状态", "Status", SEAL_STATES)
    ] = "applied"  # fmt: skip
    status_since: Annotated[Day, title("状态日期", "Status since")] = None
    note: Annotated[str, title("备注", "Remark")] = ""

    def problems(self) -> Sequence[Problem]:
        """It is on no instrument."""
        return missing(self, "instrument")


SEALS: Final = Register(
    "seal",
    Seal,
    Text("封印", "seals"),
    search=("instrument", "job", "run"),
    indexes=(("instrument",),),
    references={"instrument": "instrument", "job": "job"},
    listed=("instrument", "place", "kind", "applied", "status", "run"),
)
