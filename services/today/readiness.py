"""Whether what waits can be done today: each bench with each regulation that waits for it, through the start gates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drivers.bench import load_bench
from drivers.bench_tables import BenchFileError
from metrology.text import NO_TEXT, Text
from records.errors import RecordsError
from services.laboratory.from_register import bench_files
from services.laboratory.laboratory_register import register_of
from services.laboratory.standards_in_use import due_soon, standards_in_use
from services.starting.proposal import propose

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from records.entries import StandardUsed
    from services.starting.proposal import Proposal
    from services.today.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the jobs of one kind can begin.

    Attributes:
        jobs: Keys of the jobs, the most urgent first.
        proposal: What is proposed for the first of them, with its start gates.
    """

    jobs: tuple[str, ...]
    proposal: Proposal

    @property
    def ready(self) -> bool:
        """Whether the first of them may begin."""
        return self.proposal.ready


@dataclass(frozen=True, slots=True)
class BenchState:
    """A bench and the standards that it uses.

    Attributes:
        path: The bench file.
        name: What it is called.
        places: How many instruments it takes at once.
        simulated: Whether anything on it is simulated.
        due: Certificates that end soon.
        wrong: Standards that may not be used today, and files that cannot be read.
    """

    path: Path
    name: Text
    places: int = 1
    simulated: bool = False
    due: tuple[Text, ...] = ()
    wrong: tuple[Text, ...] = ()


def readiness(url: str, queue: Sequence[Waiting], on: date, person: str) -> list[Readiness]:
    """Whether what waits for a person can begin; one for all jobs with the same regulation, stage, bench and model.

    Args:
        url: The store.
        queue: What waits, the most urgent first.
        on: The day.
        person: Who would begin.
    """
    kinds: dict[tuple[str, ...], list[str]] = {}
    for w in queue:
        if w.is_for(person):
            kinds.setdefault((w.regulation, w.stage, w.bench, w.name.zh, w.model), []).append(w.job)
    return [Readiness(tuple(jobs), propose(url, jobs[0], on, person)) for jobs in kinds.values()]


def bench_states(on: date) -> list[BenchState]:
    """Every bench of the laboratory with what is due or wrong with its standards; a file that cannot be read is wrong.

    Args:
        on: The day.
    """
    return [_bench_state(path, on) for path in bench_files()]


def _bench_state(path: Path, on: date) -> BenchState:
    try:
        file = load_bench(path)
        used = standards_in_use(register_of(path), file, on)
    except (BenchFileError, RecordsError) as error:
        from services.failures import failure

        found = failure(error)
        return BenchState(path, Text.same(path.name), wrong=tuple(found.reasons) if found is not None else ())
    wrong = dict.fromkeys(text for standard in used if (text := _unusable(standard, on)) != NO_TEXT)
    places = file.positions.count if file.positions is not None else 1
    name = Text(file.zh or file.name, file.en or file.name)
    return BenchState(path, name, places, file.simulated, due_soon(used, on), tuple(wrong))


def _unusable(standard: StandardUsed, on: date) -> Text:
    """Why a standard may not be used on a day; no text where it may."""
    if standard.state:
        return Text(
            f"计量标准 {standard.id} 已停用：{standard.state_reason}",
            f"standard {standard.id} is {standard.state}: {standard.state_reason}",
        )
    if standard.recalled:
        return Text(
            f"计量标准 {standard.id} 的证书 {standard.certificate} 已召回",
            f"standard {standard.id}: certificate {standard.certificate} was recalled",
        )
    if standard.valid_until < on.isoformat():
        return Text(
            f"计量标准 {standard.id} 的证书已于 {standard.valid_until} 到期",
            f"standard {standard.id}: its certificate expired on {standard.valid_until}",
        )
    return NO_TEXT
