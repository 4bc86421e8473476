"""What verifications of cold water meters have in common: nameplate, flow rates, volume by weighing, errors, their signs.

An edition gives the figures: ``[tables.points]`` says between which multiples of Q1, Q2, Q3 each flow rate lies and at
which it is tested; ``[tables.mpe]`` the limits in %, ``[tables.volume]`` the smallest volume.
"""

from decimal import ROUND_CEILING, Decimal
from functools import partial
from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import Balance, Display, WaterBench
from metrology.decision import Outcome
from metrology.exact import divide, plain, trimmed
from metrology.rounding import round_significant
from procedures.kit import (
    Curve,
    KitProcedure,
    Nameplate,
    Quantity,
    Requirements,
    Value,
    forward,
    item,
    quantity,
    within,
)
from procedures.regulation import Stage
from procedures.run import Doubt, Problem
from procedures.text import NO_TEXT, Text

HOUR = Decimal(3600)
AIR, WEIGHTS = (
    Decimal("1.2"),
    Decimal(8000),
)  # kg/m³: air of the balance room, and the weights that it was adjusted with


class WaterMeter(Nameplate):
    """A meter of cold potable water."""

    accuracy_class: Literal["1", "2"] = Field("2", alias="class", title="准确度等级 | Accuracy class")
    q3: Annotated[Quantity, quantity("m³/h", above=0)] = Field(title="常用流量 Q3 | Permanent flow rate Q3")
    ratio: Decimal = Field(gt=0, alias="R", title="量程比 Q3/Q1 | Ratio Q3/Q1")
    dn: Annotated[Quantity, quantity("mm", above=0)] = Field(title="公称口径 DN | Nominal diameter DN")
    temperature_class: Literal["T30", "T50"] = Field("T30", title="温度等级 | Temperature class")
    pressure: Annotated[Quantity, quantity("MPa", above=0)] = Field(
        title="最大允许压力 MAP | Maximum admissible pressure"
    )
    interval: Annotated[Quantity, quantity("L", above=0)] = Field(title="检定分格值 | Verification scale interval")

    @property
    def use(self) -> str:
        """How the meter stays in use by size: replaced after a time, or verified periodically."""
        small = self.q3.to("m³/h").value <= 16
        dn = self.dn.to("mm").value
        return "DN≤25" if small and dn <= 25 else "DN≤50" if small and dn <= 50 else "periodic"


class WaterMeters(KitProcedure[WaterMeter]):
    """Verification against the water that is weighed."""

    subject_model, under_test, unit = WaterMeter, "meter", "m³/h"
    bench: WaterBench
    balance: Balance
    meter: Display

    def prepare(self) -> None:
        """Q1, Q2, Q3, and the flow rates of the edition from the largest to the smallest."""
        table = self.facts.table("points")
        self.tested = {name: [trimmed(rate * x) for x in table.numbers(name)] for name, rate in self.rates().items()}
        factor = self.facts.number("in_service_factor") if self.run.stage is Stage.IN_SERVICE else 1
        self.limits = {name: factor * limit for name, limit in self.facts.table("mpe").row(self.mpe_row).items()}

    def rates(self) -> dict[str, Decimal]:
        """Flow rates in m³/h about which the edition tests, in the order in which it does."""
        q3 = self.subject.q3.to("m³/h").value
        q1 = round_significant(divide(q3, self.subject.ratio), 6)
        return {"Q3": q3, "Q2": self.facts.number("Q2_to_Q1") * q1, "Q1": q1}

    @property
    def mpe_row(self) -> str:
        """Row of the limits: the class, unless the edition has the same for all."""
        return self.subject.accuracy_class if self.subject.accuracy_class in self.facts.table("mpe") else "all"

    def requirements(self) -> Requirements:
        """The ratio is one of the series."""
        ratio, least = self.subject.ratio, self.facts.number("least_ratio")
        yield self.require("ratio", ratio, f"≥ {plain(least)}", ratio >= least, "points")

    @item("Q/m³/h V0/m³ V1/m³ m0/kg m1/kg tw/°C Va/m³ E/% MPE/%")
    def indication(self) -> None:
        """The volume shown against the volume weighed, at each flow rate."""
        for name, (low, high, rate) in self.tested.items():
            why = f"{plain(low)}～{plain(high)} m³/h | between {plain(low)} and {plain(high)} m³/h"
            with self.at(name, rate, why=why):
                shown, actual, besides = self.run.together("passage", partial(self.passage, low, high, rate))
                E = (shown - actual) / actual * 100
                self.kept[name] = E.named(f"E_{name}")
                self.compare(
                    within(self.limits[name]), point=rate, curve=Curve("E", x_unit=self.unit), also=besides, E=E
                )

    @item("E_Q3/% E_Q2/% E_Q1/%")
    def signs(self) -> None:
        """Where all errors have one sign, the edition limits them further."""
        errors = {name: self.kept[name] for name in self.tested}
        parts = [divide(abs(E.number), self.limits[name]) for name, E in errors.items()]
        one_sign = all(E.number > 0 for E in errors.values()) or all(E.number < 0 for E in errors.values())
        conforms = not one_sign or self.near_enough(parts, self.facts.number("one_sign"))
        outcome = Outcome.CONFORM if conforms else Outcome.NOT_CONFORM
        reason = NO_TEXT if conforms else self.facts.text("one_sign")
        as_compared = {f"E_{name}": within(limit) for name, limit in self.limits.items()}
        E_Q3, E_Q2, E_Q1 = (errors[name] for name in ("Q3", "Q2", "Q1"))
        self.conclude(outcome, reason=reason, as_compared=as_compared, E_Q3=E_Q3, E_Q2=E_Q2, E_Q1=E_Q1)

    def near_enough(self, parts: list[Decimal], part: Decimal) -> bool:
        """Whether errors of one sign, as parts of their limits, are permitted: here all must keep to the part."""
        return max(parts) <= part

    @item("V0/m³ V1/m³ dV/m³ MPE/m³")
    def zero_flow(self) -> None:
        """An electronic meter counts nothing while no water flows."""
        V0 = self.read("V0", self.meter.indication, expect=0, bounded=False)
        self.wait("zero_flow")
        V1 = self.read("V1", self.meter.indication, expect=V0.number, check=forward(V0))
        self.compare(within(0), also=[V0, V1], dV=V1 - V0)

    def passage(self, low: Decimal, high: Decimal, rate: Decimal) -> tuple[Value, Value, list[Value]]:
        """Let water through from rest to rest: volume shown, volume that flowed, further readings."""
        seconds = self.seconds(rate)
        ideal = rate * seconds / HOUR
        self.bench.drain()
        V0 = self.read("V0", self.meter.indication, expect=0, bounded=False)
        m0 = self.read("m0", self.balance.mass, expect=0, bounded=False)
        self.bench.set_flow(rate, "m³/h")
        self.run.dwell(int(seconds), Text("通水", "Water flows"))
        Q = self.read("Q", self.bench.flow, expect=rate, check=lambda x: self.steady_at(x, low, high))
        tw = self.read("tw", self.bench.temperature, expect=20, check=self.as_conditioned)
        self.bench.stop()
        m1 = self.read("m1", self.balance.mass, expect=m0.number + ideal * 1000)
        V1 = self.read("V1", self.meter.indication, expect=V0.number + ideal, check=forward(V0))
        Va = ((m1 - m0) / density(tw) * ((1 - AIR / WEIGHTS) / (1 - AIR / 1000))).named("Va")
        return V1 - V0, Va, [Q, V0, V1, m0, m1, tw, Va]

    def as_conditioned(self, shown: Decimal) -> Problem | None:
        """Water beyond the reference conditions is confirmed: it was read before and after, and cannot change so."""
        for condition in self.conditions(self.subject):
            reason = condition.outside(shown) if condition.quantity == "water_temperature" else None
            if reason is not None:
                return Doubt("water_temperature", f"{reason.zh}，请确认", f"{reason.en}; please confirm", "confirm")
        return None

    def seconds(self, rate: Decimal) -> Decimal:
        """How long water flows: for the smallest volume, and at least as long as the edition asks, in whole seconds."""
        litres = (
            self.facts.table("volume").numbers(self.subject.accuracy_class)[0] * self.subject.interval.to("L").value
        )
        found = max(divide(litres * HOUR, 1000 * rate), self.facts.number("least_time"))
        return found.to_integral_value(ROUND_CEILING)

    def steady_at(self, shown: Decimal, low: Decimal, high: Decimal) -> Problem | None:
        """A flow rate outside its range is refused; the passage is made again."""
        if low <= shown <= high:
            return None
        text = f"{plain(shown)} m³/h; {plain(low)}～{plain(high)} m³/h"
        return Doubt("flow_outside", f"流量不在规定范围内：{text}", f"the flow rate is outside its range: {text}")


def density(t: Value) -> Value:
    """Density of water in kg/m³ at a temperature in °C: Tanaka et al., Metrologia 38 (2001) 301, table 1."""
    a = t - Decimal("3.983035")
    found = Decimal("999.974950") * (
        1 - a * a * (t + Decimal("301.797")) / (Decimal("522528.9") * (t + Decimal("69.34881")))
    )
    return found.named("rho")
