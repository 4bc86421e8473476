"""A store with registers, and the targets that come with the program."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from metrology.text import Text
from records.store import Store
from registers.capabilities import DEMANDS, Demand
from registers.change import Change
from registers.instruments import INSTRUMENTS, Instrument
from registers.organisations import DIVISIONS, Division
from services.register.book import changing
from services.targets.figures import KNOWN
from services.targets.items import Item
from services.targets.target_file import TargetFile, read_targets
from tests.console.conftest import CONFIG

DAY = date(2026, 11, 23)
VALID = {"verified_on": date(2026, 1, 1), "valid_until": date(2026, 12, 31), "result": "conform"}
Work = Callable[[Callable[[Change], Any]], Any]


@pytest.fixture(name="url")
def an_empty_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    url = str(tmp_path / "runs.sqlite")
    with closing(Store(url)):
        return url


@pytest.fixture(name="change")
def a_change(url: str) -> Work:
    return lambda work: changing(url, "V001", "test", work)


@pytest.fixture(name="file", scope="session")
def the_shipped_file() -> TargetFile:
    return read_targets(CONFIG / "targets.toml", KNOWN)


def instrument(n: int, **fields: Any) -> tuple[str, Instrument]:
    """An instrument under periodic verification."""
    given = {"name": "表", "serial": str(n), "mode": "periodic", "division": "530102001", "domain": "trade", **fields}
    return f"I{n:07d}", Instrument(**given)


def regions(c: Change) -> None:
    """Two prefectures, a cell of the demand that nothing serves."""
    c.put_many(DIVISIONS, [("5301", Division(name="昆明市")), ("5303", Division(name="曲靖市"))])
    cell = Demand(quantity="压力", unit="MPa", upper=Decimal(1), limit=Decimal("0.01"), division="530102")
    c.put_many(DEMANDS, [("D000001", cell)])


def instruments(c: Change, valid: int, of: int) -> None:
    """So many instruments, the first of them valid."""
    c.put_many(INSTRUMENTS, [instrument(n, **(VALID if n <= valid else {})) for n in range(1, of + 1)])


def items(good: int, of: int, what: str = "run") -> list[Item]:
    """So many items, the first of them counting."""
    return [Item(key=str(n), what=what, name=Text.same(str(n)), counts=n < good, runs=(f"run-{n}",)) for n in range(of)]
