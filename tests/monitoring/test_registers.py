"""A counting register that shows less than before: refused or kept as doubtful; an overflow is stated."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from monitoring.errors import MonitorError
from monitoring.identities import note_serial, serials_of
from monitoring.monitor_file import load_monitor
from monitoring.register_steps import steps_of
from monitoring.registers import Registers
from monitoring.sample import Point
from monitoring.shared import Told
from monitoring.store import SampleStore
from services.monitoring.by_hand import enter
from services.monitoring.certificates import Covering
from services.monitoring.kept import events, measured
from services.monitoring.stepping import Stated, replaced, rollover, withdraw
from tests.monitoring.plant import MIDNIGHT, ZONE, hours, plant

FILE = """
[monitor]
name = "works"
[store]
path = "works.sqlite"
[meters.C-1]
driver = "manual"
read = { volume = ["day", "60min"], active_energy_combined = "day", flow_temperature = "day" }
"""
DAY = 86_400


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "works.toml"
    path.write_text(FILE, encoding="utf-8")
    file = load_monitor(path)
    store = SampleStore(file.database)
    store.begin("works", file.monitor.zone, file.points(), MIDNIGHT - 40 * DAY)
    store.close()
    return path


def by_hand(path: Path, day: int, value: str, reason: str = "", **other: str) -> bool:
    named = {"meter": "C-1", "quantity": "volume", "period": "day", "unit": "m³", "by": "A001"} | other
    instant = f"2026-11-{day:02d}T00:00"
    return enter(path, Covering(load_monitor(path), ""), instant=instant, value=value, reason=reason, **named)


def kept(path: Path) -> list[tuple[str, str]]:
    """Values as other services take them, with their flags."""
    begin, end = (datetime.fromtimestamp(MIDNIGHT + days * DAY, ZONE) for days in (-30, 30))
    return [(str(v.value), v.flag) for v in measured(path, begin, end)]


def of(day: int, reason: str = "job 12", quantity: str = "volume") -> Stated:
    unit = "m³" if quantity == "volume" else "℃"
    return Stated("C-1", quantity, f"2026-11-{day:02d}T00:00", unit, reason, "A001")


def test_a_reading_below_the_one_before_is_refused_or_doubtful(path: Path) -> None:
    assert by_hand(path, 20, "812.4")
    with pytest.raises(MonitorError, match=r"11.5 m³ is less than 812.4 m³ of 2026-11-20T00:00") as refused:
        by_hand(path, 21, "11.5")
    assert "rollover" in str(refused.value)
    with pytest.raises(MonitorError, match="is more than"):
        by_hand(path, 19, "812.5", period="60min")
    with pytest.raises(MonitorError, match="is less than"):
        by_hand(path, 21, "811000", unit="L")
    assert by_hand(path, 21, "812.4")
    assert by_hand(path, 22, "0.5", "the face is dirty, photo 17")
    assert kept(path) == [("812.4", "manual"), ("812.4", "manual"), ("0.5", "manual+doubtful")]


def test_what_may_fall_is_not_held_against_it(path: Path) -> None:
    for quantity, unit in (("flow_temperature", "℃"), ("active_energy_combined", "kWh")):
        assert by_hand(path, 20, "20", quantity=quantity, unit=unit)
        assert by_hand(path, 21, "10", quantity=quantity, unit=unit)


def test_an_overflow_that_is_stated_counts_on(path: Path) -> None:
    by_hand(path, 20, "99990.5")
    with pytest.raises(MonitorError, match="is not above"):
        rollover(path, of(21), "99990")
    with pytest.raises(MonitorError, match="--reason"):
        rollover(path, of(21, " "), "100000")
    rollover(path, of(21), "100000")
    assert by_hand(path, 21, "2.5")
    assert by_hand(path, 22, "3.5")
    assert kept(path) == [("99990.5", "manual"), ("100002.5", "manual"), ("100003.5", "manual")]
    withdraw(path, of(21))
    assert [value for value, _ in kept(path)] == ["99990.5", "2.5", "3.5"]
    with pytest.raises(MonitorError, match="nothing was stated"):
        withdraw(path, of(21))


def test_another_meter_counts_on_from_the_last_value_of_the_old_one(path: Path) -> None:
    by_hand(path, 20, "812.4")
    by_hand(path, 21, "1.2", "read before anybody said that the meter is another")
    with pytest.raises(MonitorError, match="it still shows less"):
        replaced(path, of(21), "13", "0.2")
    replaced(path, of(21), "813.0", "0.2")
    assert [value for value, _ in kept(path)] == ["812.4", "814.0"]
    replaced(path, of(21), "813.5", "0.2")  # corrected: the newest counts
    assert [value for value, _ in kept(path)] == ["812.4", "814.5"]
    store = SampleStore(path.with_name("works.sqlite"), read_only=True)
    assert [(s.kind, s.amount, s.by) for s in steps_of(store)] == [("replaced", Decimal("813.3"), "A001")]
    store.close()


def test_the_register_of_another_quantity_has_no_steps(path: Path) -> None:
    by_hand(path, 20, "20", quantity="flow_temperature", unit="℃")
    with pytest.raises(MonitorError, match="name one of: C-1 volume"):
        rollover(path, of(21, quantity="flow_temperature"), "100")


def test_a_register_that_is_read_by_wire_and_falls_is_noticed_once() -> None:
    seen = Registers()
    energy, daily = (Point("E-1", "active_energy_import", period) for period in ("15min", "day"))

    def falls(at: int, value: str, point: Point = energy, unit: str = "kWh") -> bool:
        return seen.falls(point, at, Decimal(value), unit)

    assert [falls(900, "999999.99"), falls(1800, "0.02"), falls(1800, "0.02", daily)] == [False, True, True]
    assert [falls(2700, "0.03"), falls(900, "5"), falls(3600, "30", unit="Wh")] == [False, False, False]
    assert [falls(4500, "29", unit="Wh"), falls(5400, "1", Point("E-1", "voltage_l1", "15min"), "V")] == [True, False]


def test_another_meter_at_the_same_address_is_noticed_behind_a_restart_too(tmp_path: Path) -> None:
    """Its first value is doubtful although it is higher: a used meter may show more than the one before."""
    file, told = plant(tmp_path), list[str]()
    assert [v.flag for v in hours(file, 1)] == ["good"] * 4
    store = SampleStore(file.database)
    assert serials_of(store) == {"E-1": "000000000001"}
    note_serial(store, "E-1", "000000000007", MIDNIGHT + 3600, None)
    store.close()
    found = hours(file, 1, MIDNIGHT + 3599, Told(room=lambda text: told.append(text.en)))
    assert [v.flag for v in found[4:]] == ["doubtful", "good", "good", "good"]
    assert len(told) == 1
    assert told[0].startswith("E-1: meter 000000000001 answers, before it was 000000000007; if it was replaced, state")
    assert [e["en"] for e in events(tmp_path / "plant.toml", 9)] == told
