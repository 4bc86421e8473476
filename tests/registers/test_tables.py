"""The demo registers fit each other and the regulations that they name."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drivers.bench import load_bench
from procedures import registry
from procedures.role_types import needed_roles
from procedures.subject import subject_of

CONFIG = Path(__file__).parents[2] / "config"


def rows(name: str) -> list[dict[str, str]]:
    with (CONFIG / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", [r for r in rows("instruments") if r["检定依据"]], ids=lambda r: r["编号"])
def test_the_nameplate_is_one_of_its_regulation(row: dict[str, str]) -> None:
    procedure = registry.edition(row["检定依据"], date(2026, 11, 23))
    fields: dict[str, Any] = {
        "name": row["器具名称"], "maker": row["制造厂"], "model": row["型号规格"], "serial": row["出厂编号"],
        **json.loads(row["铭牌参数"]),
    }  # fmt: skip
    subject = subject_of(fields, procedure.subject_model, row["编号"])
    assert subject.serial == row["出厂编号"]
    assert set(needed_roles(procedure, subject)) <= set(load_bench(CONFIG / row["检定装置"]).roles)


def test_every_catalogue_entry_says_how_far_it_was_checked() -> None:
    assert {r["核实状态"] for r in rows("catalogue")} <= {"secondary", "unverified"}
