"""Values of an OPC UA server: value, status code and source time stamp become a value with its flags, or a reason."""

import asyncio
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from asyncua import ua

from drivers.errors import InstrumentError
from monitoring.clock import WallClock
from monitoring.monitor_file import MonitorFile, load_monitor
from monitoring.monitoring import Monitor
from monitoring.owner import Taken
from monitoring.owners import owner_of
from monitoring.reading import values
from monitoring.sample import Point, flagged
from tests.monitoring.opcua_server import Plant, opcua_server

pytestmark = pytest.mark.systems  # a server of OPC UA

FILE = """
[monitor]
name = "scada"
[store]
path = "scada.sqlite"
[lines.scada]
address = "opc.tcp://127.0.0.1:{port}/"
timeout = 2
[meters.E-1]
driver = "opcua"
line = "scada"
read = {{ active_energy_import = "15min", active_power = "15min" }}
[meters.E-1.where]
active_energy_import = {{ node = "ns=2;s=E", unit = "kWh" }}
active_power = {{ node = "ns=2;s=P", unit = "W" }}
"""
ENERGY, POWER = (Point("E-1", q, "15min") for q in ("active_energy_import", "active_power"))


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def plant(port: int) -> Iterator[Plant]:
    with opcua_server(port) as served:
        assert served.space == 2
        served.add("E", 812.375)
        served.add("P", 0.1, ua.VariantType.Float)
        served.add("H", 0.0)
        served.keep_history("H")
        yield served


@pytest.fixture
def file(tmp_path: Path, port: int) -> MonitorFile:
    (tmp_path / "scada.toml").write_text(FILE.format(port=port), encoding="utf-8")
    return load_monitor(tmp_path / "scada.toml")


def read(file: MonitorFile, *points: Point, instant: float | None = None) -> list[Taken]:
    owner = owner_of(file, "scada", file.lines["scada"].address, time.time)
    owner.fit()
    try:
        return owner.read(dict.fromkeys(points, int(instant or time.time())))
    finally:
        owner.close()


def test_values_have_the_digits_and_the_time_stamp_of_the_server(plant: Plant, file: MonitorFile) -> None:
    at = datetime.now(UTC) - timedelta(seconds=7)
    plant.show("E", 812.375, at=at)
    energy, power = read(file, ENERGY, POWER)
    assert energy.reading is not None
    assert power.reading is not None
    assert (energy.reading.value, energy.reading.unit) == (Decimal("812.375"), "kWh")
    assert energy.at == pytest.approx(at.timestamp(), abs=0.001)
    assert (power.reading.value, power.reading.unit) == (Decimal("0.1"), "W")
    assert energy.doubts == ()


@pytest.mark.parametrize(("code", "flag"), [
    (ua.StatusCodes.UncertainLastUsableValue, "uncertain"),
    (ua.StatusCodes.UncertainSensorNotAccurate, "uncertain"),
    (ua.StatusCodes.GoodClamped, "good"),
])  # fmt: skip
def test_a_status_that_is_uncertain_is_a_flag(plant: Plant, file: MonitorFile, code: int, flag: str) -> None:
    plant.show("E", 5.5, code)
    (found,) = read(file, ENERGY)
    assert found.reading is not None
    assert flagged("good", None, 60, found.doubts) == flag
    plant.show("E", 5.5)


@pytest.mark.parametrize("code", [ua.StatusCodes.BadSensorFailure, ua.StatusCodes.BadNoCommunication])
def test_a_bad_status_gives_no_value_and_says_which(plant: Plant, file: MonitorFile, code: int) -> None:
    plant.show("E", 5.5, code)
    (found,) = read(file, ENERGY)
    assert found.reading is None
    assert found.problem == f"the server gives no value: {ua.StatusCode(code).name}"
    plant.show("E", 5.5)


def test_an_old_time_stamp_is_stale_and_one_of_the_future_is_not_used(plant: Plant, file: MonitorFile) -> None:
    now = time.time()
    plant.show("E", 5.5, at=datetime.now(UTC) - timedelta(seconds=1000))
    assert read(file, ENERGY, instant=now)[0].doubts == ("stale",)
    plant.show("E", 5.5, at=datetime.now(UTC) + timedelta(hours=8))
    assert read(file, ENERGY)[0].at <= time.time()


@pytest.mark.parametrize("shown", ["off", float("nan"), float("inf"), True])
def test_what_is_no_number_is_no_value(plant: Plant, file: MonitorFile, shown: object) -> None:
    plant.add(f"X{shown}", shown)
    text = FILE.replace("s=E", f"s=X{shown}")
    path = file.folder / "scada.toml"
    path.write_text(text.format(port=file.lines["scada"].address.rpartition(":")[2].strip("/")), encoding="utf-8")
    (found,) = read(load_monitor(path), ENERGY)
    assert found.reading is None
    assert found.problem.startswith("the node is no number")


def test_what_the_server_kept_fills_a_gap_with_the_value_in_force(plant: Plant, file: MonitorFile) -> None:
    now = int(time.time()) // 900 * 900
    for seconds, value in ((-2000, 10.0), (-1000, 11.0), (-850, 12.0), (0, 13.0), (1, 14.0)):
        plant.show("H", value, at=datetime.fromtimestamp(now + seconds, UTC))
    plant.kept("H", 14.0)
    path = file.folder / "scada.toml"
    path.write_text(path.read_text("utf-8").replace("s=E", "s=H"), encoding="utf-8")
    found = load_monitor(path)
    owner = owner_of(found, "scada", found.lines["scada"].address, time.time)
    try:
        there = owner.recorded(ENERGY, [now - 9000, now - 900, now])
        assert {i: t and t.reading and t.reading.value for i, t in there.items()} == {
            now - 9000: None, now - 900: Decimal("11.0"), now: Decimal("13.0"),
        }  # fmt: skip
        assert owner.recorded(POWER, [now]) == {now: None}  # no history is kept of it
        assert abs(owner.skew("E-1") or 0) <= 1
    finally:
        owner.close()


def test_a_server_that_is_away_is_a_reason_and_it_is_found_again(file: MonitorFile) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        away = free.getsockname()[1]
    (file.folder / "scada.toml").write_text(FILE.format(port=away), encoding="utf-8")
    found = load_monitor(file.folder / "scada.toml")
    owner = owner_of(found, "scada", found.lines["scada"].address, time.time)
    try:
        assert "The server does not answer" in owner.read({ENERGY: int(time.time())})[0].problem
        with pytest.raises(InstrumentError):
            owner.skew("E-1")
        with opcua_server(away) as served:
            served.add("E", 3.25)
            (taken,) = owner.read({ENERGY: int(time.time())})
            assert taken.reading is not None
            assert taken.reading.value == Decimal("3.25")
    finally:
        owner.close()


def test_a_monitor_keeps_what_a_server_shows(plant: Plant, file: MonitorFile) -> None:
    plant.show("E", 99.125)
    monitor = Monitor(file, WallClock())
    try:
        asyncio.run(monitor.run(once=True))
        kept = {v.quantity: (v.value, v.unit, v.flag) for v in values(monitor.store, 0, 1e11)}
    finally:
        monitor.close()
    assert kept == {
        "active_energy_import": (Decimal("99.125"), "kWh", "good"), "active_power": (Decimal("0.1"), "W", "good"),
    }  # fmt: skip


def test_a_node_that_is_written_wrongly_is_refused_before_anything_is_opened(file: MonitorFile) -> None:
    path = file.folder / "scada.toml"
    path.write_text(path.read_text("utf-8").replace("ns=2;s=E", "E one"), encoding="utf-8")
    found = load_monitor(path)
    with pytest.raises(InstrumentError, match="is no node for active_energy_import"):
        owner_of(found, "scada", found.lines["scada"].address, time.time).fit()
