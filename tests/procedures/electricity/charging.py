"""Laboratories with a charging point each, judged with answers in memory."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.laboratory.example import write_example
from tests.procedures.answers import changed, judge

ES, AC, DC = "ICT/155/2020 XX:2024", "JJG 1148-2022", "JJG 1149-2022"
FILES = {ES: "charging_station", AC: "ac_charging_point", DC: "dc_charger"}
D = Decimal


@pytest.fixture(scope="session", name="labs")
def three_laboratories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folders = {}
    for regulation, name in FILES.items():
        folders[regulation] = tmp_path_factory.mktemp(name) / "lab"
        write_example(regulation, folders[regulation])
    return folders


def judged(
    labs: dict[str, Path], regulation: str, given: dict[str, str], stage: str = "initial", **fields: str | None
) -> Any:
    lab, name = labs[regulation], FILES[regulation]
    subject = changed(lab / f"subjects/{name}.toml", **fields) if fields else lab / f"subjects/{name}.toml"
    return judge(regulation, lab / f"benches/{name}.toml", subject, given, stage=stage)


def decisions(found: Any, item: str) -> dict[str, Any]:
    return {a: b["decision"] for a, b in found.of(item).items() if "decision" in b}


def energies(at: str, percent: str) -> dict[str, str]:
    """One kilowatt-hour by the reference, and what a point with this error shows."""
    return {f"{at}/W": "1", f"{at}/Ei": str(1 + D(percent) / 100)}
