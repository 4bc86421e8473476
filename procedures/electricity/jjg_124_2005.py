"""JJG 124-2005 电流表、电压表、功率表及电阻表 (analogue panel meters), a draft."""

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from metrology.exact import trimmed
from procedures.kit import Facts, Nameplate, Quantity, ReadItems, Requirements, Value, ascending, at_most, quantity

facts = Facts.beside(__file__)


class PanelMeter(Nameplate):
    """An ammeter, a voltmeter or a wattmeter, by the marks that are verified."""

    accuracy_class: Literal["0.1", "0.2", "0.5", "1.0", "1.5", "2.5", "5.0"] = Field(
        alias="class", title="准确度等级 | Accuracy class"
    )
    voltages: Annotated[tuple[Annotated[Quantity, quantity("V", above=0)], ...], ascending] = Field(
        (), title="电压检定点 | Marks in V"
    )
    currents: Annotated[tuple[Annotated[Quantity, quantity("A", above=0)], ...], ascending] = Field(
        (), title="电流检定点 | Marks in A"
    )
    powers: Annotated[tuple[Annotated[Quantity, quantity("W", above=0)], ...], ascending] = Field(
        (), title="功率检定点 | Marks in W"
    )
    scale_length: Annotated[Quantity, quantity("mm", above=0)] = Field(title="标度尺长度 | Length of the scale")

    @model_validator(mode="after")
    def _one_quantity(self) -> Self:
        if sum(bool(marks) for marks in (self.voltages, self.currents, self.powers)) != 1:
            raise ValueError("give the marks of one quantity: voltages, currents or powers")
        return self

    @property
    def marks(self) -> tuple[Quantity, ...]:
        """Marks of its quantity."""
        return self.voltages or self.currents or self.powers

    @property
    def half(self) -> Decimal:
        """Deviation from zero, in % of the length of the scale."""
        return trimmed(facts.number("part") * Decimal(self.accuracy_class))

    @property
    def top(self) -> Quantity:
        """Upper limit of the range: the last mark."""
        return self.marks[-1]


class JJG124(ReadItems[PanelMeter]):
    """Verification of the fully tested range."""

    facts, subject_model, under_test = facts, PanelMeter, "readout"

    def requirements(self) -> Requirements:
        """More than one mark."""
        marks = self.subject.marks
        yield self.require("marks_given", marks, "≥ 2", len(marks) > 1, "points")

    def judge(self, row: Any, *, at: Any = None, x: Value | None = None, **named: Value) -> None:
        """Errors are kept for the variation."""
        if "E" in named:
            self.kept[self._place.keys[-2:]] = named["E"]
        super().judge(row, at=at, x=x, **named)

    @facts.item("E_up E_down H MPE", unit="*")
    def variation(self) -> None:
        """Difference of both directions at each mark."""
        unit = self.subject.marks[0].unit
        limit = trimmed(Decimal(self.subject.accuracy_class) / 100 * self.subject.marks[-1].value)
        for mark in self.subject.marks:
            with self.at(Quantity(mark.value, unit)):
                up, down = (self.kept[way, self._place.keys[-1]].alone().named(f"E_{way}") for way in ("up", "down"))
                self.compare(at_most(limit), H=abs(up - down))
