"""A laboratory that verifies what the kill campaign verifies, and what an uninterrupted run of it concludes."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from records.event import Event
from records.store import Store
from services.events import Events
from services.laboratory.prepare import Job, prepare
from services.runs.positions import run_positions
from services.runs.resume import resume
from services.runs.run import run as run_on_bench

CONFIG = Path(__file__).parents[2] / "config"
DAY = date(2026, 11, 23)
SEED = 7


@dataclass(frozen=True, slots=True)
class Case:
    """A verification: regulation, bench, and a subject for each position."""

    name: str
    regulation: str
    bench: str
    subjects: tuple[str, ...]


CASES = (
    Case("scale", "JJG 539", "scale", ("scale",)),
    Case("scale that fails", "JJG 539", "scale", ("scale-with-defect",)),
    Case("gauge", "JJG 52", "gauge", ("gauge",)),
    Case("gauge that fails", "JJG 52", "gauge", ("gauge-with-defect",)),
    Case("twelve gauges", "JJG 52", "gauges", ("gauge",) * 4 + ("gauge-in-the-row",) + ("gauge",) * 7),
)
TOGETHER = CASES[-1]
FOUR = Case("four gauges", "JJG 52", "gauges", ("gauge", "gauge", "gauge-in-the-row", "gauge"))


@dataclass
class Laboratory:
    """A folder with the demonstration laboratory's files, and the conclusions of runs nobody disturbed.

    Attributes:
        folder: Its folder.
        expected: Verdict and items of each position of a case, by the name of the case.
        seconds: How long an undisturbed run took.
    """

    folder: Path
    expected: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @classmethod
    def at(cls, folder: Path) -> "Laboratory":
        """A new one; this process signs with its key from now on."""
        shutil.copytree(CONFIG, folder / "config")
        subjects = folder / "config/subjects"
        row = (subjects / "gauge.toml").read_text("utf-8").replace("G-2026-0101", "G-DEFECT-hysteresis")
        (subjects / "gauge-in-the-row.toml").write_text(row, "utf-8")
        for case in (TOGETHER, FOUR):
            for n, name in enumerate(case.subjects, 1):
                text = (subjects / f"{name}.toml").read_text("utf-8").replace("G-2026-0101", f"G-2026-11{n:02}")
                (subjects / f"{name}-{n}.toml").write_text(text, "utf-8")
        os.environ["STEELYARD_KEYS"] = str(folder / "keys")
        return cls(folder)

    def bench(self, case: Case) -> Path:
        """The case's bench file."""
        return self.folder / f"config/benches/{case.bench}.toml"

    @property
    def by_hand(self) -> Path:
        """The bench file of a gauge whose readings a person enters."""
        return self.folder / "config/benches/gauge-by-hand.toml"

    def _subject(self, name: str, position: int) -> Path:
        """A subject file; on a bench with positions each instrument has a serial number of its own."""
        path = self.folder / f"config/subjects/{name}.toml"
        if not position:
            return path
        return path.with_name(f"{name}-{position}.toml")

    def jobs(self, case: Case) -> list[Job]:
        """What is to be done at each position."""
        subjects = [self._subject(name, n if len(case.subjects) > 1 else 0) for n, name in enumerate(case.subjects, 1)]
        places = [""] if len(subjects) == 1 else [str(n) for n in range(1, len(subjects) + 1)]
        return [
            prepare(case.regulation, self.bench(case), subject, stage="initial", on=DAY, seed=SEED, operator="",
                    position=place)
            for subject, place in zip(subjects, places, strict=True)
        ]  # fmt: skip

    def starting(self, case: Case, url: str) -> Callable[[], object]:
        """Begin a case; everything that can be prepared is."""
        jobs = self.jobs(case)
        if len(jobs) == 1:
            return lambda: run_on_bench(jobs[0], url, Events())
        return lambda: run_positions(jobs, url, self.bench(case), Events())

    def resuming(self, run: str, url: str) -> Callable[[], object]:
        """Go on with a run."""
        return lambda: resume(run, url, Events())

    def learn(self, case: Case) -> None:
        """Run a case undisturbed and remember what it concludes."""
        url = str(self.folder / f"{case.bench}-{case.subjects[0]}-undisturbed.sqlite")
        work, begun = self.starting(case, url), time.monotonic()
        with quiet():
            work()
        self.seconds[case.name] = time.monotonic() - begun
        store = Store(url)
        self.expected[case.name] = [concluded(store.events(run)) for run in store.names()]
        store.close()


def concluded(events: list[Event]) -> dict[str, Any]:
    """What a run says in the end: every item and the verdict, without numbers and times."""
    return {
        "items": [(e.address, e.body["outcome"]) for e in events if e.kind == "item"],
        "verdict": [_verdict(e.body) for e in events if e.kind == "verdict"],
        "closed": any(e.kind == "closed" for e in events),
    }


def _verdict(body: Mapping[str, Any]) -> dict[str, Any]:
    return dict(body)


class quiet:  # noqa: N801  reads as a word in a with statement
    """Standard error of this process goes nowhere meanwhile, also what C and other threads write there."""

    def __enter__(self) -> None:
        sys.stderr.flush()
        self._kept = os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)

    def __exit__(self, *_: object) -> None:
        sys.stderr.flush()
        os.dup2(self._kept, 2)
        os.close(self._kept)
