"""A store with one run of every kind there is, made by the services on the demonstration laboratory."""

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from procedures.run import Problem
from records.entries import Observation
from records.event import Event
from records.journal import MemoryJournal
from records.store import Store
from sequencer.correcting import Correcting
from sequencer.errors import Interrupted
from sequencer.operator import Instruction
from sequencer.reading_source import Question
from sequencer.session import preview
from services.events import EntryWritten, Events, ServiceEvent
from services.laboratory import gate_facts, plan
from services.laboratory.prepare import Job, prepare
from services.runs import form, resume_gates
from services.runs.amend import amend
from services.runs.positions import run_positions
from services.runs.remarks import add_remark
from services.runs.resume import resume
from services.runs.run import run
from services.runs.run_control import RunControl
from tests.evidence.laboratory import quiet
from tests.real_runs import CONFIG, DAY

SHIPPED = {
    "JJG 539": "scale",
    "JJG 52": "gauge",
    "JJF 1587": "multimeter",
    "JJG 229": "thermoresistor",
    "JJG 596": "electricity-meter",
}
"""Every shipped regulation, with its bench and its subject."""
DRIFTING = "temperature = 20.5\ntemperature_steps = [[120, 30.0], [900, 20.5]]"
MISREAD = "eccentricity/1/I"
LOST = "temperature = 20.5\ntemperature_steps = [[120, 30.0]]"


@dataclass
class Runs:
    """The store.

    Attributes:
        folder: The laboratory.
        url: The store.
        names: What kind of run it is, to its name.
    """

    folder: Path
    url: str
    names: dict[str, str] = field(default_factory=dict)

    def job(self, regulation: str, *, bench: str = "", subject: str = "", stage: str = "initial", **more: Any) -> Job:
        """A run that is prepared."""
        usual = SHIPPED[regulation]
        files = self.folder / f"benches/{bench or usual}.toml", self.folder / f"subjects/{subject or usual}.toml"
        return prepare(regulation, *files, stage=stage, on=more.pop("on", DAY), seed=7, operator="", **more)

    def events(self, kind: str) -> list[Event]:
        """Entries of the run of a kind."""
        return Store(self.url, read_only=True).events(self.names[kind])

    def changed(self, file: str, new: str, *changes: tuple[str, str]) -> None:
        """A copy of a file with other text in it."""
        text = (self.folder / file).read_text("utf-8")
        for old, other in changes:
            assert old in text, f"{file}: {old}"
            text = text.replace(old, other)
        (self.folder / new).write_text(text, "utf-8")


def ideal_answers(job: Job) -> dict[str, str]:
    """What an ideal instrument would show, by address."""
    asked = preview(job.setup, MemoryJournal()).questions
    return {q.address: "conform" if q.expect is None else str(q.expect) for q in asked}


class Person:
    """An operator who answers as an ideal instrument would, and mistypes once."""

    def __init__(self, job: Job) -> None:
        self._ideal = ideal_answers(job)
        self._slips = ["nonsense", "9999"]

    def ask(self, question: Question) -> str:
        return self._slips.pop() if self._slips and question.unit == "g" else self._ideal[question.address]

    def check(self, question: Question) -> str:
        return self._ideal[question.address]

    def tell(self, instruction: Instruction) -> None: ...

    def announce(self, instruction: Instruction) -> None: ...

    def waiting(self, seconds: int) -> None: ...

    def remaining(self, seconds: int) -> None: ...

    def doubt(self, question: Question, text: str, problem: Problem) -> str:
        return ""


class NotingPerson(Person):
    """An operator who enters one reading wrong, corrects it two questions later, and notes why."""

    def __init__(self, job: Job, control: RunControl) -> None:
        super().__init__(job)
        self._control, self._left = control, {MISREAD: "5015"}

    def ask(self, question: Question) -> str:
        if MISREAD in [earlier.address for earlier in question.earlier] and self._left:
            self._left.clear()
            add_remark(self._control, "秤台移动过 | the platform was moved", about=MISREAD)
            return Correcting(MISREAD, self._ideal[MISREAD], "看错一格 misread by one division")
        return self._left.get(question.address) or super().ask(question)


def stopping_at(reading: int) -> Events:
    """Events that a person's Ctrl-C follows."""
    events, seen = Events(), 0

    def listen(event: ServiceEvent) -> None:
        nonlocal seen
        if isinstance(event, EntryWritten) and event.entry.kind == Observation.entry_kind:
            seen += 1
            if seen == reading:
                raise KeyboardInterrupt

    events.subscribe(listen)
    return events


def filled(job: Job, path: Path, other: dict[str, str]) -> Path:
    """A form filled in as an ideal instrument shows it, but for some values."""
    ideal = ideal_answers(job)
    rows = list(csv.DictReader(io.StringIO(form.empty(job.setup))))
    for row in rows:
        if row["address"] in ideal:
            row["value"] = other.get(row["address"], ideal[row["address"]])
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path


@contextmanager
def on_the_day(keys: Path) -> Iterator[None]:
    """A day on which every standard is in date, and keys of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", str(keys))
        for module in (gate_facts, resume_gates, plan):
            patch.setattr(module, "real_day", lambda _: DAY)
        yield


def make(folder: Path) -> Runs:
    """Make every run; call it within `on_the_day`."""
    shutil.copytree(CONFIG, folder / "lab")
    made = Runs(folder / "lab", str(folder / "runs.sqlite"))
    made.changed("subjects/gauge.toml", "subjects/gauge-2.toml", ("G-2026-0101", "G-2026-0199"))
    made.changed("benches/gauge.toml", "benches/drifting.toml", ("temperature = 20.5", DRIFTING))
    made.changed("benches/gauge.toml", "benches/lost.toml", ("temperature = 20.5", LOST))
    with quiet():
        for kind, one in _each(made).items():
            made.names[kind] = one()
    return made


def _each(made: Runs) -> dict[str, Callable[[], str]]:
    """Kind of run to what makes it; later ones may need earlier ones."""
    url, gauge = made.url, made.folder / "benches/gauge.toml"
    hand = made.job("JJG 539", bench="scale-by-hand")  # waits for nothing
    on_form = made.job("JJG 52", bench="gauge-by-hand", source="form")
    late = {"on": date(2027, 4, 1), "override": ["standard_due:M001:新证书在途"]}

    def interrupted() -> str:
        with pytest.raises(Interrupted) as stop:
            run(made.job("JJG 52"), url, stopping_at(11))
        return stop.value.run

    def positions() -> str:
        placed = {"1": "gauge", "2": "gauge-2"}
        jobs = [made.job("JJG 52", bench="gauges", subject=s, position=n) for n, s in placed.items()]
        names = run_positions(jobs, url, made.folder / "benches/gauges.toml", Events())
        made.names["position 1"] = names[0]
        return names[1]

    def noted() -> str:
        job, control = made.job("JJG 539", bench="scale-by-hand"), RunControl()
        return run(job, url, Events(), NotingPerson(job, control), control)

    def by_form() -> str:
        path = filled(on_form, made.folder / "form.csv", {"appearance/case": "not_conform: 玻璃破裂"})
        return form.run_from_form(on_form, path, url, Events())

    def amended() -> str:
        said = {"why": "记录时误选", "evidence": "表壳照片 1", "operator": "V001", "checked_by": "R001"}
        entry = {"address": "appearance/case", "text": "conform"}
        return amend(made.names["by form"], url, Events(), **entry, **said, bench=gauge)

    runs: dict[str, Callable[[], str]] = {
        f"{regulation} {stage}": lambda r=regulation, s=stage: run(made.job(r, stage=s), url, Events())
        for regulation, stages in {
            "JJG 52": ("initial", "subsequent", "in-service"), "JJG 539": ("initial",), "JJF 1587": ("initial",),
            "JJG 229": ("initial",), "JJG 596": ("initial",),
        }.items()
        for stage in stages
    }  # fmt: skip
    return runs | {
        "not conforming": lambda: run(made.job("JJG 52", subject="gauge-with-defect"), url, Events()),
        "by hand": lambda: run(hand, url, Events(), Person(hand)),
        "noted": noted,
        "by form": by_form,
        "amended": amended,
        "interrupted": interrupted,
        "resumed": lambda: resume(interrupted(), url, Events()),
        "overridden": lambda: run(made.job("JJG 52", **late), url, Events()),
        "positions": positions,
        "paused": lambda: run(made.job("JJG 52", bench="drifting"), url, Events()),
        "void": lambda: run(made.job("JJG 52", bench="lost"), url, Events()),
    }
