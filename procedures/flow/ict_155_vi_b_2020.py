"""Orden ICT/155/2020, anexo VI B (Spain): measuring systems on tank trucks in service, liquids of low viscosity."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from drivers.roles import ProvingCan
from metrology.exact import plain, trimmed
from metrology.units import Quantity as Amount
from procedures.base import Requirement
from procedures.errors import NotMeasured
from procedures.flow.deliveries import Deliveries, Flow, Material, Volume
from procedures.kit import (
    Facts,
    Nameplate,
    Requirements,
    Value,
    at_most,
    mean,
    spread,
    within,
)  # fmt: skip
from procedures.kit.kept import NO_READING
from procedures.text import Text

Run = tuple[Value, dict[str, Value]]
SMALL, MINUTE = "small_can", Text("先行通液", "Flow before the delivery")

PRESSED = "（软管展开、泵压下、无流量） | (hose unrolled, under the pressure of the pump, no flow)"


class TankTruckMeter(Nameplate):
    """A measuring system on a tank truck, with the standards that it is verified with."""

    fuel: Literal["gasoline", "kerosene", "diesel", "lng", "co2"] = Field(
        title="介质 | Product",
        json_schema_extra={
            "gasoline": "汽油 | gasoline", "kerosene": "煤油 | kerosene", "diesel": "柴油 | diesel",
            "lng": "液化天然气 | liquefied natural gas", "co2": "液态二氧化碳 | liquid carbon dioxide",
        },
    )  # fmt: skip
    expansion: Decimal | None = Field(None, gt=0, title="介质体膨胀系数（1/°C） | Cubic expansion of the product, 1/°C")
    qmax: Flow = Field(title="最大流量 | Maximum flow rate")
    qmin: Flow = Field(title="最小流量 | Minimum flow rate")
    reached: Flow = Field(title="可达到的最大流量 | Largest flow rate reached")
    mmq: Volume = Field(title="最小测量量 | Minimum measured quantity")
    separate_head: bool = Field(title="脉冲发生器与电子头分离 | Electronic head apart from the measuring chamber")
    several_products: bool = Field(title="多种介质舱 | Compartments for several products")
    several_hoses: bool = Field(title="多条软管 | Several hoses")
    printer: bool = Field(title="票据打印机 | Ticket printer")
    hose_replaced: bool = Field(False, title="满管软管已修理或更换 | Full hose repaired or replaced")
    reel: bool = Field(title="软管卷盘 | Hose reel")
    idle: bool = Field(False, title="检定前停用超过 6 h | Not used for more than six hours before")
    measure: Volume = Field(title="标准器容积 | Capacity of the standard")
    material: Material

    @model_validator(mode="after")
    def _expands(self) -> Self:
        if self.fuel in ("lng", "co2") and self.expansion is None:
            raise ValueError("lng and co2 need expansion")
        return self


class ICT155VIB(Deliveries[TankTruckMeter]):
    """Periodic verification, and verification after repair."""

    facts = Facts.beside(__file__)
    small_can: ProvingCan
    subject_model = TankTruckMeter

    def prepare(self) -> None:
        """Limits and runs by product, flow rates in L/min, coefficients of expansion."""
        s, expansion = self.subject, self.facts.table("expansion")
        tables = map(self.facts.table, ("limits", "cryogenic", "carbon_dioxide"))
        table = next(t for t in tables if s.fuel in t)
        self.source = None if s.fuel in self.facts.table("limits") else table.source
        self.mpe, self.most, runs = table.numbers(s.fuel)
        self.runs = int(runs)
        self.of_fuel = s.expansion or expansion.numbers(s.fuel)[0]
        self.of_can = expansion.numbers(s.material)[0]
        self.rates = {"lowest": s.qmin.to("L/min").value, "highest": s.reached.to("L/min").value}
        self.mmq = s.mmq.to("L").value

    def requirements(self) -> Requirements:
        """The largest flow rate that is reached is at least a part of Qmax."""
        least = trimmed(self.facts.number("reached") * self.subject.qmax.to("L/min").value)
        conforms = self.rates["highest"] >= least
        yield self.require("reached", self.subject.reached, f"≥ {plain(least)} L/min", conforms, "highest")

    def suitability(self) -> Sequence[Requirement]:
        """The standard holds what is delivered in a minute at the lowest flow rate."""
        s, least = self.subject, trimmed(self.facts.number("least_time") * self.rates["lowest"] / 60)
        holds = s.measure.to("L").value >= least
        return (
            *super().suitability(), self.require("capacity", s.measure, f"≥ {plain(least)} L", holds, "lowest"),
        )  # fmt: skip

    @facts.item("VJ/L tJ/°C VB/L tB/°C VBt/L E/% dE/% MPE/%")
    def lowest(self) -> None:
        """Deliveries at Qmin, after enough has flowed through all of it."""
        flowed = max(self.facts.number("run_in"), self.rates["highest"] if self.subject.idle else Decimal(0))
        self.can.drain()
        self.fill(self.rates["highest"], Amount(flowed, "L"))
        self.judged("lowest")

    @facts.item("VJ/L tJ/°C VB/L tB/°C VBt/L E/% dE/% MPE/%")
    def highest(self) -> None:
        """Deliveries at the largest flow rate that is reached."""
        self.judged("highest")

    @facts.item("VJ/L tJ/°C VB/L tB/°C VBt/L E/% MPE/%")
    def minimum(self) -> None:
        """The minimum measured quantity at Qmin."""
        limit = self.permitted(self.facts.number("MMQ"), self.subject.mmq, SMALL)
        E, besides = self.delivered(self.rates["lowest"], self.subject.mmq, SMALL)
        self.compare(within(limit), also=[*besides.values()], E=E)

    @facts.item("VJ/L MPE/L")
    def hose(self) -> None:
        """What is indicated when the hose is put under the pressure of the pump, unrolled, and nothing flows."""
        self.dispenser.reset()
        part = self.facts.number("reel" if self.subject.reel else "no_reel")
        VJ = self.read("VJ", self.dispenser.volume, expect=0, bounded=False, hint=PRESSED)
        self.compare(at_most(part * self.mmq), VJ=VJ)

    def judged(self, key: str) -> None:
        """Runs at a flow rate: the difference of two in turn, once more where it is too large, and the mean error."""
        rate = self.rates[key]
        with self.at(rate):
            runs = self.series(rate, 0)
            unsteady = difference(runs).number > self.most
            again = self.run.only_if(unsteady, partial(self.series, rate, self.runs))
            found, limit = [*runs, *(again or [])], within(self.permitted(self.mpe, self.subject.measure))
            for n, (E, besides) in enumerate(found, 1):
                with self.at(str(n), words=self.words(n)):
                    self.report_one_of({"E": limit}, E=E, **besides)
            with self.at("repeatability", words="相邻两次之差 | difference of two in turn"):
                self.compare(
                    at_most(self.most), source=self.source, chosen=True, dE=difference(found[-self.runs :]).alone()
                )
            E = mean([E for E, _ in found[-self.runs :]]).alone()
            self.compare(limit, source=self.source, chosen=True, E=E)

    def series(self, rate: Decimal, before: int) -> list[Run]:
        """Three runs, numbered on."""
        found = []
        for n in range(before + 1, before + self.runs + 1):
            with self.at(str(n), words=self.words(n)):
                found.append(self.run.together("delivery", partial(self.flowing, rate)))
        if len(found) < self.runs:
            raise NotMeasured(NO_READING)
        return found

    def flowing(self, rate: Decimal) -> Run:
        """A delivery after a minute at the flow rate."""
        self.dispenser.open_nozzle(rate, "L/min")
        self.run.dwell(int(self.facts.number("least_time")), MINUTE)
        self.dispenser.close_nozzle()
        return self.delivery(rate, self.subject.measure)

    @staticmethod
    def words(n: int) -> str:
        """A run in words."""
        return f"第 {n} 次 | run {n}"


def difference(runs: Sequence[Run]) -> Value:
    """The largest difference of the errors of two runs in turn."""
    pairs = [spread([a, b]) for (a, _), (b, _) in pairwise(runs)]
    return max(pairs, key=lambda d: d.number)
