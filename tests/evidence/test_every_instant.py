"""A scale's run interrupted at chosen entries, resumed, and compared with the run nobody disturbed."""

from pathlib import Path

import pytest

from drivers.bench import open_bench
from records.event import Body, Event
from records.journal import MemoryJournal
from sequencer.errors import Interrupted
from sequencer.reading_sources import BenchSource
from sequencer.session import perform
from services.laboratory.prepare import with_bench
from tests.evidence.laboratory import CASES, Laboratory, concluded


class Stopping(MemoryJournal):
    """A journal that an operator's Ctrl-C ends before a certain entry."""

    def __init__(self, before: int | None) -> None:
        super().__init__("test")
        self._before = before

    def append(self, kind: str, body: Body, address: str = "") -> Event:
        if len(self.events) == self._before and kind != "opened":
            self._before = None
            raise KeyboardInterrupt
        return super().append(kind, body, address)


@pytest.fixture
def laboratory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laboratory:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path))
    return Laboratory.at(tmp_path / "laboratory")


def run(laboratory: Laboratory, before: int | None, past: list[Event]) -> list[Event]:
    (job,) = laboratory.jobs(CASES[0])
    journal = Stopping(before)
    journal.events = list(past)
    with open_bench(job.bench, subject=job.nameplate, seed=job.seed) as bench:
        answers = BenchSource(bench.roles, bench.clock, None)
        setup = with_bench(job.setup, bench)
        if before is None:
            perform(setup, journal, answers, bench.clock, past=past, make_safe=bench.make_safe)
        else:
            with pytest.raises(Interrupted):
                perform(setup, journal, answers, bench.clock, past=past, make_safe=bench.make_safe)
    return journal.events


def test_interrupted_anywhere_the_verdict_is_the_same(laboratory: Laboratory) -> None:
    """Every entry of the discrimination test, where a reading takes weights off the pan, and some of all others."""
    whole = run(laboratory, None, [])
    chosen = [e.seq for e in whole if e.address.startswith("discrimination") and e.kind != "conclusion"]
    assert len(chosen) > 10
    for before in {*chosen[:14], *range(3, len(whole) - 1, 29)}:  # the last one closes the run
        past = run(laboratory, before, [])
        resumed = run(laboratory, None, past)
        assert concluded(resumed) == concluded(whole), f"interrupted before entry {before}"
        addresses = [(e.kind, e.address) for e in resumed if e.kind in {"observation", "finding"}]
        assert len(addresses) == len(set(addresses))
