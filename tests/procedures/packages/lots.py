"""Lots judged in memory: the ideal package but for what a test gives."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from procedures.packages.lot import Lot
from tests.procedures.answers import Judged, judge

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


def judged(lab: Path, regulation: str, given: Mapping[str, str], **fields: str) -> Judged:
    """A lot with what was read; fields of its subject as TOML."""
    lines = [f"{key} = {value}" for key, value in {**SUBJECT, **fields}.items()]
    file = lab / f"subjects/{abs(hash(tuple(lines)))}.toml"
    file.write_text("\n".join(["[instrument]", *lines]) + "\n", "utf-8")
    return judge(regulation, lab / "benches/packages.toml", file, given)


def decision(found: Judged, item: str, point: str = "") -> Mapping[str, Any]:
    """The decision of an item, at a package where it has several."""
    rows = found.of(item)
    row: Mapping[str, Any] = next(b for a, b in rows.items() if "decision" in b and (not point or a == point))
    shown: Mapping[str, Any] = row["decision"]
    return shown
