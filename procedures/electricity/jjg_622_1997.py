"""JJG 622-1997 绝缘电阻表（兆欧表）: pointer meters of insulation resistance. A draft: its limits are from memory."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import MultiDisplay
from metrology.exact import plain, trimmed
from procedures.electricity.resistance_meters import HUNDRED, Resistance, ResistanceMeters
from procedures.kit import Facts, Nameplate, Quantity, Requirements, ascending, at_most, between, item, quantity

facts = Facts.beside(__file__)


class InsulationMeter(Nameplate):
    """A pointer meter of insulation resistance with its zones of accuracy."""

    accuracy_class: Literal["1.0", "2.0", "5.0", "10.0", "20.0"] = Field(
        alias="class", title="准确度等级 | Accuracy class"
    )
    rated_voltage: Annotated[Quantity, quantity("V", above=0)] = Field(title="额定电压 | Rated voltage")
    marks: Annotated[tuple[Resistance, ...], ascending] = Field(min_length=1, title="Ⅰ区段检定点 | Marks of zone I")
    outer_marks: Annotated[tuple[Resistance, ...], ascending] = Field(
        (), title="Ⅱ、Ⅲ区段检定点 | Marks of zones II and III"
    )


class JJG622(ResistanceMeters[InsulationMeter]):
    """Verification of one rated voltage of a meter."""

    facts, subject_model, unit = facts, InsulationMeter, "MΩ"
    voltmeter: MultiDisplay

    def prepare(self) -> None:
        """Marks in MΩ with their limits; the rated voltage in V."""
        inner, outer = facts.table("mpe").numbers(self.subject.accuracy_class)
        zones = (self.subject.marks, inner), (self.subject.outer_marks, outer)
        self.limits = dict(sorted((trimmed(mark.to("MΩ").value), limit) for marks, limit in zones for mark in marks))
        self.inner = [trimmed(mark.to("MΩ").value) for mark in self.subject.marks]
        self.most_tilted = trimmed(facts.number("tilt") / HUNDRED * inner)
        self.rated = self.subject.rated_voltage.to("V").value

    def requirements(self) -> Requirements:
        """A rated voltage of the list; no mark in two zones."""
        s, voltages = self.subject, facts.table("voltages").numbers("V")
        listed = ", ".join(map(plain, voltages))
        yield self.require("rated", s.rated_voltage, f"{listed} V", self.rated in voltages, "ratings")
        total = len(s.marks) + len(s.outer_marks)
        yield self.require("zones", total, plain(Decimal(len(self.limits))), total == len(self.limits), "points")

    @item("x ref E/% MPE/%")
    def indication(self) -> None:
        """Error at each mark, in % of the indication."""
        self.errors(self.limits)

    @item("y/V MPE/V")
    def voltage(self) -> None:
        """Terminal voltage in open circuit."""
        ends = (trimmed(part / HUNDRED * self.rated) for part in facts.table("voltage").numbers("open"))
        y = self.read("y", (self.voltmeter.indication_of, "voltage"), expect=self.rated, unit="V")
        self.compare(between(*ends), y=y)

    @item("U_low/V U_high/V dU/% MPE/%")
    def stability(self) -> None:
        """Lowest and highest terminal voltage while it is watched."""
        low, high = (
            self.read(symbol, (self.voltmeter.indication_of, name), expect=self.rated, unit="V", bounded=False)
            for symbol, name in (("U_low", "lowest_voltage"), ("U_high", "highest_voltage"))
        )
        self.compare_known("stability", at_most, dU=(high - low) / self.rated * HUNDRED)

    @item("y? dy?/% MPE?/%")
    def tilt(self) -> None:
        """The indication at the middle mark of zone I changes little when the meter is tilted."""
        directions = dict.fromkeys(("front", "back", "left", "right"), self.most_tilted)
        self.changes(self.inner[len(self.inner) // 2], "level", directions)

    @item("Ri MPE")
    def insulation(self) -> None:
        """Insulation of the measuring circuit against the case."""
        (least,) = facts.table("insulation").numbers("low" if self.rated <= facts.number("low") else "high")
        self.insulated(least)
