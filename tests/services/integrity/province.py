"""A few units with instruments, written to the registers on days of the past."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from records.keys import station_key
from records.register_changes import Reason
from records.store import Store
from registers.book import Book
from registers.change import Change
from registers.instruments import INSTRUMENTS, Instrument
from registers.organisations import ORGANISATIONS, Organisation
from registers.verifications import VERIFICATIONS, Verification
from services.integrity.judging import Asked, Explained, Judged, explained, judged
from services.integrity.policy import Policy, read_policy

MARKET, HEAT = "9153010200000001AK", "9153010300000002A3"
DAY = date(2026, 6, 30)


class Province(NamedTuple):
    """A store.

    Attributes:
        url: The store.
        on: Writes to the registers as on a day.
        policy: The shipped policy.
    """

    url: str
    on: Callable[[date, Callable[[Change], Any]], Any]
    policy: Policy

    def unit(self, code: str, day: date = DAY, known: date | None = None) -> Explained:
        return explained(self.url, code, Asked(day, known), self.policy)

    def score(self, code: str, day: date = DAY, known: date | None = None) -> str:
        return str(self.unit(code, day, known).row.score.to_dict()["score"])

    def all(self, day: date = DAY, known: date | None = None) -> Judged:
        return judged(self.url, Asked(day, known), self.policy)

    def facts(self, code: str, day: date = DAY, known: date | None = None) -> list[str]:
        return [p.fact.id for line in self.unit(code, day, known).row.score.lines for p in line.points]


@contextmanager
def province(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Province]:
    """Two units: a market with ten scales, all verified until 2026-12-31, and a heating company without any."""
    monkeypatch.setenv("STEELYARD_KEYS", str(folder / "keys"))
    monkeypatch.setenv("STEELYARD_PERSON", "C001")
    key = station_key()
    url = str(folder / "runs.sqlite")
    Store(url, "NORMAL").close()

    def on(day: date, work: Callable[[Change], Any]) -> Any:
        store = Store(url, "NORMAL")
        with monkeypatch.context() as patched:
            patched.setattr("registers.book.utc_now", lambda: datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
            found = Book(store).change(key, Reason("C001", "test"), work)
        store.close()
        return found

    def begin(change: Change) -> None:
        rows = (("U1", "示范市第一农贸市场", MARKET), ("U2", "示范热力有限公司", HEAT), ("U3", "王记杂货铺", ""))
        change.put_many(ORGANISATIONS, [(k, Organisation(name=n, credit_code=c)) for k, n, c in rows])
        change.put_many(INSTRUMENTS, [(f"I{n}", scale(n)) for n in range(1, 11)])

    on(date(2025, 1, 10), begin)
    yield Province(url, on, read_policy())


def scale(n: int, **more: Any) -> Instrument:
    """A scale of the market."""
    usual: dict[str, Any] = {
        "name": "电子秤", "maker": "M", "model": "A", "serial": f"S{n}", "owner": "U1", "mode": "periodic",
        "verified_on": date(2025, 1, 5), "valid_until": date(2026, 12, 31), "result": "conform",
    }  # fmt: skip
    return Instrument(**{**usual, **more})


def verified(n: int, on: date, outcome: str = "not_conform", **more: Any) -> tuple[str, Verification]:
    """A verification of a scale, and its run."""
    said: dict[str, Any] = {"instrument": f"I{n}", "on": on, "outcome": outcome, "owner": "U1"}
    return f"R{n}-{on}", Verification(**{**said, **more})


def enter(*rows: tuple[str, Verification]) -> Callable[[Change], None]:
    """Enters verifications."""
    return lambda change: change.put_many(VERIFICATIONS, list(rows))
