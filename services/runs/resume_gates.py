"""The start gates of a resumed run: continuing is a start, so every gate applies again, on the day it continues."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from metrology.text import Text
from procedures import registry
from records.entries import Resumed, opened, read
from records.journal import MemoryJournal
from sequencer.errors import Refused
from sequencer.session import gate
from services.laboratory.gate_facts import real_day
from services.laboratory.laboratory_folders import regulation_folders
from services.laboratory.people import people_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from records.entries import Override
    from records.event import Event
    from records.register import Register
    from sequencer.gates import Facts
    from sequencer.session import Setup

_OF_STANDARDS = frozenset(
    {"standard_state", "standard_due", "standard_range", "standard_ratio", "traceability", "material"}
)


def day_of_resuming(past: Sequence[Event], today: date) -> date:
    """The date of the run, moved on by the days that have really passed since it began."""
    given = date.fromisoformat(opened(past).date)
    return given + (today - real_day(datetime.fromisoformat(past[0].time)))


def refuse_long_rest(past: Sequence[Event], today: date, longest: int) -> None:
    """Refuse a run whose newest entry is too old.

    Args:
        past: The run's entries.
        today: The real day.
        longest: Most days a run may rest, by the policy of the laboratory.

    Raises:
        Refused: It has rested longer.
    """
    days = (today - real_day(datetime.fromisoformat(past[-1].time))).days
    if days > longest:
        zh = f"该次检定已中断 {days} 天，超过 {longest} 天（laboratory.toml 中的 longest_rest_days）；请重新检定"
        en = f"the run has rested {days} days, more than {longest} (longest_rest_days in laboratory.toml); start again"
        raise Refused([Text(zh, en)])


def on_day(
    setup: Setup, register: Register, day: date, person: str, past: Sequence[Event], new: Sequence[Override] = ()
) -> Setup:
    """The set-up as the gates see it: on the day of resuming, with the authorisations the register has now.

    An override that let nothing pass when the run began lets nothing pass now.

    Args:
        setup: The run as it began.
        register: The register of today.
        day: The date of the run on the day it continues.
        person: Who continues; empty where it is the run's verifier.
        past: The run's entries.
        new: What is overridden today.

    Raises:
        UnknownRegulation: Another edition is in force on that day.
        RegisterError: The person may not verify any more.
    """
    folders = regulation_folders(register.folder / "laboratory.toml")
    registry.edition(setup.opened.regulation.id, day, folders, figures=False)
    people = people_of(register, person or setup.opened.people.operator.id)
    today = {given.gate for given in new}
    used = (*(given for given in overridden_before(past) if given.refused and given.gate not in today), *new)
    return setup.stating(people=people, date=day.isoformat(), overrides=used)


def overridden_before(past: Sequence[Event]) -> list[Override]:
    """What was overridden when a run began, and each time it went on."""
    resumes = (read(e, Resumed) for e in past if e.kind == Resumed.entry_kind)
    return [*opened(past).overrides, *(given for resume in resumes for given in resume.overrides)]


def gate_again(setup: Setup, facts: Facts, new: Sequence[Override] = ()) -> tuple[Override, ...]:
    """Hold a resumed run against every start gate.

    Args:
        setup: As `on_day` gives it.
        facts: The state of the world now.
        new: What is overridden today.

    Returns:
        What is overridden today, with what each let pass.

    Raises:
        Refused: With every reason; an override covers those of a standard that it let pass when the run began.
    """
    today = {given.gate for given in new}
    before = {given.gate: given.refused for given in setup.opened.overrides}
    now = gate(setup, MemoryJournal(), facts).opened.overrides
    reasons = {given.gate: found for given in now if given.gate not in today and (found := _new(given, before))}
    if reasons:
        raise Refused([reason for found in reasons.values() for reason in found], tuple(reasons))
    return tuple(given for given in now if given.gate in today)


def _new(given: Override, before: Mapping[str, Sequence[Text]]) -> list[Text]:
    if given.gate not in _OF_STANDARDS:
        return []
    return [reason for reason in given.refused if reason not in before[given.gate]]
