"""Order of 22 November 1996 (France), INDB9600792A: opacimeters, compared on vehicles."""

from functools import partial
from typing import Literal

from pydantic import Field

from metrology.exact import trimmed
from procedures.emissions.opacimeters import PER_METRE, Opacimeter, Opacimeters
from procedures.kit import Facts, Value, mean, within
from procedures.regulation import Stage

facts = Facts.beside(__file__)


class FrenchOpacimeter(Opacimeter):
    """An opacimeter, with the number of vehicles of its type approval for the periodic verification."""

    vehicles: Literal[3, 4] = Field(4, title="周期检定用车辆数 | Vehicles of the periodic verification")


class OpacimetersFR(Opacimeters[FrenchOpacimeter]):
    """Free accelerations of vehicles, with a reference opacimeter beside."""

    facts, subject_model = facts, FrenchOpacimeter

    @facts.item("ref x E MPE", unit=PER_METRE)
    def accuracy(self) -> None:
        """Two cycles of five accelerations of each vehicle; the mean of the four errors that lie closest."""
        first = self.run.stage is Stage.INITIAL
        table, cycles = facts.table("vehicles"), int(facts.number("cycles"))
        vehicles = list(table.rows)[: int(facts.number("vehicles")) if first else self.subject.vehicles]
        row = facts.table("mpe").row("initial" if first else "periodic")
        for vehicle in vehicles:
            for cycle in range(1, cycles + 1):
                words = f"车辆 {vehicle} 第 {cycle} 循环 | vehicle {vehicle}, cycle {cycle}"
                with self.at(vehicle, str(cycle), words=words):
                    accelerations, expect = int(facts.number("accelerations")), table.numbers(vehicle)[0]
                    found = self.run.together("cycle", partial(self.puffs, vehicle, expect, accelerations))
                    E = mean([x - ref for ref, x in without_farthest(found)])
                    limit = max(row["absolute"], row["percent"] * E.columns["ref"] / 100)
                    self.compare(within(trimmed(limit)), chosen=True, E=E)
        self.smoke.off()


def without_farthest(found: list[tuple[Value, Value]]) -> list[tuple[Value, Value]]:
    """Pairs of reference and indication but for the one whose error is farthest from the mean; of several, the first."""
    errors = [x - ref for ref, x in found]
    centre = mean(errors).number
    apart = [abs(e.number - centre) for e in errors]
    out = apart.index(max(apart))
    return found[:out] + found[out + 1 :]
