"""What lies before a person today: what was left, what waits, whether it can be done, what is due or wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from metrology.text import NO_TEXT, Text
from services.finished.approvals import Approval, approvals
from services.finished.functions import functions_of
from services.today.readiness import BenchState, Readiness, bench_states, readiness
from services.today.unfinished import Unfinished, unfinished
from services.today.waiting import Waiting, next_job, waiting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page and the command `today` show."""

    queue: list[Waiting]
    left: list[Unfinished]
    ready: list[Readiness]
    benches: list[BenchState]
    approvals: list[Approval]

    def next_for(self, person: str) -> Waiting | None:
        """The job that a person does next; None for none."""
        return next_job(self.queue, person, left={one.job for one in self.left})

    def document(self) -> dict[str, Any]:
        """All of it for a program."""
        return {
            "unfinished": [_left(one) for one in self.left],
            "ready": [_ready(one) for one in self.ready],
            "benches": [_bench(one) for one in self.benches],
            "waiting": [_waiting(one) for one in self.queue],
            "approvals": [_approval(one) for one in self.approvals],
        }


def overview(url: str, on: date, person: str, laboratory: Path) -> Overview:
    """Look at everything; a store that is not there yet has nothing.

    Args:
        url: The store.
        on: The day.
        person: Who asks.
        laboratory: Folder of the laboratory.

    Raises:
        RecordsError: The store cannot be read.
    """
    left = unfinished(url)
    queue = waiting(url, on)
    steps = approvals(url, person, functions_of(person, laboratory))
    return Overview(queue, left, readiness(url, queue, on, person), bench_states(on), steps)


def _texts(texts: Iterable[Text]) -> list[dict[str, str]]:
    return [text.to_dict() for text in texts]


def _left(one: Unfinished) -> dict[str, Any]:
    return {
        "run": one.run, "running": one.running, "resumable": one.resumable, "person": one.person, "bench": one.bench,
        "position": one.position, "job": one.job, "regulation": one.regulation, "name": one.name.to_dict(),
        "model": one.model, "serial": one.serial, "last": one.last, "why": one.why.to_dict(),
    }  # fmt: skip


def _ready(one: Readiness) -> dict[str, Any]:
    start = one.proposal.start
    refused = [
        {"gate": gate.name, "title": gate.title.to_dict(), "reasons": _texts(gate.reasons), "remedy": gate.remedy.to_dict()}
        for gate in one.proposal.refused
    ]  # fmt: skip
    return {
        "jobs": list(one.jobs), "ready": one.ready, "regulation": start.regulation if start is not None else "",
        "bench": start.bench.stem if start is not None else "", "refused": refused, "problems": _texts(one.proposal.problems),
    }  # fmt: skip


def _bench(one: BenchState) -> dict[str, Any]:
    return {
        "bench": one.path.stem, "name": one.name.to_dict(), "places": one.places, "simulated": one.simulated,
        "due": _texts(one.due), "wrong": _texts(one.wrong),
    }  # fmt: skip


def _waiting(one: Waiting) -> dict[str, Any]:
    return {
        "job": one.job, "order": one.order, "batch": one.batch, "client": one.client, "state": one.state,
        "promised": one.promised.isoformat() if one.promised else "", "late": one.late, "instrument": one.instrument,
        "name": one.name.to_dict(), "model": one.model, "serial": one.serial, "assigned": one.assigned,
    }  # fmt: skip


def _approval(one: Approval) -> dict[str, Any]:
    return {
        "job": one.job, "step": one.step, "run": one.run, "outcome": one.outcome, "name": one.name.to_dict(),
        "model": one.model, "serial": one.serial, "verifier": one.verifier, "mine": one.refused == NO_TEXT,
    }  # fmt: skip
