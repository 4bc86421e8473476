"""Figures of the programme that no computer can count: entered by a person, with the day, the evidence and who entered it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Final

from metrology.text import Text
from registers.organisations import missing
from registers.record import Day, Problem, Record, title
from registers.register import Register

if TYPE_CHECKING:
    from collections.abc import Sequence


class RecordedFigure(Record, frozen=True, kw_only=True):
    """What somebody states of a figure on a day; a later statement of the same figure takes its place, and both stay."""

    figure: Annotated[str, title("指标", "Figure")] = ""
    value: Annotated[Decimal, title("数值", "Value")] = Decimal(0)
    unit: Annotated[str, title("单位", "Unit")] = ""
    on: Annotated[Day, title("日期", "Day")] = None
    evidence: Annotated[str, title("依据", "Evidence")] = ""
    by: Annotated[str, title("记录人", "Entered by")] = ""
    note: Annotated[str, title("备注", "Remark")] = ""

    def problems(self) -> Sequence[Problem]:
        """It says not of what, of which day, by what evidence or by whom; or the value is negative."""
        found = missing(self, "figure", "on", "evidence", "by")
        if self.value < 0:
            found.append(Problem("value", Text("不能为负数", "cannot be negative")))
        return found


FIGURES: Final = Register(
    "recorded_figure",
    RecordedFigure,
    Text("记录的指标", "recorded figures"),
    series="F{:06d}",
    search=("figure", "by", "evidence"),
    indexes=(("figure", "on"),),
    listed=("figure", "value", "unit", "on", "evidence", "by"),
    stepwise=frozenset(RecordedFigure.__struct_fields__),
)
