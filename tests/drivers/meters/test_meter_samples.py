"""Simulated meters count in closed form, and a driver sees of a sample what its display shows."""

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.simulation import catalogue, meter_cosem, meter_dlms
from drivers.simulation.device import Name
from drivers.simulation.meter_dlt645 import SimulatedDLT645
from drivers.simulation.meter_load import NO_LOAD, Load
from drivers.simulation.meter_mbus import SimulatedMBus
from drivers.simulation.meter_modbus import SimulatedModbusMeter
from drivers.simulation.meter_model import DEFECTS, MeterErrors, MeterModel
from drivers.simulation.time import VirtualTime

NAME = Name("SIM", "M-1", "000000001234", "1")
ENERGY = "active_energy_import"


@given(st.lists(st.tuples(st.integers(1, 7200), st.floats(0.0, 60.0)), max_size=6), st.integers(1, 9))
def test_a_register_does_not_depend_on_when_it_was_read(steps: list[tuple[int, float]], parts: int) -> None:
    once, often = MeterModel(VirtualTime()), MeterModel(VirtualTime())
    for seconds, current in steps:
        for model, pieces in ((once, 1), (often, parts)):
            model.apply(Load(currents=(current, current, current)))
            for _piece in range(pieces):
                model.time.advance(Decimal(seconds) / pieces)  # type: ignore[attr-defined]
                model.register(ENERGY, 2)
    assert abs(once.register(ENERGY, 4) - often.register(ENERGY, 4)) <= Decimal("0.0001")


def counted(errors: MeterErrors, load: Load, hours: int) -> tuple[Decimal, float]:
    """What a sample counts in some hours, and what really flowed."""
    time = VirtualTime()
    model = MeterModel(time, errors)
    before, flowed = model.register(ENERGY, 6), model.true(ENERGY)
    model.apply(load)
    time.advance(Decimal(3600 * hours))
    return model.register(ENERGY, 6) - before, model.true(ENERGY) - flowed


def test_an_errorless_sample_counts_what_flows() -> None:
    shown, true = counted(MeterErrors(), Load(), 10)
    assert shown == Decimal("33.000000")
    assert true == pytest.approx(33.0)


@pytest.mark.parametrize(
    ("defect", "load", "expected"),
    [
        ("gain", Load(), "33.99"),
        ("creep", NO_LOAD, "0.792"),
        ("nonlinearity", Load(currents=(0.5, 0.5, 0.5)), "3.45125"),
        ("stuck", Load(), "0"),
        ("starting", Load(currents=(0.2, 0.2, 0.2)), "0"),
    ],
)
def test_each_defect_shows(defect: str, load: Load, expected: str) -> None:
    shown, _true = counted(MeterErrors().with_defect(defect, DEFECTS[defect]), load, 10)
    assert shown == Decimal(expected)


def test_a_drifting_meter_counts_more_and_more() -> None:
    """3 % with a time constant of two hours: 3.3 kW for ten hours, of which almost two are lost on the way there."""
    shown, true = counted(MeterErrors().with_defect("drift", DEFECTS["drift"]), Load(), 10)
    assert float(shown) == pytest.approx(true + 3.3 * 0.03 * (10 - 2 * (1 - math.exp(-5))), abs=1e-5)


@pytest.mark.parametrize(("degrees", "expected"), [(23.0, 6.6), (33.0, 6.6 + 3.3 * 0.03), (13.0, 6.6 - 3.3 * 0.03)])
def test_a_meter_that_depends_on_the_air(degrees: float, expected: float) -> None:
    """0.3 % per kelvin, ten kelvin in the second of two hours, regardless of readings in between."""
    once, often = (MeterModel(VirtualTime(), MeterErrors().with_defect("temperature", 0.003)) for _ in range(2))
    for model, parts in ((once, 1), (often, 7)):
        model.climate = ((0.0, 23.0), (3600.0, degrees))
        for _part in range(parts):
            model.time.advance(Decimal(7200) / parts)  # type: ignore[attr-defined]
            shown = float(model.register(ENERGY, 6)) - model.starts[ENERGY]
        assert shown == pytest.approx(expected, abs=2e-6)


def test_a_defect_that_meters_do_not_have() -> None:
    with pytest.raises(KeyError):
        MeterErrors().with_defect("hysteresis", 1.0)


@pytest.mark.parametrize("driver", ["dlt645", "dlt698", "iec62056_21", "dlms", "modbus_meter"])
def test_every_protocol_shows_the_same_energy(metered: Callable[..., Any], world: VirtualTime, driver: str) -> None:
    device = catalogue.alone(driver, world)
    device.model.errors = MeterErrors(gain=0.01)  # type: ignore[attr-defined]
    with metered(driver, device) as meter:
        meter.identity()
        world.advance(Decimal(36000))
        reading = meter.reading(ENERGY)
        kilo = reading.value if reading.unit == "kWh" else reading.value / 1000
        assert kilo == Decimal("1239.75")  # 1206.42 + 33.33
        world.advance(Decimal(3600))
        device.mishaps["stuck"]()  # type: ignore[attr-defined]
        world.advance(Decimal(36000))
        assert meter.reading(ENERGY).value > reading.value


def test_the_1997_edition_and_its_simulator(metered: Callable[..., Any], world: VirtualTime) -> None:
    device = SimulatedDLT645(MeterModel(world), NAME, "1997")
    with metered("dlt645", device, {"edition": "1997", "address": "1234"}) as meter:
        assert meter.identity().serial == "000000001234"
        assert meter.reading(ENERGY).value == Decimal("1206.42")
        assert meter.reading("voltage_l2").value == Decimal(220)
        assert meter.reading("pulse_constant").value == Decimal(1200)


def test_a_negative_power_keeps_its_sign(metered: Callable[..., Any], world: VirtualTime) -> None:
    device = SimulatedDLT645(MeterModel(world), NAME)
    device.model.apply(Load(power_factor=-0.5))
    with metered("dlt645", device) as meter:
        meter.identity()
        assert str(meter.reading("active_power").value) == "-1.6500"


@pytest.mark.parametrize("fixed", [False, True])
def test_mbus_in_both_data_structures(metered: Callable[..., Any], world: VirtualTime, fixed: bool) -> None:
    with metered("mbus", SimulatedMBus(MeterModel(world), NAME, fixed=fixed)) as meter:
        assert meter.identity().serial == "00001234"
        world.advance(Decimal(7200))
        energy, volume = meter.reading("heat_energy"), meter.reading("volume")
        assert (energy.value, energy.unit) == (Decimal(2871000), "Wh")
        assert (str(volume.value), volume.unit) == ("67.250", "m³")


def test_cjt188_in_both_orders_of_the_identifier(metered: Callable[..., Any], world: VirtualTime) -> None:
    device = catalogue.alone("cjt188", world)
    values = []
    for order in ("high_first", "low_first"):
        with metered("cjt188", device, {"identifier": order}) as meter:
            meter.identity()
            values.append(str(meter.reading("volume").value))
    assert values == ["64.25", "64.25"]


def test_dlms_in_blocks_and_segments(metered: Callable[..., Any], world: VirtualTime) -> None:
    wrapper = meter_dlms.SimulatedWrapperMeter(MeterModel(world), NAME, b"", 3)
    segmented = meter_dlms.SimulatedHDLCMeter(MeterModel(world), NAME, b"", 5)
    for device, options in ((wrapper, {}), (segmented, {"framing": "hdlc"})):
        with metered("dlms", device, options) as meter:
            assert meter.identity().serial == "000000001234"
            reading = meter.reading(ENERGY)
            assert (reading.value, reading.unit) == (Decimal("1206420"), "Wh")


@pytest.mark.parametrize(("password", "right"), [("12345678", True), ("87654321", False), ("", False)])
def test_dlms_with_a_password(metered: Callable[..., Any], world: VirtualTime, password: str, right: bool) -> None:
    from drivers.errors import Reported

    device = meter_dlms.SimulatedWrapperMeter(MeterModel(world), NAME, b"12345678")
    with metered("dlms", device, {"password": password}) as meter:
        if right:
            assert meter.identity().serial == "000000001234"
        else:
            with pytest.raises(Reported, match="rejected"):
                meter.identity()


def test_modbus_over_tcp(metered: Callable[..., Any], world: VirtualTime) -> None:
    device = SimulatedModbusMeter(MeterModel(world), NAME, modbus="tcp")
    with metered("modbus_meter", device, {"framing": "tcp"}) as meter:
        assert meter.identity().serial == "1234"
        assert str(meter.reading("voltage_l1").value) == "220"
        assert str(meter.reading(ENERGY).value) == "1206.42"


def test_every_object_of_the_simulated_meter_is_known_to_the_driver() -> None:
    from drivers.meters.dlms import PLACES, UNITS

    names = {".".join(map(str, name)) for name in meter_cosem._REGISTERS}
    assert names <= set(PLACES.values())
    assert {register[3] for register in meter_cosem._REGISTERS.values()} <= set(UNITS)
