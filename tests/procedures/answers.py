"""Whole verifications in memory: an ideal instrument answers everything but what a test says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from drivers.roles import Reading, SeriesReading, TextReading
from records.journal import MemoryJournal
from sequencer.file_forms import SeriesForm
from sequencer.reading_source import Answer, Call, Question
from sequencer.reading_sources import DryRunSource
from sequencer.session import StoppedClock, perform
from services.laboratory.prepare import prepare

CONFIG = Path(__file__).parents[2] / "config"
DAY = date(2026, 11, 23)


class Answers(DryRunSource):
    """An ideal instrument, but for the readings and checks whose address ends as a key of `given`, else of `usual`."""

    def __init__(self, given: Mapping[str, str], usual: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.given, self.usual = given, usual or {}
        self.doubts, self.used = [], set[str]()

    doubts: list[str]

    def _given(self, question: Question) -> str | None:
        key = next((k for k in self.given if question.address.endswith(k)), None)
        if key is not None:
            self.used.add(key)
            return self.given[key]
        return next((text for k, text in self.usual.items() if question.address.endswith(k)), None)

    def read(self, call: Call, question: Question) -> Answer:
        """The given reading, or the ideal one."""
        text = self._given(question)
        if text == "not_measured":
            return Answer(note="not measured", how="operator")
        if text is None:
            return super().read(call, question)
        if isinstance(question.form, SeriesForm):
            points = tuple((Decimal(t), Decimal(v)) for t, v in (point.split() for point in text.split(",")))
            return Answer(SeriesReading("given", points, question.unit, "s"), how="operator")
        if isinstance(question.expect, str):
            return Answer(TextReading(text), how="operator")
        return Answer(Reading(text, Decimal(text), question.unit), how="operator")

    def find(self, call: Call, question: Question) -> Answer:
        """The given answer, or conform."""
        text = self._given(question)
        return super().find(call, question) if text is None else Answer(finding=text, note="as seen", how="operator")

    def doubt(self, question: Question, text: str, problem: Any) -> str:
        """Confirm what can be."""
        self.doubts.append(problem.code)
        return "seen so" if problem.severity == "confirm" else ""


@dataclass
class Judged:
    """A finished run."""

    bodies: list[tuple[str, str, Mapping[str, Any]]]
    answers: Answers
    verdict: Mapping[str, Any] = field(default_factory=dict)

    @property
    def outcomes(self) -> dict[str, str]:
        """Outcome by item."""
        return {b["key"]: b["outcome"] for kind, _, b in self.bodies if kind == "item"}

    def of(self, item: str) -> dict[str, Mapping[str, Any]]:
        """Conclusions of an item by the end of their address."""
        found = [(a, b) for kind, a, b in self.bodies if kind == "conclusion" and b["item"] == item]
        return {"/".join(a.split("/")[1:]).removeprefix("1/"): b for a, b in found}


def judge(
    regulation: str,
    bench: str | Path,
    subject: Path,
    given: Mapping[str, str],
    stage: str = "initial",
    *,
    on: date = DAY,
    usual: Mapping[str, str] | None = None,
) -> Judged:
    """Run an edition on a bench (of `config/`), with answers in memory; every given answer must have been asked for."""
    file = bench if isinstance(bench, Path) else CONFIG / f"benches/{bench}.toml"
    job = prepare(regulation, file, subject, stage=stage, on=on, seed=7, operator="")
    answers, journal = Answers(given, usual), MemoryJournal("test")
    perform(job.setup, journal, answers, StoppedClock())
    assert answers.used == set(given), set(given) - answers.used
    (verdict,) = (e.body for e in journal.events if e.kind == "verdict")
    return Judged([(e.kind, e.address, e.body) for e in journal.events], answers, verdict)


def nameplate(path: Path, base: str, **fields: str | None) -> Path:
    """A nameplate of `config/subjects` with other fields (TOML values; None removes one)."""
    lines = (CONFIG / f"subjects/{base}.toml").read_text("utf-8").splitlines()
    kept = [line for line in lines if line.split(" = ")[0] not in fields]
    path.write_text("\n".join(kept + [f"{k} = {v}" for k, v in fields.items() if v is not None]), "utf-8")
    return path


def changed(subject: Path, **fields: str | None) -> Path:
    """A nameplate beside another one, with other fields (TOML values; None removes one)."""
    lines = subject.read_text("utf-8").splitlines()
    kept = [line for line in lines if line.partition(" =")[0].rstrip() not in fields]
    more = [f"{key} = {value}" for key, value in fields.items() if value is not None]
    other = subject.with_name(f"{subject.stem}-{abs(hash(tuple(sorted(more)) + tuple(sorted(fields))))}.toml")
    other.write_text("\n".join([*kept, *more]) + "\n", "utf-8")
    return other
