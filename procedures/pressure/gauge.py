"""Nameplate of an elastic-element pressure gauge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator

from metrology.exact import plain
from procedures.subject import Length, Pressure, Subject
from procedures.text import Text

if TYPE_CHECKING:
    from decimal import Decimal
    from typing import Self


class Gauge(Subject):
    """A pressure gauge with a dial.

    Attributes:
        accuracy_class: As marked; 1.5 is an old marking of 1.6.
        lower, upper: Measuring range.
        division: Value of one scale division.
        numbered_marks: The marks that carry a number, ascending, the ends of the range included.
        stop_pin: Whether the pointer rests on a pin at zero.
        case_diameter: Nominal diameter of the case, if marked.
    """

    accuracy_class: Literal["1", "1.5", "1.6", "2.5", "4"] = Field(alias="class")
    lower: Pressure
    upper: Pressure
    division: Pressure
    numbered_marks: tuple[Pressure, ...] = Field(min_length=3)
    stop_pin: bool
    case_diameter: Length | None = None

    @property
    def unit(self) -> str:
        """The unit of the dial, in which everything is judged."""
        return self.upper.unit

    def value(self, quantity: Pressure) -> Decimal:
        """A pressure of the nameplate in the unit of the dial."""
        return quantity.to(self.unit).value

    @property
    def span(self) -> Decimal:
        """Upper limit minus lower limit."""
        return self.value(self.upper) - self.value(self.lower)

    @property
    def resolution(self) -> Decimal:
        """What a person reads the pointer to: one fifth of a division."""
        return self.value(self.division) / 5

    @property
    def marks(self) -> tuple[Decimal, ...]:
        """Numbered marks above zero, ascending."""
        return tuple(m for m in map(self.value, self.numbered_marks) if m != 0)

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        problems = []
        if self.value(self.lower) != 0:
            problems.append("lower: only gauges that start at zero are covered; vacuum gauges need another bench")
        if self.span <= 0:
            problems.append(f"upper: {self.upper} must be above lower {self.lower}")
        if self.value(self.division) <= 0:
            problems.append(f"division: {self.division} must be positive")
        marks = [self.value(m) for m in self.numbered_marks]
        if marks != sorted(set(marks)):
            problems.append("numbered_marks: must ascend, each mark once")
        if marks[-1] != self.value(self.upper):
            problems.append(f"numbered_marks: the last must be the upper limit {self.upper}")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def specification_lines(self) -> list[tuple[Text, str]]:
        """Characteristics for documents."""
        lines = [
            (Text("测量范围", "Measuring range"), f"({plain(self.value(self.lower))}～{self.upper.value}) {self.unit}"),
            (Text("准确度等级", "Accuracy class"), self.accuracy_class),
            (Text("分度值", "Scale division"), str(self.division)),
        ]
        if self.case_diameter is not None:
            lines.append((Text("外壳公称直径", "Case diameter"), str(self.case_diameter)))
        return lines
