"""Arrêté du 30 octobre 2009, NOR ECEI0925481A (France): measuring systems of compressed gas for vehicles, mass by weighing."""

from decimal import ROUND_CEILING, Decimal
from functools import partial
from typing import Annotated, Self

from pydantic import Field, model_validator

from drivers.roles import Balance, GasDispenser, GasVessel
from metrology.decision import Outcome
from metrology.exact import divide, plain, trimmed
from procedures.kit import Facts, KitProcedure, Nameplate, Quantity, Value, quantity, within
from procedures.run import Doubt, Problem
from procedures.text import Text

Flow = Annotated[Quantity, quantity("kg/min", above=0)]
Mass = Annotated[Quantity, quantity("kg", above=0)]
FILLING = Text("加注", "Filling")
Run = tuple[Value, dict[str, Value]]


class CngDispenser(Nameplate):
    """One hose of a measuring system of compressed gas, with the vessel that it is verified with."""

    hose: Annotated[Quantity, quantity("m", above=0)] = Field(title="软管长度 | Length of the hose")
    qmax: Flow = Field(title="最大流量 | Maximum flow rate")
    available: Flow = Field(title="现场可达到的最大流量 | Largest flow rate available on site")
    mmq: Mass = Field(title="最小测量量 | Minimum measured quantity")
    filled: Mass = Field(
        title="容器自零压充至最高压力的质量 | Mass that fills the vessel from zero to the highest pressure"
    )
    pressure: Annotated[Quantity, quantity("MPa", above=0)] = Field(title="最高充装压力 | Highest filling pressure")
    laboratory: bool = Field(title="在实验室检定 | Verified in a laboratory")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.available.to("kg/min").value > self.qmax.to("kg/min").value:
            raise ValueError("available must not be above qmax")
        return self


class CngDispensersFR(KitProcedure[CngDispenser]):
    """Initial verification, verification after repair, periodic verification."""

    facts = Facts.beside(__file__)
    subject_model, under_test, unit = CngDispenser, "dispenser", "kg"
    dispenser: GasDispenser
    vessel: GasVessel
    scale: Balance

    def prepare(self) -> None:
        """Limits in %, masses in kg, flow rate in kg/min."""
        s, hoses = self.subject, self.facts.table("laboratory")
        short = s.hose.to("m").value <= self.facts.number("short_hose")
        row = hoses.row("short" if short else "long")
        self.limit = row["EMT"] if s.laboratory else self.facts.number("on_site")
        self.limit_of_mmq = row["MMQ"]
        self.filled, self.mmq = s.filled.to("kg").value, s.mmq.to("kg").value
        self.rate = s.available.to("kg/min").value
        self.runs = range(1, int(self.facts.number("runs")) + 1)

    @facts.item("M/kg m0/kg m1/kg Q/kg/min E/% MPE/%")
    def from_zero(self) -> None:
        """Fill the vessel from zero pressure."""
        for n in self.runs:
            with self.at(str(n), words=f"第 {n} 次 | run {n}"):
                self.judged(*self.run.together("filling", self.full))

    @facts.item("M/kg m0/kg m1/kg E/% MPE/%")
    def from_half(self) -> None:
        """Fill the vessel after half of what a filling from zero delivered has been let off."""
        for n in self.runs:
            with self.at(str(n), words=f"第 {n} 次 | run {n}"):
                self.judged(*self.run.together("filling", self.half))

    @facts.item("M/kg m0/kg m1/kg E/% MPE/%")
    def minimum(self) -> None:
        """The minimum measured quantity, in a laboratory."""
        E, besides = self.run.together("filling", partial(self.filling, self.mmq))
        self.compare(within(self.limit_of_mmq), also=[*besides.values()], E=E)

    def judged(self, E: Value, besides: dict[str, Value]) -> None:
        """On site an error must be below the limit; in a laboratory it may reach it."""
        if not self.subject.laboratory and abs(E.number) == self.limit:
            self.conclude(Outcome.NOT_CONFORM, reason=self.facts.text("equal"), permitted=f"< {plain(self.limit)}", E=E)
        else:
            self.compare(within(self.limit), also=[*besides.values()], E=E)

    def full(self) -> Run:
        """From zero pressure, with the largest flow rate."""
        self.vessel.vent()
        E, besides = self.filling(self.filled)
        Q = self.read("Q", self.dispenser.flow, expect=self.rate, check=self.near, bounded=False)
        return E, {**besides, "Q": Q}

    def half(self) -> Run:
        """From half of what the vessel holds."""
        part = trimmed(self.facts.number("half") * self.filled)
        self.vessel.release(part, "kg")
        return self.filling(part)

    def filling(self, mass: Decimal) -> Run:
        """One filling: error of the mass shown against the mass weighed, in %."""
        m0 = self.read("m0", self.scale.mass, expect=0, bounded=False)
        self.dispenser.reset()
        self.dispenser.begin()
        self.run.dwell(int(divide(mass * 60, self.rate).to_integral_value(ROUND_CEILING)), FILLING)
        self.dispenser.finish()
        M = self.read("M", self.dispenser.mass, expect=mass, bounded=False)
        m1 = self.read("m1", self.scale.mass, expect=m0.number + M.number)
        return (M - (m1 - m0)) / (m1 - m0) * 100, {"M": M, "m0": m0, "m1": m1}

    def near(self, shown: Decimal) -> Problem | None:
        """A filling of the whole vessel whose flow rate stayed too small is refused; it is made again."""
        least = trimmed(self.facts.number("flow") * self.rate)
        if shown >= least:
            return None
        text = f"{plain(shown)} kg/min < {plain(least)} kg/min"
        return Doubt("flow_low", f"最大流量不足：{text}", f"the largest flow rate is too small: {text}")
