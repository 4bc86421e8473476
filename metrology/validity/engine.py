"""Whether an instrument may be used on a day, and until when: one function over what happened to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from metrology.validity import steps as said
from metrology.validity.dates import last_day, marked, months_after
from metrology.validity.history import Happening, What
from metrology.validity.rules import Ending, Mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.status import Source
    from metrology.text import Text
    from metrology.validity.rules import Period, Rules

RECHECKED = frozenset({What.VERIFIED, What.FAILED})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reasoning."""

    day: date
    text: Text
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an instrument stands on a day.

    Attributes:
        on: The day.
        valid: Whether it may be used.
        until: Last valid day; None where it is not limited, or where nothing began a period.
        limited: Whether there is a last day.
        request_by: Last day on which the next verification can be asked for in time; None where no rule says it.
        by_request: Whether it may be used only because its verification was asked for in time or was permitted.
        steps: How this follows, oldest first.
    """

    on: date
    valid: bool
    until: date | None
    limited: bool
    request_by: date | None
    by_request: bool
    steps: tuple[Step, ...]


@dataclass
class _Life:
    """What is known while the history is gone through."""

    rules: Rules
    period: Period
    steps: list[Step] = field(default_factory=list)
    begun: bool = False
    until: date | None = None
    ended: date | None = None
    requests: list[Happening] = field(default_factory=list)
    unused: list[Happening] = field(default_factory=list)

    def tell(self, day: date, text: Text, rule: str = "") -> None:
        self.steps.append(Step(day, text, self.rules.sources.get(rule) if rule else self.period.source))

    def begin(self, start: date, day: date, *, later: bool) -> None:
        """A period begins."""
        p = self.period
        months = p.next_months if later else p.months
        self.begun, self.ended, self.requests = True, None, []
        self.until = None if months is None or p.mode is Mode.FIRST_ONLY else last_day(start, months, self.rules.ending)
        self.tell(day, said.period(start, months, self.until, p.mode))

    @property
    def last(self) -> date | None:
        """Last valid day as it stands: an early end counts."""
        return self.ended if self.ended is not None else self.until


def standing(rules: Rules, period: Period, history: Sequence[Happening], on: date) -> Standing:
    """Where an instrument stands on a day.

    Args:
        rules: How the jurisdiction counts.
        period: How long such an instrument may be used.
        history: What happened to it, in any order; what happened after `on` does not count.
        on: The day.

    Raises:
        ValueError: A lot extension of a period that cannot be extended.
    """
    life = _Life(rules, period)
    past = sorted((h for h in history if h.day <= on), key=lambda h: (h.day, h.what in RECHECKED))
    life.unused = [h for h in past if h.what is What.UNUSED]
    for h in past:
        _happens(life, h, known_start=any(p.what is rules.begins for p in past))
    return _standing(life, on)


def _happens(life: _Life, h: Happening, *, known_start: bool) -> None:
    what = h.what
    if what is life.rules.begins and not life.begun:
        life.begin(h.day, h.day, later=False)
    elif what is What.MARKED:
        if not known_start and life.rules.begins is not What.VERIFIED and not life.begun:
            start = marked(life.rules, h.day.year, life.period.months)
            life.tell(start, said.presumed(h.day.year, start), "marked_in")
            life.begin(start, start, later=False)
    elif what is What.VERIFIED:
        _verified(life, h)
    elif what is What.REQUESTED:
        life.requests.append(h)
    elif what is What.LOT:
        _extended(life, h)
    elif what in life.rules.ends_early:
        _ends_early(life, h)


def _verified(life: _Life, h: Happening) -> None:
    if life.begun and life.period.mode is not Mode.PERIODIC:
        if life.ended is None:
            life.tell(h.day, said.not_renewed(life.period.mode))
        return
    start, expired = h.day, life.until
    if life.rules.late_from_expiry and life.ended is None and expired is not None and h.day > expired:
        if _unused(life, expired, h.day):
            life.tell(h.day, said.unused(), "unused_months")
        else:
            start = expired
            life.tell(h.day, said.late(expired), "late_from_expiry")
    life.begin(start, h.day, later=life.begun or life.rules.begins is not What.VERIFIED)


def _unused(life: _Life, expired: date, day: date) -> bool:
    """Whether the instrument was provably out of use for longer than the law asks, after its period had expired."""
    for h in life.unused:
        first, last = max(h.day, expired), min(h.until or day, day)
        if life.rules.unused_months and last > months_after(first, life.rules.unused_months):
            return True
    return False


def _ends_early(life: _Life, h: Happening) -> None:
    if any(together <= h.particulars for together in life.rules.ends_early[h.what]):
        life.tell(h.day, said.goes_on(h), "ends_early")
    else:
        life.requests = []  # what was asked for no longer keeps it in use
        if life.last is None or h.day <= life.last:
            life.ended = h.day - timedelta(days=1)
        life.tell(h.day, said.ends(h), "ends_early")


def _extended(life: _Life, h: Happening) -> None:
    key, fixed, months = life.period.key, life.period.extension, h.months or life.period.extension
    if not life.period.by_lot:
        raise ValueError(f"{key}: no lot extends this period")
    if not months:
        raise ValueError(f"{key}: no number of months was given for the lot, and the law states none")
    if fixed and months != fixed:
        raise ValueError(f"{key}: a passed lot adds {fixed} months, not {months}")
    until, earliest = life.until, life.rules.lot_earliest_months
    if until is None or life.ended is not None or h.day > until:
        life.tell(h.day, said.nothing_to_extend())
    elif earliest and h.day < months_after(until, -earliest):
        life.tell(h.day, said.too_early(earliest), "lot_earliest_months")
    else:
        life.until = last_day(
            until, months, Ending.SAME_DAY if life.rules.ending is Ending.DAY_BEFORE else life.rules.ending
        )
        life.tell(h.day, said.extended(months, life.until), "lot_earliest_months")


def _standing(life: _Life, on: date) -> Standing:
    rules, last = life.rules, life.last
    limited = life.begun and last is not None
    valid = life.begun and (last is None or on <= last)
    request_by = None
    if (
        life.until is not None
        and life.ended is None
        and any(rules.request_before)
        and life.period.mode is Mode.PERIODIC
    ):
        months, days = rules.request_before
        request_by = months_after(life.until, -months) - timedelta(days=days)
    by_request = False
    if not life.begun:
        life.tell(on, said.nothing_begun(rules.begins))
    elif not valid and life.ended is None and life.until is not None:
        by_request = _kept_by_request(life, request_by)
        life.tell(life.until, said.expired(life.until, life.period.mode))
        if by_request:
            life.tell(on, said.kept(), "request_extends")
    return Standing(on, valid or by_request, last, limited, request_by, by_request, tuple(life.steps))


def _kept_by_request(life: _Life, request_by: date | None) -> bool:
    if not life.rules.request_extends or request_by is None:
        return False
    timely = any(r.day <= request_by and "offered" in r.particulars for r in life.requests)
    return timely or any("permitted" in r.particulars for r in life.requests)
