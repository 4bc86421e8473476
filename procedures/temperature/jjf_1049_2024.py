"""JJF 1049-2024 温度传感器动态响应校准规范 (dynamic response of temperature sensors): a step in flowing water."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from drivers.roles import WaterChannel
from metrology.dynamics import DELAYED_FIRST_ORDER, Estimate, Recording, StepResponse, fit_step, moment_of
from metrology.exact import mean as mean_of
from metrology.rounding import round_to_uncertainty, round_uncertainty
from metrology.units import convert_difference
from procedures.errors import NotMeasured, Void
from procedures.kit import Agreed, Facts, Nameplate, Quantity, Requirements, Value, at_most, mean, quantity
from procedures.kit.aligning import Aligning, usable
from procedures.kit.ideal_signals import lagging, pulses, sampled
from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

facts = Facts.beside(__file__)
PARTS = {"half": 0.5, "most": 0.9}
SIGNIFICANT = Decimal("0.000001")


class Sensor(Nameplate, Agreed):
    """A temperature sensor; with a rule the response time that its maker states has been agreed too."""

    kind: Literal["thermocouple", "resistance"] = Field(
        title="传感器类型 | Kind of sensor",
        json_schema_extra={"thermocouple": "热电偶 | thermocouple", "resistance": "热电阻 | resistance thermometer"},
    )
    diameter: Annotated[Quantity, quantity("mm", above=0)] = Field(title="感温端外径 | Diameter of the tip")
    resolution: Annotated[Quantity, quantity("°C", above=0)] = Field(title="记录分辨力 | Resolution of the recorder")
    expected: Annotated[Quantity, quantity("s", above=0)] = Field(title="预计时间常数 | Expected time constant")
    stated: Annotated[Quantity, quantity("s", above=0)] | None = Field(
        None, title="声明的热响应时间 τ₀.₅ | Thermal response time τ₀.₅ stated"
    )

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.decision_rule and self.stated is None:
            raise ValueError("a decision rule was agreed: stated, the response time that was agreed, is missing")
        return self


@dataclass(frozen=True)
class Plunge:
    """One step.

    Attributes:
        found: The fitted response, time 0 at the immersion.
        half_interval: Half of the interval in which the contact closed, in s.
        address: Of the recording of the sensor.
    """

    found: StepResponse
    half_interval: Decimal
    address: str


class JJF1049(Aligning[Sensor]):
    """Calibration by plunging into flowing water; contact and sensor are recorded by two instruments."""

    facts, subject_model, unit = facts, Sensor, "s"
    channel: WaterChannel

    def requirements(self) -> Requirements:
        """Not too fast for the specification."""
        tau, least = self.subject.expected, facts.number("shortest")
        yield self.require("scope", tau, f"≥ {least} s", tau.to("s").value >= least, "scope")

    @facts.item("skew U_exp? k_exp?/1 cor? MPE?")
    def alignment(self) -> None:
        """Both recorders take the same signal; the skew of their clocks is stated before anything is measured."""
        self.align(self.channel.mark, sampled(pulses, float(facts.number("marker")), 200))

    @facts.item("water/°C flow/m/s step/°C tau utau half uhalf r/1")
    def plunges(self) -> None:
        """Three steps at least; each is fitted, and stated with the uncertainty that its own recording gives."""
        for n in range(1, int(facts.number("reads")) + 1):
            with self.at("plunge", str(n), words=f"第 {n} 次浸入 | Plunge {n}"):
                self.run.checkpoint()
                water, flow = self._water()
                contact, sensor, address = self.run.together(f"plunge{n}", self._recordings)
                plunge = usable(partial(_evaluated, contact, sensor, self.aligned()[0], address))
                stated = usable(partial(_stated, plunge.found))
                self.plunged.append(plunge)
                self.report(final=False, water=water, flow=flow, **stated)

    @facts.item("tau? half? most? U_exp k_exp/1 MPE?")
    def response(self) -> None:
        """Means of the plunges with U; with a rule the response time is compared with the one that was agreed."""
        with self.at("tau"):
            plunges = self._all_near_each_other("tau")
            taus = [self.interval("tau", p.address, p.found.estimate("tau").value) for p in plunges]
            value = mean(taus)
            fit = _pooled([p.found.estimate("tau").standard_uncertainty for p in plunges])
            given = {"fit": fit, "velocity": facts.number("effect") * value.number}
            self.calibrate("tau", repeated=taus, given=given, tau=value)
        for symbol in PARTS:
            with self.at(symbol):
                self._time(self._all_near_each_other(symbol), symbol)

    @facts.item("skew MPE")
    def closing(self) -> None:
        """The clocks still stand to each other as before the first step."""
        self.align_again(self.channel.mark, sampled(pulses, float(facts.number("marker")), 200))

    def prepare(self) -> None:
        """No plunge yet."""
        super().prepare()
        self.plunged: list[Plunge] = []

    def _water(self) -> tuple[Value, Value]:
        """Temperature and velocity of the water.

        Raises:
            Void: It flows faster than the specification allows.
        """
        water = self.read("water", self.channel.temperature, expect=facts.number("water"), unit="°C", bounded=False)
        flow = self.read("flow", self.channel.velocity, expect=facts.number("usual"), unit="m/s", bounded=False)
        if flow.number > facts.number("velocity"):
            raise Void(facts.text("fast"))
        return water, flow

    def _recordings(self) -> tuple[Recording, Recording, str]:
        """Contact and sensor of one step, from air into water."""
        self.channel.withdraw()
        self.wait("settle")
        self.channel.plunge()
        tau = float(self.subject.expected.to("s").value)
        seconds, begun = facts.number("length") * self.subject.expected.to("s").value, facts.number("contact")
        closes = sampled(lambda t: 5.0 if t >= 0 else 0.0, float(begun), 400, begin=-0.5)
        shape = lagging(tau, float(facts.number("air")), float(facts.number("water")))
        follows = sampled(shape, float(seconds) + 0.5, 400, begin=-0.5)
        contact, _ = self.captured("c", self.reference.captured, "contact", begun, unit="V", ideal=closes)
        sensor, address = self.captured(
            "s", self.recorder.captured, "temperature", seconds, unit="°C", ideal=follows,
            step=convert_difference(self.subject.resolution.value, self.subject.resolution.unit, "°C"),
        )  # fmt: skip
        return contact, sensor, address

    def _time(self, plunges: Sequence[Plunge], symbol: str) -> None:
        """A response time: from the immersion on, corrected by the skew."""
        part = PARTS[symbol]
        times = [self.interval(symbol, p.address, p.found.time_to(part).value) for p in plunges]
        value, (_, u_skew) = mean(times), self.aligned()
        given = {
            "fit": _pooled([p.found.time_to(part).standard_uncertainty for p in plunges]),
            "moment": mean_of([p.half_interval for p in plunges]), "skew": u_skew,
            "velocity": facts.number("effect") * value.number,
        }  # fmt: skip
        stated = self.subject.stated if symbol == "half" else None
        limit = None if stated is None else at_most(stated.to("s").value)
        named: Any = {symbol: value}
        self.calibrate("time", limit=limit, repeated=times, given=given, **named)

    def _all_near_each_other(self, symbol: str) -> Sequence[Plunge]:
        """Every plunge.

        Raises:
            NotMeasured: One is missing.
            Void: One differs from the mean by more than is allowed; the clocks differ by more than is allowed.
        """
        self.aligned()
        if len(self.plunged) < facts.number("reads"):
            raise NotMeasured(Text("浸入次数不足", "a plunge is missing"))
        values = usable(lambda: [_of(p.found, symbol).value for p in self.plunged])
        centre = mean_of(values)
        if any(abs(v - centre) > facts.number("spread") * centre for v in values):
            raise Void(facts.text("apart"))
        return self.plunged


def _of(found: StepResponse, symbol: str) -> Estimate:
    return found.estimate("tau") if symbol == "tau" else found.time_to(PARTS[symbol])


def _stated(found: StepResponse) -> dict[str, Value]:
    """Values of one plunge to the place of their U, with u to two digits, and how both are correlated."""
    numbers = {"r": _correlation(found), "step": _to_place(found.estimate("change"))}
    for symbol in ("tau", "half"):
        estimate = _of(found, symbol)
        numbers |= {symbol: _to_place(estimate), f"u{symbol}": round_uncertainty(estimate.standard_uncertainty)}
    return {key: Value.constant(number, key) for key, number in numbers.items()}


def _to_place(estimate: Estimate) -> Decimal:
    return round_to_uncertainty(estimate.value, round_uncertainty(2 * estimate.standard_uncertainty))


def _evaluated(contact: Recording, sensor: Recording, skew: Decimal, address: str) -> Plunge:
    """The response on the clock of the contact, with time 0 where it closed."""
    moment = moment_of(contact)
    found = fit_step(sensor.moved(-float(moment.value + skew)), DELAYED_FIRST_ORDER)
    half = moment.standard_uncertainty * Decimal(3).sqrt()
    return Plunge(found, half.quantize(SIGNIFICANT), address)


def _pooled(uncertainties: list[Decimal]) -> Decimal:
    """Of the mean of several fits, each with its own."""
    total = sum((u * u for u in uncertainties), Decimal(0)).sqrt() / len(uncertainties)
    return total.quantize(SIGNIFICANT)


def _correlation(found: StepResponse) -> Decimal:
    """Of dead time and time constant, to three places."""
    i, j = found.names.index("tau"), found.names.index("delay")
    v = found.covariance
    product = math.sqrt(v[i][i] * v[j][j])
    return Decimal(repr(round(v[i][j] / product if product else 0.0, 3)))
