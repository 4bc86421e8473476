"""What verifications of taximeters have in common: distance on rollers, time beside a stopwatch, the fare of a ride.

An edition gives the figures: ``[tables.mpe]`` the limits of distance, time and fare, ``[tables.speed]`` between which
speeds a distance is measured, ``[tables.car]`` what must be so of the car.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import partial
from typing import Annotated, Literal

from pydantic import Field

from drivers.roles import RollerBench, Taximeter, TimeReference
from metrology.exact import divide
from metrology.limits import Limit
from procedures.kit import KitProcedure, Nameplate, Quantity, Span, Value, between, item, quantity, within
from procedures.text import Text

HOUR, THOUSANDTH = Decimal(3600), Decimal("0.001")
Length = Annotated[Quantity, quantity("km", above=0)]


class TaximeterPlate(Nameplate):
    """A taximeter with its tariffs; distances and prices are those of the first one."""

    k: Decimal = Field(gt=0, title="计价器常数 k（1/km） | Constant k, 1/km")
    installed: bool = Field(title="已装车 | Installed in a car")
    tariffs: int = Field(ge=1, title="运价数 | Tariffs")
    program: str = Field("", title="运价程序版本（已申报） | Version of the tariff program, as declared")
    currency: Literal["CNY", "EUR"] = Field(title="币种 | Currency")
    flag_fall: Decimal = Field(ge=0, title="起租价 | Flag fall")
    included: Length = Field(title="起租里程 | Distance included in the flag fall")
    per_km: Decimal = Field(gt=0, title="公里运价 | Price of a kilometre")
    jump: Length = Field(title="跳计里程 | Distance of a jump of the price")
    fare_step: Decimal = Field(gt=0, title="金额末位 | Last digit of the fare")
    new_installation: bool = False


class Taximeters(KitProcedure[TaximeterPlate]):
    """Verification on rollers, or with a generator of pulses."""

    subject_model, under_test, unit = TaximeterPlate, "taximeter", "km"
    rollers: RollerBench
    taximeter: Taximeter
    timer: TimeReference

    def prepare(self) -> None:
        """The speed in km/h, and how many distances are driven."""
        self.speed = Span(*self.facts.table("speed").numbers("distance"))
        s, least = self.subject, int(self.facts.number("distances"))
        self.rides = least if s.program else max(least, int(self.facts.number("each_tariff")) * s.tariffs)

    def row(self, key: str) -> str:
        """Row of the limits."""
        return key

    def limit(self, key: str, true: Decimal) -> Limit:
        """The limit in % at a true value in m or s; where that is more, what it may differ at least."""
        lower, upper, least = self.facts.table("mpe").numbers(self.row(key))
        floor = divide(100 * least, true).quantize(THOUSANDTH)
        return between(-max(lower, floor), max(upper, floor))

    @item("v/km/h sr/km s/km E/% MPE/%")
    def distance(self) -> None:
        """The distance shown against that of the rollers, at several tariffs."""
        self.condition(*self.facts.table("car").texts("confirm"))
        for n in range(1, self.rides + 1):
            tariff = str(1 if self.subject.program else (n - 1) % self.subject.tariffs + 1)
            words = f"运价 {tariff} 第 {n} 次 | tariff {tariff}, run {n}"
            with self.at(str(n), words=words, why=self.speed.why("km/h")):
                ride = partial(self.ride, tariff, self.facts.number("length"), self.speed)
                v, sr, s = self.run.together("ride", ride)
                E = (s - sr) / sr * 100
                self.compare(self.limit("distance", sr.number * 1000), also=[v, sr, s], chosen=True, E=E)

    @item("tr/s ts/s E/% MPE/%")
    def time(self) -> None:
        """The time shown against a stopwatch, at rest."""
        for n in range(1, int(self.facts.number("times")) + 1):
            with self.at(str(n), words=f"第 {n} 次 | run {n}"):
                tr, ts = self.run.together("time", self.rest)
                E = (ts - tr) / tr * 100
                self.compare(self.limit("time", tr.number), also=[tr, ts], chosen=True, E=E)

    def ride_for_money(self) -> None:
        """The fare shown against that of the tariff for the distance shown; an edition marks it with its currency."""
        plate = self.subject
        included, jump = (x.to("km").value for x in (plate.included, plate.jump))
        length = included + self.facts.number("jumps") * jump
        _, _, s, F = self.run.together("fare", lambda: self.priced(length))
        jumps = max(divide(s.number - included, jump), Decimal(0)).to_integral_value(ROUND_FLOOR)
        F0 = Value.constant(plate.flag_fall + jumps * jump * plate.per_km, "F0")
        percent, _, digits = self.facts.table("mpe").numbers(self.row("fare"))
        most = max(percent * F0.number / 100, digits * plate.fare_step)
        self.compare(within(most), also=[s, F0, F], chosen=True, dF=F - F0)

    @item("v/km/h sr/km N/1 w/1/km E/% MPE/%")
    def constant(self) -> None:
        """The constant that is set against the pulses that the car gives in a kilometre."""
        self.condition("load", "tyres")
        speed = Span(*self.facts.table("speed").numbers("constant"))
        v, sr, _, N = self.run.together("pulses", lambda: self.counted(speed))
        w = (N / sr).named("w")
        E = (Value.constant(self.subject.k, "k") - w) / w * 100
        self.compare(within(self.facts.number("constant")), also=[v, sr, N, w], E=E)

    # --- measurements ------------------------------------------------------------------------------------------------

    def ride(self, tariff: str, length: Decimal, speed: Span) -> tuple[Value, Value, Value]:
        """Drive from rest to rest: speed, true distance, distance shown."""
        self.taximeter.hire(tariff)
        self.rollers.reset()
        self.rollers.set_speed(speed.chosen, "km/h")
        seconds = divide(length * HOUR, speed.chosen).to_integral_value(ROUND_CEILING)
        self.run.dwell(int(seconds), Text("行驶", "Driving"))
        v = self.read("v", self.rollers.speed, unit="km/h", expect=speed.chosen, check=lambda x: speed.check(x, "km/h"))
        self.rollers.stop()
        sr = self.read("sr", self.rollers.distance, unit="km", expect=length, bounded=False)
        return v, sr, self.read("s", self.taximeter.distance, unit="km", expect=sr.number)

    def priced(self, length: Decimal) -> tuple[Value, Value, Value, Value]:
        """A ride and its fare."""
        found = self.ride("1", length, self.speed)
        plate = self.subject
        whole = self.facts.number("jumps").to_integral_value(ROUND_FLOOR)  # the last one is not complete
        ideal = plate.flag_fall + whole * plate.jump.to("km").value * plate.per_km
        return *found, self.read("F", self.taximeter.fare, unit=plate.currency, expect=ideal, bounded=False)

    def counted(self, speed: Span) -> tuple[Value, Value, Value, Value]:
        """A ride and the pulses that its wheels gave."""
        found = self.ride("1", self.facts.number("length"), speed)
        ideal = (self.subject.k * found[1].number).to_integral_value()
        return *found, self.read("N", self.taximeter.pulses, unit="1", expect=ideal, bounded=False)

    def rest(self) -> tuple[Value, Value]:
        """Time at rest: of the stopwatch, and as shown."""
        seconds = self.facts.number("duration")
        self.taximeter.start_time()
        self.run.dwell(int(seconds), Text("静止计时", "Time at rest"))
        self.taximeter.stop_time()
        tr = self.read("tr", self.timer.elapsed, expect=seconds, bounded=False)
        return tr, self.read("ts", self.taximeter.waiting, expect=tr.number)
