"""JJG 596-2012 电子式交流电能表 (static a.c. electricity meters): active energy, direct or through current transformers."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from metrology.limits import Band, Bands, Constant, Limit
from metrology.meter_rounding import DAILY_TIMING, meter_rounding
from metrology.meter_rounding import SOURCE as ROUNDING
from procedures.electricity.energy_meters import ZERO, EnergyMeter, EnergyProcedure
from procedures.kit import Curve, Facts, Quantity, Requirements, at_least, at_most, mean, quantity, within
from procedures.text import Text

__all__ = ["JJG596", "ROUNDING", "Meter"]
facts = Facts.beside(__file__)
CONNECTED = {"direct": "直接接入 | direct", "ct": "经互感器接入 | through transformers"}


class Meter(EnergyMeter):
    """A meter; `ib` is the rated current In where it is connected through transformers."""

    accuracy_class: Literal["0.2S", "0.5S", "1", "2"] = Field(alias="class", title="准确度等级 | Accuracy class")
    connection: Literal["direct", "ct"] = Field(title="接入方式 | Connection", json_schema_extra={**CONNECTED})
    ib: Annotated[Quantity, quantity("A", above=0)] = Field(title="基本（额定）电流 | Basic (rated) current")
    clock: bool = Field(title="时钟 | Clock")
    requested: tuple[Literal["0.25L", "0.5C"], ...] = Field((), title="用户要求的功率因数 | Power factors on request")

    @model_validator(mode="after")
    def _covered(self) -> Self:
        """The S classes exist only for connection through transformers."""
        if self.key not in facts.table("errors"):
            raise ValueError(f"class {self.accuracy_class} is not covered for {self.connection} connection")
        if self.requested and self.accuracy_class not in facts.table("requested"):
            raise ValueError(f"class {self.accuracy_class} has no limits at power factors on request")
        return self

    @property
    def key(self) -> str:
        """Row of the tables."""
        return f"{self.connection} {self.accuracy_class}"


class JJG596(EnergyProcedure[Meter]):
    """Verification of static meters of active energy of classes 0.2S, 0.5S, 1 and 2."""

    facts, subject_model = facts, Meter

    def prepare(self) -> None:
        """Limits over the current in parts of Ib or In."""
        super().prepare()
        s, edges = self.subject, facts.table("edges").row(self.subject.key)
        self.ib, self.basic = s.ib.to("A").value, "In" if s.connection == "ct" else "Ib"
        self.accuracy = Decimal(s.accuracy_class.removesuffix("S"))
        self.percent, self.rounding = facts.table("errors").row(s.key), meter_rounding(self.accuracy)
        self.limits = {pf: self.steps(edges, pf) for pf in ("1", "05")}

    def steps(self, edges: dict[str, Decimal], pf: str) -> Limit:
        """Limits of balanced load at one kind of power factor."""
        low, high = (Constant(self.percent[key]) for key in (f"low_{pf}", pf))
        bands = [Band(edges[f"edge_{pf}"], low, closed=False), Band(self.imax / self.ib, high)]
        return Bands(bands, start=edges[f"start_{pf}"], source=facts.source("errors"))

    def omits(self, key: str) -> Text | None:
        """A meter of one element has no unbalanced load; one without a clock has no daily error."""
        if key in ("single", "difference") and len(self.all) == 1:
            return Text("单相电能表", "a meter of one element")
        if key == "requested" and not self.subject.requested:
            return Text("用户未要求", "not asked for by the user")
        return Text("无时钟", "no clock") if key == "clock" and not self.subject.clock else None

    def requirements(self) -> Requirements:
        """Currents in order."""
        yield self.require("currents", self.subject.imax, f"≥ {self.subject.ib}", self.imax >= self.ib, "plate")

    @facts.item("t/s n/1 MPE", unit="1")
    def creep(self) -> None:
        """Above Un and without current: hardly a pulse."""
        (k,), part = facts.table("creep").numbers(self.subject.accuracy_class), facts.number("creep_voltage")
        with self.at(f"{part}Un"):
            self.output(self.all, ZERO, voltage=part)
            t, n = self.pulses("creep", k * 10**6 / (self.per_kwh * self.power(self.all, self.imax)), ZERO)
            self.compare(at_most(facts.number("creep_pulses")), also=[t], n=n)

    @facts.item("t/s n/1 MPE", unit="1")
    def starting(self) -> None:
        """Un and the starting current: pulses come."""
        (part,), least = facts.table("starting").numbers(self.subject.key), facts.number("starting_pulses")
        expected = 60 * 1000 / (self.per_kwh * self.power(self.all, part * self.ib))
        with self.at(f"{part}{self.basic}"):
            self.output(self.all, part * self.ib)
            t, n = self.pulses("starting", facts.number("starting_time") * expected, least)
            self.compare(at_least(least), also=[t], n=n)

    @facts.item("N/1 W/Wh gamma/% MPE")
    def balanced(self) -> None:
        """From Imax downwards."""
        for load in self.loads("balanced", self.subject.key):
            self.error(self.all, load, self.limits["1" if load.startswith("1.0") else "05"])

    @facts.item("N/1 W/Wh gamma/% MPE")
    def requested(self) -> None:
        """At the power factors that the user asks for, with Ib or In."""
        limits = facts.table("requested").row(self.subject.accuracy_class)
        for factor in dict.fromkeys(self.subject.requested):
            limit = Constant(limits[factor], source=facts.source("requested"))
            self.error(self.all, f"{factor} {self.basic}", limit)

    @facts.item("N/1 W/Wh gamma/% MPE")
    def single(self) -> None:
        """Current in one element, voltage at all of them."""
        for element in self.all:
            for load in self.loads("single", self.subject.connection):
                key = "single_1" if load.startswith("1.0") else "single_05"
                self.error(element, load, Constant(self.percent[key], source=facts.source("errors")))

    def loads(self, table: str, row: str) -> Iterable[str]:
        """Load points; half of Imax only where Imax is large enough."""
        half = self.imax >= facts.number("half_from") * self.ib
        return (load for load in facts.table(table).texts(row) if half or not load.endswith("0.5Imax"))

    def error(self, elements: str, load: str, limit: Limit) -> None:
        """Two comparisons; two more where their rounded mean is 0.8 or 1.2 of the limit."""
        factor, name = load.split()
        amperes = (self.imax if name.endswith("Imax") else self.ib) * Decimal(name.rstrip("Imaxbn") or 1)
        part = amperes / self.ib
        zh, en = ("平衡", "balanced") if elements == self.all else (f"{elements} 相", f"phase {elements}")
        with self.at(elements, factor, name, words=f"{zh} cosφ={factor} {name} | {en}, cos φ {factor}, {name}"):
            self.output(elements, amperes, factor)
            found = self.errors(elements, amperes, factor, 1, 2)
            near = self.near(mean(found).number, limit.at(part)[1])
            found += self.run.only_if(near, lambda: self.errors(elements, amperes, factor, 3, 4)) or []
            self.kept[elements, load] = gamma = mean(found)
            curve = Curve(elements, factor, f"cosφ = {factor} | cos φ = {factor}", self.basic)
            self.compare(limit, point=part, curve=curve, rounding=self.rounding, chosen=True, gamma=gamma)

    def near(self, error: Decimal, limit: Decimal) -> bool:
        """Whether a rounded error equals 0.8 or 1.2 of its limit."""
        zones = (self.rounding.round(facts.number(key) * limit) for key in ("near_low", "near_high"))
        return self.rounding.round(abs(error)) in zones

    @facts.item("gs/% gb/% diff/% MPE")
    def difference(self) -> None:
        """Error of each element alone against that of balanced load, at Ib or In and power factor 1."""
        (most,) = facts.table("difference").numbers(self.subject.accuracy_class)
        for element in self.all:
            with self.at(element, words=f"{element} 相 | phase {element}"):
                gs, gb = (self.kept[e, f"1.0 {self.basic}"] for e in (element, self.all))
                self.compare(within(most), rounding=self.rounding, chosen=True, diff=gs.named("gs") - gb.named("gb"))

    @facts.item("W/kWh dial/kWh gamma/% MPE")
    def constant(self) -> None:
        """The register against the reference meter, for as long as makes its last digit small enough."""
        energy = self.subject.digit.to("kWh").value * 100 / (facts.number("digit_part") * self.accuracy)
        with self.at("register", words="走字 | register test"):
            limit = Constant(self.percent["1"], source=facts.source("errors"))
            self.compare(limit, rounding=self.rounding, gamma=self.register("register", energy))

    @facts.item("T/s daily/s/d MPE/s/d")
    def clock(self) -> None:
        """Time pulses, after warming up."""
        self.wait("warm_up")
        with self.at("period", words="时钟脉冲 | time pulses"):
            daily = self.daily_error(facts.number("clock_gate"), int(facts.number("clock_readings")))
            self.compare(within(facts.number("clock_limit")), rounding=DAILY_TIMING, daily=daily)
