"""Orden ICT/155/2020, anexo VI A, C, D (Spain): dispensers of fuel, urea solution and liquefied petroleum gas in service."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from drivers.roles import FuelDispenser, ProvingCan
from metrology.exact import plain, trimmed
from procedures.base import Requirement
from procedures.errors import NotMeasured
from procedures.flow.deliveries import HUNDRED, Deliveries, Flow, Material, Volume
from procedures.kit import Facts, Nameplate, Requirements, Value, within
from procedures.kit.kept import NO_READING

SMALL = "small_can"
LEAST_MMQ = 2  # L; below it annex VI has tables 1 and 2 for urea solution and gas, which are not implemented


class SpanishDispenser(Nameplate):
    """One hose of a dispenser, with the standards that it is verified with."""

    fuel: Literal["gasoline", "kerosene", "diesel", "urea", "lpg"] = Field(
        title="介质 | Product",
        json_schema_extra={
            "gasoline": "汽油 | gasoline", "kerosene": "煤油 | kerosene", "diesel": "柴油 | diesel",
            "urea": "尿素水溶液 | urea solution", "lpg": "液化石油气 | liquefied petroleum gas",
        },
    )  # fmt: skip
    expansion: Decimal | None = Field(None, gt=0, title="介质体膨胀系数（1/°C） | Cubic expansion of the product, 1/°C")
    nozzle: str = Field(min_length=1, title="油枪号 | Nozzle")
    qmax: Flow = Field(title="最大流量 | Maximum flow rate")
    qmin: Flow = Field(title="最小流量 | Minimum flow rate")
    reached: Flow = Field(title="可达到的最大流量 | Largest flow rate reached")
    mmq: Volume = Field(title="最小测量量 | Minimum measured quantity")
    unit_price: Decimal = Field(gt=0, title="单价（欧元/L） | Unit price, euro/L")
    continuous: bool = Field(False, title="连续指示 | Continuous indication")
    self_service: bool = Field(False, title="自助加注，由控制室放行 | Self-service, released by a control room")
    idle: bool = Field(False, title="检定前停用超过 6 h | Not used for more than six hours before")
    measure: Volume = Field(title="标准器容积 | Capacity of the standard")
    small_measure: Volume = Field(title="小标准器容积 | Capacity of the small standard")
    material: Material

    @property
    def lpg(self) -> bool:
        """Whether it delivers liquefied petroleum gas."""
        return self.fuel == "lpg"

    @model_validator(mode="after")
    def _can_be_tested(self) -> Self:
        if self.fuel in ("urea", "lpg") and (self.expansion is None or self.mmq.to("L").value < LEAST_MMQ):
            raise ValueError(f"urea solution and lpg need expansion, and an mmq of at least {LEAST_MMQ} L")
        if not self.qmin.to("L/min").value < self.reached.to("L/min").value / 2:
            raise ValueError("qmin must be below half of the flow rate that is reached")
        return self


class ICT155VIA(Deliveries[SpanishDispenser]):
    """Periodic verification, and verification after repair."""

    facts = Facts.beside(__file__)
    dispenser: FuelDispenser
    small_can: ProvingCan
    subject_model = SpanishDispenser

    def prepare(self) -> None:
        """Limits in % by product, flow rates, coefficients of expansion."""
        s, expansion = self.subject, self.facts.table("expansion")
        self.limits = self.facts.table("limits").row(s.fuel)
        self.of_fuel = s.expansion or expansion.numbers(s.fuel)[0]
        self.of_can = expansion.numbers(s.material)[0]
        self.highest_rate, self.lowest_rate, self.mmq = (
            x.to(unit).value for x, unit in ((s.reached, "L/min"), (s.qmin, "L/min"), (s.mmq, "L"))
        )
        reduced = trimmed(self.facts.number("reduced") * self.highest_rate)
        self.reduced_rate = self.lowest_rate if s.lpg else reduced

    def requirements(self) -> Requirements:
        """The largest flow rate that is reached is more than a part of Qmax."""
        least = trimmed(self.facts.number("reached") * self.subject.qmax.to("L/min").value)
        yield self.require(
            "reached", self.subject.reached, f"> {plain(least)} L/min", self.highest_rate > least, "highest"
        )

    def suitability(self) -> Sequence[Requirement]:
        """The standards hold what is delivered in a minute, and the minimum measured quantity or at least twice it."""
        s, least = self.subject, trimmed(self.facts.number("least_time") * self.highest_rate / 60)
        small, twice = s.small_measure.to("L").value, 2 * self.mmq
        either = f"{plain(self.mmq)} L, ≥ {plain(twice)} L"
        return (
            *super().suitability(),
            self.require("capacity", s.measure, f"≥ {plain(least)} L", s.measure.to("L").value >= least, "highest"),
            self.require("small", s.small_measure, either, small == self.mmq or small >= twice, "minimum"),
        )

    @facts.item("V0/L MPE/L")
    def zero(self) -> None:
        """A continuous indication may be a little beside zero."""
        part = self.facts.table("zero").numbers(self.subject.fuel)[0] if self.subject.continuous else 0
        self.dispenser.reset()
        V0 = self.read("V0", self.dispenser.volume, expect=0, bounded=False)
        self.compare(within(part * self.mmq / HUNDRED), V0=V0)

    @facts.item("VJ/L tJ/°C VB/L tB/°C VBt/L E/% MPE/%")
    def minimum(self) -> None:
        """At the lowest flow rate; after an idle time a first delivery beyond the limit may be left out once."""
        capacity = self.subject.small_measure
        twice = capacity.to("L").value >= 2 * self.mmq
        limit = self.permitted(self.limits["twice" if twice else "MMQ"], capacity, SMALL)
        first, again = [], None
        with self.at("first", words="第 1 次 | first delivery"):
            first.append(self.delivered(self.lowest_rate, capacity, SMALL))
        if not first:
            raise NotMeasured(NO_READING)
        E, besides = first[0]
        repeated = self.subject.idle and abs(E.number) > limit
        with self.at("again", words="第 2 次 | second delivery"):
            again = self.run.only_if(repeated, lambda: self.delivered(self.lowest_rate, capacity, SMALL))
        if repeated and again is None:
            raise NotMeasured(NO_READING)
        if again is not None:
            with self.at("first", words="第 1 次 | first delivery"):
                self.report_one_of({"E": within(limit)}, E=E, **besides)
            E, besides = again
        self.compare(within(limit), also=[*besides.values()], chosen=True, E=E)

    @facts.item("VJ/L tJ/°C VB/L tB/°C VBt/L E/% MPE/%")
    def highest(self) -> None:
        """At the largest flow rate that is reached; the price to pay is read too."""
        with self.at(self.highest_rate):
            E, besides, self.kept["price"] = self.run.together("delivery", self.paid)
            self.kept["VJ"] = besides["VJ"]
            self.judged(E, besides)

    @facts.item("VJ/L tJ/°C VB/L tB/°C VBt/L E/% MPE/%")
    def reduced(self) -> None:
        """At half of that flow rate; gas at the lowest."""
        with self.at(self.reduced_rate):
            self.judged(*self.delivered(self.reduced_rate, self.subject.measure))

    @facts.item("VJ/L price/€ E/€ MPE/€")
    def payment(self) -> None:
        """The price to pay at the highest flow rate; the limit is the price of a part of the smallest quantity."""
        VJ, price, unit_price = self.kept["VJ"], self.kept["price"], self.subject.unit_price
        limit = self.limits["price"] * self.mmq * unit_price / HUNDRED
        self.compare(within(limit), also=[VJ], E=price - VJ * Value.constant(unit_price, "U"))

    def paid(self) -> tuple[Value, dict[str, Value], Value]:
        """A delivery at the highest flow rate, and the price to pay that is shown after it."""
        E, besides = self.delivery(self.highest_rate, self.subject.measure)
        expected = besides["VJ"].number * self.subject.unit_price
        return E, besides, self.read("price", self.dispenser.amount, unit="EUR", expect=expected)

    def judged(self, E: Value, besides: dict[str, Value]) -> None:
        """One delivery against the limit."""
        limit = self.permitted(self.limits["flow"], self.subject.measure)
        self.compare(within(limit), also=[*besides.values()], E=E)
