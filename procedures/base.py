"""What every regulation's module has in common."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from drivers.roles import Environment
from metrology.decision import Outcome
from metrology.exact import plain
from metrology.status import Source, Status
from procedures.errors import Void
from procedures.regulation import Column, Item, Regulation, TestPoint, item
from procedures.role_types import own_roles, role_types
from procedures.standards import INDEPENDENT, Reference, corrected
from procedures.subject import Subject
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from procedures.run import Run, Segment

S = TypeVar("S", bound=Subject)
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Conditions:
    """Environment a regulation asks for.

    Attributes:
        temperature: Lowest and highest air temperature, °C.
        humidity_maximum: Highest relative humidity, %RH; None where the regulation sets none.
        drift: Largest change of temperature during the run, K; None where it sets none.
        source: Pedigree.
    """

    temperature: tuple[Decimal, Decimal]
    humidity_maximum: Decimal | None
    drift: Decimal | None
    source: Source

    def outside(self, t: Decimal, h: Decimal) -> Text | None:
        """What is outside the limits, air temperature t in °C or relative humidity h in %RH; None when neither is."""
        low, high = self.temperature
        if not low <= t <= high:
            return Text(
                f"温度 {plain(t)} °C 超出 {plain(low)}～{plain(high)} °C",
                f"temperature {plain(t)} °C is outside {plain(low)} to {plain(high)} °C",
            )
        if self.humidity_maximum is not None and h > self.humidity_maximum:
            return Text(
                f"相对湿度 {plain(h)} % 高于 {plain(self.humidity_maximum)} %",
                f"relative humidity {plain(h)} % is above {plain(self.humidity_maximum)} %",
            )
        return None

    def to_dict(self) -> dict[str, str]:
        """The limits as the journal keeps them; empty where there is none."""
        highest = plain(self.humidity_maximum) if self.humidity_maximum is not None else ""
        low, high = map(plain, self.temperature)
        return {"temperature_lowest": low, "temperature_highest": high, "humidity_highest": highest}


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement on the nameplate or on a standard, checked before anything is measured.

    A code that ends in ``_range`` is about what a standard is certified for; any other, about how good it is.
    """

    code: str
    clause: str
    text: Text
    value: str
    limit: str
    conforms: bool
    status: Status


class Procedure(Generic[S, B]):
    """One edition of a regulation, run once.

    A subclass names its `regulation`, its `subject_model` and its `conditions`, annotates the roles it needs
    (``source: PressureSource``), and has one method per item of verification, marked with `item`, in the order of the
    regulation. A role is then an attribute: ``self.source.set_pressure(...)``.

    Attributes:
        under_test: The role that the instrument under test fills itself, if one does. The serial number that answers
            there is compared with the nameplate.
        room: The environment of the measurement.

    Args:
        subject: The instrument under test.
        run: The run handle.
    """

    regulation: ClassVar[Regulation]
    subject_model: ClassVar[type[Subject]]
    under_test: ClassVar[str] = ""
    conditions: ClassVar[Conditions]
    room: Environment

    def __init__(self, subject: S, run: Run) -> None:
        self.subject = subject
        self.run = run
        self.bench: B = run.bench
        for role in own_roles(type(self)):
            setattr(self, role, getattr(run.bench, role))
        self._temperatures: list[Decimal] = []

    @classmethod
    def role_types(cls) -> Mapping[str, type]:
        """Roles that the procedure needs, each with its role class."""
        return role_types(cls)

    @classmethod
    def items(cls) -> tuple[Item, ...]:
        """Items of verification in the order they are examined."""
        methods = {name: value for base in reversed(cls.__mro__) for name, value in vars(base).items()}
        marks = (getattr(method, "item", None) for method in methods.values())
        found = (mark for mark in marks if isinstance(mark, Item))
        return tuple(replace(i, clause=i.clause or cls.regulation.id) for i in found)

    @classmethod
    def tables(cls) -> tuple[Source, ...]:
        """Pedigree of everything the module rests on: its regulation's, its conditions', its module's constants."""
        constants = vars(sys.modules[cls.__module__]).values()
        found = (*cls.regulation.sources, cls.conditions.source, *(v for v in constants if isinstance(v, Source)))
        return tuple(dict.fromkeys(found))

    @property
    def unit(self) -> str:
        """The unit of the instrument's display, in which it is judged."""
        return ""

    @classmethod
    def refuses(cls, subject: Any, on: date) -> Text | None:
        """Why this edition may not be used for this subject on this date, although it is in force."""
        del subject, on
        return None

    def omits(self, key: str) -> Text | None:
        """Why an item does not apply to this instrument, or None."""
        del key
        return None

    def points(self) -> Sequence[TestPoint]:
        """The points that will be measured, each with its reason."""
        return ()

    def band(self) -> Sequence[Segment]:
        """The limits over the range, for the error curve; empty where there is no curve."""
        return ()

    def specification(self) -> Sequence[Requirement]:
        """The nameplate held against the regulation, conforming requirements included."""
        return ()

    def suitability(self) -> Sequence[Requirement]:
        """The standards in use held against what the regulation asks of them."""
        return ()

    def grade(self) -> Text:
        """What the conclusion names before 合格: an accuracy class, or nothing."""
        return NO_TEXT

    @item(
        "specification",
        "",
        "铭牌与计量特性",
        "Nameplate and characteristics",
        gate=True,
        measured=False,
        columns=(
            Column("requirement", "条款", "Clause"),
            Column("value", "实际", "Actual"),
            Column("limit", "规定", "Required"),
        ),
    )
    def check_specification(self) -> None:
        """Hold the nameplate against the regulation before anything is measured."""
        for requirement in self.specification():
            with self.run.point(requirement.code):
                self.run.conclude(
                    requirement.text,
                    Outcome.CONFORM if requirement.conforms else Outcome.NOT_CONFORM,
                    values={"requirement": requirement.clause, "value": requirement.value, "limit": requirement.limit},
                    reason=Text("", "") if requirement.conforms else requirement.text,
                    source=Source(requirement.clause, requirement.status),
                    reference=INDEPENDENT,
                )

    @item(
        "environment",
        "",
        "环境条件",
        "Environment",
        measured=False,
        columns=(Column("t", "温度", "Temperature", "°C"), Column("h", "湿度", "Humidity", "%RH")),
    )
    def check_environment(self) -> None:
        """Read the room before anything else is measured."""
        self._room("before", Text("检定前", "Before"))

    def finish(self) -> None:
        """Read the room once more when everything is measured; the engine calls it inside the environment item."""
        self._room("after", Text("检定后", "After"))

    def _room(self, key: str, when: Text) -> None:
        c = self.conditions
        broken: Text | None = None
        with self.run.point(key):
            shown = self.run.observe(
                "temperature",
                self.room.temperature,
                unit="°C",
                expect=sum(c.temperature, Decimal(0)) / 2,
                ask=Text(f"{when.zh}室内温度", f"Room temperature, {when.en.lower()}"),
            )
            damp = self.run.observe(
                "humidity",
                self.room.humidity,
                unit="%RH",
                expect=Decimal(50),
                ask=Text(f"{when.zh}相对湿度", f"Relative humidity, {when.en.lower()}"),
            )
            t, h = corrected(self.run, "room", shown, "°C"), corrected(self.run, "room", damp, "%RH")
            self._temperatures.append(t)
            broken = self._broken(t, h)
            self.run.conclude(
                when,
                Outcome.INVALID if broken else Outcome.CONFORM,
                values={"t": t, "h": h},
                reason=broken or NO_TEXT,
                source=c.source,
                reference=(Reference("room", shown, "°C", Decimal(1)), Reference("room", damp, "%RH", Decimal(1))),
            )
        if broken:
            raise Void(broken)

    def _broken(self, t: Decimal, h: Decimal) -> Text | None:
        c, outside = self.conditions, self.conditions.outside(t, h)
        if outside is not None:
            return outside
        change = max(self._temperatures) - min(self._temperatures)
        if c.drift is not None and change > c.drift:
            return Text(
                f"检定期间温度变化 {plain(change)} K，大于 {plain(c.drift)} K",
                f"temperature changed by {plain(change)} K, more than {plain(c.drift)} K",
            )
        return None
