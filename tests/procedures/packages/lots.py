"""Lots judged in memory: the ideal package but for what a test gives."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from procedures.kit import Facts
from procedures.packages.lot import Lot
from procedures.regulation import Stage
from records.journal import MemoryJournal
from sequencer.journal_memory import JournalMemory
from sequencer.reading_sources import DryRunSource
from sequencer.session import StoppedClock
from services.laboratory.prepare import prepare
from tests.procedures.answers import DAY, Judged, judge

D = Decimal
SUBJECT = {
    "name": '"糖"', "maker": '"厂"', "model": '"袋"', "serial": '"PK-1"', "content": '"mass"', "nominal": '"500 g"',
    "lot_size": "300",
}  # fmt: skip


def lot(**fields: Any) -> Lot:
    """A lot as a module sees it."""
    plain = {"name": "糖", "maker": "厂", "model": "袋", "serial": "1", "content": "mass", "nominal": "500 g"}
    return Lot.model_validate({**plain, "lot_size": 300, **fields})


def of(*parts: tuple[int, str]) -> list[str]:
    """Contents, so many of each."""
    return [content for count, content in parts for _ in range(count)]


def gross(contents: Sequence[str]) -> dict[str, str]:
    """Gross masses of packages without packaging."""
    return {f"weighing/{n}/gross": content for n, content in enumerate(contents, 1)}


def tares(*parts: tuple[int, str]) -> dict[str, str]:
    """Masses of the packaging of the first packages, so many of each."""
    return {f"weighing/{n}/tare": mass for n, mass in enumerate(of(*parts), 1)}


def pedigree(facts: Facts, keys: str) -> tuple[dict[str, str], set[str]]:
    """The first letter of the status of each source, and the items that depend on no measurement."""
    stages = {key: facts.item(key=key)(_nothing).item for key in facts.item_keys}  # type: ignore[attr-defined]
    assert all(item.stages == {Stage.INITIAL} for item in stages.values())
    statuses = {key: facts.source(key).status[0] for key in keys.split()}
    return statuses, {key for key, item in stages.items() if not item.measured}


def _nothing(_procedure: Any) -> None:
    """An item without a body."""


def judged(lab: Path, regulation: str, given: Mapping[str, str], **fields: str) -> Judged:
    """A lot with what was read; fields of its subject as TOML. Packaging that is not given weighs nothing."""
    subject = subject_file(lab, {**SUBJECT, **fields})
    return judge(regulation, lab / "benches/packages.toml", subject, given, usual={"/tare": "0"})


def subject_file(lab: Path, plate: Mapping[str, str]) -> Path:
    """A file of a subject; an empty value leaves a field out."""
    lines = [f"{key} = {value}" for key, value in plate.items() if value]
    file = lab / f"subjects/{abs(hash(tuple(lines)))}.toml"
    file.write_text("\n".join(["[instrument]", *lines]) + "\n", "utf-8")
    return file


def unsuitable(lab: Path, regulation: str, bench: str, subject: Path) -> list[str]:
    """Codes of what is wrong with the standards."""
    job = prepare(regulation, lab / f"benches/{bench}.toml", subject, stage="initial", on=DAY, seed=7, operator="")
    _, procedure = job.setup.handle(JournalMemory(MemoryJournal("test")), DryRunSource(None), StoppedClock())
    return [r.code for r in procedure.suitability() if not r.conforms]


def decision(found: Judged, item: str, point: str = "") -> Mapping[str, Any]:
    """The decision of an item, at a package where it has several."""
    rows = found.of(item)
    row: Mapping[str, Any] = next(b for a, b in rows.items() if "decision" in b and (not point or a == point))
    shown: Mapping[str, Any] = row["decision"]
    return shown
