"""Arrêté du 1er août 2013, NOR PROI1235435A (France): meters of active energy, first verification and in service."""

from collections.abc import Sequence
from decimal import Decimal

from procedures.electricity.mid_meters import MIDMeter, MIDMeters, with_effects
from procedures.errors import NotMeasured
from procedures.kit import Facts, Requirements, Value, mean
from procedures.regulation import Stage
from procedures.text import Text

facts = Facts.beside(__file__)
IN_SERVICE = (Stage.SUBSEQUENT, Stage.IN_SERVICE)
NO_EFFECTS = Text("未给出型式试验的附加误差", "the additional errors of the type examination are not stated")


class EnergyMetersFR(MIDMeters[MIDMeter]):
    """First verification of new meters of class D and of repaired ones, and periodic verification."""

    facts, subject_model = facts, MIDMeter
    strict = True

    def prepare(self) -> None:
        """The starting current is a part of the reference current, whatever is marked."""
        super().prepare()
        part = facts.table("starting").row(self.subject.accuracy_class)[self.subject.connection]
        self.currents["Ist"] = (
            part * self.currents["Iref"] or self.currents["Ist"]
        )  # none for class D without transformers

    def limits_of_class(self) -> dict[str, Decimal]:
        """In service one for all loads; else those of the directive, and of class D its own."""
        accuracy = self.subject.accuracy_class
        if self.run.stage in IN_SERVICE:
            return facts.table("in_use").row(accuracy)
        return facts.table("class_d").row("D") if self.own else facts.table("mpe").row(f"5/30 {accuracy}")

    def limit(self, load: str) -> Decimal:
        """The limit in % of a balanced load; class D has edges of its own, in parts of In."""
        if not self.own or self.run.stage in IN_SERVICE:
            return super().limit(load)
        factor, name = load.split()
        pf = "1" if factor == "1.0" else "other"
        above = self.amperes(name) >= facts.number(f"edge_{pf}") * self.currents["Iref"]
        return self.limits[f"{'high' if above else 'low'}_{pf}"]

    def requirements(self) -> Requirements:
        """Class D is connected through transformers, for currents from 0.01 In to 1.2 In at least."""
        yield from super().requirements()
        s, low, high = self.subject, facts.number("d_imin"), facts.number("d_imax")
        if self.own:
            iref = self.currents["Iref"]
            yield self.require("class_d", s.connection, "ct", s.connection == "ct", "class_d")
            fits = self.currents["Imin"] <= low * iref, self.imax >= high * iref
            yield self.require("d_imin", s.imin, f"≤ {low} In", fits[0], "rated_d")
            yield self.require("d_imax", s.imax, f"≥ {high} In", fits[1], "rated_d")

    @facts.item("n/1 dial/kWh gamma/% MPE/%")
    def constant(self) -> None:
        """The pulses for the energy by which the register advances, against the marked constant."""
        limit = facts.number("constant_part") * self.limit("1.0 Imax")
        energy = self.subject.digit.to("kWh").value * 100 / (facts.number("digit_part") * limit)
        with self.at("register", words="常数 | constant"):
            self.judge(limit, self.constant_error("register", energy))

    @facts.item("N/1 W/Wh eu/% ed/% gamma/% MPE/%")
    def first_balanced(self) -> None:
        """All elements: with rising currents, then with falling ones."""
        self.up_and_down([(self.all, load, self.limit(load)) for load in self.loads("first_loads")])

    @facts.item("N/1 W/Wh eu/% ed/% gamma/% MPE/%")
    def first_single(self) -> None:
        """Each element alone."""
        loads = list(self.loads("single_loads"))
        self.up_and_down([(e, load, self.single_limit(load)) for e in self.all for load in loads])

    def single_limit(self, load: str) -> Decimal:
        """The limit in % with one element; that of class D depends on the power factor."""
        return (
            self.limits["single_1" if load.startswith("1.0") else "single_other"] if self.own else self.limits["single"]
        )

    @property
    def own(self) -> bool:
        """Whether the class has limits of this order."""
        return self.subject.accuracy_class == "D"

    def up_and_down(self, loads: Sequence[tuple[str, str, Decimal]]) -> None:
        """The mean of the absolute errors of each load, once on the way up and once on the way down."""
        for elements, load, _ in loads:
            with self.place(elements, load):
                self.kept[elements, load] = self.once(elements, load, "up")
        for elements, load, limit in reversed(loads):
            with self.place(elements, load):
                eu, ed = self.kept[elements, load].named("eu"), self.once(elements, load, "down").named("ed")
                source = facts.table("class_d" if self.own else "mpe").source
                self.judge(limit, self.combined(mean([abs(eu), abs(ed)])), also=[eu, ed], source=source)

    def combined(self, error: Value) -> Value:
        """The error with the influences that the type examination states; without them the point is incomplete."""
        if self.own:
            return error
        if self.subject.effects is None:
            raise NotMeasured(NO_EFFECTS)
        return with_effects(error, self.subject.effects)

    def once(self, elements: str, load: str, direction: str) -> Value:
        """One comparison at a load."""
        factor, name = load.split()
        with self.at(direction):
            self.output(elements, self.amperes(name), factor)
            (error,) = self.errors(elements, self.amperes(name), factor, 1)
            self.report(final=False, gamma=error)
            return error
