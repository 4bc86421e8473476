"""A laboratory with the example of the speed meters, and verifications in it."""

from pathlib import Path
from typing import Any

from tests.procedures.answers import judge

ES, FR, OIML = "ICT/155/2020 XII:2020", "NOR ECEI0912713A:2009", "OIML R 91:2025"


def subject_of(lab: Path, **fields: str) -> Path:
    """The subject with other fields, as TOML values."""
    lines = (lab / "subjects/speed_meter.toml").read_text("utf-8").splitlines()
    kept = [line for line in lines if line.partition(" =")[0] not in fields]
    other = lab / f"subjects/{abs(hash(tuple(sorted(fields.items()))))}.toml"
    other.write_text("\n".join([*kept, *(f"{key} = {value}" for key, value in fields.items())]) + "\n", "utf-8")
    return other


def judged(lab: Path, name: str, stage: str, given: dict[str, str] | None = None, **fields: str) -> Any:
    """The ideal meter with what was read otherwise."""
    return judge(name, lab / "benches/speed_meter.toml", subject_of(lab, **fields), given or {}, stage=stage)


def limits(found: Any, item: str) -> list[str]:
    """Upper limits of an item, in order."""
    return [b["decision"]["limit"][1] for b in found.of(item).values() if "decision" in b]
