"""INV 517-2026 出租汽车计价器防作弊检测 (investigation of taximeters)."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

from pydantic import Field

from drivers.roles import InvestigatedTaximeter, RoadRun, RollerBench
from metrology.detection import (
    ModeDifference,
    alarm_probability,
    cusum,
    limit_for,
    mode_difference,
)
from metrology.exact import divide
from procedures.findings import Finding
from procedures.investigations.base import Investigation, rows_of_evidence, words_of
from procedures.investigations.comparison import in_turns
from procedures.investigations.evidence import BLANK, Evidence, percent
from procedures.kit import Facts, Nameplate, Quantity, quantity
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from procedures.observed import Curve

MILLIMETRES = Decimal(1_000_000)  # in a kilometre
HOUR, HUNDRED, ONE = Decimal(3600), Decimal(100), Decimal(1)
STATES: Final = {
    "blind": Text("不告知驾驶员（营运中的隐蔽开关）", "driver not told of the test (switch used in service)"),
    "idle": Text("通电静止", "at rest with power"),
    "flag": Text("空车状态", "flag up, for hire"),
    "load": Text("载荷与轮胎气压", "load and tyre pressure"),
    "temperature": Text("温度", "temperature"),
    "ground": Text("脉冲线接地、磁铁", "earthed pulse line, magnets"),
}
"""Everything that is known to have switched a function of a taximeter on."""


class Ridden(NamedTuple):
    """One ride: distance by the standard and as shown, in km; pulses."""

    standard: Decimal
    shown: Decimal
    pulses: Decimal

    @property
    def error(self) -> Decimal:
        """Error of the distance in %."""
        return error_of(self.shown, self.standard)


def error_of(shown: Decimal, standard: Decimal) -> Decimal:
    """Error of a distance in %.

    >>> round(error_of(Decimal(1000), Decimal(974)), 3)
    Decimal('2.669')
    """
    return divide((shown - standard) * HUNDRED, standard)


class InvestigatedTaximeterPlate(Nameplate):
    """A taximeter, and what its last certificate says of it."""

    k: Decimal = Field(gt=0, title="证书常数 K（1/km） | Constant K of the certificate, 1/km")
    changes: int = Field(0, ge=0, title="有记录的 K 值修改次数 | Changes of K that are on record")
    circumference: Annotated[Quantity, quantity("mm", above=0)] = Field(
        title="有记录的驱动轮周长 | Circumference of a driving wheel on record"
    )
    per_turn: Decimal = Field(gt=0, title="驱动轮每转脉冲数 | Pulses for a turn of the driving wheels")
    pairs: int = Field(6, ge=3, le=60, title="每种状态的行驶次数 | Rides in each state")


class InvestigationOfTaximeters(Investigation[InvestigatedTaximeterPlate]):
    """Looks for functions of a taximeter that make a ride longer than it is."""

    facts = Facts.beside(__file__)
    subject_model, under_test = InvestigatedTaximeterPlate, "taximeter"
    states = STATES
    taximeter: InvestigatedTaximeter
    rollers: RollerBench
    road: RoadRun

    def prepare(self) -> None:
        """Rides so far."""
        self.rolled: list[Ridden] = []

    @rows_of_evidence
    def parameters(self) -> None:
        """The constant is that of the certificate, and its log holds no change that is not on record."""
        with self.at("constant"):
            K = self.read("K", self.taximeter.constant, expect=self.subject.k, unit="1", bounded=False).number
            self.found(self.happened(self.subject.k != K, f"K = {K}", "constant"))
        with self.at("changes"):
            known = self.subject.changes
            n = self.read("n_K", self.taximeter.changes, expect=known, unit="1", bounded=False).number
            self.found(self.happened(n > known, f"{n} / {known}", "changes"))

    @rows_of_evidence
    def idle(self) -> None:
        """At rest with power and hired, no pulse comes."""
        with self.at("idle"):
            self.taximeter.hire("1")
            self.wait("idle")
            N = self.read("N", self.taximeter.pulses, expect=0, unit="1", bounded=False).number
            s = self.read("s", self.taximeter.distance, expect=0, unit="km", bounded=False).number
            self.found(self.happened(N != 0 or s != 0, f"N = {N}, s = {s}{BLANK}km", "idle"), state="idle")

    @rows_of_evidence
    def flag(self) -> None:
        """With the flag up nothing is billed on the rollers."""
        with self.at("flag"):
            self.taximeter.for_hire()
            ridden = self.run.together("ride", lambda: self.driven(self.rollers, "for_hire"))
            self.found(self.happened(ridden.shown != 0, f"s = {ridden.shown}{BLANK}km", "flag"), state="flag")

    @rows_of_evidence
    def on_rollers(self) -> None:
        """Distance and pulses on the rollers: error against the limit, pulses against K and the tyres on record."""
        found = self.rolled
        for n in range(1, int(self.facts.number("rides")) + 1):
            with self.at(str(n), words=f"第 {n} 次 | ride {n}"):
                found.append(self.run.together("ride", lambda: self.driven(self.rollers)))
        with self.at("mean"):
            mean = sum((one.error for one in found), Decimal(0)) / len(found)
            lower, upper = self.facts.table("mpe").numbers("distance")
            seen = f"E = {percent(float(mean))}"
            self.found(self.happened(not lower <= mean <= upper, seen, "beyond", len(found), mean))
        with self.at("w"):
            w = self.pulses_per_km()
            off = divide((w - self.subject.k) * HUNDRED, self.subject.k)
            seen = f"w = {w:.0f}/km ({percent(float(off))})"
            self.found(self.happened(abs(off) > self.facts.number("constant_limit"), seen, "wheels", len(found)))

    @rows_of_evidence
    def tyres(self) -> None:
        """The circumference of a driving wheel is that on record, and so many pulses as a turn gives come on each."""
        on_record, limit = self.subject.circumference.to("mm").value, self.facts.number("constant_limit")
        with self.at("u"):
            u = self.read("u", self.taximeter.circumference, expect=on_record, unit="mm", bounded=False).number
            off = divide((u - on_record) * HUNDRED, on_record)
            seen = f"u = {u}{BLANK}mm ({percent(float(off))})"
            self.found(self.happened(abs(off) > limit, seen, "circumference"))
        with self.at("per_turn"):
            turn = self.pulses_per_km() * u / MILLIMETRES
            off = divide((turn - self.subject.per_turn) * HUNDRED, self.subject.per_turn)
            seen = f"n = {turn:.3f} ({percent(float(off))})"
            self.found(self.happened(abs(off) > limit, seen, "per_turn", len(self.rolled)))

    @rows_of_evidence
    def on_the_road(self) -> None:
        """Rides with and without the driver's knowledge in turns against the track; where they differ, once more."""
        numbers = range(1, self.subject.pairs + 1)
        rounds = [self.in_turns(numbers, 0)]
        again = self.run.only_if(self.compared(*rounds[0]).flagged, self.once_more)
        rounds += [again] if again else []
        tests = [self.compared(*pair) for pair in rounds]
        sigma, detects = (float(self.facts.number(key)) for key in ("sigma", "detects"))
        with self.at("blind", words=words_of(STATES["blind"])):
            self.found(self.compared_rounds(tests, percent, sigma, detects, f"{detects:g}{BLANK}%"), state="blind")

    @rows_of_evidence
    def by_the_second(self) -> None:
        """Pulses of each second of a ride that the driver was not told of, by cumulative sums."""
        with self.at("seconds"):
            counts = self.run.together("recording", self.counted)
            if counts is None:
                return
            whole = [count for t, count in counts.points if t == int(t) and t >= self.facts.number("starting")]
            steps = [b - a for a, b in pairwise(whole)]
            target = self.subject.k * self.facts.number("speed") / HOUR
            sigma, n = float(self.facts.number("sigma_second")), len(steps)
            limit = limit_for(n)
            sums = cusum(steps, target, sigma, limit=limit)
            chance, shift = alarm_probability(n, 0.0, limit=limit), float(self.facts.number("detects_second"))
            power = alarm_probability(n, shift / sigma, limit=limit)
            alarmed = sums.alarm is not None
            seen = (
                Text(f"自第 {sums.began} s 起偏离", f"deviates from second {sums.began} on")
                if alarmed
                else Text("无偏离", "no deviation")
            )
            kind = Finding.OPEN if alarmed else Finding.NONE
            reason = self.facts.text("seconds") if alarmed else NO_TEXT
            self.found(Evidence(kind, n, seen, chance if alarmed else None, power, f"{shift:g}{BLANK}/s", reason))

    def pulses_per_km(self) -> Decimal:
        """Pulses per kilometre on the rollers."""
        pulses, way = (
            sum(values, Decimal(0)) for values in zip(*((r.pulses, r.standard) for r in self.rolled), strict=True)
        )
        return divide(pulses, way)

    # --- measurements ------------------------------------------------------------------------------------------------

    def driven(self, on: RollerBench, tariff: str = "1") -> Ridden:
        """One ride from rest to rest."""
        if tariff != "for_hire":
            self.taximeter.hire(tariff)
        v, length = self.facts.number("speed"), self.facts.number("length")
        on.reset()
        on.set_speed(v, "km/h")
        self.run.dwell(int(divide(length * HOUR, v).to_integral_value(ROUND_CEILING)), Text("行驶", "Driving"))
        on.stop()
        standard = self.read("sr", on.distance, unit="km", expect=length, bounded=False).number
        ideal = Decimal(0) if tariff == "for_hire" else standard
        shown = self.read("s", self.taximeter.distance, unit="km", expect=ideal, bounded=False).number
        counted = (self.subject.k * standard).to_integral_value()
        return Ridden(
            standard, shown, self.read("N", self.taximeter.pulses, unit="1", expect=counted, bounded=False).number
        )

    def in_turns(self, numbers: range, first: int) -> tuple[list[Ridden], list[Ridden]]:
        """Rides with the driver told and not told: a, b, b, a, and so on."""
        found: dict[int, list[Ridden]] = {0: [], 1: []}
        for n, value in in_turns(numbers, first):
            with self.at("untold" if value else "told"), self.at(str(n), words=f"第 {n} 次 | ride {n}"):
                self.taximeter.apply_to("blind", Decimal(value), "1")
                found[value].append(self.run.together("ride", lambda: self.driven(self.road)))
        return found[0], found[1]

    def once_more(self) -> tuple[list[Ridden], list[Ridden]]:
        """The same in the other order."""
        with self.at("again"):
            return self.in_turns(range(1, self.subject.pairs + 1), 1)

    def compared(self, told: list[Ridden], untold: list[Ridden]) -> ModeDifference:
        """The errors of rides that the driver did not know of, against the others."""
        number = self.facts.number
        step = divide(Decimal("0.1"), number("length"))  # the display shows metres
        return mode_difference(
            [r.error for r in untold], [r.error for r in told], number("guard"), float(number("significance")), step
        )

    def counted(self) -> Curve | None:
        """Pulses by the second of a ride on the road at one speed, in ordinary service."""
        v, seconds = self.facts.number("speed"), self.facts.number("recorded")
        ideal = tuple(
            (Decimal(t), (self.subject.k * v * t / HOUR).to_integral_value()) for t in range(int(seconds) + 1)
        )
        self.taximeter.apply_to("blind", ONE, "1")
        self.taximeter.hire("1")
        self.road.reset()
        self.road.set_speed(v, "km/h")
        counts = self.record("counts", (self.taximeter.recording, "pulses", seconds), unit="1", expect=ideal)
        self.road.stop()
        return counts
