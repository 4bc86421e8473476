"""Power source and reference meter on the documented register maps, alone and on one bus."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.errors import BadReply, InstrumentError, LinkError, NotSettled, Reported
from drivers.roles import Phase, PowerSource, ReferenceEnergyMeter
from drivers.simulation.catalogue import alone
from drivers.simulation.device import Name
from drivers.simulation.power_bus import PowerBus
from drivers.simulation.power_meter import SimulatedReferenceMeter
from drivers.simulation.time import VirtualTime

DOCS = Path(__file__).parents[3] / "docs/reference"
U = Decimal(230)
POINT = [Phase(U, Decimal(5), Decimal(60))] * 3
HERTZ = Decimal(50)


def meter_on(source: Any) -> Any:
    name = Name("Steelyard sim", "SIM-REF", "REF-0002", "1.0")
    return lambda _time: SimulatedReferenceMeter(source.device.bus, name, source.device._time, 5e-5, 6400.0, 0.004)


def test_roles() -> None:
    from drivers.power.reference_meter import ReferenceMeter
    from drivers.power.three_phase_source import ThreePhaseSource

    assert issubclass(ReferenceMeter, ReferenceEnergyMeter)
    assert issubclass(ThreePhaseSource, PowerSource)


def test_energy_of_a_minute_at_half_power_factor(fitted: Any) -> None:
    source = fitted("three_phase_source")
    meter = fitted("reference_meter", device=meter_on(source)).driver
    source.driver.set_output(POINT, HERTZ)
    meter.start()
    source.clock.sleep(Decimal(60))
    meter.stop()
    true = 3 * 230 * 5 * 0.5 * 1.0002 * 0.9997 / 60  # Wh
    assert float(meter.energy().value) == pytest.approx(true * (1 + 5e-5), rel=1e-6)
    assert meter.energy().unit == "Wh"
    assert meter.pulses().value == int(true / 1000 * 6400 * 1.004)
    before = meter.energy()
    source.clock.sleep(Decimal(10))
    assert meter.energy() == before  # stopped
    assert float(meter.power().value) == pytest.approx(true * 60 * (1 + 5e-5), rel=1e-6)


def test_off_is_verified_by_state_and_by_what_is_left(fitted: Any) -> None:
    source = fitted("three_phase_source")
    source.driver.set_output(POINT, HERTZ)
    source.driver.make_safe()
    now = float(source.clock.elapsed())
    assert source.device.on is False
    assert max(source.device.bus.voltages(now)) < 1
    assert max(source.device.bus.currents(now)) < 0.01


def test_voltage_that_does_not_go_away_is_not_safe(fitted: Any) -> None:
    source = fitted("three_phase_source", options={"promised": "20"})
    source.driver.set_output(POINT, HERTZ)
    source.device._drive = lambda: None
    with pytest.raises(NotSettled, match="no voltage"):
        source.driver.off()


def test_trip_is_reported_with_its_cause(fitted: Any) -> None:
    source = fitted("three_phase_source")
    answering = source.device._settled

    def trips() -> bool:
        source.device.trip_now(2)
        return bool(answering())

    source.device._settled = trips
    with pytest.raises(Reported, match="open"):
        source.driver.set_output(POINT, HERTZ)
    source.driver.make_safe()  # a tripped source is off
    assert source.device.on is False


def test_refused_and_impossible_points(fitted: Any) -> None:
    source = fitted("three_phase_source")
    with pytest.raises(Reported, match="illegal data value"):
        source.driver.set_output([Phase(Decimal(600), Decimal(1))] * 3, HERTZ)
    assert source.device.on is False
    for phases in (POINT[:2], [Phase(Decimal("230.00001"), Decimal(1))] * 3, [Phase(Decimal(-1), Decimal(1))] * 3):
        with pytest.raises(InstrumentError):
            source.driver.set_output(phases, HERTZ)


@pytest.mark.parametrize(("bits", "says"), [(1, "overload"), (2, "synchronisation"), (4, "overflow"), (8, "unknown")])
def test_status_bits_void_a_reading(fitted: Any, bits: int, says: str) -> None:
    meter = fitted("reference_meter")
    meter.device.status = bits
    for read in (meter.driver.energy, meter.driver.pulses, meter.driver.power):
        with pytest.raises(Reported, match=says):
            read()


@pytest.mark.parametrize("name", ["reference_meter", "three_phase_source"])
def test_another_order_of_words_is_noticed_before_anything_is_read(fitted: Any, name: str) -> None:
    bench = fitted(name, identify=False)
    straight = bench.device.registers
    bench.device.registers = lambda address: {at ^ 1: word for at, word in straight(address).items()}
    with pytest.raises(BadReply, match="order of words"):
        bench.driver.identity()


def test_the_source_is_no_meter(fitted: Any) -> None:
    bench = fitted("reference_meter", device=lambda time: alone("three_phase_source", time), identify=False)
    with pytest.raises(BadReply, match="kind 2"):
        bench.driver.identity()


def test_silent_meter_is_a_lost_link(fitted: Any) -> None:
    bench = fitted("reference_meter", timeout=0.2)
    bench.device.handle = lambda _message: None
    with pytest.raises(LinkError):
        bench.driver.energy()


def test_framing_option(fitted: Any) -> None:
    for name in ("reference_meter", "three_phase_source"):
        with pytest.raises(InstrumentError, match="framing"):
            fitted(name, options={"framing": "ascii"})


@pytest.mark.parametrize(
    ("page", "driver"),
    [("reference-meter-registers.md", "reference_meter"), ("power-source-registers.md", "three_phase_source")],
)
def test_the_documented_map_is_the_simulated_one(page: str, driver: str) -> None:
    device: Any = alone(driver, VirtualTime())
    rows = re.findall(r"^\| (0x[0-9A-F]{4}) \| ([0-9 ×]+) \|", (DOCS / page).read_text("utf-8"), re.MULTILINE)
    assert len(rows) >= 11
    for address, size in rows:
        first, _, second = size.replace(" ", "").partition("×")
        for at in range(int(first) * int(second or 1)):
            if (driver, address) != ("reference_meter", "0x0100"):
                device.words(int(address, 16) + at)  # raises where there is no such register


@settings(max_examples=30)
@given(st.lists(st.floats(0, 400), min_size=3, max_size=3), st.floats(0.1, 20), st.floats(0, 5), st.floats(0, 90))
def test_energy_is_the_integral_of_power(targets: list[float], current: float, span: float, angle: float) -> None:
    bus = PowerBus()
    bus.go([100.0] * 3, [1.0] * 3, [0.0] * 3, 50.0, 0.0)
    bus.go(targets, [current] * 3, [angle] * 3, 50.0, 1.0)
    steps = 400
    middle = (sum(bus.powers(1.0 + span * (step + 0.5) / steps)) for step in range(steps))
    numeric = sum(middle) * span / steps / 3600.0
    assert bus.energy(1.0 + span) - bus.energy(1.0) == pytest.approx(numeric, rel=1e-3, abs=1e-6)
