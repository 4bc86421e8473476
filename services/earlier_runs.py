"""Earlier runs of the same instrument: a verification that is repeated until it passes is visible to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.entries import EarlierRun, Opened, read

if TYPE_CHECKING:
    from records.entries import Subject
    from records.store import RunLine, Store
    from sequencer.session import Setup

INTERRUPTED = "interrupted"


def with_earlier_runs(setup: Setup, store: Store) -> Setup:
    """The set-up with every earlier run of the same instrument that the store holds, oldest first.

    An instrument is the same where maker, model and serial number are, whatever the case and the blanks around them.
    """
    ours = _instrument(setup.opened.subject)
    known = ((line, read(line.opened, Opened)) for line in store.runs())
    return setup.stating(earlier=tuple(_run(line, o) for line, o in known if _instrument(o.subject) == ours))


def _instrument(subject: Subject) -> tuple[str, ...]:
    return tuple(text.strip().casefold() for text in (subject.maker, subject.model, subject.serial))


def _run(line: RunLine, opened: Opened) -> EarlierRun:
    return EarlierRun(
        run=line.run,
        regulation=opened.regulation.id,
        kind=opened.kind,
        stage=opened.stage,
        date=opened.date,
        outcome=line.outcome if line.closed else INTERRUPTED,
    )
