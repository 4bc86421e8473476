"""What tests of measuring container bottles have in common: a sample of one production is weighed dry and filled.

A production is accepted where mean and standard deviation of the capacities fulfil three inequalities at once, as
ISO 3951 has them for an unknown standard deviation. An edition gives ``[tables.mpe]`` and how it is entered.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Annotated, ClassVar, Self, TypeAlias, TypeVar

from pydantic import Field, model_validator

from drivers.roles import Balance, BottleHandler, Thermometer
from metrology.decision import Outcome
from metrology.exact import divide, multiply, negated, plain, trimmed
from metrology.limits import OutOfTable
from metrology.rounding import round_uncertainty
from metrology.sampling import raised_by_deviation, sample_variance
from metrology.statistics.exact_sums import decimal_root
from metrology.units import convert, convert_difference
from procedures.base import Requirement
from procedures.flow.water_meters import density
from procedures.kit import (
    KitProcedure,
    Nameplate,
    Quantity,
    Requirements,
    Value,
    at_least,
    at_most,
    item,
    mean,
    quantity,
)
from procedures.packages.lot import deficiency
from procedures.packages.net_content import MISSING
from procedures.run import Doubt, Problem
from procedures.standards import measuring

LITRE, EXACT, SLIP = Decimal(1000), 50, 5
"""Millilitres in a litre; digits of a root; a capacity so many permissible errors away is doubted."""
Check: TypeAlias = Callable[[Decimal], Problem | None] | None
Millilitres = Annotated[Quantity, quantity("mL", above=0)]


class Vessels(Nameplate):
    """A production of vessels of one pattern; the serial number is that of the lot."""

    nominal: Millilitres = Field(title="标称容量 | Nominal capacity")
    lot_size: int = Field(ge=1, title="批量（一小时产量） | Lot size, the production of an hour")

    @property
    def size(self) -> Decimal:
        """Nominal capacity in mL."""
        return self.nominal.to("mL").value

    @property
    def tested(self) -> Decimal:
        """The capacity that is tested, in mL."""
        return self.size

    @property
    def brimful(self) -> bool:
        """Whether it is filled to the brim."""
        return False


class Bottles(Vessels):
    """Bottles; the brim capacity is stated where it is marked, else the distance of the filling level is."""

    brim: Millilitres | None = Field(None, title="标明的满口容量 | Brim capacity as marked")
    distance: Annotated[Quantity, quantity("mm", above=0)] | None = Field(
        None, title="液面至瓶口距离 | Distance of the filling level from the brim"
    )
    m_mark: bool | None = Field(None, title="标有字母 M | Marked with the letter M")

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.brim is None) == (self.distance is None):
            raise ValueError("state either brim, the brim capacity, or distance, that of the filling level")
        return self

    @property
    def tested(self) -> Decimal:
        """To the brim, or to the filling level."""
        return (self.brim or self.nominal).to("mL").value

    @property
    def brimful(self) -> bool:
        """Whether the brim capacity is marked."""
        return self.brim is not None


S = TypeVar("S", bound="Vessels")


class CapacityTest(KitProcedure[S]):
    """Test of a production of vessels of one pattern by weighing water."""

    under_test, unit = "bottles", "mL"
    delivers: ClassVar[bool] = False
    """Whether the delivered volume counts, so that a vessel is weighed empty when its contents have been poured out."""
    bottles: BottleHandler
    balance: Balance
    water: Thermometer

    def prepare(self) -> None:
        """Sample and limits."""
        self.sample = int(self.facts.number("sample"))
        self.found: list[Value] = []

    def permissible(self) -> Decimal:
        """The permissible error of the tested capacity in mL."""
        return trimmed(deficiency(self.facts, "mpe", "", self.subject.tested))

    def limits(self) -> tuple[Decimal, Decimal]:
        """Lower and upper limit of the tested capacity in mL."""
        tested, error = self.subject.tested, self.permissible()
        return tested - error, tested + error

    def requirements(self) -> Requirements:
        """A nominal capacity that the edition is about, and a production that has a sample."""
        low, high = self.facts.number("least"), self.facts.number("most")
        limit = f"≥ {plain(low)}, ≤ {plain(high)} mL"
        size = self.subject.size
        yield self.require("capacity", self.subject.nominal, limit, low <= size <= high, "scope")
        whole = self.subject.lot_size
        yield self.require("lot", whole, f"≥ {self.sample}", whole >= self.sample, "sampling")

    def suitability(self) -> Sequence[Requirement]:
        """U of a capacity from the two weighings, against its part of the permissible error."""
        try:
            limit = divide(self.permissible(), self.facts.number("ratio"))
        except OutOfTable:  # the nameplate is refused for it
            return []
        found = []
        for standard in measuring(self.run.standards("balance"), "g"):
            at = convert(self.subject.tested, "g", standard.unit)
            covered = standard.covers(at)
            U = convert_difference(standard.expanded_uncertainty(at), standard.unit, "g") if covered else Decimal(0)
            shown = round_uncertainty((2 * U * U).sqrt(), up=True)
            value = f"{plain(shown)} mL" if covered else "—"
            conforms = covered and shown <= limit
            found.append(self.require("uncertainty", value, f"≤ {plain(limit)} mL", conforms, "standard"))
        return found or [self.require("uncertainty", "—", f"≤ {plain(limit)} mL", False, "standard")]

    @item()
    def marking(self) -> None:
        """What stands on the bottles."""
        self.look(*self.marks())

    def marks(self) -> tuple[str, ...]:
        """Keys of the texts."""
        return ("nominal", "maker")

    @item("water_temperature?/°C dry?/g filled?/g volume? MPE?")
    def weighing(self) -> None:
        """Every bottle of the sample, dry, then filled with water, whose temperature is taken before and after."""
        self.condition("random")
        self.bottles.take_off()
        self.balance.zero()
        before = self._temperature("before", "之前 | before")
        for n in range(1, self.sample + 1):
            with self.at(str(n), words=f"第 {n} 只 | bottle {n}"):
                self._weigh(str(n), before)
        water = density(mean([before, self._temperature("after", "之后 | after")]))
        for n in range(1, self.sample + 1):
            if ("filled", str(n)) in self.kept:
                with self.at(str(n), words=f"第 {n} 只 | bottle {n}"):
                    dry, filled = self.kept["dry", str(n)], self.kept["filled", str(n)]
                    self.found.append((filled - dry) * self._per_gram(water))
                    self.report(final=False, dry=dry, filled=filled, volume=self.found[-1])

    @item("content_mean content_s factor?/1 raised? MPE")
    def capacity(self) -> None:
        """Mean and standard deviation fulfil three inequalities at once."""
        if len(self.found) < self.sample:
            self.conclude(Outcome.INCOMPLETE, reason=MISSING)
            return
        volumes, k = [v.number for v in self.found], self.facts.number("k")
        low, high = self.limits()
        average = Value.constant(raised_by_deviation(volumes, Decimal(0)), "content_mean")
        spread = Value.constant(decimal_root(sample_variance(volumes), EXACT), "content_s")
        factor = Value.constant(k, "factor")
        above = replace(average + factor * spread, number=raised_by_deviation(volumes, k))
        below = negated(raised_by_deviation([negated(v) for v in volumes], k))
        with self.at("upper", words="上限 | upper limit"):
            self.compare(at_most(high), also=[average, spread], chosen=True, raised=above)
        with self.at("lower", words="下限 | lower limit"):
            lowered = replace(average - factor * spread, number=below)
            self.compare(at_least(low), also=[average, spread], chosen=True, raised=lowered)
        with self.at("spread", words="标准偏差 | standard deviation"):
            limit = trimmed(multiply(self.facts.number("F"), high - low))
            self.compare(at_most(limit), also=[average], chosen=True, content_s=spread)

    # --- inside ------------------------------------------------------------------------------------------------------

    def _temperature(self, key: str, words: str) -> Value:
        with self.at(key, words=words):
            t = self.read("water_temperature", self.water.temperature, unit="°C", expect=20)
            self.report(final=False, water_temperature=t)
            return t

    def _weigh(self, number: str, t: Value) -> None:
        """Weigh a bottle dry and filled; after an interruption this goes on with the bottle where it was."""
        self.run.checkpoint()
        per_gram = self._per_gram(density(t)).number
        full = "brimful" if self.subject.brimful else "level"
        ideal = divide(self.subject.tested, per_gram)
        if self.delivers:
            self._read(number, "filled", full, ideal)
            self._read(number, "dry", "emptied", Decimal(0))
            return
        dry = self._read(number, "dry", "dry", Decimal(0))
        self._read(number, "filled", full, ideal, partial(self._far, dry=dry.number, per_gram=per_gram))

    def _read(self, number: str, key: str, filled: str, ideal: Decimal, check: Check = None) -> Value:
        self.bottles.put(number, filled)
        found = self.read(key, self.balance.mass, unit="g", expect=ideal, bounded=False, check=check)
        self.kept[key, number] = found
        return found

    def _per_gram(self, water: Value) -> Value:
        """Capacity in mL for a gram that the balance shows: water and weights are buoyed up by the air."""
        air, weights = self.facts.number("air"), self.facts.number("weights")
        return LITRE * (1 - divide(air, weights)) / (water - air)

    def _far(self, shown: Decimal, dry: Decimal, per_gram: Decimal) -> Problem | None:
        """A capacity that is many permissible errors from the stated one is more often a slip."""
        volume = (shown - dry) * per_gram
        if abs(volume - self.subject.tested) <= SLIP * self.permissible():
            return None
        text = f"{plain(round(volume, 1))} mL, {plain(self.subject.tested)} mL"
        zh, en = f"容量与标明值相差过大，请确认：{text}", f"far from the stated capacity; please confirm: {text}"
        return Doubt("bottle_far", zh, en, "confirm")


class MeasuringBottles(CapacityTest[Bottles]):
    """Test of a production of measuring container bottles."""

    subject_model = Bottles

    def marks(self) -> tuple[str, ...]:
        """The brim capacity, or the distance of the filling level, besides."""
        return (*super().marks(), "brim_mark" if self.subject.brimful else "distance_mark")
