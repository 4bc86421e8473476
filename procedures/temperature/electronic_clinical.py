"""What verifications of electronic clinical thermometers have in common: repeated readings, each within its limit."""

from typing import TypeVar

from metrology.limits import Band, Bands, Limit
from procedures.kit import item, within
from procedures.temperature.bath_thermometers import BathThermometer, BathThermometers

S = TypeVar("S", bound=BathThermometer)


class ElectronicClinical(BathThermometers[S]):
    """A thermometer with a display, in a bath or before a blackbody, beside a reference thermometer."""

    @property
    def limit(self) -> Limit:
        """Below, within and above the range of the body, each end of which belongs to that range."""
        table = self.facts.table("mpe")
        (low, high), (outside, inside) = table.numbers("range"), table.numbers("K")
        rows = [Band(low, within(outside), closed=False), Band(high, within(inside)), Band(100, within(outside))]
        return Bands(rows, source=table.source)

    @item("t0 tau E/K MPE/K")
    def indication(self) -> None:
        """Every reading is compared."""
        count = int(self.facts.number("readings"))
        for t in self.facts.table("temperatures").numbers("at"):
            with self.at(t):
                self.held(t)
            for n in range(1, count + 1):
                with self.at(t, str(n), words=f"第 {n} 次 | No. {n}"):
                    t0, tau = self.readings(t0=self.standard.temperature, tau=self.thermometer.indication)
                    self.compare(self.limit, point=t, E=tau - t0)
