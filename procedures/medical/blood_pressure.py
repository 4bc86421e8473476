"""What verifications of instruments of blood pressure have in common."""

from decimal import Decimal
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from drivers.roles import PatientSimulator
from procedures.kit import (
    Kept,
    Nameplate,
    Quantity,
    ReadItems,
    Value,
    ascending,
    item,
    quantity,
)
from procedures.subject import Subject

S = TypeVar("S", bound=Subject)
Pressure = Annotated[Quantity, quantity("kPa", above=0)]
Points = Annotated[tuple[Pressure, ...], ascending]


class OfBloodPressure(Nameplate):
    """What the nameplates of all of them say."""

    display: Literal["mmHg", "kPa"] = Field(title="显示单位 | Unit of the display")
    points: Points = Field(min_length=2, title="静态压力检定点 | Points of static pressure")


class BloodPressure(ReadItems[S]):
    """Verification with a source of static pressure or a simulator of a patient."""

    under_test = "readout"
    source: PatientSimulator

    @item("sys? dia? R? s? MPE?", unit="@display")
    def repeatability(self) -> None:
        """Repeated measurements of a simulated pressure."""
        facts, unit = self.facts, str(getattr(self.subject, "display"))  # noqa: B009 of the nameplates of all of them
        simulated = facts.table("simulated").row(unit)
        for name, value in simulated.items():
            self.source.apply_to(name, value, unit)
        kept, many = Kept(), range(1, int(facts.number("repeats")) + 1)
        for n in many:
            with self.at(str(n), words=f"第 {n} 次 | No. {n}"):
                sys, dia = self.run.together("readings", lambda: tuple(map(self._shown, simulated.items())))
                kept["systolic", n], kept["diastolic", n] = sys, dia
                self.report(final=False, sys=sys, dia=dia)
        self.source.off()
        (most,) = facts.table("repeatability").numbers(unit)
        for name in simulated:
            with self.at(name):
                self.scattered([kept[name, n] for n in many], most)

    def _shown(self, simulated: tuple[str, Decimal]) -> Value:
        name, value = simulated
        return self.read(
            {"systolic": "sys", "diastolic": "dia"}[name],
            (self.readout.indication_of, name),
            expect=value,
            bounded=False,
        )
