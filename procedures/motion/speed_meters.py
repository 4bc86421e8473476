"""What verifications of traffic speed meters have in common: simulated vehicles in a laboratory, real ones on the road.

An edition gives the figures: ``[tables.laboratory]`` and ``[tables.road]`` say by the installation whether a place is
visited when the meter is new or repaired and periodically (`always`, `never`, or by the `choice` of the laboratory),
``[tables.vehicles]`` how many vehicles are measured, ``[tables.limits]`` the limits of each place.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from drivers.roles import MultiDisplay, Reading, SpeedSimulator, TrafficReference
from metrology.decision import Outcome
from metrology.exact import divide, plain
from metrology.limits import Band, Bands, Limit, OfReading
from procedures.kit import (
    KitProcedure,
    Nameplate,
    Quantity,
    Requirements,
    Value,
    at_least,
    at_most,
    item,
    quantity,
    within,
)
from procedures.regulation import Stage
from procedures.text import NO_TEXT, Text

NEW = (Stage.INITIAL, Stage.AFTER_REPAIR)
HUNDRED, FASTEST = Decimal(100), Decimal(1000)
Speed = Annotated[Quantity, quantity("km/h", above=0)]
INSTALLATIONS = {
    "fixed": "固定式 | fixed", "static": "静止移动式 | static", "mobile": "车载运动式 | moving", "section": "区间式 | section control",
    "airborne": "机载式 | airborne",
}  # fmt: skip
GROUPS = {"fixed": "static", "static": "static", "section": "static", "mobile": "mobile", "airborne": "airborne"}


class SpeedMeter(Nameplate):
    """A meter of the speed of motor vehicles."""

    installation: Literal["fixed", "static", "mobile", "section", "airborne"] = Field(
        title="安装方式 | Installation", json_schema_extra={**INSTALLATIONS}
    )
    doppler: bool = Field(title="多普勒雷达 | Doppler radar")
    lowest: Speed = Field(title="测量下限 | Lowest speed")
    highest: Speed = Field(title="测量上限 | Highest speed")
    step: Speed = Field(title="显示分辨力 | Resolution in use")
    test_step: Speed = Field(title="检定分辨力 | Resolution in test mode")
    measures_headway: bool = Field(title="测量车间时距 | Measures headway")
    tracks: bool = False
    moving_class: Literal["A", "B"] | None = Field(None, title="运动测量等级 | Class of moving measurements")
    on_the_road: bool = False

    @model_validator(mode="after")
    def _ascends(self) -> Self:
        if not self.lowest.to("km/h").value < self.highest.to("km/h").value:
            raise ValueError("lowest must be below highest")
        return self


class SpeedMeters(KitProcedure[SpeedMeter]):
    """Verification before a simulator and beside a reference on the road."""

    subject_model, under_test, unit = SpeedMeter, "meter", "km/h"
    simulator: SpeedSimulator
    traffic: TrafficReference
    chamber: MultiDisplay
    meter: MultiDisplay

    def prepare(self) -> None:
        """Speeds in km/h over the range, and whether the meter counts as new."""
        s = self.subject
        self.low, self.high = s.lowest.to("km/h").value, s.highest.to("km/h").value
        number = int(self.facts.number("speeds"))
        span = self.high - self.low
        self.speeds = [(self.low + divide(span * n, number - 1)).quantize(Decimal(1)) for n in range(number)]
        self.new = self.run.stage in NEW
        self.shown = self.facts.table("display").texts("speed")[0]

    def place(self, key: str) -> Text | None:
        """Why a place is not visited, or None."""
        new, periodic = self.facts.table(key).texts(self.subject.installation)
        when = new if self.new else periodic
        if when == "never" or (when == "choice" and self.subject.on_the_road != (key == "road")):
            by_road = Text("按道路实测检定", "verified on the road")
            return by_road if key == "laboratory" else Text("按实验室模拟检定", "verified in the laboratory")
        return None

    def omits(self, key: str) -> Text | None:
        """What the place, the installation and the devices of the meter leave out."""
        s = self.subject
        if key in ("laboratory", "linearity", "headway", "antenna", "own_speed"):
            place = self.place("laboratory")
        else:
            place = self.place("road") if key in ("road", "road_headway") else None
        reasons = {
            "headway": None if s.measures_headway else Text("不测车间时距", "it measures no headway"),
            "antenna": None if s.doppler else Text("非多普勒雷达", "no Doppler radar"),
            "clocks": None if s.installation == "section" else Text("非区间式", "no section control"),
            "own_speed": None if s.installation == "mobile" else Text("非车载运动式", "it does not move"),
        }
        return place or reasons.get(key.removeprefix("road_")) or super().omits(key)

    def limit(self, place: str) -> Limit:
        """The limit in km/h over the true speed."""
        keeps = self.subject.installation in self.facts.table("keeps").texts("installations")
        return self.steps(f"{place} {self.group} {'new' if self.new or keeps else 'periodic'}")

    def steps(self, row: str) -> Limit:
        """A row of the limits: km/h up to an edge, then km/h or %."""
        table = self.facts.table("limits")
        edge, low, high, percent = table.numbers(row)
        above = OfReading(percent) if percent else within(high)
        below = [Band(edge, within(low))] if edge else []
        return Bands([*below, Band(FASTEST, above)], source=table.source)

    @property
    def group(self) -> str:
        """Which of the limits."""
        return GROUPS[self.subject.installation]

    # --- items ---------------------------------------------------------------------------------------------------------

    @item("v/km/h x/km/h E/km/h MPE/km/h")
    def laboratory(self) -> None:
        """Simulated speeds over the range."""
        self.simulated(self.shown, "laboratory")

    @item("v/km/h x/km/h E/km/h MPE/km/h")
    def linearity(self) -> None:
        """Simulated speeds at high resolution."""
        self.simulated("speed", "linearity")

    def simulated(self, shown: str, place: str) -> None:
        """Each speed once."""
        for speed in self.speeds:
            with self.at(speed):
                self.simulator.simulate_speed(speed, "km/h")
                v, x = self.readings(v=self.simulator.speed, x=(self.meter.indication_of, shown))
                self.compare(self.limit(place), point=v.number, curve="E", also=[x], chosen=True, E=x - v)
        self.simulator.end()

    @item("T/s Tx/s E/s MPE/s")
    def headway(self) -> None:
        """Simulated times between two vehicles."""
        for seconds in self.facts.table("headways").numbers("s"):
            with self.at(Quantity(seconds, "s")):
                self.simulator.simulate_headway(seconds, "s")
                T, Tx = self.readings(T=self.simulator.headway, Tx=(self.meter.indication_of, "headway"))
                limit = self.facts.table("headways").numbers("laboratory")[0]
                self.compare(within(limit), also=[Tx], E=Tx - T)
        self.simulator.end()

    @item("v/km/h x/km/h E/km/h MPE/km/h")
    def own_speed(self) -> None:
        """The speed of the car in which the meter is installed."""
        for speed in self.speeds:
            with self.at(speed):
                self.simulator.simulate_own_speed(speed, "km/h")
                v, x = self.readings(v=self.simulator.own_speed, x=(self.meter.indication_of, "own_speed"))
                self.compare(self.steps("own speed"), point=v.number, curve="E", also=[x], chosen=True, E=x - v)
        self.simulator.end()

    @item("a?/dB w?/° MPE", unit="1")
    def antenna(self) -> None:
        """The beam of a Doppler radar, in an anechoic chamber."""
        rows = self.facts.table("antenna")
        if not self.subject.tracks:
            with self.at("side_lobe"):
                (least,) = rows.numbers("side_lobe")
                a = self.read(
                    "a", (self.chamber.indication_of, "side_lobe"), unit="dB", expect=2 * least, bounded=False
                )
                self.compare(at_least(least), a=a)
            for key in ("horizontal_width", "vertical_width"):
                with self.at(key):
                    (most,) = rows.numbers(key)
                    w = self.read("w", (self.chamber.indication_of, key), unit="°", expect=most / 2, bounded=False)
                    self.compare(at_most(most), w=w)
            with self.at("axis"):
                (most,) = rows.numbers("axis")
                w = self.read("w", (self.chamber.indication_of, "axis"), unit="°", expect=0, bounded=False)
                self.compare(within(most), w=w)

    @item("v/km/h x/km/h E/km/h MPE/km/h")
    def road(self) -> None:
        """Vehicles in real traffic, each within its limit."""
        self.condition("traffic")
        for n in range(1, self.vehicles() + 1):
            with self.at(str(n), words=f"第 {n} 辆 | vehicle {n}"):
                v, x = self.run.together("vehicle", partial(self.passing, n, self.traffic.speed, self.shown))
                self.compare(self.limit("road"), point=v.number, curve="E", also=[x], chosen=True, E=x - v)

    @item("T/s Tx/s E/s MPE/s")
    def road_headway(self) -> None:
        """Times between two vehicles in real traffic."""
        new, periodic = self.facts.table("headways").numbers("road")
        for n in range(1, int(self.facts.number("road_headways")) + 1):
            with self.at(str(n), words=f"第 {n} 次 | pair {n}"):
                T, Tx = self.run.together("pair", partial(self.passing, n, self.traffic.headway, "headway"))
                self.compare(within(new if self.new else periodic), also=[Tx], E=Tx - T)

    @item("dt/s")
    def clocks(self) -> None:
        """Clocks of both ends of a section: less than so much apart."""
        dt = self.read("dt", (self.meter.indication_of, "clock_difference"), expect=0, bounded=False)
        most = self.facts.number("clocks")
        conforms = abs(dt.number) < most
        reason = NO_TEXT if conforms else self.facts.text("clocks_apart")
        self.conclude(Outcome.CONFORM if conforms else Outcome.NOT_CONFORM, reason=reason, dt=dt)

    def passing(self, n: int, reference: Callable[[], Reading], shown: str) -> tuple[Value, Value]:
        """What the reference and the meter say of the n-th vehicle."""
        true, indicated, ideal = ("T", "Tx", Decimal(1)) if shown == "headway" else ("v", "x", HUNDRED)
        self.traffic.next_vehicle(str(n))
        found = self.read(true, reference, expect=ideal, bounded=False)
        return found, self.read(indicated, (self.meter.indication_of, shown), expect=found.number)

    def vehicles(self) -> int:
        """How many vehicles on the road."""
        new, periodic = self.facts.table("vehicles").numbers(self.subject.installation)
        return int(new if self.new else periodic)

    def resolution(self, key: str, source: str) -> Requirements:
        """The display in use, and that of the tests."""
        s, most = self.subject, self.facts.number(key)
        fine = s.step.to("km/h").value
        yield self.require(key, s.step, f"≤ {plain(most)} km/h", fine <= most, source)
