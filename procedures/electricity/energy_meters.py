"""What verifications of active-energy meters have in common: nameplate, loads, comparison with a reference meter by pulses.

A regulation's own module adds the loads, the limits and the order. The facts give `frequency` in Hz and `gate`, the
shortest duration of one comparison in s.
"""

from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from drivers.roles import EnergyComparator, MeterRegister, Phase, PowerSource
from procedures.kit import KitProcedure, Nameplate, Quantity, Value, mean, quantity

FACTORS = {
    "1.0": ("1", "0"), "0.5L": ("0.5", "60"), "0.8C": ("0.8", "-36.8699"), "0.25L": ("0.25", "75.5225"),
    "0.5C": ("0.5", "-60"),
}  # fmt: skip
"""Power factor: its value, and the angle in degrees by which the current lags."""
SYSTEMS = {"1P2W": "单相二线 | single phase", "3P4W": "三相四线 | three phases, four wires"}
ZERO = Decimal(0)
PHASES = "ABC"


class EnergyMeter(Nameplate):
    """A meter of active energy; Un is the voltage of one element."""

    system: Literal["1P2W", "3P4W"] = Field(title="相线 | System", json_schema_extra={**SYSTEMS})
    un: Annotated[Quantity, quantity("V", above=0)] = Field(title="参比电压 Un | Reference voltage Un")
    imax: Annotated[Quantity, quantity("A", above=0)] = Field(title="最大电流 Imax | Maximum current Imax")
    constant: Annotated[Quantity, quantity("imp/kWh", above=0)] = Field(title="仪表常数 C | Meter constant C")
    digit: Annotated[Quantity, quantity("kWh", above=0)] = Field(title="计度器末位 | Last digit of the register")


M = TypeVar("M", bound=EnergyMeter)


class EnergyProcedure(KitProcedure[M]):
    """Verification of a meter of active energy against a reference meter that counts its pulses."""

    under_test, unit = "meter", "%"
    source: PowerSource
    reference: EnergyComparator
    meter: MeterRegister

    def prepare(self) -> None:
        """Nameplate in V, A, imp/kWh; the elements."""
        s = self.subject
        self.un, self.imax, self.per_kwh = s.un.to("V").value, s.imax.to("A").value, s.constant.to("imp/kWh").value
        self.all = PHASES if s.system == "3P4W" else PHASES[0]

    def power(self, elements: str, amperes: Decimal, factor: str = "1.0") -> Decimal:
        """Power of some elements in W."""
        return len(elements) * self.un * amperes * Decimal(FACTORS[factor][0])

    def output(self, elements: str, amperes: Decimal, factor: str = "1.0", voltage: Decimal | None = None) -> None:
        """Put the voltage (Un, or a part of it) on all elements and the current through some of them."""
        volts, angle = round((voltage or Decimal(1)) * self.un, 3), Decimal(FACTORS[factor][1])
        currents = [round(amperes, 6) if phase in elements else ZERO for phase in PHASES]
        phases = [Phase(volts if p in self.all else ZERO, i, angle) for p, i in zip(PHASES, currents, strict=True)]
        self.source.set_output(phases, self.facts.number("frequency"))

    def errors(self, elements: str, amperes: Decimal, factor: str, *numbers: int) -> list[Value]:
        """Errors in % of comparisons over a whole number of pulses, one for each number."""
        rate = self.power(elements, amperes, factor) * self.per_kwh / 3_600_000
        pulses, C = up(self.facts.number("gate") * rate), Value.constant(self.per_kwh, "C")
        query, ideal = (self.reference.energy_of, pulses, up(pulses / rate)), pulses * 1000 / self.per_kwh
        energies = [self.read("W", query, expect=ideal, number=n) for n in numbers]
        return [(Value.constant(pulses, "N") * 1000 / C - W) / W * 100 for W in energies]

    def pulses(self, key: str, minutes: Decimal, ideal: Decimal) -> tuple[Value, Value]:
        """Time in whole seconds, and the pulses in it; the reason stands in ``[texts]`` under `key`.

        The time is part of the name of the reading: pulses of another time answer nobody's question.
        """
        seconds = up(60 * minutes)

        def count() -> Value:
            self.reference.start()
            self.run.dwell(int(seconds), self.facts.text(key))
            self.reference.stop()
            return self.read("n", self.reference.pulses, number=f"{seconds}s", expect=ideal)

        return Value.constant(seconds, "t"), self.run.together(key, count)

    def register(self, key: str, energy: Decimal) -> Value:
        """Error of the register in % over an energy in kWh at Imax, begun and ended without current."""
        W, dial = self.advance(key, energy, lambda: self.read("W", self.reference.energy, expect=energy))
        return (dial - W) / W * 100

    def constant_error(self, key: str, energy: Decimal) -> Value:
        """Error of the marked constant in % by the pulses for an energy in kWh by which the register advances."""
        n, dial = self.advance(
            key, energy, lambda: self.read("n", self.reference.pulses, unit="1", expect=up(energy * self.per_kwh))
        )
        C = Value.constant(self.per_kwh, "C")
        return (n / dial - C) / C * 100

    def advance(self, key: str, energy: Decimal, count: Callable[[], Value]) -> tuple[Value, Value]:
        """What is counted over an energy in kWh at Imax, and by how much the register advances meanwhile, in kWh."""
        seconds, shown = up(energy * 3_600_000 / self.power(self.all, self.imax)), ("active_energy_import",)

        def advance() -> tuple[Value, Value]:
            self.output(self.all, ZERO)
            before = self.read("dial", (self.meter.reading, *shown), unit="kWh", number=1, bounded=False)
            self.reference.start()
            self.output(self.all, self.imax)
            self.run.dwell(int(seconds), self.facts.text(key))
            self.output(self.all, ZERO)
            self.reference.stop()
            after = self.read("dial", (self.meter.reading, *shown), unit="kWh", number=2, expect=before.number + energy)
            return count(), (after - before).named("dial")

        return self.run.together(key, advance)

    def daily_error(self, gate: Decimal, readings: int) -> Value:
        """Daily error of the meter's clock in s/d, from the mean of several measurements of its time pulses."""
        query = self.reference.period, gate
        T = mean([self.read("T", query, expect=1, number=n + 1) for n in range(readings)]).named("T")
        return (1 - T) / T * 86400


def up(number: Decimal) -> Decimal:
    """The next whole number."""
    return number.to_integral_value(ROUND_CEILING)
