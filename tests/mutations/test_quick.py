"""A number that no test reads, or whose neighbour a test lets pass, is unnoticed; what was changed is put back."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from procedures.kit import Facts, fact_files, facts
from tests.mutations.quick import Quick

DATA = """
id = "LAB PUMP-2026"
shared = "common.toml"
[sources]
a = { clause = "1", status = "verified" }
[numbers]
pinned = { value = 1, source = "a" }
loose = { value = 20, source = "a" }
[tables.limits]
source = "a"
"7" = [0.5]
"""
COMMON = """
[numbers]
pinned = { value = 8, source = "a" }
common = { value = 3, source = "a" }
"""


@pytest.fixture(autouse=True)
def _unwatched() -> Iterator[None]:
    yield
    facts.read_facts = fact_files.read_facts


def test_numbers_that_no_test_holds(tmp_path: Path) -> None:
    own, shared = tmp_path / "pump.toml", tmp_path / "common.toml"
    own.write_text(DATA, "utf-8")
    shared.write_text(COMMON, "utf-8")
    quick = Quick([own, shared])
    pump = Facts.beside(str(tmp_path / "pump.py"))

    def pinned() -> None:
        assert (pump.number("pinned"), pump.number("common")) == (1, 3)

    def loosely() -> None:
        assert pump.number("loose") < 21
        assert pump.table("limits").rows

    def broken() -> None:
        assert pump.number("loose") == 0

    for call in (pinned, loosely, broken):
        quick.learn(call)
    quick.try_all()
    assert quick.tried == {own: 10, shared: 4}
    unnoticed = [(m.file.name, m.before, m.after) for m in quick.alive]
    assert unnoticed == [
        ("pump.toml", '"1"', '"2"'), ("pump.toml", '"1"', '"0"'), ("pump.toml", "20", "19"),
        ("pump.toml", '"7"', '"8"'), ("pump.toml", '"7"', '"6"'), ("pump.toml", "0.5", "0.6"),
        ("pump.toml", "0.5", "0.4"), ("common.toml", "8", "9"), ("common.toml", "8", "7"),
    ]  # fmt: skip
    assert (pump.number("loose"), pump.table("limits").numbers("7")) == (20, (Decimal("0.5"),))
