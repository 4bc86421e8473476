"""A register map leaves nothing to be guessed, and its proof tells a wrong order on the meter itself."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.codecs.modbus_values import Layout, number, registers
from drivers.errors import BadReply, InstrumentError, Reported
from drivers.meters.modbus_map import MapError, load_map
from drivers.simulation import catalogue
from drivers.simulation.time import VirtualTime

SHIPPED = Path(__file__).parents[3] / "config/registers/simulated-meter.toml"
ORDERS = ("high_first", "low_first")


def changed(folder: Path, *changes: tuple[str, str]) -> Path:
    """The shipped map with some text replaced."""
    text = SHIPPED.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "map.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('words = "high_first"\n', ""), "words"),
        (('octets = "high_first"', 'octets = "network"'), "octets"),
        (('scale = "0.01"', "scale = 0.01"), "as text"),
        (('type = "float32"\nvalue = "230.5"', 'type = "uint16"\nvalue = "258"'), "nothing about the order of words"),
        (('value = "230.5"', 'value = "0"'), "proves nothing"),
        (("[registers.active_power]", "[registers.happiness]"), "no quantities happiness"),
        (('source = "drivers/simulation/meter_modbus.py"\n', ""), "source"),
    ],
)
def test_a_map_that_leaves_something_open_is_refused(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    with pytest.raises(MapError, match=message):
        load_map(changed(tmp_path, change))


@pytest.mark.parametrize("wrong", ["words", "octets"])
def test_a_wrong_order_is_noticed_before_anything_is_read(
    metered: Callable[..., Any], world: VirtualTime, tmp_path: Path, wrong: str
) -> None:
    path = changed(tmp_path, (f'{wrong} = "high_first"', f'{wrong} = "low_first"'))
    with metered("modbus_meter", catalogue.alone("modbus_meter", world), {"map": str(path)}) as meter:
        with pytest.raises(BadReply, match=r"the map says 230\.5"):
            meter.identity()
        with pytest.raises(BadReply):
            meter.reading("active_energy_import")


def test_a_register_that_the_meter_does_not_have(
    metered: Callable[..., Any], world: VirtualTime, tmp_path: Path
) -> None:
    path = changed(tmp_path, ("address = 130", "address = 900"))
    with metered("modbus_meter", catalogue.alone("modbus_meter", world), {"map": str(path)}) as meter:
        meter.identity()
        with pytest.raises(Reported, match="illegal data address"):
            meter.reading("active_power")
        with pytest.raises(InstrumentError, match="no register"):
            meter.reading("volume")


def test_a_unit_that_does_not_fit_its_quantity(metered: Callable[..., Any], world: VirtualTime, tmp_path: Path) -> None:
    path = changed(tmp_path, ('unit = "kWh"', 'unit = "m³"'))
    with metered("modbus_meter", catalogue.alone("modbus_meter", world), {"map": str(path)}) as meter:
        meter.identity()
        with pytest.raises(BadReply, match="no unit of active_energy_import"):
            meter.reading("active_energy_import")


@given(st.integers(-(2**31), 2**31 - 1), st.sampled_from(ORDERS), st.sampled_from(ORDERS))
def test_registers_are_undone_by_number(value: int, words: Any, octets: Any) -> None:
    layout = Layout("int32", words, octets, Decimal("0.01"))
    shown = value * Decimal("0.01")
    assert number(layout, registers(layout, shown)) == shown


@given(st.floats(width=32, allow_nan=False, allow_infinity=False), st.sampled_from(ORDERS), st.sampled_from(ORDERS))
def test_floating_point_numbers_come_back(value: float, words: Any, octets: Any) -> None:
    layout = Layout("float32", words, octets)
    assert float(number(layout, registers(layout, Decimal(repr(value))))) == pytest.approx(value, rel=1e-7)


def test_known_value_of_another_library() -> None:
    """230.5 as libmodbus stores it with `modbus_set_float_abcd`: bytes 66 43 00 80 in a reply."""
    assert number(Layout("float32", "high_first", "low_first"), [0x6643, 0x0080]) == Decimal("230.5")
