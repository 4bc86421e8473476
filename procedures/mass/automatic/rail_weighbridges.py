"""What verifications of automatic rail weighbridges have in common: reference wagons, single, coupled and as a train.

An edition gives ``[tables.mpe]`` (% by the accuracy class, before ``factor``), the part of the largest wagon below which
the limit does not fall, and how many results of coupled wagons may be beyond it.
"""

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from drivers.roles import RailWeighbridge, StaticTest, TrainRun
from metrology.exact import add, divide, plain, trimmed
from metrology.rounding import round_significant, round_to_interval
from procedures.kit import Nameplate, Quantity, Requirements, Value, at_most, item, within
from procedures.mass.automatic.weighing import Mass
from procedures.mass.automatic.zero_setting import ZeroSetting


class RailPlate(Nameplate):
    """A rail weighbridge; `coupled` and `train` say what it weighs, `test_wagons` are the reference wagons, in their order."""

    accuracy_class: Literal["0.2", "0.5", "1", "2"] = Field(alias="class", title="准确度等级 | Accuracy class")
    max: Mass = Field(title="最大秤量 Max | Maximum capacity Max")
    d: Mass = Field(title="分度值 d | Scale interval d")
    max_wagon: Mass = Field(title="最大车辆质量 | Maximum wagon weight")
    min_wagon: Mass = Field(title="最小车辆质量 | Minimum wagon weight")
    coupled: bool = Field(title="联挂称量 | Coupled wagons")
    train: bool = Field(title="列车称量 | Train weighing")
    test_wagons: tuple[Mass, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _of_size(self) -> Self:
        low, high = self.mass(self.min_wagon), self.mass(self.max_wagon)
        outside = [str(q) for q in self.test_wagons if not low <= self.mass(q) <= high]
        if outside:
            raise ValueError(f"test_wagons: {', '.join(outside)} is not between min_wagon and max_wagon")
        return self

    def mass(self, found: Quantity) -> Decimal:
        """A mass of the nameplate in the unit of d, in which everything is judged."""
        return found.to(self.d.unit).value

    @property
    def tested(self) -> dict[str, Decimal]:
        """The reference wagons by their number."""
        return {str(n): self.mass(q) for n, q in enumerate(self.test_wagons, 1)}


class RailWeighbridges(ZeroSetting[RailPlate]):
    """Verification with reference wagons, which a control instrument weighs standing."""

    subject_model, under_test = RailPlate, "weighbridge"
    weighbridge: RailWeighbridge
    shunting: TrainRun

    def prepare(self) -> None:
        """Unit and resolution of this instrument."""
        self.unit, self.step = self.subject.d.unit, self.subject.d.value

    @property
    def static(self) -> StaticTest:
        """Who works the instrument while it stands."""
        return self.shunting

    def interval(self) -> Decimal:
        """Scale interval."""
        return self.subject.d.value

    @property
    def passes(self) -> range:
        """Numbers of the passes."""
        return range(1, int(self.facts.number("passes")) + 1)

    def requirements(self) -> Requirements:
        """The smallest wagon is so many intervals at least."""
        intervals, least = (
            divide(self.subject.mass(self.subject.min_wagon), self.interval()),
            self.facts.number("least"),
        )
        shown = plain(trimmed(round_significant(intervals, 6)))
        yield self.require("min_wagon", shown, f"≥ {plain(least)}", intervals >= least, "min_wagon")

    def part(self, load: Decimal) -> Decimal:
        """The percentage of the class of a load, rounded to the nearest interval."""
        percent = self.facts.number("factor") * self.facts.table("mpe").row(self.subject.accuracy_class)["percent"]
        return round_to_interval(percent * load / 100, self.interval())

    @property
    def least_wagon(self) -> Decimal:
        """The load whose limit is the least: a part of the largest wagon."""
        return self.facts.number("least_part") * self.subject.mass(self.subject.max_wagon)

    def wagon_limit(self, load: Decimal) -> Decimal:
        """How large the error of a wagon may be."""
        return max(self.part(load), self.part(self.least_wagon), self.interval())

    def train_limit(self, load: Decimal, wagons: int) -> Decimal:
        """How large the error of a train of so many wagons may be."""
        counted = min(wagons, int(self.facts.number("most_wagons")))
        return max(self.part(load), self.part(counted * self.least_wagon), counted * self.interval())

    @item("L I? E? MPE?")
    def wagons(self) -> None:
        """Each wagon of each pass; coupled ones may be beyond the limit up to a multiple of it."""
        for number, mass in self.subject.tested.items():
            with self.at("reference"), self.at(number, words=f"第 {number} 号车 | wagon {number}"):
                self.shunting.put_wagon(number)
                L = self.kept["L", number] = self.read("L", self.control.mass, expect=mass, bounded=False)
                self.report(final=False, L=L)
        times = self.facts.number("coupled_times") if self.subject.coupled else Decimal(1)
        for n in self.passes:
            with self.at(str(n), words=f"第 {n} 次通过 | pass {n}"):
                self.one_pass(n)
                for number in self.subject.tested:
                    with self.at(number, words=f"第 {number} 号车 | wagon {number}"):
                        L = self.kept["L", number]
                        limit = times * self.wagon_limit(L.number)
                        self.compare(within(limit), point=L.number, chosen=True, E=self.kept[n, number] - L)

    @item("n_beyond/1 share/% MPE/%")
    def coupled_share(self) -> None:
        """How many results of coupled wagons are beyond the limit."""
        errors = [
            (abs((self.kept[n, number] - self.kept["L", number]).number), self.kept["L", number].number)
            for n in self.passes for number in self.subject.tested
        ]  # fmt: skip
        n_beyond = Value.constant(sum(self.wagon_limit(L) < E for E, L in errors), "n_beyond")
        most = at_most(self.facts.number("coupled_share"))
        self.compare(most, chosen=True, share=n_beyond / Decimal(len(errors)) * 100)

    @item("W_train L_train E MPE")
    def train(self) -> None:
        """The train of each pass."""
        numbers = list(self.subject.tested)
        for n in self.passes:
            with self.at(str(n), words=f"第 {n} 次通过 | pass {n}"):
                masses = [self.kept["L", number] for number in numbers]
                L = sum(masses[1:], masses[0]).named("L_train")
                limit = self.train_limit(L.number, len(numbers))
                self.compare(within(limit), point=L.number, chosen=True, E=self.kept[n, "train"].named("W_train") - L)

    def one_pass(self, n: int) -> None:
        """Let the wagons pass, and read what is shown of each and of the train."""
        for key, value in self.run.together("pass", self.shown).items():
            self.kept[n, key] = value

    def shown(self) -> dict[str, Value]:
        """What is shown of the wagons that have passed, and of the train."""
        self.shunting.run_train()
        found = {}
        for number in self.subject.tested:
            expect = self.displayed(self.kept["L", number].number)
            found[number] = self.read("I", (self.weighbridge.wagon, number), expect=expect, number=number)
        if self.subject.train:
            total = self.displayed(add(*(self.kept["L", number].number for number in self.subject.tested)))
            found["train"] = self.read("W_train", self.weighbridge.train_mass, expect=total, bounded=False)
        return found
