"""Contacts of a pointer gauge: where they switch, how far apart they close and open, their insulation.

Everything before is examined with the set pointers outside the scale. An edition gives the figures: ``[tables.set_points]`` has
the set points of each contact in % of the span, ``[tables.set_point]`` the limit of a class in % of the span.
"""

from decimal import Decimal
from typing import ClassVar, Literal, TypeVar

from pydantic import Field

from drivers.roles import MultiDisplay, SetPointers, SwitchingContacts
from metrology.decision import Outcome
from metrology.exact import plain
from procedures.kit import Value, at_least, at_most, item, within
from procedures.pressure.pointer_gauges import AnyPointerGauge, PointerGauges
from procedures.text import NO_TEXT, Text

G = TypeVar("G", bound="ContactGauge")
STROKES = {"up": "rising", "down": "falling"}
NO_LIMIT = Text("所见表格没有该等级电接点的限值", "the table that was read has no limit for contacts of this class")
NOT_CLEAR = Text("所见文字未说明该限值如何理解", "the text that was read does not say how this limit is meant")


class ContactGauge(AnyPointerGauge):
    """A gauge that may have contacts."""

    contact_action: Literal["direct", "magnetic"] | None = Field(
        None,
        title="电接点作用方式 | Action of the contacts",
        json_schema_extra={"direct": "直接作用式 | direct", "magnetic": "磁助直接作用式 | magnetically assisted"},
    )


class Contacts(PointerGauges[G]):
    """Verification of gauges of which some have contacts."""

    roles_only_with: ClassVar = dict.fromkeys(("pointers", "contacts", "tester"), "contact_action")
    pointers: SetPointers
    contacts: SwitchingContacts
    tester: MultiDisplay

    @item("ref before after E MPE")
    def indication(self) -> None:
        """With the set pointers outside the scale, as of any gauge."""
        if self.subject.contact_action:
            self.condition("set_aside")
        super().indication()

    @item("Ri MPE", unit="MΩ", key="insulation")
    def insulated(self) -> None:
        """Insulation of the terminals against the case."""
        R = self.read(
            "Ri", (self.tester.indication_of, "insulation"), expect=100, bounded=False, hint=self.hint("megohm")
        )
        self.compare(at_least(self.facts.number("insulation")), Ri=R)

    @item("ref dset MPE", key="set_point")
    def deviation(self) -> None:
        """Each contact at its set points, come to slowly from below and from above."""
        for contact in ("lower", "upper"):
            for p in self.set_points(contact):
                self.pointers.set_pointer(contact, p, self.unit)
                for stroke in STROKES:
                    with self.at(contact, p, stroke, why="设定点 | set point"):
                        ref = self.kept["switch", contact, p, stroke] = self.switching(contact, p, stroke)
                        self.judge_set_point(ref - p, ref)
        self.source.vent()

    @item("dsw MPE", key="switching")
    def differential(self) -> None:
        """At one set point both strokes switch at nearly the same pressure."""
        for contact in ("lower", "upper"):
            for p in self.set_points(contact):
                with self.at(contact, p):
                    up, down = (self.kept["switch", contact, p, s].named(f"p_{s}") for s in STROKES)
                    self.compare(at_most(self.gap_at(p)), dsw=abs(up - down))

    def set_points(self, contact: str) -> list[Decimal]:
        """The divisions nearest to the parts of the span that the edition names."""
        percents = self.facts.table("set_points").numbers(contact)
        return [
            ((self.low + self.span * n / 100) / self.division).quantize(Decimal(1)) * self.division for n in percents
        ]

    def switching(self, contact: str, p: Decimal, stroke: str) -> Value:
        """What the standard shows when a contact switches, come to from outside of its reach."""
        away = self.facts.number("approach") * self.span
        self.source.set_pressure(p - away if stroke == "up" else p + away, self.unit)
        query = (self.contacts.switching_pressure, contact, STROKES[stroke])
        return self.read("ref", query, expect=p, standards="source", hint=self.hint("slowly"))

    def judge_set_point(self, deviation: Value, ref: Value) -> None:
        """Compare with the limit of direct contacts; of magnetic ones only what no reading of the text permits is known."""
        magnetic, known = self.subject.contact_action == "magnetic", self.facts.content["tables"]["set_point"]
        if not magnetic and self.classed() in known:
            row = self.facts.table("set_point")
            limit = within(row.row(self.classed())["direct"] * self.span / 100)
            U = self.uncertainty("source", ref.number, step=Decimal(0))
            self.compare(limit, source=row.source, uncertainty=U, dset=deviation)
            return
        most = self.facts.number("magnetic_set_point") * self.span / 100
        beyond = magnetic and abs(deviation.number) > most
        permitted, why = (f"±{plain(most)}?", NOT_CLEAR) if magnetic else ("?", NO_LIMIT)
        outcome = Outcome.NOT_CONFORM if beyond else Outcome.UNDECIDED
        self.conclude(
            outcome, reason=NO_TEXT if beyond else why, source=self.facts.source("magnetic" if magnetic else "set_point_table"),
            permitted=permitted, dset=deviation,
        )  # fmt: skip

    def gap_at(self, p: Decimal) -> Decimal:
        """Largest difference between closing and opening."""
        if self.subject.contact_action == "magnetic":
            return self.facts.number("magnetic_switching") * self.span / 100
        return self.mpe.at(p)[1]

    def hint(self, key: str) -> str:
        """A text of the facts for who takes a reading."""
        zh, en = self.facts.text(key)
        return f"（{zh}） | ({en})"
