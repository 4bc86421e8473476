"""Whole verifications on the simulated benches of `config/`, through real sockets and drivers, journaled in memory."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drivers.bench import open_bench
from records.entries import Plan, of_kind
from records.event import Event
from records.journal import MemoryJournal
from sequencer.gates import Facts
from sequencer.reading_sources import BenchSource
from sequencer.session import gate, perform
from services.laboratory.entry_documents import (
    conclusion_documents,
    item_documents,
    observation_documents,
    plan_entry_document,
    verdict_document,
)
from services.laboratory.gate_facts import expecting, identified
from services.laboratory.prepare import prepare, with_bench

CONFIG = Path(__file__).parents[2] / "config"
REGULATION = {
    "scale": "JJG 539-2016", "truck-scale": "JJG 539-2016", "gauge": "JJG 52-2013", "contact-gauge": "JJG 52-2013",
    "electricity-meter": "JJG 596-2012", "tyre-gauge": "ICT/155/2020 XV",
}  # fmt: skip
DAY = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Verified:
    """A finished run."""

    events: list[Event]

    def bodies(self, kind: str) -> list[Mapping[str, Any]]:
        """Bodies of all entries of a kind."""
        if kind == "verdict":
            return [d for d in [verdict_document(self.events)] if d is not None]
        if kind == "plan":
            return [plan_entry_document(p) for _, p in of_kind(self.events, Plan)]
        made = {"conclusion": conclusion_documents, "item": item_documents, "observation": observation_documents}
        return made[kind](self.events) if kind in made else [e.body for e in self.events if e.kind == kind]

    @property
    def verdict(self) -> Mapping[str, Any]:
        """The verdict."""
        (verdict,) = self.bodies("verdict")
        return verdict

    @property
    def outcome(self) -> str:
        """The outcome of the run."""
        return str(self.verdict["outcome"])

    @property
    def omitted(self) -> dict[str, str]:
        """Items not examined, with the reason in English."""
        (plan,) = self.bodies("plan")
        return {i["key"]: i["reason"]["en"] for i in plan["items"] if not i["applicable"]}

    def conclusions(self, item: str) -> list[Mapping[str, Any]]:
        """Conclusions of an item."""
        return [c for c in self.bodies("conclusion") if c["item"] == item]


Verify = Callable[..., Verified]


def verified(
    regulation: str, bench_file: Path, subject: Path, *, seed: int = 7, stage: str = "initial", on: date = DAY
) -> Verified:
    """Verify one instrument on a simulated bench, through the start gates."""
    job = prepare(regulation, bench_file, subject, stage=stage, on=on, seed=seed, operator="")
    journal = MemoryJournal("test")
    with open_bench(job.bench, subject=job.nameplate, seed=seed) as bench:
        answers = BenchSource(bench.roles, bench.clock, None)
        known = identified(expecting(Facts(), job.bench, [job.position]), bench)
        setup = gate(with_bench(job.setup, bench), MemoryJournal("gates"), known)
        perform(setup, journal, answers, bench.clock, make_safe=bench.make_safe)
    return Verified(journal.events)


@pytest.fixture
def verify(tmp_path: Path) -> Verify:
    """Verifies one instrument; the nameplate of `config/subjects` with other fields where given (None removes one)."""
    folder = tmp_path / "lab"
    shutil.copytree(CONFIG, folder)

    def run(kind: str, *, seed: int = 7, stage: str = "initial", **fields: str | None) -> Verified:
        subject = folder / f"subjects/{kind}.toml"
        lines = (CONFIG / f"subjects/{kind}.toml").read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if line.split(" = ")[0] not in fields]
        given = [f"{name} = {value}" for name, value in fields.items() if value is not None]
        subject.write_text("\n".join(kept + given), encoding="utf-8")
        bench_file = folder / f"benches/{kind}.toml"
        return verified(REGULATION[kind], bench_file, subject, seed=seed, stage=stage)

    return run
