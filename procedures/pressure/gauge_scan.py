"""Readings of a dial gauge going up and down, and what is computed from them."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Protocol

from metrology.decision import Outcome
from metrology.exact import plain
from metrology.rounding import round_uncertainty
from metrology.units import convert
from procedures.base import Requirement
from procedures.regulation import Column, TestPoint
from procedures.run import Doubt, Plot
from procedures.standards import INDEPENDENT, Reference, ambiguity, corrected
from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from drivers.roles import PointerGauge, PressureSource, Reading
    from metrology.limits import Limit
    from metrology.status import Source
    from procedures.pressure.gauge import Gauge
    from procedures.run import Run
    from procedures.standards import Standard

FAR_IN_MPE = 5
"""A reading this many MPE from the pressure is more often a slip than an error; a bench rule, not a clause."""
STANDARD_RATIO = 4


class Bench(Protocol):
    """Roles a scan needs."""

    source: PressureSource
    gauge: PointerGauge


HALF, MINUS_ONE = Decimal("0.5"), Decimal(-1)
NO_READING = Text("该点没有读数", "there is no reading at this point")


class Turn(StrEnum):
    """Direction in which a point is approached."""

    UP = "up"
    DOWN = "down"

    @property
    def arrow(self) -> str:
        """The direction for labels."""
        return "↑" if self is Turn.UP else "↓"


class Scan:
    """The readings of one gauge.

    Args:
        run: Run handle.
        bench: Roles `source` and `gauge`.
        gauge: Nameplate.
        limit: MPE over the scale, in the unit of the dial.
    """

    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("ref", "标准值", "Reference", "*"),
        Column("before", "轻敲前", "Before tap", "*"),
        Column("after", "轻敲后", "After tap", "*"),
        Column("E", "示值误差", "Error", "*"),
        Column("MPE", "最大允许误差", "MPE", "*"),
    )

    def __init__(self, run: Run, bench: Bench, gauge: Gauge, limit: Limit) -> None:
        self._run, self._bench, self._gauge, self._limit = run, bench, gauge, limit
        self._readings: dict[tuple[Turn, Decimal], tuple[Decimal, Decimal]] = {}
        self._zeros: dict[Text, Decimal] = {}

    def take(self, turn: Turn, p: Decimal, source: Source) -> None:
        """Set one point, read it before and after tapping, decide the error after tapping."""
        unit = self._gauge.unit
        where = f"{plain(p)} {unit}"
        with self._run.point(turn, where):
            self._bench.source.set_pressure(p, unit)
            shown, before, after = self._run.together("示值", lambda: self._compared(p, where))
            self._readings[turn, p] = before, after
            ref = corrected(self._run, "source", shown, unit)
            limit, error = self._limit.at(p), after - ref
            reference = plain(ref) if ref == shown else f"{plain(ref)} ({plain(shown)} + {plain(ref - shown)})"
            self._run.decide(
                Text.same(f"{where} {turn.arrow}"), error, limit, unit=unit,
                formula="E = p − p₀", substitution=f"{plain(after)} − {reference}", source=source,
                expanded_uncertainty=self.expanded_uncertainty(p), reference=(Reference("source", shown, unit, MINUS_ONE),),
                values={"ref": ref, "before": before, "after": after, "E": error, "MPE": f"±{plain(limit[1])}"},
                plot=Plot(turn, p, error, limit, unit),
            )  # fmt: skip

    def _compared(self, p: Decimal, where: str) -> tuple[Decimal, Decimal, Decimal]:
        """The reference, and the gauge before and after tapping, all at one pressure."""
        bench, check = self._bench, self.readable(self._gauge, p)
        ask = Text(f"{where} 标准压力值", f"Reference at {where}")
        shown = self._observe("标准值", bench.source.pressure, p, ask)
        ask = Text(f"{where} 轻敲前示值", f"Before tapping at {where}")
        before = self._observe("轻敲前", bench.gauge.before_tap, p, ask, check)
        ask = Text(f"{where} 轻敲后示值", f"After tapping at {where}")
        return shown, before, self._observe("轻敲后", bench.gauge.after_tap, p, ask, check)

    def rest(self, when: Text) -> None:
        """Read the vented gauge, after tapping."""
        with self._run.point(when.zh):
            ask = Text(f"{when.zh}零位读数", f"Zero reading, {when.en.lower()}")
            shown = self._observe(
                "轻敲后", self._bench.gauge.after_tap, Decimal(0), ask, self.readable(self._gauge, Decimal(0))
            )
            self._zeros[when] = shown

    def zero(self, when: Text, source: Source) -> None:
        """Decide the reading of the vented gauge."""
        with self._run.point(when.zh):
            shown, limit = self._zeros.get(when), self._limit.at(0)
            if shown is None:
                self._run.conclude(when, Outcome.INCOMPLETE, reason=NO_READING, reference=INDEPENDENT)
                return
            values: dict[str, Decimal | str] = {"p": shown, "MPE": f"±{plain(limit[1])}"}
            self._run.decide(
                when,
                shown,
                limit,
                unit=self._gauge.unit,
                formula="Δ0 = p",
                substitution=plain(shown),
                source=source,
                values=values,
                reference=INDEPENDENT,
            )

    def compare(self, p: Decimal, source: Source) -> None:
        """Decide the hysteresis at a point: both readings after tapping."""
        up, down = self._readings.get((Turn.UP, p)), self._readings.get((Turn.DOWN, p))
        where = f"{plain(p)} {self._gauge.unit}"
        with self._run.point(where):
            if up is None or down is None:
                self._run.conclude(Text.same(where), Outcome.INCOMPLETE, reason=NO_READING, reference=INDEPENDENT)
                return
            allowed, hysteresis = self._limit.at(p)[1], abs(up[1] - down[1])
            self._run.decide(
                Text.same(where), hysteresis, allowed, unit=self._gauge.unit, source=source,
                formula="H = |p↑ − p↓|", substitution=f"|{plain(up[1])} − {plain(down[1])}|",
                values={"p": p, "H": hysteresis, "MPE": allowed}, reference=INDEPENDENT,
            )  # fmt: skip

    def displacement(self, turn: Turn, p: Decimal, source: Source) -> None:
        """Decide the tapping displacement at a point: at most half of the MPE."""
        readings, where = self._readings.get((turn, p)), f"{plain(p)} {self._gauge.unit}"
        with self._run.point(turn, where):
            label = Text.same(f"{where} {turn.arrow}")
            if readings is None:
                self._run.conclude(label, Outcome.INCOMPLETE, reason=NO_READING, reference=INDEPENDENT)
                return
            before, after = readings
            allowed, moved = HALF * self._limit.at(p)[1], abs(after - before)
            self._run.decide(
                label, moved, allowed, unit=self._gauge.unit, source=source,
                formula="D = |p后 − p前|", substitution=f"|{plain(after)} − {plain(before)}|",
                values={"p": p, "D": moved, "MPE": allowed}, reference=INDEPENDENT,
            )  # fmt: skip

    def expanded_uncertainty(self, p: Decimal) -> Decimal | None:
        """U (k = 2) of the error at p: reading to one fifth of a division, and the standard's own U.

        None without a standard that covers p.
        """
        unit = self._gauge.unit
        stated = [_uncertainty(s, p, unit) for s in self._run.standards("source") if s.covers(convert(p, unit, s.unit))]
        if not stated:
            return None
        of_standard = max(stated) / 2
        reading = self._gauge.resolution
        return round_uncertainty(2 * (reading * reading / 12 + of_standard * of_standard).sqrt(), up=True)

    def _observe(
        self,
        name: str,
        query: Callable[..., Reading],
        p: Decimal,
        ask: Text,
        check: Callable[[Decimal], Doubt | None] | None = None,
    ) -> Decimal:
        return self._run.observe(name, query, unit=self._gauge.unit, expect=p, ask=ask, check=check)

    @staticmethod
    def readable(gauge: Gauge, p: Decimal) -> Callable[[Decimal], Doubt | None]:
        """Doubts about a pointer reading at pressure `p`: finer than one fifth of a division, or far from it."""
        step, unit = gauge.resolution, gauge.unit
        far = FAR_IN_MPE * Decimal(gauge.accuracy_class) / 100 * gauge.span

        def check(shown: Decimal) -> Doubt | None:
            if shown % step != 0:
                zh = f"读数 {plain(shown)} {unit} 不是分度值 1/5（{plain(step)} {unit}）的整数倍"
                en = f"a reading of {plain(shown)} {unit} is not a multiple of one fifth of a division ({plain(step)} {unit})"
                return Doubt("reading_not_fifth_of_division", zh, en)
            if abs(shown - p) > far:
                zh = f"读数 {plain(shown)} {unit} 与检定点 {plain(p)} {unit} 相差过大，请确认"
                en = f"a reading of {plain(shown)} {unit} is far from {plain(p)} {unit}; please confirm"
                return Doubt("reading_far_from_point", zh, en, "confirm")
            return None

        return check

    @staticmethod
    def points(gauge: Gauge, top_band_from: Decimal) -> list[TestPoint]:
        """Every numbered mark above zero, with the reason."""
        found = []
        for p in gauge.marks:
            reason = Text("标有数字的分度线", "numbered mark")
            if p >= top_band_from * gauge.value(gauge.upper):
                reason = Text("测量上限（最大允许误差放宽段）", "upper limit (band of the wider MPE)")
            found.append(TestPoint("indication", f"{plain(p)} {gauge.unit}", reason))
        return found

    @staticmethod
    def suitable(standards: tuple[Standard, ...], gauge: Gauge, limit: Limit, source: Source) -> list[Requirement]:
        """Hold the standards against what the regulation asks: a quarter of the MPE, and the whole range."""
        unit, allowed = gauge.unit, limit.at(0)[1] / STANDARD_RATIO
        found = []
        for s in standards:
            bottom, top = (convert(end, s.unit, unit) for end in (s.lower, s.upper))
            error = convert(
                s.maximum_permissible_error(min(s.upper, convert(gauge.value(gauge.upper), unit, s.unit))), s.unit, unit
            )
            found += [
                Requirement("standard_mpe", source.clause, Text(f"{s.id} 最大允许误差", f"MPE of {s.id}"), f"{plain(error)} {unit}",
                            f"≤ {plain(allowed)} {unit}", error <= allowed, source.status),
                Requirement("standard_range", source.clause, Text(f"{s.id} 测量上限", f"upper limit of {s.id}"), f"{plain(top)} {unit}",
                            f"≥ {gauge.upper}", top >= gauge.value(gauge.upper), source.status),
                Requirement("standard_lower_range", source.clause, Text(f"{s.id} 测量下限", f"lower limit of {s.id}"), f"{plain(bottom)} {unit}",
                            f"≤ {gauge.lower}", bottom <= gauge.value(gauge.lower), source.status),
            ]  # fmt: skip
        unknown = ambiguity(standards)
        if unknown:
            found.append(Requirement("standard_correction", source.clause, unknown, str(len(standards)), "1", False, source.status))  # fmt: skip
        if not standards:
            found.append(
                Requirement(
                    "standard_missing",
                    source.clause,
                    Text("压力标准器", "pressure standard"),
                    "—",
                    "≥ 1",
                    False,
                    source.status,
                )
            )
        return found


def _uncertainty(standard: Standard, p: Decimal, unit: str) -> Decimal:
    return convert(standard.expanded_uncertainty(convert(p, unit, standard.unit)), standard.unit, unit)
