"""JJG 366-2004 接地电阻表: meters of earth resistance, digital or with a pointer. A draft: no figure of it was read."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from metrology.decision import Outcome
from metrology.exact import divide, trimmed
from metrology.rounding import round_to_interval
from procedures.electricity.resistance_meters import HUNDRED, Resistance, ResistanceMeters
from procedures.kit import Facts, Nameplate, ascending, item
from procedures.kit.judging import NOT_REMEMBERED

facts = Facts.beside(__file__)


class EarthMeter(Nameplate):
    """One range of a meter of earth resistance; the marks of a pointer, or the ends and the step of digits."""

    accuracy_class: Literal["1", "2", "5"] = Field(alias="class", title="准确度等级 | Accuracy class")
    design: Literal["A", "B"] = Field(title="类别（A 测电阻，B 测阻抗） | Type (A resistance, B impedance)")
    marks: Annotated[tuple[Resistance, ...], ascending] = Field((), title="带数字的分度线 | Numbered marks")
    lower: Resistance | None = Field(None, title="有效测量下限 | Lower limit")
    upper: Resistance | None = Field(None, title="有效测量上限 | Upper limit")
    resolution: Resistance | None = Field(None, title="分辨力 | Resolution")

    @model_validator(mode="after")
    def _one_display(self) -> Self:
        ends = (self.lower, self.upper, self.resolution)
        if any(end is None for end in ends) if not self.marks else any(end is not None for end in ends):
            raise ValueError("give marks for a pointer, or lower, upper and resolution for digits")
        if self.lower and self.upper and self.lower.to("Ω").value >= self.upper.to("Ω").value:
            raise ValueError("the upper limit must be above the lower one")
        return self

    @property
    def pointer(self) -> bool:
        """Whether a pointer shows the resistance."""
        return bool(self.marks)

    def points(self, number: int) -> list[Decimal]:
        """Marks, or so many values spread evenly over the range, in Ω."""
        if self.lower is None or self.upper is None or self.resolution is None:
            return [trimmed(mark.to("Ω").value) for mark in self.marks]
        low, high, step = (end.to("Ω").value for end in (self.lower, self.upper, self.resolution))
        even = (low + divide((high - low) * n, number - 1) for n in range(number))
        return [trimmed(round_to_interval(value, step)) for value in even]


class JJG366(ResistanceMeters[EarthMeter]):
    """Verification of one range with a resistance box and auxiliary resistors."""

    facts, subject_model, unit = facts, EarthMeter, "Ω"

    def prepare(self) -> None:
        """Points in Ω; the limit in %."""
        self.points_tried = self.subject.points(int(facts.number("points")))
        (self.mpe,) = facts.table("mpe").numbers(self.subject.accuracy_class)

    @item("x ref E/% MPE/%")
    def indication(self) -> None:
        """Error at each point, in % of the indication."""
        self.condition(f"auxiliary_{self.subject.design}")
        self.errors(dict.fromkeys(self.points_tried, self.mpe))

    @item("y? dy?/% MPE?/%")
    def tilt(self) -> None:
        """The indication at the upper limit changes little when the meter is tilted."""
        limit = trimmed(facts.number("tilt") / HUNDRED * self.mpe)
        self.changes(self.points_tried[-1], "level", dict.fromkeys(("front", "back", "left", "right"), limit))

    @item("y? dy?/% MPE?/%")
    def auxiliary(self) -> None:
        """The indication at the upper limit changes little with other auxiliary resistances; asked of type A."""
        top = self.points_tried[-1]
        if self.subject.design == "A":
            table = facts.table("auxiliary")
            self.changes(top, "aux_500", {f"aux_{R}": table.numbers(R)[0] * self.mpe for R in table.rows})
            return
        self.box.apply(top, self.unit)
        y = self.read("y", (self.meter.indication_of, "resistance"), expect=top, unit=self.unit)
        self.conclude(Outcome.UNDECIDED, reason=NOT_REMEMBERED, permitted="?", y=y)

    @item("Ri/MΩ MPE/MΩ")
    def insulation(self) -> None:
        """Insulation of the measuring circuit against the case."""
        self.insulated(facts.number("insulation"))
