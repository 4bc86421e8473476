"""What verifications of gas meters have in common: flow rates, volume against a reference meter, conditions of the gas.

An edition gives the figures: ``[tables.points]`` the flow rates by the principle of the meter, ``[tables.mpe]`` the
limits in % below and from Qt on, by principle and class. ``gas_meters.toml`` has what the editions share.
"""

from decimal import ROUND_CEILING, Decimal
from functools import partial
from typing import Annotated, Literal, Self, TypeVar

from pydantic import Field, model_validator

from drivers.roles import Display, GasBench
from metrology.exact import divide, plain, trimmed
from metrology.limits import Limit
from procedures.kit import (
    Kept,
    KitProcedure,
    Nameplate,
    Quantity,
    Requirements,
    Value,
    forward,
    item,
    mean,
    quantity,
    within,
)
from procedures.run import Doubt, Problem
from procedures.text import Text

HOUR, LITRES, KELVIN = Decimal(3600), Decimal(1000), Decimal("273.15")
NEAR_AIR = Decimal(10)
"""Difference in K between gas and air of the room beyond which a temperature is confirmed; a bench rule."""
Flow = Annotated[Quantity, quantity("m³/h", above=0)]
MILLILITRES = within(Decimal("0.0001"))  # m³; volumes are shown to two places more
QMIN, QT, QMAX = "Qmin", "Qt", "Qmax"
M = TypeVar("M", bound="AnyGasMeter")

PRINCIPLES = {
    "diaphragm": "膜式 | diaphragm", "rotary": "腰轮 | rotary", "turbine": "涡轮 | turbine",
    "ultrasonic": "超声 | ultrasonic", "coriolis": "科里奥利 | Coriolis",
}  # fmt: skip


class AnyGasMeter(Nameplate):
    """A gas meter that indicates the volume at the conditions of measurement."""

    accuracy_class: Literal["1", "1.5"] = Field(alias="class", title="准确度等级 | Accuracy class")
    principle: str = Field(title="原理 | Principle", json_schema_extra={**PRINCIPLES})
    qmax: Flow = Field(title="最大流量 Qmax | Maximum flow rate Qmax")
    qt: Flow = Field(title="分界流量 Qt | Transitional flow rate Qt")
    qmin: Flow = Field(title="最小流量 Qmin | Minimum flow rate Qmin")
    gas: Literal["natural", "manufactured", "lpg"] = Field(
        "natural",
        title="气体 | Gas",
        json_schema_extra={
            "natural": "天然气 | natural gas", "manufactured": "人工燃气 | manufactured gas", "lpg": "液化石油气 | LPG",
        },
    )  # fmt: skip
    interval: Annotated[Quantity, quantity("L", above=0)] = Field(title="检定分格值 | Verification scale interval")
    electronic: bool = Field(title="电子装置 | Electronic devices")
    first_period: bool = False
    in_place: bool = False

    @model_validator(mode="after")
    def _ascends(self) -> Self:
        rates = [q.to("m³/h").value for q in (self.qmin, self.qt, self.qmax)]
        if not rates[0] < rates[1] < rates[2]:
            raise ValueError("qmin, qt and qmax must ascend")
        return self


class GasMeter(AnyGasMeter):
    """A gas meter of the usual principles."""

    principle: Literal["diaphragm", "rotary", "turbine"] = Field(
        title="原理 | Principle", json_schema_extra={**PRINCIPLES}
    )


class GasMeters(KitProcedure[M]):
    """Verification against a reference meter in series."""

    under_test, unit = "meter", "m³/h"
    tests_transition = True
    bench: GasBench
    meter: Display

    def prepare(self) -> None:
        """Flow rates and limits of this meter."""
        s = self.subject
        self.rates = {QMIN: s.qmin.to("m³/h").value, QT: s.qt.to("m³/h").value, QMAX: s.qmax.to("m³/h").value}
        self.rates[QT] = self.transition()
        parts = self.facts.table("points").numbers(s.principle)
        between = {f"{plain(x)}Qmax": trimmed(x * self.rates[QMAX]) for x in parts}
        named = {name: rate for name, rate in self.rates.items() if name != QT or self.tests_transition}
        self.tested = dict(sorted((named | between).items(), key=lambda pair: pair[1]))
        self.repeats = int(self.facts.number("repeats"))

    def transition(self) -> Decimal:
        """Where the upper zone of limits begins, in m³/h."""
        return self.rates[QT]

    def mpe_row(self) -> str:
        """Row of ``[tables.mpe]`` for this meter."""
        return f"{self.subject.principle} {self.subject.accuracy_class}"

    def limit(self, rate: Decimal) -> Decimal:
        """The limit in % at a flow rate."""
        row = self.facts.table("mpe").row(self.mpe_row())
        return row["below_Qt"] if rate < self.rates[QT] else row["from_Qt"]

    def permitted(self, rate: Decimal) -> Limit:
        """What is permitted at a flow rate."""
        return within(self.limit(rate))

    def requirements(self) -> Requirements:
        """The meter is of the sizes that the edition is about, where it is about some only."""
        if not self.facts.known("up_to_qmax"):
            return
        low, high = (self.facts.number(key) for key in ("above_qmax", "up_to_qmax"))
        conforms = low < self.rates[QMAX] <= high
        limit = f"> {plain(low)}, ≤ {plain(high)} m³/h"
        yield self.require("qmax_range", self.subject.qmax, limit, conforms, "scope")

    @item("Q/m³/h dV/m³ dR/m³ ts/°C ps/kPa tm/°C pm/kPa Vr/m³ E/% MPE/%")
    def indication(self) -> None:
        """The mean of several errors at each flow rate."""
        for name, rate in self.tested.items():
            with self.at(name, rate):
                limit, errors, runs = self.permitted(rate), Kept(), range(1, self.repeats + 1)
                for n in runs:
                    with self.at(str(n), words=f"第 {n} 次 | run {n}"):
                        E, besides = self.run.together("passage", partial(self.passage, rate))
                        errors[n] = E
                        self.report_one_of({"E": limit, "Vr": MILLILITRES}, **besides, E=E)
                self.compare(limit, point=rate, curve="E", E=mean([errors[n] for n in runs]).alone())

    @item("V0/m³ V1/m³ dV/m³ MPE/m³")
    def zero_flow(self) -> None:
        """A meter with electronic devices counts nothing while no gas flows."""
        V0 = self.read("V0", self.meter.indication, bounded=False)
        self.wait("zero_flow")
        V1 = self.read("V1", self.meter.indication, expect=V0.number, check=forward(V0))
        self.compare(within(0), also=[V0, V1], dV=V1 - V0)

    def passage(self, rate: Decimal) -> tuple[Value, dict[str, Value]]:
        """Let gas through from rest to rest: the error, and what was read."""
        seconds = self.seconds(rate)
        ideal = rate * seconds / HOUR
        V0 = self.read("V0", self.meter.indication, bounded=False, unit="m³")
        R0 = self.read("R0", self.bench.volume, bounded=False, unit="m³")
        self.bench.set_flow(rate, "m³/h")
        self.run.dwell(int(seconds), Text("通气", "Gas flows"))
        Q = self.read("Q", self.bench.flow, expect=rate, check=lambda x: self.near_rate(x, rate))
        ts = self.read("ts", self.bench.temperature, expect=20, bounded=False, check=self.as_the_air)
        ps = self.read("ps", self.bench.pressure, expect=101, bounded=False)
        tm = self.read(
            "tm",
            self.bench.meter_temperature,
            expect=ts.number,
            check=lambda shown: self.apart(ts.number, shown) or self.as_the_air(shown),
        )
        pm = self.read("pm", self.bench.meter_pressure, expect=ps.number)
        self.bench.stop()
        R1 = self.read("R1", self.bench.volume, expect=R0.number + ideal, bounded=False, unit="m³", check=forward(R0))
        dR = (R1 - R0).named("dR")
        Vr = at_the_meter(dR, ts, ps, tm, pm).named("Vr")
        V1 = self.read("V1", self.meter.indication, expect=V0.number + Vr.number, unit="m³", check=forward(V0))
        dV = (V1 - V0).named("dV")
        shown = {"Q": Q, "dV": dV, "dR": dR, "ts": ts, "ps": ps, "tm": tm, "pm": pm, "Vr": Vr}
        return (dV - Vr) / Vr * 100, shown

    def seconds(self, rate: Decimal) -> Decimal:
        """How long gas flows: the time, and the number of intervals, that the edition asks for at least."""
        litres = self.facts.number("intervals") * self.subject.interval.to("L").value
        needed = max(divide(litres * HOUR, LITRES * rate), self.facts.number("least_time"))
        return needed.to_integral_value(ROUND_CEILING)

    def apart(self, ts: Decimal, tm: Decimal) -> Problem | None:  # noqa: ARG002  for editions that limit it
        """What speaks against a temperature at the meter, with that at the reference."""
        return None

    def as_the_air(self, shown: Decimal) -> Problem | None:
        """Gas and room have one temperature where errors are determined; far apart is more often a slip."""
        air = self._environment.get("temperature")
        if not air or abs(shown - air[0]) <= NEAR_AIR:
            return None
        text = f"{plain(shown)} °C, {plain(air[0])} °C"
        zh, en = f"气体温度与环境温度相差过大：{text}", f"the gas is far from the air: {text}"
        return Doubt("gas_not_as_air", f"{zh}，请确认", f"{en}; please confirm", "confirm")

    def near_rate(self, shown: Decimal, rate: Decimal) -> Problem | None:
        """A flow rate too far from the one that is prescribed is refused; the passage is made again."""
        part = self.facts.number("steady_low" if rate == self.rates[QMIN] else "steady")
        if abs(shown - rate) <= part * rate:
            return None
        text = f"{plain(shown)} m³/h, {plain(rate)} m³/h ± {plain(100 * part)} %"
        return Doubt("flow_unsteady", f"流量偏离规定值：{text}", f"the flow rate is not as prescribed: {text}")


def at_the_meter(volume: Value, ts: Value, ps: Value, tm: Value, pm: Value) -> Value:
    """A volume at the reference (°C, kPa) as the volume of the same gas at the meter."""
    return volume * ps * (tm + KELVIN) / (pm * (ts + KELVIN))
