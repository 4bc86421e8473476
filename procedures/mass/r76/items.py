"""The items of the verification of digital indicating weighing instruments, as R 76 describes their tests."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from decimal import Decimal
from typing import TypeVar

from drivers.roles import PriceDisplay
from metrology.exact import plain
from metrology.units import convert
from procedures.errors import NotMeasured
from procedures.kit import Requirements, Value, at_most, item, spread, within
from procedures.kit.currencies import CURRENCIES
from procedures.mass.r76 import discrimination, eccentricity, loads, repeatability, specification
from procedures.mass.r76.limits import mpe
from procedures.mass.r76.nameplate import WeighingNameplate
from procedures.mass.r76.weighing import CENTRE, ZERO, Weighing, each_range
from procedures.mass.r76.zero_tare import setting_limit, tare_limit
from procedures.text import Text

N = TypeVar("N", bound=WeighingNameplate)
FINE_D_G = Decimal("0.005")
TOO_FINE = Text("实际分度值小于 5 mg", "the actual scale interval is below 5 mg")
PLACES = {
    CENTRE: ("中心", "centre"),
    "beginning": ("前端", "beginning"),
    "middle": ("中部", "middle"),
    "end": ("末端", "end"),
}


class ScaleVerification(Weighing[N]):
    """The items of the verification of weighing instruments; an edition has those that its facts name.

    Its facts hold the tables ``mpe``, ``factor`` (by what the MPE is multiplied, by stage; 1 where a stage has no row)
    and ``preload``, the source ``single`` and, where prices are computed, the table ``unit_prices``.
    """

    under_test = "scale"
    price: PriceDisplay

    def prepare(self) -> None:
        """The instrument as R 76 describes it."""
        self.plates, self.currency = self.subject.scales(self.facts.table("mpe")), self.subject.currency
        self.use(self.plates[-1])
        weights = self.subject.substitution
        self.capacity = loads.placeable(self.plate, self.subject.mass(weights)) if weights else None

    def test_loads(self) -> tuple[loads.TestLoad, ...]:
        """Loads of the weighing test of the range that is examined."""
        chosen = (self.subject.mass(q) for q in self.subject.test_loads)
        return loads.weighing_loads(self.plate, [load for load in chosen if load <= self.plate.max])

    def requirements(self) -> Requirements:
        """Class, n, e, d, Min, ranges, chosen loads."""
        for plate in self.plates:
            yield from specification.check(plate)
        chosen, required = self.subject.test_loads, loads.required_loads(self.plate)
        if chosen:
            named = {self.subject.mass(q) for q in chosen} >= set(required)
            needed = f"{', '.join(map(plain, required))} {self.unit}"
            yield self.require("test_loads_required", chosen, needed, named, "weighing")
            enough = len(chosen) >= loads.REQUIRED_NUMBER
            yield self.require("test_loads_number", len(chosen), f"≥ {loads.REQUIRED_NUMBER}", enough, "weighing")

    def prepared(self) -> None:
        """Loaded as the table says of its receptor, from a size on."""
        table, row = self.facts.table("preload"), "any"
        if self.plate.receptor in table:
            special = table.row(self.plate.receptor)
            row = self.plate.receptor if convert(self.plate.max, self.unit, "t") >= special["from"] else row
        self.preload(int(table.row(row)["passes"]), table.row(row)["share"])

    def tare_load(self) -> Decimal:
        """About a third of the maximum tare."""
        return loads.placeable(
            self.plate, min(self.subject.mass(self.subject.tare_maximum or self.subject.max), self.plate.max) / 3
        )

    @contextmanager
    def tared(self) -> Iterator[Decimal]:
        """Everything inside is weighed beside a tare."""
        tare = self.tare_load()
        self.loads.place(tare, self.unit, CENTRE)
        self.scale.tare()
        missing = None
        try:
            yield tare
        except NotMeasured as error:
            missing = error
        self.loads.place(ZERO, self.unit, CENTRE)
        self.scale.clear_tare()
        if missing:
            raise missing

    def omits(self, key: str) -> Text | None:
        """A digital indication finer than 5 mg is not examined for discrimination (3.8.2.2)."""
        fine = key == "discrimination" and self.plate.grams(self.plate.ranges[0].d) < FINE_D_G
        return TOO_FINE if fine else super().omits(key)

    @item("stated found", unit="")
    def identification(self) -> None:
        """Software identification and seals are those on record; photographs where they are wanted."""
        self.identify(self.scale.software)

    @item("L I dL? P E MPE")
    @each_range
    def zero(self) -> None:
        """|E0| ≤ 0.25 e, found at 10 e to be out of zero-tracking."""
        self.prepared()
        self.loads.place(ZERO, self.unit, CENTRE)
        self.scale.zero()
        self.setting(ZERO, setting_limit(self.plate.e))

    @item("L I dL? P E MPE")
    @each_range
    def tare(self) -> None:
        """|E| ≤ 0.25 e, or 0.5 d, after taring about a third of the maximum tare."""
        with self.tared() as tare:
            self.setting(tare, tare_limit(self.plate, mechanical=self.subject.mechanical))

    @item("L I dL? P E Ec MPE")
    @each_range
    def eccentricity(self) -> None:
        """Centre and every quarter or support, each within the MPE."""
        self.prepared()
        E0, t = self.zero_error(), loads.eccentricity_load(self.plate, self.capacity)
        centre = () if self.plate.receptor == "rolling" else (CENTRE,)
        for where in (*centre, *eccentricity.positions(self.plate)):
            zh, en = PLACES.get(where, (f"位置 {where}", f"position {where}"))
            load = f"{plain(t.load)} {self.unit}"
            with self.at(where, words=f"{zh}，{load} | {en}, {load}", why=t.why):
                self.judge(self.weigh(t.load, where=where), E0, source=self.facts.source("eccentricity"))

    @item("L I dL? P E Ec MPE")
    @each_range
    def weighing(self) -> None:
        """Up and down by the changeover method, corrected for the error at zero."""
        self.series(self.test_loads(), ZERO, curve=True)

    @item("L I dL? P E Ec MPE")
    @each_range
    def net(self) -> None:
        """The MPE holds for the net value beside a tare too."""
        with self.tared() as tare:
            top = self.plate.max - (ZERO if self.subject.tare == "additive" else tare)
            largest = loads.TestLoad(top, "最大净重 | largest net load")
            self.series((*(t for t in self.test_loads() if t.load < top), largest), tare, curve=False)

    def series(self, series: tuple[loads.TestLoad, ...], tare: Decimal, *, curve: bool) -> None:
        """Loads up and down, each within the MPE."""
        E0 = self.zero_error(tare)
        for direction, ordered in (("up", series), ("down", series[::-1])):
            for t in ordered:
                with self.at(direction, t.load, why=t.why):
                    self.judge(self.weigh(t.load, tare=tare), E0, curve=self.curve(direction) if curve else None)

    @item("L I dL? P E Ec spread MPE")
    @each_range
    def repeatability(self) -> None:
        """The spread of several weighings of one load is at most the MPE, and no single error exceeds it."""
        E0, t = self.zero_error(), loads.repeatability_load(self.plate)
        results = [(self.plate, n) for n in range(1, repeatability.weighings(self.plate) + 1)]
        for plate, n in results:
            self.hold(0)
            self.loads.place(ZERO, self.unit, CENTRE)
            with self.at(t.load, why=t.why), self.at(str(n), words=f"第 {n} 次 | weighing {n}", why=t.why):
                weighed = self.weigh(t.load)
                self.kept[plate, n] = weighed.P
                self.judge(weighed, E0, source=self.facts.source("single"))
        with self.at(t.load, why=t.why):
            most = at_most(mpe(self.plate, t.load, self.factor))
            self.compare(most, also=[Value.constant(t.load, "L")], spread=spread([self.kept[r] for r in results]))

    @item("L I1 I2 I3 required")
    @each_range
    def discrimination(self) -> None:
        """1.4 d added at a changeover point raises the indication by d."""
        for t in loads.discrimination_loads(self.plate):
            d = self.plate.d_at(t.load)
            with self.at(t.load, why=t.why):
                I1, I2, I3 = self.discriminate(t.load, d)
                found = discrimination.outcome(I1.number, I2.number, I3.number, d)
                self.conclude(found, L=Value.constant(t.load, "L"), I1=I1, I2=I2, I3=I3, required=I1 + d)

    @item()
    @each_range
    def overload(self) -> None:
        """Beyond Max + 9 e no weight is indicated."""
        t = loads.overload(self.plate)
        self.hold(self.substitutions(self.plate.max))
        self.loads.place(self.weights(self.plate.max) + t.load - self.plate.max, self.unit, CENTRE)
        with self.at(t.load, why=t.why):
            self.look("no_indication")
        self.loads.place(ZERO, self.unit, CENTRE)

    @item("W U/¤/kg price/¤ E/¤ MPE/¤", key="price")
    @each_range
    def price_to_pay(self) -> None:
        """Price to pay agrees with weight times unit price to one price interval."""
        interval, kg = Decimal(self.subject.price_interval), convert(Decimal(1), self.unit, "kg")
        W, prices = self.run.together("price", lambda: self.prices(interval, kg))
        for U, p in prices:
            with self.at_price(U):
                self.compare(within(interval), also=[W], E=p - kg * W * Value.constant(U, "U"))

    def at_price(self, U: Decimal) -> AbstractContextManager[None]:
        """The point of a unit price."""
        zh, en = CURRENCIES[self.currency].name
        words = f"单价 {plain(U)} {zh}/kg | unit price {plain(U)} {en}/kg"
        return self.at(f"{plain(U)}{self.currency}_per_kg", words=words)

    def prices(self, interval: Decimal, kg: Decimal) -> tuple[Value, list[tuple[Decimal, Value]]]:
        """The weight shown, and the price shown at each unit price."""
        load = loads.eccentricity_load(self.plate).load
        self.loads.place(load, self.unit, CENTRE)
        hint = f"（载荷 {plain(load)} {self.unit}） | (load {plain(load)} {self.unit})"
        W, found = Value.constant(self.indication("W", load, hint=hint).number, "W"), []
        for U in self.facts.table("unit_prices").numbers("tried"):
            with self.at_price(U):
                ideal = (kg * W.number * U).quantize(interval)
                found.append((U, self.read("price", (self.price.price, U), unit=self.currency, expect=ideal)))
        return W, found
