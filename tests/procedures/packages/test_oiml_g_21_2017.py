"""OIML G 21 annex A: every requirement is asked once, and one that is not met fails its part."""

from pathlib import Path

import pytest

from procedures.packages.oiml_g_21_2017 import G21
from services.laboratory.example import write_example
from tests.procedures.answers import judge

#: Parts of annex A in its order, with how many requirements of each are asked.
PARTS = {
    "documentation": 2, "maintenance": 3, "personnel": 1, "material": 1, "records": 2, "batches": 1, "lines": 3,
    "instruments": 4, "sampling": 5, "nonconforming": 3,
}  # fmt: skip


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packer") / "lab"
    write_example("OIML G 21:2017", folder)
    return folder


def test_parts_and_clauses() -> None:
    content = G21.facts.content
    assert {key: len(item["checks"]) for key, item in content["items"].items()} == PARTS
    clauses = [content["sources"][item["source"]]["clause"] for item in content["items"].values()]
    assert clauses == [f"A.{n}" for n in range(1, 11)]
    asked = [check for item in content["items"].values() for check in item["checks"]]
    assert sorted(asked) == sorted(content["texts"])


@pytest.mark.parametrize(("part", "check"), [("instruments", "interval"), ("records", "kept"), ("sampling", "tare")])
def test_one_that_is_not_met(lab: Path, part: str, check: str) -> None:
    found = judge(
        "OIML G 21", lab / "benches/packer.toml", lab / "subjects/packer.toml", {f"{part}/{check}": "not_conform"}
    )
    assert found.verdict["failed"] == [part]
