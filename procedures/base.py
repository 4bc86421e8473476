"""What every regulation's module has in common."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from decimal import Decimal
from inspect import getsourcefile
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from drivers.roles import Environment
from metrology.decision import Outcome
from metrology.exact import plain
from metrology.status import Source, Status, worst
from metrology.validity import Mode
from procedures.conditions import Condition, air
from procedures.errors import AuthorError, Drifted, NotMeasured, Void
from procedures.regulation import ALL_STAGES, DRAFT, USUAL_STAGES, Column, Item, Regulation, Stage, TestPoint, item
from procedures.role_types import own_roles, role_types
from procedures.standards import INDEPENDENT, Reference, corrected
from procedures.subject import Subject
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from procedures.run import Run, Segment

S = TypeVar("S", bound=Subject)
B = TypeVar("B")
BASE_ITEMS = frozenset({"specification", "environment"})
"""Items of every procedure, at every stage."""


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

    A subclass names its `regulation` and its `subject_model`, states its `conditions`, annotates the roles it needs
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
    room: Environment

    def __init__(self, subject: S, run: Run) -> None:
        self.subject = subject
        self.run = run
        self.bench: B = run.bench
        for role in own_roles(type(self)):
            setattr(self, role, getattr(run.bench, role))
        self._environment: dict[str, list[Decimal]] = {}
        self._refuse_conditions_without_role()

    def _refuse_conditions_without_role(self) -> None:
        """Refuse a condition that no role of the procedure reads.

        Raises:
            AuthorError: There is one.
        """
        roles, cls = self.role_types(), type(self)
        for c in self.conditions(self.subject):
            if c.role not in roles:
                what = f"the condition {c.quantity} is read by the role {c.role}: annotate it, {c.role}: ROLE_CLASS"
                raise AuthorError(what, getsourcefile(cls) or cls.__module__)

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
    def stages(cls) -> tuple[Stage, ...]:
        """Kinds of verification that the regulation has items for."""
        found = frozenset(stage for i in cls.items() if i.key not in BASE_ITEMS for stage in i.stages)
        return tuple(stage for stage in Stage if stage in (found or USUAL_STAGES))

    @classmethod
    def tables(cls) -> tuple[Source, ...]:
        """Pedigree of everything the module rests on: its regulation's and its module's constants."""
        constants = vars(sys.modules[cls.__module__]).values()
        found = (*cls.regulation.sources, *(v for v in constants if isinstance(v, Source)))
        return tuple(dict.fromkeys(found))

    @property
    def unit(self) -> str:
        """The unit of the instrument's display, in which it is judged."""
        return ""

    def unit_of_column(self, unit: str) -> str:
        """Unit of a column of an item, where ``*`` stands for that of the display."""
        return self.unit if unit == "*" else unit

    @classmethod
    def refuses(cls, subject: Any, on: date) -> Text | None:
        """Why this edition may not be used for this subject on this date, although it is in force."""
        del subject, on
        return None

    @classmethod
    def conditions(cls, subject: Any) -> tuple[Condition, ...]:
        """What the regulation asks of the environment for this instrument; by default the air is recorded."""
        del subject
        return air(source=Source(cls.regulation.id, cls.general_status()))

    @classmethod
    def general_status(cls) -> Status:
        """How far the edition as a whole was checked: the least checked of its general sources."""
        return worst(s.status for s in cls.regulation.sources)

    def general_sources(self, examined: Collection[str]) -> tuple[Source, ...]:
        """Pedigree of the edition as a whole, as far as it concerns this instrument and the items examined (keys)."""
        del examined
        return self.regulation.sources

    def own_items(self) -> tuple[Item, ...]:
        """The items for this instrument: those of the nameplate and of the environment have the status of their facts."""
        statuses = {
            "specification": [r.status for r in self.specification()],
            "environment": [c.source.status for c in self.conditions(self.subject)],
        }
        return tuple(replace(i, status=worst(statuses[i.key])) if statuses.get(i.key) else i for i in self.items())

    @classmethod
    def validity_months(cls, subject: Any) -> int:
        """Longest verification period of this instrument, less a day on a certificate; ``0`` where there is none."""
        del subject
        return cls.regulation.validity_months

    @classmethod
    def validity_mode(cls, subject: Any) -> Mode:
        """How this instrument stays in use when it conforms; by default it is verified periodically."""
        del subject
        return Mode.PERIODIC

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
        stages=ALL_STAGES,
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
        if self.regulation.draft:
            with self.run.point("draft"):
                said = {"requirement": self.regulation.id, "value": "—", "limit": "—"}
                self.run.conclude(DRAFT[0], Outcome.UNDECIDED, values=said, reason=DRAFT[1], reference=INDEPENDENT)
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
        stages=ALL_STAGES,
        measured=False,
        columns=(
            Column("value", "测得值", "Measured"),
            Column("limit", "要求", "Required"),
            Column("change", "变化", "Change"),
            Column("drift", "允许变化", "Permitted change"),
        ),
    )
    def check_environment(self) -> None:
        """Read the environment before anything else is measured."""
        self._read_environment("before", Text("测量前", "Before"))

    def finish(self) -> None:
        """Read it once more when everything is measured; the engine calls it inside the environment item."""
        self._read_environment("after", Text("测量后", "After"))

    def _read_environment(self, key: str, when: Text) -> None:
        broken: list[Text] = []
        with self.run.point(key):
            for c in self.conditions(self.subject):
                try:
                    reason = self._read_condition(c, when)
                except Drifted as drifted:
                    with self.run.point(c.quantity):
                        self.run.conclude(_labelled(c, when), Outcome.INVALID, reason=drifted.reason, source=c.source)
                    broken.append(drifted.reason)
                    continue
                except NotMeasured as missing:
                    with self.run.point(c.quantity):
                        self.run.conclude(
                            _labelled(c, when), Outcome.INCOMPLETE, reason=missing.reason, reference=INDEPENDENT
                        )
                    continue
                broken += [reason] if reason else []
        if broken:
            raise Void(Text("；".join(r.zh for r in broken), "; ".join(r.en for r in broken)))

    def _read_condition(self, c: Condition, when: Text) -> Text | None:
        shown = self.run.observe(
            c.quantity,
            getattr(getattr(self.run.bench, c.role), c.method),
            unit=c.unit,
            expect=c.expected,
            ask=Text(f"{when.zh}{c.name.zh}", f"{c.name.en}, {when.en.lower()}"),
            check=c.doubtful,
        )
        value = corrected(self.run, c.role, shown, c.unit)
        seen = self._environment.setdefault(c.quantity, [])
        seen.append(value)
        reason = c.outside(value) or c.changed(seen)
        change = {"change": max(seen) - min(seen)} if len(seen) > 1 else {}
        drift = "" if c.drift is None else plain(c.drift)
        with self.run.point(c.quantity):
            self.run.conclude(
                _labelled(c, when),
                Outcome.INVALID if reason else Outcome.CONFORM,
                values={"value": value, "limit": c.limit, **change, "drift": drift},
                reason=reason or NO_TEXT,
                source=c.source,
                reference=(Reference(c.role, shown, c.unit, Decimal(1)),),
            )
        return reason


def _labelled(c: Condition, when: Text) -> Text:
    return Text(f"{when.zh}{c.name.zh} / {c.unit}", f"{c.name.en} / {c.unit}, {when.en.lower()}")
