"""What laws that follow directive 2014/32/EU ask of meters of active energy: nameplate, loads, errors with influences.

An edition gives the figures: ``[tables.mpe]`` the limits in % by class, or by range of temperature and class, from Imin
and from Itr on, those of other power factors than 1 where they differ, and with one element;
``[tables.loads]`` and ``[tables.single_loads]`` the loads by connection; ``[tables.creep]`` K of the duration without
current by class.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, TypeAlias, TypeVar

from pydantic import Field

from metrology.decision import Outcome
from metrology.status import Source
from procedures.electricity.energy_meters import ZERO, EnergyMeter, EnergyProcedure
from procedures.kit import (
    Curve,
    Quantity,
    Requirements,
    Value,
    at_least,
    at_most,
    item,
    mean,
    quantity,
    root_sum_square,
    within,
)
from procedures.text import Text

Amperes = Annotated[Quantity, quantity("A", above=0)]
Effects: TypeAlias = tuple[Decimal, Decimal, Decimal]
OF_INFLUENCES = "温度、电压、频率附加误差（%） | Additional errors of temperature, voltage, frequency, %"
CONNECTED = {"direct": "直接接入 | direct", "ct": "经互感器接入 | through transformers"}
RANGES = {"5/30": "5 °C～30 °C", "-10/40": "−10 °C～40 °C", "-25/55": "−25 °C～55 °C", "-40/70": "−40 °C～70 °C"}
USES = {"household": "居民 | household", "commercial": "商业及轻工业 | commercial and light industry"}
IREF_IN_ITR = {"direct": Decimal(10), "ct": Decimal(20)}
"""Reference current in transitional currents: Ib or In of older nameplates."""
BELOW = Text("须小于限值", "must be below the limit")


class MIDMeter(EnergyMeter):
    """A static meter of class A to D."""

    accuracy_class: Literal["A", "B", "C", "D"] = Field(alias="class", title="准确度等级 | Accuracy class")
    connection: Literal["direct", "ct"] = Field(title="接入方式 | Connection", json_schema_extra={**CONNECTED})
    itr: Amperes = Field(title="转折电流 Itr | Transitional current Itr")
    imin: Amperes = Field(title="最小电流 Imin | Minimum current Imin")
    ist: Amperes = Field(title="起动电流 Ist | Starting current Ist")
    temperatures: Literal["5/30", "-10/40", "-25/55", "-40/70"] = Field(
        "5/30", title="温度范围 | Range of temperature", json_schema_extra={**RANGES}
    )
    effects: Effects | None = Field(None, title=OF_INFLUENCES)
    use: Literal["household", "commercial"] | None = Field(None, title="用途 | Use", json_schema_extra={**USES})


class ExaminedMeter(MIDMeter):
    """A meter of class A, B or C whose type examination says what temperature, voltage and frequency add in its range."""

    accuracy_class: Literal["A", "B", "C"] = Field(alias="class", title="准确度等级 | Accuracy class")
    effects: Effects = Field(title=OF_INFLUENCES)


M = TypeVar("M", bound=MIDMeter)


class MIDMeters(EnergyProcedure[M]):
    """Verification of meters of active energy by the limits of the directive, multiplied or not."""

    strict: ClassVar[bool] = False
    """Whether a value that equals its limit is beyond it."""

    def prepare(self) -> None:
        """Currents and limits of this meter."""
        super().prepare()
        s = self.subject
        itr = s.itr.to("A").value
        of_type = {"Ist": s.ist.to("A").value, "Imin": s.imin.to("A").value, "Itr": itr}
        self.currents = of_type | {"Iref": IREF_IN_ITR[s.connection] * itr, "Imax": self.imax}
        self.limits = self.limits_of_class()

    def limits_of_class(self) -> dict[str, Decimal]:
        """The limits in % by column."""
        return self.facts.table("mpe").row(self.subject.accuracy_class)

    def amperes(self, name: str) -> Decimal:
        """A current such as ``Itr`` or ``0.1Iref`` in A."""
        part, _, symbol = name.rpartition("I")
        return Decimal(part or 1) * self.currents[f"I{symbol}"]

    def omits(self, key: str) -> Text | None:
        """A meter of one element is not loaded with one element of several."""
        single = key == "single" and len(self.all) == 1
        return Text("单相电能表", "a meter of one element") if single else super().omits(key)

    def requirements(self) -> Requirements:
        """Currents in order, none of the loads beyond the largest."""
        order = [self.currents[name] for name in ("Ist", "Imin", "Itr", "Imax")]
        tested = [self.amperes(load.split()[1]) for load in self.loads("loads")]
        ascend = sorted(order) == order and max(tested) <= self.imax
        yield self.require("currents", self.subject.imax, "Ist ≤ Imin ≤ Itr ≤ Imax", ascend, "plate")

    def loads(self, table: str) -> Iterator[str]:
        """Loads of an item for this connection."""
        yield from self.facts.table(table).texts(self.subject.connection)

    @item("t/s n/1 MPE", unit="1")
    def creep(self) -> None:
        """Without current: hardly a pulse."""
        (k,), part = self.facts.table("creep").numbers(self.subject.accuracy_class), self.facts.number("creep_voltage")
        with self.at(f"{part}Un"):
            self.output(self.all, ZERO, voltage=part)
            t, n = self.pulses("creep", k * 10**6 / (self.per_kwh * self.power(self.all, self.imax)), ZERO)
            self.compare(at_most(self.facts.number("creep_pulses")), also=[t], n=n)

    @item("t/s n/1 MPE", unit="1")
    def starting(self) -> None:
        """The starting current: the meter starts and goes on."""
        least, amperes = self.facts.number("starting_pulses"), self.currents["Ist"]
        expected = least * 60 * 1000 / (self.per_kwh * self.power(self.all, amperes))
        with self.at("Ist"):
            self.output(self.all, amperes)
            t, n = self.pulses("starting", self.facts.number("starting_time") * expected, least)
            self.compare(at_least(least), also=[t], n=n)

    @item("N/1 W/Wh gamma/% MPE", unit="%")
    def balanced(self) -> None:
        """All elements."""
        for load in self.loads("loads"):
            self.error(self.all, load, self.limit(load))

    @item("N/1 W/Wh gamma/% MPE", unit="%")
    def single(self) -> None:
        """Current in one element, voltage at all of them."""
        for element in self.all:
            for load in self.loads("single_loads"):
                self.error(element, load, self.limits["single"])

    def limit(self, load: str) -> Decimal:
        """The limit in % of a balanced load."""
        factor, name = load.split()
        zone = "from_Itr" if self.amperes(name) >= self.currents["Itr"] else "from_Imin"
        return self.limits[zone] if factor == "1.0" else self.limits.get(f"{zone}_other", self.limits[zone])

    def error(self, elements: str, load: str, limit: Decimal) -> None:
        """The mean of two comparisons, with what influences add to it where they count."""
        factor, name = load.split()
        with self.place(elements, load):
            self.output(elements, self.amperes(name), factor)
            found = self.with_influences(mean(self.errors(elements, self.amperes(name), factor, 1, 2)))
            curve = Curve(elements, factor, f"cosφ = {factor} | cos φ = {factor}", "Itr")
            self.judge(limit, found, point=self.amperes(name) / self.currents["Itr"], curve=curve)

    def place(self, elements: str, load: str) -> AbstractContextManager[None]:
        """The point of a load."""
        factor, name = load.split()
        zh, en = ("平衡", "balanced") if elements == self.all else (f"{elements} 相", f"phase {elements}")
        return self.at(elements, factor, name, words=f"{zh} cosφ={factor} {name} | {en}, cos φ {factor}, {name}")

    def judge(
        self,
        limit: Decimal,
        gamma: Value,
        *,
        point: Decimal | None = None,
        curve: Curve | None = None,
        also: Sequence[Value] = (),
        source: Source | None = None,
    ) -> None:
        """Compare a value with a limit that it keeps, or that it must be below."""
        if self.strict and abs(gamma.number) == limit:
            self.conclude(Outcome.NOT_CONFORM, reason=BELOW, source=source, gamma=gamma)
        else:
            self.compare(within(limit), point=point, curve=curve, also=also, source=source, gamma=gamma)

    def with_influences(self, error: Value) -> Value:
        """The error that is compared: here the intrinsic one."""
        return error


def with_effects(error: Value, effects: Effects) -> Value:
    """An error combined with what temperature, voltage and frequency add to it."""
    named = zip(("dT", "dU", "df"), effects, strict=True)
    return root_sum_square([error, *(Value.constant(percent, symbol) for symbol, percent in named)])


class CombinedErrors(MIDMeters[ExaminedMeter]):
    """The limits hold for the error combined with the effects of temperature, voltage and frequency."""

    subject_model = ExaminedMeter

    @item("N/1 W/Wh e/% gamma/% MPE/%", unit="%")
    def balanced(self) -> None:
        """All elements, with the intrinsic error in a column of its own."""
        super().balanced()

    @item("N/1 W/Wh e/% gamma/% MPE/%", unit="%")
    def single(self) -> None:
        """Current in one element, with the intrinsic error in a column of its own."""
        super().single()

    def limits_of_class(self) -> dict[str, Decimal]:
        """Those of the directive for range of temperature and class, as often as the edition permits."""
        s, factor = self.subject, self.facts.number("factor")
        row = self.facts.table("mpe").row(f"{s.temperatures} {s.accuracy_class}")
        return {key: factor * limit for key, limit in row.items()}

    def with_influences(self, error: Value) -> Value:
        """The error combined with what temperature, voltage and frequency add to it."""
        return with_effects(error.named("e"), self.subject.effects)

    def use_requirement(self) -> Requirements:
        """A class that is permitted for the use, where the nameplate states one."""
        if self.subject.use is not None:
            permitted, own = self.facts.table("use").texts(self.subject.use), self.subject.accuracy_class
            yield self.require("use", own, " / ".join(permitted), own in permitted, "use")
