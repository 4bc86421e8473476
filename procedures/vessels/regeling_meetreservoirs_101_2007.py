"""Regeling meetreservoirs, vloeistofhoogtemeters …, art. 81-103 (BWBR0021086, Netherlands): measures for two-stroke fuel."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from drivers.roles import Display, FuelMeasure
from metrology.exact import divide
from metrology.limits import Asymmetric
from procedures.kit import Facts, KitProcedure, Nameplate, Quantity, Value, ascending, item, mean, quantity
from procedures.regulation import Stage

Volume = Annotated[Quantity, quantity("mL", above=0)]


class FuelMeasureNL(Nameplate):
    """A discontinuous fuel meter: chambers that are filled and emptied."""

    quantities: Annotated[tuple[Volume, ...], ascending] = Field(min_length=1, title="可量取的量 | Quantities")
    coin: bool = Field(title="投币式 | Coin-operated")


class FuelMeasuresNL(KitProcedure[FuelMeasureNL]):
    """Verification with a standard measure, into which each quantity is delivered."""

    facts, subject_model, under_test, unit = Facts.beside(__file__), FuelMeasureNL, "meter", "mL"
    meter: FuelMeasure
    measure: Display

    @item("V ref E MPE")
    def indication(self) -> None:
        """Each quantity that it measures out: the mean of several deliveries."""
        repeats = int(self.facts.number("repeats"))
        for given in self.subject.quantities:
            volume = given.to("mL").value
            with self.at(volume):
                delivered = []
                for n in range(1, repeats + 1):
                    with self.at(str(n), words=f"第 {n} 次 | delivery {n}"):
                        self.meter.deliver(volume, "mL")
                        ref = self.read("ref", self.measure.indication, expect=volume)
                        delivered.append(ref)
                        self.report(final=False, ref=ref)
                V = Value.constant(volume, "V")
                self.compare(self.limit(given), point=volume, E=V - mean(delivered).named("ref"))

    def limit(self, given: Quantity) -> Asymmetric:
        """The permissible errors of a quantity in mL: as made, doubled or widened in use."""
        volume = given.to("mL").value
        table = self.facts.table(self.table())
        key = next(k for k in table.rows if k == "more" or volume <= int(k))
        low, high, unit = table.rows[key]
        part = divide(volume, 100) if unit == "%" else Decimal(1)
        return Asymmetric(Decimal(low) * part, Decimal(high) * part, source=table.source)

    def table(self) -> str:
        """Table of the limits by stage; coin-operated ones have their own."""
        made = "made" if self.run.stage is Stage.INITIAL else "used"
        return f"coin_{made}" if self.subject.coin else made
