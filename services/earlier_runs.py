"""Earlier runs of the same instrument: a verification that is repeated until it passes is visible to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sequencer.session import Setup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from records.store import RunLine, Store

INTERRUPTED = "interrupted"


def with_earlier_runs(setup: Setup, store: Store) -> Setup:
    """The set-up with every earlier run of the same instrument that the store holds, oldest first.

    An instrument is the same where maker, model and serial number are, whatever the case and the blanks around them.
    """
    ours = _instrument(setup.opened["subject"])
    found = [_run(line) for line in store.runs() if _instrument(line.opened.body["subject"]) == ours]
    return Setup(setup.procedure, setup.subject, {**setup.opened, "earlier": found}) if found else setup


def _instrument(subject: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(subject[key]).strip().casefold() for key in ("maker", "model", "serial"))


def _run(line: RunLine) -> dict[str, str]:
    opened = line.opened.body
    return {
        "run": line.run,
        "regulation": opened["regulation"]["id"],
        "kind": opened["kind"],
        "stage": opened["stage"],
        "date": opened["date"],
        "outcome": line.outcome if line.closed else INTERRUPTED,
    }
