"""Measurements of heat meters: limits of the sub-assemblies, water and heat against a reference, sensors in a bath."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal
from functools import partial
from typing import NamedTuple

from drivers.roles import HeatBench, MeterRegister, MultiDisplay, Reading
from metrology.exact import divide
from procedures.heat.heat_nameplate import HeatMeter
from procedures.heat.sensor_pairs import A, B, Curve, difference_error, worst
from procedures.heat.water import heat_of_a_cubic_metre
from procedures.kit import KitProcedure, Quantity, Span, Value, at_least, function, mean, within
from procedures.regulation import Stage
from procedures.text import Text

HOUR, ONE = Decimal(3600), Decimal(1)


class Passage(NamedTuple):
    """One measurement: its error in %, the limit of that error, what was read."""

    error: Value
    limit: Decimal
    beside: tuple[Value, ...]

    @property
    def inside(self) -> bool:
        """Whether the error is within its limit."""
        return abs(self.error.number) <= self.limit


class HeatPassages(KitProcedure[HeatMeter]):
    """What is measured, and by which limits."""

    subject_model, under_test, unit = HeatMeter, "meter", "m³/h"
    bench: HeatBench
    simulator: HeatBench
    sensors: MultiDisplay
    indicator: MultiDisplay
    meter: MeterRegister

    def prepare(self) -> None:
        """Ranges of flow rate in m³/h and of difference in K for this meter."""
        s, flows, differences = self.subject, self.facts.table("flows"), self.facts.table("differences")
        self.made_for, self.qp = s.made_for, s.qp.to("m³/h").value
        units = {"qi": s.qi.to("m³/h").value, "qp": self.qp}
        self.flows = {row: Span(*(x * units[row[-2:]] for x in flows.numbers(row))) for row in flows.rows}
        times, plus = {"dtmin": self.made_for.least}, {"dtmax": self.made_for.most}
        self.differences = {
            row: Span(*(x * times.get(row, ONE) + plus.get(row, 0) for x in differences.numbers(row)))
            for row in differences.rows
        }
        in_service = self.run.stage is Stage.IN_SERVICE
        self.factor = self.facts.number("in_service_factor") if in_service else ONE

    # --- limits in % -------------------------------------------------------------------------------------------------

    def flow_limit(self, q: Decimal) -> Decimal:
        """Ef at a flow rate."""
        base, part, most = self.facts.table("flow_error").numbers(self.subject.accuracy_class)
        return self._limit(min(base + divide(part * self.qp, q), most))

    def part_limit(self, row: str, difference: Decimal) -> Decimal:
        """Et of the pair, or Ec of the calculator, at a difference."""
        base, part = self.facts.table("error").numbers(row)
        return self._limit(base + divide(part * self.made_for.least, difference))

    def whole_limit(self, q: Decimal, difference: Decimal) -> Decimal:
        """E of the complete meter: the sum."""
        return self.flow_limit(q) + self.part_limit("pair", difference) + self.part_limit("calculator", difference)

    def _limit(self, percent: Decimal) -> Decimal:
        return self.factor * round(percent, 3)

    # --- measurements ------------------------------------------------------------------------------------------------

    def judge(self, measure: Callable[[], Passage]) -> None:
        """One result; where the edition repeats one that is outside, the mean of three, of which two must be inside."""
        if not self.facts.number("repeats"):
            once = self.run.together("passage", measure)
            self.compare(within(once.limit), also=once.beside, chosen=True, E=once.error)
            return
        runs = [self.measured(1, measure)]
        runs += self.run.only_if(not runs[0].inside, lambda: [self.measured(n, measure) for n in (2, 3)]) or []
        E = mean([p.error for p in runs]) if len(runs) > 1 else runs[0].error
        self.compare(within(min(p.limit for p in runs)), chosen=True, E=replace(E, columns={}))
        if len(runs) > 1:
            with self.at("inside"):
                n = Value.constant(sum(p.inside for p in runs))
                self.compare(at_least(self.facts.number("inside")), chosen=True, n=n)

    def measured(self, n: int, measure: Callable[[], Passage]) -> Passage:
        """The n-th measurement at a point."""
        with self.at(str(n), words=f"第 {n} 次 | run {n}"):
            found = self.run.together("passage", measure)
            self.report(final=False, **{v.formula: v for v in found.beside}, E=found.error)
        return found

    def water(self, span: Span) -> Passage:
        """Warm water from rest to rest: the volume shown against that of the bench."""
        seconds = self.seconds(self.subject.volume_step.to("m³").value, span.chosen)
        warm = Span(*self.facts.table("water").numbers("flow_sensor"))
        self.bench.set_hot(warm.chosen, "°C")
        shown = (self.indicator.indication_of, "volume")
        V0 = self.read("V0", shown, unit="m³", bounded=False)
        q, tf = self.flowing(self.bench, span, seconds, lambda: (self.temperature("tf", self.bench.hot, warm),))
        Vr = self.read("Vr", self.bench.volume, expect=span.chosen * seconds / HOUR, bounded=False)
        V1 = self.read("V1", shown, unit="m³", expect=V0.number + Vr.number)
        V = (V1 - V0).named("V")
        return Passage((V - Vr) / Vr * 100, self.flow_limit(q.number), (q, tf, V, Vr))

    def heat(self, source: HeatBench, span: Span, difference: Span, limit: Callable[..., Decimal]) -> Passage:
        """Heat given off from rest to rest: the energy shown against that of the bench or of the simulator."""
        cold = min(self.facts.number("return_temperature"), self.made_for.upper - difference.chosen)
        hot = cold + difference.chosen
        source.set_hot(hot, "°C")
        source.set_cold(cold, "°C")
        given = partial(heat_of_a_cubic_metre, self.facts.number("pressure"), in_return=self.subject.pipe == "return")
        seconds = self.seconds(self.subject.energy_step.to("kWh").value, span.chosen * given(hot, cold))
        shown = (self.indicator.indication_of, "heat_energy")
        W0 = self.read("W0", shown, unit="kWh", bounded=False)

        def temperatures() -> tuple[Value, Value]:
            tf = self.read("tf", source.hot, expect=hot)
            return tf, self.read("tr", source.cold, expect=cold, check=lambda x: difference.check(tf.number - x, "K"))

        q, tf, tr = self.flowing(source, span, seconds, temperatures)
        Vr = self.read("Vr", source.volume, unit="m³", expect=span.chosen * seconds / HOUR, bounded=False)
        Wr = (Vr * function("H", given, tf, tr)).named("Wr")
        W1 = self.read("W1", shown, unit="kWh", expect=W0.number + Wr.number)
        W, most = (W1 - W0).named("W"), limit(q.number, tf.number - tr.number)
        return Passage((W - Wr) / Wr * 100, most, (q, tf, tr, W, Wr))

    def flowing(
        self, source: HeatBench, span: Span, seconds: Decimal, read: Callable[[], tuple[Value, ...]]
    ) -> tuple[Value, ...]:
        """Let water flow; the flow rate, and what is read towards the end."""
        source.reset()
        source.set_flow(span.chosen, "m³/h")
        self.run.dwell(int(seconds), Text("通水", "Water flows"))
        q = self.read("q", source.flow, expect=span.chosen, check=lambda x: span.check(x, "m³/h"))
        found = read()
        source.stop()
        return q, *found

    def seconds(self, step: Decimal, rate: Decimal) -> Decimal:
        """How long: so many steps of what is shown, at a rate per hour, and at least as long as the edition asks."""
        needed = max(divide(self.facts.number("steps") * step * HOUR, rate), self.facts.number("least_time"))
        return needed.to_integral_value(ROUND_CEILING)

    def temperature(self, symbol: str, query: Callable[..., Reading], span: Span) -> Value:
        """A temperature that lies within a range."""
        return self.read(symbol, query, expect=span.chosen, check=lambda x: span.check(x, "°C"))

    def baths(self) -> dict[str, Span]:
        """Three temperatures: near the lower limit of the meter, in the middle, near its upper limit."""
        table, d = self.facts.table("baths"), self.made_for
        low = ("below", d.lower) if d.lower < self.facts.number("low") else ("low", Decimal(0))
        ends = (low, ("middle", Decimal(0)), ("upper", d.upper))
        return {row: Span(*(x + plus for x in table.numbers(row))) for row, plus in ends}

    def bath(self, span: Span) -> list[Value]:
        """Temperature and resistance of both sensors."""
        self.bench.set_hot(span.chosen, "°C")
        self.bench.set_cold(span.chosen, "°C")
        tf, tr = (self.temperature(s, q, span) for s, q in (("tf", self.bench.hot), ("tr", self.bench.cold)))
        ideal = self.subject.r0 * (1 + A * span.chosen + B * span.chosen * span.chosen)
        shown = (("Rf", "flow_resistance"), ("Rr", "return_resistance"))
        Rf, Rr = (self.read(s, (self.sensors.indication_of, name), expect=ideal) for s, name in shown)
        return [tf, tr, Rf, Rr]

    def pair(self, found: list[Value]) -> None:
        """The worst error of a difference by the curves of both sensors."""
        r0, error = self.subject.r0, self.facts.table("error").numbers("pair")
        leave_out = (self.facts.number("hot_return"), self.facts.number("hot_return_difference"))

        def curves(numbers: Sequence[Decimal]) -> tuple[Curve, Curve]:
            flow, back = (list(zip(numbers[n::4], numbers[n + 2 :: 4], strict=True)) for n in (0, 1))
            return flow, back

        hot, cold = worst(r0, *curves(tuple(v.number for v in found)), self.made_for, error, leave_out)
        E = function("f", lambda *numbers: difference_error(r0, *curves(numbers), hot, cold), *found)
        at = [Value.constant(x, s) for x, s in ((hot, "tf"), (cold, "tr"), (hot - cold, "dT"))]
        why = within(self.part_limit("pair", hot - cold))
        self.compare(why, also=at, chosen=True, E=replace(E, columns={}))


def quantity_of(span: Span) -> Quantity:
    """The temperature that is set, as the key of a point."""
    return Quantity(span.chosen, "°C")
