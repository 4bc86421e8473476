"""Errors of an instrument are compared over its runs, registered or not; a changed run is named and left out."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from records.journal import Journal
from records.keys import StationKey
from records.register_changes import Reason
from records.store import Store
from registers.book import Book
from registers.instruments import INSTRUMENTS, Instrument
from services.instrument_history import instrument_history
from services.statistics.trend import pass_trend
from tests.real_runs import DAY, performed

BAD = "indication/up/0.8MPa/after"


@dataclass
class Kept:
    url: str
    serial: str


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """Two runs of one gauge, the later one with a bad point; the gauge is registered under P1."""
    store, key = (
        Store(str(tmp_path_factory.mktemp("i") / "s.sqlite"), "NORMAL"),
        StationKey(Ed25519PrivateKey.generate()),
    )
    subject = None
    for run, day, given in (("20251120-1", "2025-11-20", {}), ("20261120-2", "2026-11-20", {BAD: "0.85"})):
        journal = Journal(store, run, key)
        for event in performed("JJG 52", given):
            body = {**event.body, **({"date": day} if event.kind == "opened" else {})}
            subject = body["subject"] if event.kind == "opened" else subject
            journal.append(event.kind, body, event.address)
        journal.close()
    assert subject is not None
    names = {n: subject[n] for n in ("maker", "model", "serial")}
    row = Instrument(
        name="压力表", code="L-7", mode="periodic", verified_on=DAY, valid_until=DAY, result="conform", **names
    )
    other = Instrument(name="压力表", code="L-8", mode="periodic", maker="别厂", model="Z", serial=names["serial"])
    Book(store).change(key, Reason("V001", "test"), lambda c: c.put_many(INSTRUMENTS, [("P1", row), ("P2", other)]))
    yield Kept(str(store.engine.url.database), names["serial"])
    store.close()


def test_errors_are_compared_point_by_point_and_run_by_run(kept: Kept) -> None:
    one = instrument_history(kept.url, "L-7", DAY)
    assert (one.key, one.serial, one.days) == ("P1", kept.serial, 0)
    assert [r["run"] for r in one.runs] == ["20261120-2", "20251120-1"]
    point = next(p for p in one.points if p.label.en.startswith("0.8 MPa") and p.found[-1].outcome == "not_conform")
    good, bad = point.found
    assert (good.day, good.outcome, bad.day) == ("2025-11-20", "conform", "2026-11-20")
    assert float(bad.value) == pytest.approx(0.05)
    assert bad.share == pytest.approx(100 * 0.05 / float(bad.upper))
    assert good.share == 0
    assert [past.version for past in one.changes] == [1]


def test_a_number_on_two_instruments_names_both(kept: Kept) -> None:
    one = instrument_history(kept.url, kept.serial, DAY)
    assert (one.key, one.several) == ("", ("P1", "P2"))
    assert len(one.runs) == 2  # the runs bear the serial number alone
    other = instrument_history(kept.url, "P2", DAY)
    assert (other.runs, other.points) == ((), ())  # another maker's


def test_what_nobody_knows_has_nothing(kept: Kept, tmp_path: Path) -> None:
    one = instrument_history(kept.url, "nobody's", DAY)
    assert (one.key, one.runs, one.points, one.several) == ("", (), (), ())
    assert instrument_history(str(tmp_path / "none.sqlite"), "1", DAY).runs == ()


def test_a_run_that_was_changed_is_named_and_left_out(kept: Kept, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    with sqlite3.connect(kept.url) as source, sqlite3.connect(copy) as target:
        source.backup(target)
        target.execute("DROP TRIGGER block_no_update")
        target.execute("UPDATE block SET signature = '' WHERE seq = 0 AND run = '20251120-1'")
    one = instrument_history(str(copy), "P1", DAY)
    assert one.unread == ("20251120-1",)
    assert {f.run for p in one.points for f in p.found} == {"20261120-2"}


def test_the_trend_ends_with_the_month_that_is_asked_for(kept: Kept) -> None:
    trend = pass_trend(kept.url, "2026-02", 3)
    assert [row["month"] for row in trend] == ["2025-12", "2026-01", "2026-02"]
    assert {row["as_left"]["whole"] for row in trend} == {0}
