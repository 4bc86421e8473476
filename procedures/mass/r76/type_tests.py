"""The tests of a type evaluation of a weighing instrument, one in each run (R 76-1 Annex A and B)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drivers.roles import ClimaticChamber, DisturbanceGenerator, VariableSupply
from procedures.errors import NotMeasured, Void
from procedures.kit import Value, at_most, item, spread, within
from procedures.mass.r76 import loads
from procedures.mass.r76.items import ScaleVerification
from procedures.mass.r76.limits import mpe
from procedures.mass.r76.type_nameplate import TESTS, TypePlate
from procedures.mass.r76.weighing import CENTRE, ZERO, each_range
from procedures.text import Text

if TYPE_CHECKING:
    from procedures.mass.r76.weighing import Weighed

NOT_REACHED = Text("试验条件未达到", "the condition of the test was not reached")
NO_SERIES = Text("该系列不完整", "the series is not complete")
PERCENT = Decimal(100)


class TypeTests(ScaleVerification[TypePlate]):
    """One test of a type evaluation; which items it has, the table ``tests`` says.

    Its facts hold besides the tables ``loads`` (how many), ``tolerance`` (of the condition), ``series`` (weighings of
    the repeatability), ``creep`` and ``fault`` (limits in e).
    """

    chamber: ClimaticChamber
    supply: VariableSupply
    disturbances: DisturbanceGenerator

    def prepare(self) -> None:
        """The instrument; its condition is not reached yet."""
        super().prepare()
        self.reached, self.held_for = False, ""

    def omits(self, key: str) -> Text | None:
        """What is no part of this test."""
        test = TESTS[self.subject.test]
        if key in self.facts.item_keys and key not in self.facts.table("tests").texts(self.subject.test):
            return Text(f"“{test.zh}”试验不含此项", f"no part of the test: {test.en}")
        return super().omits(key)

    def test_loads(self) -> tuple[loads.TestLoad, ...]:
        """Ten loads for the intrinsic error, one besides 10 e for the voltage, five else (A.4.4.1, A.5.4, B.2)."""
        if self.subject.test == "voltage":
            load = loads.placeable(self.plate, self.plate.max * 3 / 4)
            return (loads.TestLoad(load, "½ Max 与 Max 之间 | between ½ Max and Max"),)
        (least,) = self.facts.table("loads").numbers(self.subject.test)
        return loads.weighing_loads(self.plate, least=int(least))

    def weigh(self, load: Decimal, *, tare: Decimal = ZERO, where: str = CENTRE) -> Weighed:
        """A load is put on once the condition is reached."""
        self.ready()
        return super().weigh(load, tare=tare, where=where)

    def discriminate(self, load: Decimal, d: Decimal) -> tuple[Value, Value, Value]:
        """As for `weigh`."""
        self.ready()
        return super().discriminate(load, d)

    def ready(self) -> None:
        """The condition is reached.

        Raises:
            Void: It is not.
        """
        if not self.reached:
            raise Void(NOT_REACHED)
        item = self._examined.key
        if item not in ("exposure", self.held_for):  # its own commands, so that a resumed run is told them again
            self.held_for = item
            self._bring_about(ZERO)

    @item("T_air/°C h_air/%RH U_test/V")
    def exposure(self) -> None:
        """The condition of the test: set, kept and read; beyond its tolerance nothing is measured."""
        s = self.subject
        T, h, U = s.temperature.to("°C").value, s.humidity.to("%RH").value, s.supply.to("V").value
        self._bring_about(s.hours)
        found = self.run.together("condition", lambda: self._condition(T, h, U))
        with self.at("reached", words="试验条件 | condition of the test"):
            self.report(final=False, T_air=found[0], h_air=found[1], U_test=found[2])
        allowed, (t, rh, u) = self.facts.table("tolerance").row("any"), (value.number for value in found)
        near = (abs(t - T) <= allowed["T"], abs(rh - h) <= allowed["h"], abs(u - U) * PERCENT / U <= allowed["U"])
        self.reached = all(near)
        self.ready()

    def _bring_about(self, hours: Decimal) -> None:
        s = self.subject
        self.chamber.expose(s.temperature.to("°C").value, s.humidity.to("%RH").value, hours)
        self.supply.feed(s.supply.to("V").value)

    def _condition(self, T: Decimal, h: Decimal, U: Decimal) -> tuple[Value, Value, Value]:
        return (
            self.read("T_air", self.chamber.temperature, expect=T, unit="°C", bounded=False),
            self.read("h_air", self.chamber.humidity, expect=h, unit="%RH", bounded=False),
            self.read("U_test", self.supply.supply_voltage, expect=U, unit="V", bounded=False),
        )

    @item("L I dL? P E spread MPE")
    @each_range
    def repeatability(self) -> None:
        """Two series, at half of Max and at Max; the results of each differ by at most the MPE (3.6.1, A.4.10)."""
        series = self.facts.table("series")
        count = int(
            series.row("any")["small" if self.plate.grams(self.plate.max) < series.row("any")["from"] else "large"]
        )
        for share in (Decimal("0.5"), Decimal(1)):
            load, found = loads.placeable(self.plate, self.plate.max * share), list[Value]()
            for n in range(1, count + 1):
                self.loads.place(ZERO, self.unit, CENTRE)
                with self.at(load), self.at(str(n), words=f"第 {n} 次 | weighing {n}"):
                    weighed = self.weigh(load)
                    found.append(weighed.P)
                    self.report(final=False, L=Value.constant(load, "L"), P=weighed.P, E=self.shown(weighed.E))
            if len(found) < count:
                raise NotMeasured(NO_SERIES)
            with self.at(load, words="极差 | spread"):
                self.compare(at_most(mpe(self.plate, load)), also=[Value.constant(load, "L")], spread=spread(found))

    @item("P P_first dP MPE")
    @each_range
    def creep(self) -> None:
        """Within half an hour under Max, and back at zero; else within four hours (3.9.4, A.4.11)."""
        e, load, limits = self.plate.e, self.plate.max, self.facts.table("creep").row("any")
        zero = self.near_zero("before")
        first, later = self.kept_loaded(load, (5, 15, 30))
        again = self.near_zero("after")
        drift, late = [p - first for p in later], later[2] - later[1]
        short = max(abs(d.number) for d in drift) <= limits["half_hour"] * e and abs(late.number) <= limits["late"] * e
        if short:
            for minutes, p, d in zip((5, 15, 30), later, drift, strict=True):
                with self.at(f"min{minutes}", words=f"{minutes} min"):
                    self.compare(within(limits["half_hour"] * e), also=[p.named("P"), first.named("P_first")], dP=d)
            with self.at("late", words="15 min ～ 30 min"):
                self.compare(within(limits["late"] * e), also=[later[2].named("P"), later[1].named("P_first")], dP=late)
        hours = self.run.only_if(not short, lambda: self.kept_loaded(load, (60, 120, 180, 240)))
        if hours is not None:
            start, found = hours
            for minutes, p in zip((60, 120, 180, 240), found, strict=True):
                with self.at(f"min{minutes}", words=f"{minutes // 60} h"):
                    limit = within(mpe(self.plate, load))
                    self.compare(limit, also=[p.named("P"), start.named("P_first")], dP=p - start)
        with self.at("zero_return", words="回零 | zero return"):
            limit = within(limits["zero"] * e)
            self.compare(limit, also=[again.named("P"), zero.named("P_first")], dP=again - zero)

    def near_zero(self, when: str) -> Value:
        """The indication prior to rounding at 10 e, in place of that at zero (A.4.2.3.2)."""
        with self.at(when, words={"before": "加载前零点 | zero before", "after": "卸载后零点 | zero after"}[when]):
            return self.weigh(loads.off_zero_load(self.plate).load).P
        raise NotMeasured(NO_SERIES)

    def kept_loaded(self, load: Decimal, minutes: tuple[int, ...]) -> tuple[Value, list[Value]]:
        """The indication prior to rounding as a load is put on, and after these times under it."""
        longest, found, passed = minutes[-1], list[Value](), 0
        with self.at(f"load{longest}", words=f"{longest} min"):
            first = self.weigh(load).P
            for after in minutes:
                self.run.dwell((after - passed) * 60, self.facts.reason("creep"))
                passed = after
                with self.at(f"min{after}", words=f"{after} min"):
                    found.append(self.run.together("kept", lambda: self.prior_to_rounding(load)))
        if len(found) < len(minutes):
            raise NotMeasured(NO_SERIES)
        return first, found

    @item("I0 I_worst? withheld?/1 I_after? fault MPE")
    @each_range
    def disturbance(self) -> None:
        """What is shown under the disturbance and after it differs by at most e, or nothing is shown (5.1.1, B.3)."""
        self.ready()
        s, load = self.subject, loads.off_zero_load(self.plate).load
        (limit,) = self.facts.table("fault").numbers("any")
        most = within(limit * self.plate.e)
        self.loads.place(load, self.unit, CENTRE)
        before = self.indication("I0", load)
        self.disturbances.disturb(s.disturbance, s.severity, str(s.times))
        worst = self.read("I_worst", self.disturbances.worst_indication, expect=before.number, bounded=False)
        withheld = self.read("withheld", self.disturbances.withheld, expect=0, unit="1", bounded=False)
        self.disturbances.stop()
        after = self.indication("I_after", load)
        with self.at("during", words="骚扰期间 | during the disturbance"):
            self.compare(most, also=[before.named("I0"), worst, withheld], fault=worst - before)
        with self.at("afterwards", words="骚扰之后 | after the disturbance"):
            self.compare(most, also=[before.named("I0"), after], fault=after - before)
        self.loads.place(ZERO, self.unit, CENTRE)
