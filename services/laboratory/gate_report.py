"""Every start gate of a run that is about to begin: what it examines, what it refuses, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from metrology.text import NO_TEXT, Text
from records.journal import MemoryJournal
from sequencer.gates.texts import REMEDIES, TITLES
from sequencer.session import refusals
from services.laboratory.gate_facts import expecting, facts

if TYPE_CHECKING:
    from sequencer.gates import Facts
    from sequencer.session import Setup
    from services.laboratory.prepare import Job

AT_THE_BENCH: Final = frozenset({"identity", "under_test"})
"""Gates that compare what the instruments say of themselves; nothing is known before the bench is opened."""


@dataclass(frozen=True, slots=True)
class GateState:
    """One start gate.

    Attributes:
        name: Its name, as an override names it.
        title: What it is called.
        state: ``passed``, ``refused``, ``overridden``, or ``later``: it is examined when the bench is opened.
        reasons: Why it refuses, or would without the override.
        remedy: What to do; no text where nothing is to be done.
    """

    name: str
    title: Text
    state: Literal["passed", "refused", "overridden", "later"]
    reasons: tuple[Text, ...] = ()
    remedy: Text = NO_TEXT


def gate_report(job: Job, url: str) -> tuple[GateState, ...]:
    """All start gates of a run at once, in the order in which a run examines them.

    Args:
        job: The run.
        url: The store.

    Raises:
        StoreError: The store cannot be read.
    """
    return states(job.setup, expecting(facts(url), job.bench, [job.position]))


def states(setup: Setup, known: Facts, *, opened: bool = False) -> tuple[GateState, ...]:
    """All start gates of a run.

    Args:
        setup: The run.
        known: The state of the world.
        opened: Whether the bench is open, so that it is known who answers there.
    """
    overridden = {given.gate for given in setup.opened.overrides}
    found = refusals(setup, MemoryJournal(), known)
    return tuple(_state(name, reasons, name in overridden, opened) for name, reasons in found.items())


def _state(name: str, reasons: list[Text], overridden: bool, opened: bool) -> GateState:  # noqa: FBT001
    if reasons:
        remedy = NO_TEXT if overridden else REMEDIES[name]
        return GateState(name, TITLES[name], "overridden" if overridden else "refused", tuple(reasons), remedy)
    return GateState(name, TITLES[name], "later" if name in AT_THE_BENCH and not opened else "passed")
