"""The base of a regulation's module that is written with the kit: what follows from the body of its items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from metrology.limits import Limit, OutOfTable
from procedures.base import BASE_ITEMS, Requirement
from procedures.errors import AuthorError, NotComputed, NotMeasured
from procedures.kit.author import blaming
from procedures.kit.calibrating import Calibrating
from procedures.kit.concerns import concerning
from procedures.kit.dry_run import Compared, DryRun, remembered
from procedures.kit.nameplate import shown
from procedures.kit.responding import Responding
from procedures.kit.shared import bind
from procedures.kit.suitability import suitable, uses
from procedures.regulation import Item, TestPoint
from procedures.run import Run, Segment, segments
from procedures.subject import Subject
from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from metrology.status import Source
    from metrology.validity import Mode
    from procedures.conditions import Condition

S = TypeVar("S", bound=Subject)
Requirements: TypeAlias = Iterator[Requirement]


class KitProcedure(Responding[S], Calibrating[S]):
    """A regulation's module.

    A subclass names `facts` and `subject_model`, annotates the roles it needs, and has one method per item of
    verification, marked with ``facts.item``, in the order of the regulation.
    """

    def __init_subclass__(cls) -> None:
        """Take header and the items that consist of checks from the facts.

        A class may state a header of its own; a base of several modules has no facts, and its items are marked with
        `procedures.kit.shared.item`.
        """
        if not hasattr(cls, "facts"):
            return
        if "regulation" not in vars(cls):
            cls.regulation = cls.facts.regulation
        bind(cls, cls.facts)
        for key, method in cls.facts.checks().items():
            if not hasattr(cls, key):
                setattr(cls, key, method)
        examined = {i.key for i in super().items()}
        missing = [key for key in cls.facts.item_keys if key not in examined]
        if missing:
            raise AuthorError(
                f"items {', '.join(missing)}: no method of {cls.__name__} examines them", str(cls.facts.file)
            )

    @classmethod
    def conditions(cls, subject: Any) -> tuple[Condition, ...]:
        """What the facts ask of the environment for this instrument."""
        return cls.facts.conditions(subject)

    @classmethod
    def validity_months(cls, subject: Any) -> int:
        """Verification period of this instrument, from the facts."""
        return cls.facts.validity_months(subject)

    @classmethod
    def validity_mode(cls, subject: Any) -> Mode:
        """How this instrument stays in use, from the facts."""
        return cls.facts.validity_mode(subject)

    @classmethod
    def tables(cls) -> tuple[Source, ...]:
        """Pedigree of the edition, and of everything that the module and its conditions rest on."""
        return tuple(dict.fromkeys((*super().tables(), *cls.facts.condition_sources)))

    def general_sources(self, examined: Collection[str]) -> tuple[Source, ...]:
        """Pedigree of the edition as a whole, as far as it concerns this instrument and these items."""
        return concerning(self.facts, self.subject, self.run.stage, examined)

    @classmethod
    def items(cls) -> tuple[Item, ...]:
        """Items in the order of the facts, those of every verification first."""
        order = {key: n for n, key in enumerate(cls.facts.item_keys)}
        return tuple(sorted(super().items(), key=lambda item: order.get(item.key, -1)))

    def grade(self) -> Text:
        """The accuracy class goes before 合格, where the nameplate has one."""
        accuracy = getattr(self.subject, "accuracy_class", "")
        return Text(f"{accuracy} 级", f"class {accuracy}") if accuracy else super().grade()

    def omits(self, key: str) -> Text | None:
        """Why an item does not apply, from ``only_with`` of the facts."""
        return self.facts.omission(key, self.subject)

    def requirements(self) -> Requirements:
        """Requirements on the nameplate, from `require`."""
        yield from ()

    def require(self, key: str, value: object, limit: object, conforms: bool, source: str) -> Requirement:  # noqa: FBT001
        """One requirement on the nameplate.

        Args:
            key: Its text in ``[texts]``.
            value: What the nameplate says.
            limit: What the regulation asks.
            conforms: Whether it is fulfilled.
            source: Key of ``[sources]``.
        """
        found = self.facts.source(source)
        return Requirement(key, found.clause, self.facts.text(key), shown(value), shown(limit), conforms, found.status)

    def specification(self) -> Sequence[Requirement]:
        """The nameplate held against the regulation; one that asks nothing of it still names the model."""
        found = _numbered(self.requirements())
        complete = "铭牌可识别型号与编号 | The nameplate shows model and serial number"
        s = self.subject
        named = Requirement(
            "nameplate",
            self.regulation.id,
            Text.of(complete),
            f"{s.model}, {s.serial}",
            "—",
            True,
            self.general_status(),
        )
        return found or (named,)

    # --- what follows from a dry pass ----------------------------------------------------------------------------------

    @cached_property
    def _dry(self) -> DryRun:
        """The items gone through once with an ideal instrument.

        Raises:
            AuthorError: The module is wrong.
        """
        standards = [self.run.standards(role) for role in type(self).role_types()]
        depends_on = self.run.stage, self.run.date, standards
        return remembered(type(self), self.subject, depends_on, self._gone_through)

    def _gone_through(self) -> DryRun:
        dry = DryRun(self.run)
        with blaming(type(self).__module__):
            twin = type(self)(self.subject, cast("Run", dry))
        for item in type(self).items():
            if self.run.stage in item.stages and self.omits(item.key) is None and item.key not in BASE_ITEMS:
                with blaming(type(self).__module__):
                    _examine(twin, item.method)
                self._check_columns(item, dry)
        return dry

    def points(self) -> Sequence[TestPoint]:
        """Every point at which something is compared, as the items go through them."""
        found = [(c.item, c.place, c.reason) for c in self._dry.compared] + self._dry.reported
        order = {i.key: n for n, i in enumerate(type(self).items())}
        found.sort(key=lambda p: order[p[0].key])
        return list(dict.fromkeys(TestPoint(i.key, p.label if p.label.zh else i.name, why) for i, p, why in found))

    def band(self) -> Sequence[Segment]:
        """The limits over each error curve, where they are steps of one table."""
        drawn = [c for c in self._dry.compared if c.x is not None]
        charts = dict.fromkeys((c.item.key, c.chart) for c in drawn)
        mine = ([c for c in drawn if (c.item.key, c.chart) == key] for key in charts)
        return [segment for compared in mine for segment in _band(compared)]

    def suitability(self) -> Sequence[Requirement]:
        """The standards of each role against every comparison they enter."""
        found: list[Requirement] = []
        for role, demand in self.facts.standards_demands(self.subject).items():
            if "." in role and not any(o.role == role for c in self._dry.compared for o in c.origins):
                continue  # a function of the standard that this instrument does not need
            mine = uses(self._dry.compared, role)
            found += suitable(role, demand, self.run.standards(role), mine, self.facts.standards_source)
        return found

    def expected(self, address: str, symbol: str) -> Decimal | None:
        """The change of a reading that uses up what is permitted: at this address, else for readings of this name."""
        return self._permitted.get(address, self._permitted.get(f"*{symbol}"))

    @cached_property
    def _permitted(self) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for c in self._dry.compared:
            mine = {o.address for o in c.origins}  # a further column shows the reading itself, in its own unit
            shown = [*c.origins, *(b for b in c.beside if b.address not in mine)]
            for o, allowed in zip(shown, c.permitted(shown), strict=False):  # none where only a least value is asked
                for key in (o.address, f"*{o.address.rpartition('/')[2]}"):
                    found[key] = max(allowed, found.get(key, Decimal(0)))
        return found

    def _check_columns(self, item: Any, dry: DryRun) -> None:
        filled = dry.filled.get(item.key, set())
        empty = [c.key for c in item.columns if c.key not in filled and not c.may_be_empty]
        if empty and any(c.item.key == item.key for c in dry.compared):
            method = getattr(type(self), item.method)
            code = getattr(method, "__wrapped__", method).__code__
            raise AuthorError(
                f"item {item.key}: no value for column {', '.join(empty)}", code.co_filename, code.co_firstlineno
            )


def _numbered(requirements: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """A code of its own for each: the same requirement on a further range gets a number."""
    seen: Counter[str] = Counter()
    found = []
    for r in requirements:
        seen[r.code] += 1
        found.append(r if seen[r.code] == 1 else replace(r, code=f"{r.code}_{seen[r.code]}"))
    return tuple(found)


def _band(compared: Sequence[Compared]) -> list[Segment]:
    """The limits of one error curve from zero, or from where they begin, to its last point."""
    limits = list(dict.fromkeys(c.limit for c in compared if c.limit is not None))
    xs = [c.x for c in compared if c.x is not None]
    if len(limits) != 1:
        return []
    first, last = min(*xs, Decimal(0)), max(*xs, Decimal(0))
    with suppress(OutOfTable):
        return _steps(limits[0], first, last, compared[0])
    return _steps(limits[0], min(xs), last, compared[0])


def _steps(limit: Limit, first: Decimal, last: Decimal, one: Compared) -> list[Segment]:
    edges = [first, *(b for b in limit.breaks() if first < b < last), last]
    stepped = all(limit.at((2 * a + b) / 3) == limit.at((a + 2 * b) / 3) for a, b in pairwise(edges))
    return segments(edges, limit, one.item.key, one.chart) if stepped else []


def _examine(twin: KitProcedure[Any], method: str) -> None:
    """One item; a reading that an earlier item would have taken, or a point without a limit, ends it.

    Raises:
        ArithmeticError: The readings of an ideal instrument give no result.
    """
    with suppress(NotMeasured, OutOfTable):
        try:
            getattr(twin, method)()
        except NotComputed as error:
            raise ArithmeticError(f"with the readings of an ideal instrument {error.reason.en}") from error
