"""Samples leave as tables that hold what was kept, digit for digit."""

import csv
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from monitoring.errors import MonitorError
from monitoring.sample import Certificate, Point, Sample
from monitoring.store import SampleStore
from services.monitoring import exporting
from services.monitoring.exporting import export, export_months
from services.monitoring.kept import measured
from tests.monitoring.plant import HOUR, MIDNIGHT, ZONE, plant

DAYS = Point("E-1", "active_energy_import", "day")
CERTIFICATE = Certificate("JL-1", "2026-01-01", "2027-12-31")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Sixty days of a register, of which the first was back-filled and the second has no certificate."""
    file = plant(tmp_path, periods='"day"')
    store = SampleStore(file.database)
    store.begin("plant-1", "Asia/Shanghai", file.points(), MIDNIGHT)
    store.keep([
        Sample(
            DAYS, int(MIDNIGHT + 24 * HOUR * n), Decimal("1000.10") + n, "kWh", "good" if n > 1 else "back-filled",
            MIDNIGHT + 24 * HOUR * n + 2, skew=Decimal("-3.0"), certificate=None if n == 2 else CERTIFICATE,
        ) for n in range(1, 61)
    ])  # fmt: skip
    store.close()
    return tmp_path / "plant.toml"


def test_a_csv_holds_every_sample_with_the_time_of_the_place(path: Path) -> None:
    target = path.with_name("all.csv")
    assert export(path, target, 0, 1e11) == 60
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 60
    assert (rows[0]["instant"], rows[0]["value"], rows[0]["flag"]) == (
        "2026-11-24T00:00:00+08:00", "1001.10", "back-filled",
    )  # fmt: skip
    assert [r["certificate"] for r in rows[:3]] == ["JL-1", "", "JL-1"]


def test_a_file_for_each_month_of_the_place_answers_questions(path: Path) -> None:
    folder = path.with_name("months")
    assert export_months(path, folder, 0, 1e11) == {"2026-11": 7, "2026-12": 31, "2027-01": 22}
    asked = f"SELECT count(*), max(number) - min(number), min(value) FROM '{folder}/*.parquet' WHERE meter = 'E-1'"
    assert duckdb.sql(asked).fetchall()[0] == (60, pytest.approx(59.0), "1001.10")
    first = duckdb.sql(f"SELECT min(instant) FROM '{folder}/2026-12.parquet'").fetchall()
    assert first == [("2026-12-01T00:00:00+08:00",)]


def test_only_a_part_is_written_where_only_a_part_is_asked_for(path: Path) -> None:
    begin = MIDNIGHT + 24 * HOUR * 3
    assert export(path, path.with_name("part.parquet"), begin, begin + 24 * HOUR) == 1
    assert export_months(path, path.with_name("none"), 0, 1) == {}


def test_an_export_that_fails_leaves_no_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> dict[str, str]:
        raise OSError("no room")

    monkeypatch.setattr(exporting, "_row", broken)
    with pytest.raises(OSError, match="no room"):
        export(path, path.with_name("all.csv"), 0, 1e11)
    assert not [p for p in path.parent.iterdir() if "all.csv" in p.name]


def test_another_kind_of_file_is_refused(path: Path) -> None:
    with pytest.raises(MonitorError, match=r"\.csv or \.parquet"):
        export(path, path.with_name("all.xls"), 0, 1e11)


def test_other_services_read_values_with_their_flags(path: Path) -> None:
    begin = datetime(2026, 11, 24, tzinfo=ZONE)
    found = list(measured(path, begin, datetime(2026, 11, 26, tzinfo=ZONE)))
    assert [(m.meter, m.quantity, m.value, m.unit, m.flag) for m in found] == [
        ("E-1", "active_energy_import", Decimal("1001.10"), "kWh", "back-filled"),
        ("E-1", "active_energy_import", Decimal("1002.10"), "kWh", "good"),
    ]
    assert found[0].instant == begin
