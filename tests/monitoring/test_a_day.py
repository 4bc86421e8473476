"""Simulated days: what is read in time, what an outage leaves open, and how it is made good."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

from monitoring.reading import missing
from monitoring.sample import Certificate, Point
from monitoring.store import SampleStore
from tests.monitoring.plant import HOUR, MIDNIGHT, ZONE, hours, plant

OUTAGE = '[simulation]\noutages = [ { line = "a", after = 595, minutes = 10 } ]\n'


def test_a_day_with_an_outage_has_all_96_quarters_and_none_twice(tmp_path: Path) -> None:
    found = hours(plant(tmp_path, 2, OUTAGE), 24, MIDNIGHT)
    for meter in ("E-1", "E-2"):
        mine = [v for v in found if v.meter == meter]
        assert [v.instant for v in mine] == [int(MIDNIGHT + 900 * n) for n in range(1, 97)]
        assert Counter(v.flag for v in mine) == {"good": 95, "back-filled": 1}
        assert [v.value for v in mine] == sorted(v.value for v in mine)
    filled = [v for v in found if v.flag == "back-filled"]
    assert {v.instant for v in filled} == {int(MIDNIGHT + 10 * HOUR)}
    assert all(v.taken >= v.instant + 300 and v.simulated and v.unit == "kWh" for v in filled)


def test_what_the_meter_recorded_is_what_it_would_have_shown(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    with_outage, whole = hours(plant(tmp_path, 1, OUTAGE), 12), hours(plant(tmp_path / "whole"), 12)
    assert [(v.instant, v.value) for v in with_outage] == [(v.instant, v.value) for v in whole]


def test_a_quantity_without_a_record_is_a_gap_and_is_never_estimated(tmp_path: Path) -> None:
    file = plant(tmp_path, 1, OUTAGE)
    text = (tmp_path / "plant.toml").read_text("utf-8").replace("read = {", 'read = { voltage_l1 = "15min",')
    (tmp_path / "plant.toml").write_text(text, encoding="utf-8")
    file = type(file).model_validate({**_content(tmp_path), "folder": tmp_path})
    found = hours(file, 24, MIDNIGHT)
    volts = [v for v in found if v.quantity == "voltage_l1"]
    assert len(volts) == 95
    assert int(MIDNIGHT + 10 * HOUR) not in {v.instant for v in volts}
    assert sum(v.quantity == "active_energy_import" for v in found) == 96


def test_a_restart_fills_what_was_missed_meanwhile(tmp_path: Path) -> None:
    file = plant(tmp_path)
    before = hours(file, 2, MIDNIGHT)
    found = hours(file, 1, MIDNIGHT + 5 * HOUR)
    assert len(before) == 8
    assert [v.instant for v in found] == [int(MIDNIGHT + 900 * n) for n in range(1, 25)]
    assert [v.value for v in found] == sorted(v.value for v in found)
    assert Counter(v.flag for v in found) == {"good": 13, "back-filled": 11}
    store = SampleStore(file.database, read_only=True)
    try:
        assert missing(store, Point("E-1", "active_energy_import", "15min"), MIDNIGHT + 6 * HOUR, 0, ZONE) == []
    finally:
        store.close()


def test_a_clock_that_is_off_is_flagged_kept_and_moves_nothing(tmp_path: Path) -> None:
    found = hours(plant(tmp_path, 2, "[simulation]\nclocks = { E-2 = -75 }\n"), 2, MIDNIGHT)
    right, wrong = ([v for v in found if v.meter == m] for m in ("E-1", "E-2"))
    assert {(v.flag, v.skew) for v in right} == {("good", Decimal("0.0"))}
    assert {(v.flag, v.skew) for v in wrong} == {("skew", Decimal("-75.0"))}
    assert [v.instant for v in right] == [v.instant for v in wrong]


def test_a_sample_bears_the_certificate_of_its_day(tmp_path: Path) -> None:
    old, new = Certificate("OLD", "2024-01-01", "2026-11-23"), Certificate("NEW", "2026-11-24", "2028-11-23")
    found = hours(
        plant(tmp_path, periods='"60min"'), 48, MIDNIGHT,
        covering=lambda _, day: next((c for c in (old, new) if c.covers(day)), None),
    )  # fmt: skip
    numbers = [v.certificate.number if v.certificate else "" for v in found]
    assert numbers == ["OLD"] * 23 + ["NEW"] * 25


def test_a_day_and_a_month_begin_at_midnight_of_the_place(tmp_path: Path) -> None:
    found = hours(plant(tmp_path, periods='["day", "month"]'), 24 * 9, MIDNIGHT)
    assert [v.instant for v in found if v.period == "day"] == [int(MIDNIGHT + 24 * n * HOUR) for n in range(1, 10)]
    assert [v.instant for v in found if v.period == "month"] == [int(MIDNIGHT + 24 * 8 * HOUR)]


def _content(folder: Path) -> dict[str, object]:
    import tomllib

    return tomllib.loads((folder / "plant.toml").read_text("utf-8"))
