"""What editions for gas detectors with an alarm have in common: mixtures of two mass-flow controllers, and clean air."""

from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import Field

from drivers.roles import AppliedStandard, Display, GasFlowStandard, GasValve, MultiDisplay, ResponseRecorder
from metrology.exact import mean as mean_of
from metrology.exact import trimmed
from metrology.limits import Limit
from metrology.response import ResponseTime, response_time
from metrology.rounding import round_to_interval, round_uncertainty
from procedures.kit import (
    Curve,
    KitProcedure,
    Nameplate,
    Quantity,
    Requirements,
    Value,
    at_least,
    at_most,
    between,
    item,
    mean,
    standard_deviation,
)
from procedures.subject import Subject

FINE = Decimal("0.001")


class GasDetector(Nameplate):
    """A detector with a display and an alarm; an edition says in which unit."""

    upper: Quantity
    step: Quantity
    alarm: Quantity
    sampling: Literal["diffusion", "suction"] = Field(
        title="采样方式 | Sampling",
        json_schema_extra={"diffusion": "扩散式 | diffusion", "suction": "吸入式 | suction"},
    )
    mains: bool = Field(False, title="市电供电 | Mains powered")
    continuous: bool = Field(title="连续工作 | Continuous operation")


class GasDetectors(KitProcedure[GasDetector]):
    """Verification with mixtures; the display is in % of the lower explosive limit, or in µmol/mol."""

    subject_model: ClassVar[type[Subject]] = GasDetector
    under_test = "detector"
    bottle: AppliedStandard
    component: GasFlowStandard
    diluent: GasFlowStandard
    valve: GasValve
    detector: Display
    recorder: ResponseRecorder
    tester: MultiDisplay

    def prepare(self) -> None:
        """Everything in the unit of the display."""
        s, self.unit = self.subject, self.subject.upper.unit
        self.top, self.step, self.set = (x.to(self.unit).value for x in (s.upper, s.step, s.alarm))
        self.display = (-self.top / 10, self.top)

    def requirements(self) -> Requirements:
        """The alarm is set inside the range, and a step is small beside the smallest limit."""
        least = self.limit(self.part("error_parts")[0]).at(self.part("error_parts")[0])[1]
        yield self.require("alarm_set", self.subject.alarm, f"< {self.subject.upper}", self.set < self.top, "alarm")
        yield self.require("resolution", self.subject.step, f"≤ {least:f} {self.unit}", self.step <= least, "mpe")

    def limit(self, content: Decimal) -> Limit:
        """What is permitted at a content."""
        raise NotImplementedError

    def part(self, table: str) -> list[Decimal]:
        """Contents that a table gives in % of the upper limit."""
        return [trimmed(p * self.top / 100) for p in self.facts.table(table).numbers("%")]

    # --- mixtures ----------------------------------------------------------------------------------------------------

    def mix(self, content: Decimal) -> Value:
        """Make a mixture; returns its content by the bottle and the two flows."""
        total, stated = self.facts.number("flow"), self.facts.number("bottle")
        wanted = (total * content / stated).quantize(FINE)
        self.component.set_flow(wanted, "L/min")
        self.diluent.set_flow(total - wanted, "L/min")
        c0 = self.read("c0", self.bottle.value, expect=stated, unit=self.unit, bounded=False)
        q1, q2 = (
            self.read(symbol, query, expect=flow, unit="L/min")
            for symbol, query, flow in (
                ("q1", self.component.flow, wanted),
                ("q2", self.diluent.flow, total - wanted),
            )
        )
        return (c0 * q1 / (q1 + q2)).named("ref")

    def admit(self, content: Decimal) -> Value:
        """Mixture in, and what is shown when it has settled; then clean air again."""
        self.valve.admit()
        self.wait("settle")
        x = self.read("x", self.detector.indication, expect=content, number=self._next())
        self.valve.clear()
        self.wait("settle")
        return x

    def _next(self) -> str:
        self.taken += 1
        return str(self.taken)

    def shown(self, content: Decimal, times: int) -> list[Value]:
        """What is shown so many times with a mixture."""
        self.taken = 0
        return [self.admit(content) for _ in range(times)]

    # --- items -------------------------------------------------------------------------------------------------------

    @item("c0 q1/L/min q2/L/min ref x E MPE")
    def indication(self) -> None:
        """The mean of some readings with each mixture."""
        times = int(self.facts.number("readings"))
        for content in self.part("error_parts"):
            with self.at(content):
                ref = self.mix(content)
                x = mean(self.shown(content, times)).alone()
                limit, also = self.limit(ref.number), [self.rounded(x)]
                self.compare(limit, point=ref.number, curve=Curve("E"), also=also, chosen=True, E=x - ref)

    @item("x s_rel/% MPE/%")
    def repeatability(self) -> None:
        """The relative standard deviation of some readings."""
        times, content = int(self.facts.number("repeats")), self.part("repeat_part")[0]
        with self.at(content):
            self.mix(content)
            xs = self.shown(content, times)
            s = standard_deviation(xs) / mean(xs) * 100
            self.compare(at_most(self.facts.number("repeatability")), also=[self.rounded(mean(xs))], s_rel=s)

    def rounded(self, x: Value) -> Value:
        """A mean as it is printed, to a tenth of a step; it is not what is compared."""
        return Value.constant(round_to_interval(x.number, self.step / 10), "x")

    @item("tr/s Ut/s MPE/s")
    def response(self) -> None:
        """The mean time until nine tenths of the steady value are shown, from recordings."""
        content, times = self.part("response_part")[0], int(self.facts.number("responses"))
        longest, seconds = self.facts.table("response").row("s")[self.subject.sampling], self.facts.number("recorded")
        found: list[ResponseTime | None] = []
        with self.at(content):
            self.mix(content)
            for n in range(1, times + 1):
                with self.at(str(n), words=f"第 {n} 次记录 | recording {n}"):
                    self.valve.admit()
                    points = self.recorded(
                        self.recorder, "indication", seconds, start=Decimal(0), end=content, unit=self.unit
                    )
                    found.append(response_time(points, self.facts.number("part"), step=self.step))
                    self.valve.clear()
                    self.wait("settle")
            self.judge_response(longest, _mean(found))

    @item("x MPE?")
    def alarm(self) -> None:
        """It sounds with a mixture beyond its set point, and what it shows when it begins to sound."""
        content, times = trimmed(self.facts.number("alarm_times") * self.set), int(self.facts.number("alarms"))
        with self.at(content):
            self.mix(content)
            self.look("sounds")
            self.taken = 0
            xs = []
            for _ in range(times):
                self.valve.admit()
                n = self._next()
                query = (self.tester.indication_of, "alarm_at")
                xs.append(self.read("x", query, expect=self.set, number=n, unit=self.unit, bounded=False))
                self.valve.clear()
                self.wait("settle")
            if self.facts.known("alarm_error") is not None:
                self.compare_known("alarm_error", self.around, x=mean(xs))
            else:
                self.report(x=self.rounded(mean(xs)))

    def around(self, part: Decimal) -> Limit:
        """So many % of the set point on either side of it."""
        return between(self.set * (1 - part / 100), self.set * (1 + part / 100))

    @item("R/MΩ MPE/MΩ")
    def insulation(self) -> None:
        """Between the mains terminals and the case."""
        R = self.read("R", (self.tester.indication_of, "insulation"), expect=100, unit="MΩ", bounded=False)
        self.compare(at_least(self.facts.number("insulation")), R=R)

    @item("dr/% MPE/%")
    def drift(self) -> None:
        """Zero and span over hours, each against its first value, in % of the upper limit."""
        way = "continuous" if self.subject.continuous else "other"
        every, rounds = self.facts.table("drift").numbers(way)
        content, zeros, spans = self.part("drift_part")[0], list[Value](), list[Value]()
        with self.at(content):
            self.mix(content)
            self.taken = 0
            for n in range(int(rounds) + 1):
                with self.at(str(n), words=f"第 {n} 次 | reading {n}"):
                    zero = self.read("z", self.detector.indication, expect=0)
                    zeros.append(zero)
                    spans.append((self.admit(content) - zero).named("S"))
                if n < rounds:
                    self.wait(f"every_{int(every)}")
        for what, values in (("zero", zeros), ("span", spans)):
            with self.at(what):
                worst = max((v - values[0] for v in values[1:]), key=lambda v: abs(v.number))
                self.judge_drift(what, abs(worst) * 100 / self.top)

    def judge_drift(self, what: str, drift: Value) -> None:
        """Compare with what is permitted."""
        self.compare_known(f"{what}_drift", at_most, dr=drift)


def _mean(found: list[ResponseTime | None]) -> ResponseTime | None:
    """The mean of response times; None where one of them never came."""
    known = [r for r in found if r is not None]
    if len(known) < len(found):
        return None
    n = Decimal(len(known))
    U = sum((r.expanded_uncertainty**2 for r in known), Decimal(0)).sqrt() / n
    return ResponseTime(
        trimmed(mean_of([r.seconds for r in known])), round_uncertainty(U, up=True), all(r.steady for r in known)
    )
