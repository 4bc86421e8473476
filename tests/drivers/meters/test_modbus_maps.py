"""A register map leaves nothing to be guessed, and its proof tells a wrong order on the meter itself."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drivers.errors import BadReply, InstrumentError, Reported
from drivers.meters.modbus_map import MapError, load_map
from drivers.simulation import catalogue
from drivers.simulation.time import VirtualTime

SHIPPED = Path(__file__).parents[3] / "config/registers/simulated-meter.toml"


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


@pytest.mark.parametrize(
    ("words", "octets", "order"),
    [
        ("high_first", "high_first", "ABCD"),
        ("low_first", "high_first", "CDAB"),
        ("high_first", "low_first", "BADC"),
        ("low_first", "low_first", "DCBA"),
    ],
)
def test_both_orders_of_a_map_are_one_order_of_bytes(tmp_path: Path, words: str, octets: str, order: str) -> None:
    path = changed(
        tmp_path, ('words = "high_first"', f'words = "{words}"'), ('octets = "high_first"', f'octets = "{octets}"')
    )
    found = load_map(path)
    assert found.layout(found.proof).order == order
