"""Temperatures of a lot: the logger's file, what breaks a lot, what it blocks, and its release."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from records.errors import RegisterError
from registers.errors import RegistersError
from registers.material_lots import LOTS, MaterialLot, StorageRecord, broken
from services.laboratory.gate_facts import facts
from services.materials.keeping import record, release
from services.materials.logger import read_logger, summed_up
from services.register.book import changing

D = Decimal
COLD = MaterialLot(name="镉", lower=D(2), upper=D(8), longest_gap=30)
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
BEGIN = datetime(2026, 11, 29, 8, tzinfo=UTC)


def logger(folder: Path, temperatures: str, *, name: str = "a.csv", step: int = 15, begin: datetime = BEGIN) -> Path:
    rows = [f"{begin + timedelta(minutes=step * n)},{t}" for n, t in enumerate(temperatures.split())]
    file = folder / name
    file.write_text("\n".join(["time,temperature", *rows]), "utf-8")
    return file


def why(lot: MaterialLot, *records: StorageRecord, now: datetime = NOW) -> list[str]:
    return [text.en for text in broken(lot, records, now)]


@pytest.mark.parametrize(("temperatures", "outside", "count"), [
    ("4 4 4 4", 0, 0), ("2 8 2 8", 0, 0), ("4 8.1 4 4", 30, 1), ("8.1 4 4 4", 15, 1), ("4 1.9 9 4", 45, 2),
])  # fmt: skip
def test_a_reading_outside_counts_to_the_readings_beside_it(
    tmp_path: Path, temperatures: str, outside: int, count: int
) -> None:
    found = summed_up(logger(tmp_path, temperatures), "L", COLD)
    assert (found.outside, found.outside_readings, found.readings) == (outside, count, 4)
    assert bool(why(COLD, found)) is bool(count)


def test_minutes_outside_that_are_allowed(tmp_path: Path) -> None:
    found = summed_up(logger(tmp_path, "4 8.1 4"), "L", COLD)
    for allowed, blocked in ((29, True), (30, False)):
        lot = MaterialLot(name="镉", lower=D(2), upper=D(8), longest_gap=30, outside=allowed)
        assert bool(why(lot, found)) is blocked


def test_gaps_within_and_between_records(tmp_path: Path) -> None:
    for step, blocked in ((30, False), (31, True)):
        found = summed_up(logger(tmp_path, "4 4", step=step), "L", COLD)
        assert bool(why(COLD, found)) is blocked
    first = summed_up(logger(tmp_path, "4 4"), "L", COLD)
    for minutes, blocked in ((45, False), (46, True)):  # 15 min after the beginning the first one ends
        later = summed_up(logger(tmp_path, "4 4", begin=BEGIN + timedelta(minutes=minutes)), "L", COLD)
        assert bool(why(COLD, later, first)) is blocked


def test_what_else_blocks_a_lot(tmp_path: Path) -> None:
    good = summed_up(logger(tmp_path, "4 4"), "L", COLD)
    assert why(COLD) == ["no temperature record"]
    assert why(MaterialLot(name="镉")) == []
    assert why(MaterialLot(name="镉", state="blocked", state_reason="cracked")) == ["blocked cracked"]
    lot = MaterialLot(name="镉", upper=D(8), longest_gap=30, newest_days=1)
    assert why(lot, good, now=BEGIN + timedelta(days=1, minutes=15)) == []
    assert "newest record" in why(lot, good, now=BEGIN + timedelta(days=1, minutes=16))[0]


def test_a_lot_that_cannot_be_entered() -> None:
    assert MaterialLot(name="镉", lower=D(8), upper=D(8), longest_gap=1).problems() == []
    assert [p.field for p in MaterialLot(name="镉", lower=D(9), upper=D(8), longest_gap=1).problems()] == ["upper"]
    assert [p.field for p in MaterialLot(name="镉", upper=D(8)).problems()] == ["longest_gap"]
    assert [p.field for p in MaterialLot().problems()] == ["name"]


@pytest.mark.parametrize(("content", "says"), [
    ("time,humidity\n", "no column 'temperature'"),
    ("time,temperature\n2026-11-29 08:00,4\n", "two readings"),
    ("time,temperature\n2026-11-29 08:00,4\n2026-11-29 08:00,4\n", "line 3: the time is not later"),
    ("time,temperature\n29.11.2026,4\n", "line 2: time '29.11.2026'"),
    ("time,temperature\n2026-11-29 08:00,\n", "line 2: temperature ''"),
    ("time,temperature\n2026-11-29 08:00,NaN\n", "line 2: temperature 'NaN'"),
    ("time,temperature\n2026-11-29 08:00\n", "line 2: 1 cells"),
])  # fmt: skip
def test_a_file_that_cannot_be_used(tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "x.csv"
    file.write_text(content, "utf-8")
    with pytest.raises(RegisterError) as refused:
        read_logger(file)
    assert says in str(refused.value)


def test_chinese_heads_full_width_digits_and_further_columns(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("序号,时间,温度\n1,2026/11/29　08:00,４．１\n\n2,2026-11-29 08:15:30,-4.2\n", "utf-8")
    assert [one.temperature for one in read_logger(file)] == [D("4.1"), D("-4.2")]


def test_a_record_that_is_broken_blocks_until_it_is_released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    monkeypatch.chdir(tmp_path)
    url = str(tmp_path / "runs.sqlite")
    lot = MaterialLot(name="镉", standard="GBW-01", upper=D(8), longest_gap=30)
    changing(url, "V001", "", lambda change: change.add(LOTS, lot, "RM-1"))
    assert facts(url).materials[0].reasons[0].en == "no temperature record"
    key, reasons = record(url, "RM-1", logger(tmp_path, "4 9 4"), "V001", "")
    assert "1 readings outside" in reasons[0].en
    (kept,) = facts(url).materials
    assert (kept.lot, kept.standard, len(kept.reasons)) == ("RM-1", "GBW-01", 1)
    with pytest.raises(RegistersError, match="entered already"):
        record(url, "RM-1", tmp_path / "a.csv", "V001", "")
    with pytest.raises(RegistersError, match="overlaps"):
        record(url, "RM-1", logger(tmp_path, "4 4", name="b.csv"), "V001", "")
    with pytest.raises(RegistersError, match="needs a reason"):
        release(url, key, "A001", " ")
    assert release(url, key, "A001", "logger fell out") == []
    assert facts(url).materials[0].reasons == ()
    with pytest.raises(RegistersError, match="released already"):
        release(url, key, "A001", "again")
