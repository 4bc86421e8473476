"""The quality of a month, from what a monitor kept."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from metrology.data_quality import Agreement
from monitoring.data_quality import counts_up
from monitoring.errors import MonitorError
from monitoring.monitor_file import load_monitor
from monitoring.sample import Point, Sample
from monitoring.store import SampleStore
from services.monitoring.periods import span
from services.monitoring.quality import as_row, quality
from tests.monitoring.plant import HOUR, MIDNIGHT, hours, plant

NOVEMBER = MIDNIGHT - 22 * 24 * HOUR
DAY = Point("E-1", "active_energy_import", "day")
MONTH = Point("E-1", "active_energy_import", "month")


@pytest.mark.parametrize(("minutes", "received", "rate", "ok"), [(130, 87, "90.62", True), (145, 86, "89.58", False)])
def test_87_of_96_pass_and_86_fail(tmp_path: Path, minutes: int, received: int, rate: str, ok: bool) -> None:
    """A voltage has no record of its own, so that an outage leaves gaps."""
    outage = f'[simulation]\noutages = [ {{ line = "a", after = 595, minutes = {minutes} }} ]\n'
    plant(tmp_path, 1, f"[limits]\nretry = 600\n{outage}")
    path = tmp_path / "plant.toml"
    path.write_text(path.read_text("utf-8").replace("active_energy_import", "voltage_l1"), encoding="utf-8")
    hours(load_monitor(path), 24, MIDNIGHT)
    (found,) = quality(path, "2026-11", MIDNIGHT + 24 * HOUR)
    row = as_row(found)
    assert (row["expected"], row["received"], row["rate"], row["complete"]) == (96, received, rate, ok)
    assert found.failed is not ok


def month(folder: Path, last: str) -> list[Agreement | None]:
    """A register that goes on by 10 kWh a day for 30 days, and the register of the month."""
    file = plant(folder, periods='["day", "month"]')
    store = SampleStore(file.database)
    store.begin("plant-1", "Asia/Shanghai", file.points(), NOVEMBER - 1)
    days = [(NOVEMBER + 24 * HOUR * n, Decimal(1000 + 10 * n)) for n in range(31)]
    samples = [Sample(DAY, int(i), v, "kWh", "good", i + 1) for i, v in days]
    months = [(NOVEMBER, Decimal(1000)), (NOVEMBER + 30 * 24 * HOUR, Decimal(last))]
    store.keep([*samples, *(Sample(MONTH, int(i), v, "kWh", "good", i + 1) for i, v in months)])
    store.close()
    return [q.agreement for q in quality(folder / "plant.toml", "2026-11", NOVEMBER + 31 * 24 * HOUR)]


@pytest.mark.parametrize(("last", "ok"), [("1300", True), ("1285.8", True), ("1285.7", False), ("1315.8", False)])
def test_days_are_held_against_the_month(tmp_path: Path, last: str, ok: bool) -> None:
    days, months = month(tmp_path, last)
    assert days is not None
    assert (days.daily, days.monthly) == (Decimal(300), Decimal(last) - 1000)
    assert days.met is ok
    assert months is None


def test_a_month_that_is_not_over_is_not_compared(tmp_path: Path) -> None:
    month(tmp_path, "1300")
    found = quality(tmp_path / "plant.toml", "2026-11", NOVEMBER + 10 * 24 * HOUR)
    assert [q.agreement for q in found] == [None, None]
    assert found[0].completeness == (10, 10)


def test_a_day_that_was_read_late_is_not_punctual(tmp_path: Path) -> None:
    file = plant(tmp_path, periods='"day"')
    store = SampleStore(file.database)
    store.begin("plant-1", "Asia/Shanghai", file.points(), NOVEMBER)
    late = Sample(DAY, int(NOVEMBER + 24 * HOUR), Decimal(1), "kWh", "late", NOVEMBER + 24 * HOUR + 61)
    filled = Sample(DAY, int(NOVEMBER + 48 * HOUR), Decimal(2), "kWh", "back-filled", 1e10, skew=Decimal("-3.0"))
    store.keep([filled])
    (found,) = quality(tmp_path / "plant.toml", "2026-11", MIDNIGHT)
    assert found.punctuality is not None
    assert (found.punctuality.worst, found.punctuality.met) == (Decimal("3.0"), True)
    store.keep([late])
    (found,) = quality(tmp_path / "plant.toml", "2026-11", MIDNIGHT)
    assert found.punctuality is not None
    assert (found.punctuality.worst, found.punctuality.met, found.failed) == (Decimal("61.0"), False, True)
    store.close()


def test_another_form_of_a_month_is_refused(tmp_path: Path) -> None:
    plant(tmp_path)
    with pytest.raises(MonitorError, match="is no month"):
        quality(tmp_path / "plant.toml", "November", 0)


def test_a_month_to_come_is_refused_and_a_flow_does_not_count_up(tmp_path: Path) -> None:
    file = plant(tmp_path)
    hours(file, 1, MIDNIGHT)
    with pytest.raises(MonitorError, match="2027-01 has not begun"):
        quality(tmp_path / "plant.toml", "2027-01", MIDNIGHT + HOUR)
    assert [counts_up(q) for q in ("volume", "active_energy_import", "volume_flow")] == [True, True, False]


def test_a_period_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    plant(tmp_path)
    first, last = datetime(2026, 11, 30), datetime(2026, 11, 1)  # noqa: DTZ001  days of the place
    with pytest.raises(MonitorError, match="2026-11-30 to 2026-11-01: the period ends before it begins"):
        span(tmp_path / "plant.toml", first, last)
    assert span(tmp_path / "plant.toml", last, last)[0] < span(tmp_path / "plant.toml", None, first)[1]
