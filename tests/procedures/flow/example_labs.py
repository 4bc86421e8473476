"""The laboratory of an example: its subject with other fields of the nameplate, judged with answers in memory."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from records.journal import MemoryJournal
from sequencer.journal_memory import JournalMemory
from sequencer.reading_sources import DryRunSource
from sequencer.session import StoppedClock
from services.laboratory.example import write_example
from services.laboratory.prepare import prepare
from tests.procedures.answers import DAY, judge


@dataclass(frozen=True, slots=True)
class ExampleLab:
    """A written example.

    Attributes:
        folder: Its folder.
        name: Name of its bench and its subject.
    """

    folder: Path
    name: str

    @classmethod
    def of(cls, regulation: str, folder: Path) -> "ExampleLab":
        """Write the example of a regulation."""
        write_example(regulation, folder)
        (bench,) = (f for f in (folder / "benches").glob("*.toml"))
        return cls(folder, bench.stem)

    @property
    def bench(self) -> Path:
        """The bench file."""
        return self.folder / f"benches/{self.name}.toml"

    def subject(self, **fields: str) -> Path:
        """A nameplate with other fields, as TOML values."""
        lines = (self.folder / f"subjects/{self.name}.toml").read_text("utf-8").splitlines()
        kept = [line for line in lines if line.partition(" =")[0] not in fields]
        file = self.folder / f"subjects/{abs(hash(tuple(sorted(fields.items()))))}.toml"
        file.write_text("\n".join([*kept, *(f"{key} = {value}" for key, value in fields.items())]) + "\n", "utf-8")
        return file

    def judged(self, regulation: str, given: dict[str, str], stage: str, **fields: str) -> Any:
        """The ideal instrument with what was read otherwise."""
        return judge(regulation, self.bench, self.subject(**fields), given, stage=stage)

    def procedure(self, regulation: str, stage: str, **fields: str) -> Any:
        """The edition with a nameplate, before anything is measured."""
        job = prepare(regulation, self.bench, self.subject(**fields), stage=stage, on=DAY, seed=7, operator="")
        record = JournalMemory(MemoryJournal("test"))
        return job.setup.handle(record, DryRunSource(None), StoppedClock())[1]

    def unsuitable(self, regulation: str, stage: str, **fields: str) -> list[str]:
        """Codes of what is wrong with the standards, which the start gate refuses."""
        return [r.code for r in self.procedure(regulation, stage, **fields).suitability() if not r.conforms]
