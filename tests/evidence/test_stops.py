"""What can stop a run in the middle: a signal, a lost line, a full disk, a power cut. Each can be resumed."""

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from console.cli.failures import report
from drivers.simulation import laboratory as simulated
from drivers.simulation.faults import FaultPlan
from records.entries import opened
from records.errors import StoreError
from records.event import Event
from records.integrity import verify
from records.journal import Journal, MemoryJournal
from records.keys import station_key
from records.ledger_changes import accept
from records.store import Store
from records.verification import ledger_of, read_verified
from sequencer.errors import Interrupted
from sequencer.session import replay
from services import stores
from services.events import Events
from services.laboratory.prepare import rebuild
from services.runs import resume as resume_service
from tests.evidence.laboratory import CASES, Laboratory, concluded, quiet

SCALE, GAUGE = CASES[0], CASES[2]
Start = Callable[..., Interrupted | None]


def the_run(url: str) -> list[Event]:
    store = Store(url)
    events = store.events(store.find("last"))
    assert verify(store.rows(events[0].run), store.seals(events[0].run), ledger_of(store).trust.public) is None
    store.close()
    return events


def finish(laboratory: Laboratory, url: str, case: Any = GAUGE) -> list[Event]:
    """Resume, and find what the undisturbed run found."""
    if case.name not in laboratory.expected:
        laboratory.learn(case)
    before = the_run(url)
    with quiet():
        resume_service.resume("last", url, Events())
    events = the_run(url)
    assert events[: len(before)] == before
    assert concluded(events) == laboratory.expected[case.name][0]
    replay(rebuild(opened(events)), MemoryJournal(), events)
    return events


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal(laboratory: Laboratory, stopped: Start, tmp_path: Path, name: str) -> None:
    url = str(tmp_path / "store.sqlite")
    stop = stopped(GAUGE, url, 15, lambda _journal: os.kill(os.getpid(), getattr(signal, name)))
    assert stop is not None
    assert report(stop) == 3
    last = the_run(url)[-1]
    assert last.kind == "interrupted"
    assert name in last.body["reason"]
    assert "confirmed" in last.body["safe"][0]
    finish(laboratory, url)


def test_a_signal_between_the_commit_and_the_answer(laboratory: Laboratory, stopped: Start, tmp_path: Path) -> None:
    """The reading is in the store, but nobody was told: it is neither lost, nor asked for again, nor in the way."""

    def stop(journal: Journal) -> None:
        writer = journal._writer
        append = writer.append

        def late(rows: Any, **how: Any) -> None:
            append(rows, **how)
            journal._writer = writer
            raise KeyboardInterrupt

        journal._writer = type("Late", (), {"append": staticmethod(late), "close": writer.close})()

    url = str(tmp_path / "store.sqlite")
    assert stopped(GAUGE, url, 15, stop) is not None
    events = the_run(url)
    assert events[-1].kind == "interrupted"
    assert [e.seq for e in events] == list(range(len(events)))
    finish(laboratory, url)


def test_a_lost_line(laboratory: Laboratory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bench, url = laboratory.bench(GAUGE), str(tmp_path / "store.sqlite")
    laboratory.learn(GAUGE)
    fault = '[[simulation.faults]]\ndevice = "source"\nkind = "disconnect"\nrequest = 60\n'
    bench.write_text(bench.read_text("utf-8") + fault, "utf-8")
    with quiet(), pytest.raises(Interrupted) as lost:
        laboratory.starting(GAUGE, url)()
    assert "LinkError" in str(lost.value)
    monkeypatch.setattr(simulated, "FaultPlan", lambda _faults, *rest: FaultPlan([], *rest))  # the cable is repaired
    finish(laboratory, url)


@contextmanager
def small_disk(patch: pytest.MonkeyPatch, pages: int) -> Iterator[None]:
    """The store's disk has room for so many more pages."""

    class Small(Store):
        def __init__(self, *args: Any, **how: Any) -> None:
            super().__init__(*args, **how)
            with self.engine.connect() as connection:
                room = connection.exec_driver_sql("PRAGMA page_count").scalar_one() + pages
            self.engine.dispose()
            event.listen(self.engine, "connect", lambda c, _: c.execute(f"PRAGMA max_page_count={room}"))

    with patch.context() as context:
        context.setattr(stores, "Store", Small)
        yield


@pytest.mark.parametrize("pages", [8, 14])
def test_a_full_disk(laboratory: Laboratory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, pages: int) -> None:
    url = str(tmp_path / "store.sqlite")
    with quiet(), small_disk(monkeypatch, pages), pytest.raises(Interrupted) as full:
        laboratory.starting(GAUGE, url)()
    assert "database or disk is full" in str(full.value)
    assert "space left" in str(full.value)
    assert report(full.value) == 3
    assert the_run(url)[-1].kind not in {"interrupted", "closed"}
    finish(laboratory, url)


def test_a_disk_that_is_full_from_the_beginning(
    laboratory: Laboratory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    url = str(tmp_path / "store.sqlite")
    with quiet(), small_disk(monkeypatch, 0), pytest.raises(StoreError, match="disk is full"):
        laboratory.starting(GAUGE, url)()
    assert Store(url).names() == []


@pytest.mark.parametrize("part", [0.0, 0.3, 0.61, 0.9, 0.997])
def test_a_power_cut(laboratory: Laboratory, stopped: Start, tmp_path: Path, part: float) -> None:
    """The files as they lay on the disk in the middle of a run, and the log without its end."""
    url, cut = tmp_path / "store.sqlite", tmp_path / "cut.sqlite"
    copies = [Path(f"{url}{end}") for end in ("", "-wal")]

    def stop(_journal: Journal) -> None:
        for path in copies:
            shutil.copy(path, str(path).replace("store", "cut"))
        raise KeyboardInterrupt

    assert stopped(GAUGE, str(url), 25, stop) is not None
    log = Path(f"{cut}-wal")
    os.truncate(log, int(log.stat().st_size * part))
    with closing(sqlite3.connect(cut)) as connection:
        kept = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'entry'").fetchone()[0]
    if not kept or not Store(str(cut)).names():
        assert part < 0.3
        return
    before = the_run(str(cut))
    assert before == the_run(str(url))[: len(before)]
    store = Store(str(cut))
    with pytest.raises(StoreError, match=r"older copy|is missing"):
        read_verified(store, before[0].run)  # this station remembers more than such a disk kept
    accept(store, station_key(), reason="power cut, and a disk that does not synchronise")
    finish(laboratory, str(cut))
