"""JJG 646-2006 移液器 (piston pipettes)."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Annotated, Literal

from pydantic import Field

from metrology.exact import plain, trimmed
from procedures.kit import (
    Curve,
    Facts,
    Nameplate,
    Quantity,
    Requirements,
    Value,
    at_most,
    mean,
    quantity,
    standard_deviation,
    within,
)  # fmt: skip
from procedures.volume.gravimetric import Gravimetric, shown, water_of

facts = Facts.beside(__file__)
HUNDRED = Decimal(100)


class Pipette(Nameplate):
    """A piston pipette with air cushion, of one volume or adjustable."""

    nominal: Annotated[Quantity, quantity("µL", above=0)] = Field(title="标称容量 | Nominal volume")
    kind: Literal["fixed", "adjustable"] = Field(
        title="类型 | Type", json_schema_extra={"fixed": "定量 | fixed", "adjustable": "可调 | adjustable"}
    )


class JJG646(Gravimetric[Pipette]):
    """Verification of piston pipettes by weighing."""

    facts, subject_model, unit = facts, Pipette, "µL"

    def prepare(self) -> None:
        """Volumes that are tested, and their limits in %."""
        nominal, table = self.subject.nominal.to("µL").value, facts.table("mpe")
        parts = facts.table("points").numbers(self.subject.kind)
        self.tested = [trimmed(part * nominal) for part in parts]
        self.limits = {v: table.row(plain(v))["E"] for v in self.tested if plain(v) in table}
        self.repeats = range(1, int(facts.number("repeats")) + 1)

    def requirements(self) -> Requirements:
        """Limits are on record for the volumes that are tested."""
        for volume in self.tested:
            yield self.require("volume_known", f"{plain(volume)} µL", "—", volume in self.limits, "mpe")

    @facts.item("V/µL Vm?/µL E?/% MPE/%")
    def volume(self) -> None:
        """The mean of several deliveries at each volume."""
        for nominal, limit in self.limits.items():
            with self.at(nominal, why="规程检定点 | point of the regulation"):
                K, permitted = self.conversion(facts.number("expansion")), limit * nominal / HUNDRED
                for n in self.repeats:
                    with self.at(str(n), words=f"第 {n} 次 | delivery {n}"):
                        V = self.kept[nominal, n] = self.run.together("delivery", partial(self.delivery, nominal, K))
                        self.report(V=shown(V, permitted))
                found = [self.kept[nominal, n] for n in self.repeats]
                Vm, curve = mean(found).named("Vm"), Curve("E", x_unit=self.unit)
                E, also = replace((nominal - Vm) / Vm * HUNDRED, columns={}), [shown(Vm, permitted).named("Vm")]
                self.compare(within(limit), point=nominal, curve=curve, also=also, E=E)

    @facts.item("s/% MPE/%")
    def repeatability(self) -> None:
        """The standard deviation of the deliveries at each volume."""
        for nominal, limit in self.limits.items():
            with self.at(nominal):
                found = [self.kept[nominal, n] for n in self.repeats]
                s = standard_deviation(found) / mean(found) * HUNDRED
                self.compare(at_most(limit * facts.number("repeatability")), s=s)

    def delivery(self, nominal: Decimal, K: Value) -> Value:
        """Deliver once into the vessel on the balance: volume at 20 °C in µL."""
        m0 = self.weighed("m0", Decimal(0))
        self.liquid.deliver(nominal, "µL")
        m1 = self.weighed("m1", m0.number + water_of(nominal / 1000, K))
        return ((m1 - m0) * K * 1000).named("V")
