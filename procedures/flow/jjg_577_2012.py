"""JJG 577-2012 膜式燃气表 (diaphragm gas meters)."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from drivers.roles import Barometer, MultiDisplay
from metrology.limits import Limit
from procedures.flow.gas_meters import PRINCIPLES, QMAX, AnyGasMeter, GasMeters
from procedures.kit import Facts, Value, at_most, between
from procedures.regulation import Stage
from procedures.run import Doubt, Problem

DOMESTIC = 10  # m³/h: up to it a meter is verified once and replaced


class DiaphragmMeter(AnyGasMeter):
    """A diaphragm meter."""

    principle: Literal["diaphragm"] = Field(title="原理 | Principle", json_schema_extra={**PRINCIPLES})

    @property
    def size(self) -> str:
        """Row of periods and conditions: small meters by their gas."""
        return self.gas if self.qmax.to("m³/h").value <= DOMESTIC else "industrial"


class JJG577(GasMeters[DiaphragmMeter]):
    """Verification on a bench with a reference."""

    facts = Facts.beside(__file__)
    subject_model = DiaphragmMeter
    tests_transition = False
    manometer: MultiDisplay
    barometer: Barometer

    @property
    def in_service(self) -> bool:
        """Whether a meter in service is inspected."""
        return self.run.stage is Stage.IN_SERVICE

    def mpe_row(self) -> str:
        """Row of ``[tables.mpe]``: the class."""
        return self.subject.accuracy_class

    def permitted(self, rate: Decimal) -> Limit:
        """In service a meter of the lower zone may show less by more than it may show more."""
        if not self.in_service:
            return super().permitted(rate)
        zone = "upper" if rate >= self.rates["Qt"] else "lower"
        row = self.facts.table("in_service").row(f"{self.subject.accuracy_class} {zone}")
        return between(row["low"], row["high"])

    @facts.item("dp/Pa MPE/Pa")
    def pressure_loss(self) -> None:
        """The loss of pressure at Qmax."""
        rows = self.facts.table("pressure_loss")
        limit = next(most for size, most in sorted(map(rows.numbers, rows.rows)) if self.rates[QMAX] <= size)
        with self.at(QMAX, self.rates[QMAX]):
            dp = self.run.together("loss", self.loss)
            self.compare(at_most(limit), dp=dp)

    def loss(self) -> Value:
        """Let gas flow and read the difference of pressure."""
        self.bench.set_flow(self.rates[QMAX], "m³/h")
        dp = self.read("dp", (self.manometer.indication_of, "pressure_loss"), expect=0, bounded=False)
        self.bench.stop()
        return dp

    def apart(self, ts: Decimal, tm: Decimal) -> Problem | None:
        """Gas at the reference and at the meter of nearly one temperature."""
        most = self.facts.number("temperatures")
        if abs(ts - tm) <= most:
            return None
        text = f"{ts} °C, {tm} °C"
        return Doubt(
            "temperatures_apart",
            f"标准器与被检表处温度相差过大：{text}",
            f"the temperatures at reference and meter differ too much: {text}",
        )
