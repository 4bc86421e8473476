"""A desk on a demonstration laboratory, and somebody who answers its questions as an ideal instrument shows it."""

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from threading import Event as Signal

from metrology.exact import plain
from records.event import Event
from records.journal import MemoryJournal
from records.store import Store
from sequencer.reading_source import Question
from sequencer.session import preview
from services.bench_work import BenchDesk, BenchWork, Pending, Taken
from services.bench_work.following import Numbered, WorkEvent
from services.laboratory.prepare import Job, prepare

CONFIG = Path(__file__).parents[2] / "config"
DAY = date(2026, 11, 23)
PATIENCE = 60.0


class Laboratory:
    """A laboratory's folder with its desk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "lab"
        shutil.copytree(CONFIG, self.folder)
        self.store = str(self.folder / "runs.sqlite")
        self.desk = BenchDesk(self.store)

    def job(
        self, regulation: str, bench: str, subject: str, position: str = "", serial: str = "", on: date = DAY
    ) -> Job:
        """A verification to be done."""
        file = self.folder / f"subjects/{subject}.toml"
        if serial:
            lines = file.read_text("utf-8").splitlines()
            file = file.with_name(f"{serial}.toml")
            file.write_text("\n".join(f'serial = "{serial}"' if x.startswith("serial") else x for x in lines), "utf-8")
        return prepare(regulation, self.folder / f"benches/{bench}.toml", file, stage="initial", on=on, seed=0,
                       operator="", position=position)  # fmt: skip

    def events(self, run: str) -> list[Event]:
        """Entries of a run."""
        store = Store(self.store, read_only=True)
        try:
            return store.events(run)
        finally:
            store.close()


def by_person(folder: Path) -> str:
    """A bench whose pressure is simulated on a link and whose gauge a person reads; returns its name."""
    lines = (folder / "benches/gauge.toml").read_text("utf-8").splitlines()
    parts = [
        f'{part.partition("]")[0]}]\ndriver = "person"\n\n' if part.startswith(("gauge]", "inspector]")) else part
        for part in "\n".join(line for line in lines if not line.startswith("#")).split("[roles.")
    ]
    (folder / "benches/gauge-read-by-person.toml").write_text("[roles.".join(parts), "utf-8")
    return "gauge-read-by-person"


def second_verifier(folder: Path) -> None:
    """Enter V002, who may verify what V001 may."""
    people = (folder / "people.toml").read_text("utf-8")
    own = people.partition("[people.V001]")[2].partition("\n[people.R001]")[0]
    (folder / "people.toml").write_text(f"{people}\n[people.V002]{own.replace('张检定', '赵检定')}", "utf-8")


def ideal(job: Job) -> dict[str, str]:
    """What an ideal instrument shows, by address."""
    return {q.address: _shown(q) for q in preview(job.setup, MemoryJournal()).questions}


def _shown(question: Question) -> str:
    expected = question.expect
    return "conform" if expected is None else expected if isinstance(expected, str) else plain(expected)


def events_after(events: Numbered, number: int, seconds: float) -> list[WorkEvent]:
    """The events after a number, as soon as there is one; none after some seconds."""
    told = Signal()
    leave = events.follow(told.set)
    try:
        if events.newest <= number:
            told.wait(seconds)
        return events.after(number)
    finally:
        leave()


def answering(
    work: BenchWork,
    answers: Mapping[str, str],
    until: Callable[[Pending], bool] = lambda _: False,
    other: Callable[[Pending], str | None] = lambda _: None,
) -> list[Pending]:
    """Answer until it ends or `until` says of a question that it stays unanswered; returns what was asked."""
    seen, asked = 0, list[Pending]()
    while not work.over:
        found = events_after(work.events, seen, PATIENCE)
        assert found, f"nothing happened within {PATIENCE} s: {work.state()}"
        seen = found[-1].number
        pending = work.state().pending
        if pending is None or (asked and asked[-1].number == pending.number):
            continue
        asked.append(pending)
        if until(pending):
            return asked
        given = other(pending)
        told = "" if pending.kind in {"task", "doubt"} else answers[pending.address]
        assert work.answer(pending.number, told if given is None else given) is Taken.TAKEN
    return asked
