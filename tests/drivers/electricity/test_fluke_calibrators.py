"""Fluke calibrators: drivers against simulators on real sockets, in virtual time."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.electricity.fluke_55xx import Fluke55xx
from drivers.electricity.fluke_57xx import Fluke57xx
from drivers.errors import BadReply, InstrumentError, LinkError, NotSettled, Reported, WrongInstrument
from drivers.simulation.device import Name
from drivers.simulation.faults import Fault

D = Decimal


@pytest.fixture(params=["5522", "5720"])
def both(request: Any, world: Any, time: Any) -> tuple[Any, Any]:
    """Driver and simulator of each family."""
    device = request.getfixturevalue(f"fluke{request.param}")
    driver = Fluke55xx if request.param == "5522" else Fluke57xx
    return world(time, {"source": device}).fit(driver, "source"), device


@pytest.mark.parametrize(
    ("call", "value", "unit", "frequency", "base", "expected"),
    [
        ("set_voltage", "10", "V", "0", "V", "10"),
        ("set_voltage", "-100", "mV", "0", "V", "-0.1"),
        ("set_voltage", "1.5", "V", "50", "V", "1.5"),
        ("set_voltage", "0.7", "kV", "55", "V", "700"),
        ("set_current", "20", "mA", "0", "A", "0.02"),
        ("set_current", "1", "A", "400", "A", "1"),
    ],
)
def test_a_setting_is_put_out_settled_and_read_back(
    both: Any, call: str, value: str, unit: str, frequency: str, base: str, expected: str
) -> None:
    driver, device = both
    began = device.now
    getattr(driver, call)(D(value), unit, D(frequency))
    assert device.now - began >= 5  # the dwell
    shown = driver.output()
    assert (shown.value, shown.unit) == (D(expected), base)
    assert shown.text.startswith(f"{float(expected):.7E}"[:7])
    true = device.signal(device.model.outlet, device.now)
    assert true.unit == base
    assert true.frequency == float(frequency)
    assert 0 < abs(true.value / float(expected) - 1) < 2e-5
    assert driver.settled()


def test_resistance_of_the_synthesised_and_of_the_fixed_kind(both: Any) -> None:
    driver, device = both
    driver.set_resistance(D(10), "kΩ")
    stated = driver.output()
    assert stated.unit == "Ω"
    assert abs(stated.value - 10000) < 1
    assert (stated.value == 10000) is (device.name.model == "5522A")  # the 5720A states what its resistor is worth
    assert device.signal("V", device.now).value == pytest.approx(float(stated.value), rel=2e-5)


def test_crossing_33_volts_ends_up_operating(fluke5522: Any, world: Any, time: Any) -> None:
    driver = world(time, {"source": fluke5522}).fit(Fluke55xx, "source")
    driver.set_voltage(D(10), "V")
    fluke5522.handle(b"OUT 100 V")
    assert not fluke5522.energised(fluke5522.now)
    driver.set_voltage(D(1000), "V")
    assert fluke5522.energised(fluke5522.now)
    assert driver.output().value == 1000


def test_standby_and_operate_keep_the_setting(both: Any) -> None:
    driver, device = both
    driver.set_voltage(D(5), "V")
    driver.standby()
    assert not device.energised(device.now)
    with pytest.raises(Reported, match="standby"):
        driver.output()
    with pytest.raises(Reported, match="standby"):
        driver.settled()
    driver.operate()
    assert driver.output().value == 5


def test_make_safe_from_any_state(both: Any) -> None:
    driver, device = both
    driver.make_safe()
    driver.set_voltage(D(500), "V")
    device.handle(b"NONSENSE")
    driver.make_safe()
    assert not device.energised(device.now)
    assert device.model.value == 0


def test_self_trip_is_reported_and_never_taken_for_a_reading(both: Any) -> None:
    driver, device = both
    driver.set_voltage(D(100), "V")
    device.model.trips_at = device.now
    with pytest.raises(Reported, match="standby") as caught:
        driver.output()
    assert ("Tripped" in str(caught.value)) is (device.name.model == "5720A")


def test_trip_while_settling(both: Any) -> None:
    driver, device = both
    device.model.trips_at = device.now + 3
    with pytest.raises(Reported, match="standby"):
        driver.set_voltage(D(100), "V")


def test_what_it_refuses_is_reported_with_its_own_words(both: Any) -> None:
    driver, device = both
    with pytest.raises(Reported, match='1302 "Outside the entry limits"'):
        driver.set_voltage(D(2), "kV")
    device.handle(b"NONSENSE 1")
    with pytest.raises(Reported, match="1300"):
        driver.set_voltage(D(30), "V")
    assert not device.energised(device.now)
    driver.set_voltage(D(30), "V")
    for bad in (("1", "kΩ"), ("1", "furlong"), ("1.2345678901234567", "V")):
        with pytest.raises(InstrumentError, match="Cannot be set"):
            driver.set_voltage(D(bad[0]), bad[1])


def test_not_settled_in_the_promised_time(both: Any) -> None:
    driver, device = both
    device.model.settling = 1000.0
    began = device.now
    with pytest.raises(NotSettled, match="within 60 s"):
        driver.set_voltage(D(10), "V")
    assert device.now - began <= 62


def test_local_control_is_noticed_and_make_safe_says_that_it_failed(both: Any) -> None:
    driver, device = both
    driver.set_voltage(D(10), "V")
    device.remote = False
    with pytest.raises(Reported, match="local control"):
        driver.output()
    with pytest.raises(BadReply, match="still energised"):
        driver.make_safe()


@pytest.mark.parametrize(("bit", "says"), [(8, "offset"), (9, "Scaling"), (5, "range is locked")])
def test_what_falsifies_a_setting_of_a_57xx(fluke5720: Any, world: Any, time: Any, bit: int, says: str) -> None:
    driver = world(time, {"source": fluke5720}).fit(Fluke57xx, "source")
    fluke5720.falsified = 1 << bit
    with pytest.raises(Reported, match=says):
        driver.set_voltage(D(10), "V")


def test_traps_of_the_57xx_as_the_simulator_has_them(fluke5720: Any) -> None:
    def say(line: str) -> str:
        return (fluke5720.handle(line.encode()) or b"").decode().strip()

    say("OUT 1V,1 MHZ")
    say("OUT 100V; OUT 100 HZ")  # evaluated as 100 V at 1 MHz
    assert say("FAULT?") == "1302"
    assert say("EXPLAIN? 1302") == '"Outside the entry limits"'
    assert (fluke5720.model.value, fluke5720.model.frequency) == (1.0, 100.0)
    say("OUT 100 V, 100 HZ")
    assert say("FAULT?") == "0"
    say("OUT 1 MA, 0 HZ")
    assert (fluke5720.model.value, fluke5720.model.unit) == (0.001, "A")
    say("OUT 1 MAV, 0 HZ")
    say("OUT 10 OHM" + " " * 128)
    assert [say("FAULT?"), say("FAULT?"), say("FAULT?")] == ["1302", "1300", "0"]


def test_coupled_settings_are_no_trap_for_the_driver(fluke5720: Any, world: Any, time: Any) -> None:
    driver = world(time, {"source": fluke5720}).fit(Fluke57xx, "source")
    driver.set_voltage(D(1), "V", D(1_000_000))
    driver.set_voltage(D(100), "V", D(100))
    assert (fluke5720.model.value, fluke5720.model.frequency) == (100.0, 100.0)


def test_another_model_is_refused(fluke5522: Any, world: Any, time: Any) -> None:
    opened = world(time, {"source": fluke5522})
    with pytest.raises(WrongInstrument, match="5720A"):
        opened.fit(Fluke57xx, "source")


READS = {"silence": LinkError, "truncated": LinkError, "garbage": BadReply, "disconnect": LinkError, "late": LinkError}


@pytest.mark.parametrize("kind", READS)
def test_faults_on_the_wire_of_output(fluke5522: Any, world: Any, time: Any, kind: Any) -> None:
    fault = Fault(kind, 3, "OUT?", 0.6)
    driver = world(time, {"source": fluke5522}, source=(fault,)).fit(Fluke55xx, "source")
    driver.set_voltage(D(10), "V")
    with pytest.raises(READS[kind]):
        driver.output()
    assert driver.output().value == 10


def test_garbage_while_identifying_is_a_bad_reply(fluke5522: Any, world: Any, time: Any) -> None:
    opened = world(time, {"source": fluke5522}, source=(Fault("garbage", 1, "ISR?"),))
    with pytest.raises(BadReply):
        opened.fit(Fluke55xx, "source")


def test_another_serial_number_is_not_believed(fluke5522: Any, world: Any, time: Any) -> None:
    driver = world(time, {"source": fluke5522}, source=(Fault("silence", 3, "OUT?"),)).fit(Fluke55xx, "source")
    driver.set_voltage(D(10), "V")
    with pytest.raises(LinkError):
        driver.output()
    fluke5522.name = Name("FLUKE", "5522A", "0000001", "1.1")
    with pytest.raises(WrongInstrument, match="0000001"):
        driver.output()


def test_the_output_is_closed_form_and_the_flag_comes_before_the_truth(fluke5522: Any, time: Any) -> None:
    model = fluke5522.model
    fluke5522.handle(b"OUT 100 V, 0 HZ; OPER")
    seen = []
    for _second in range(60):
        time.advance(D("0.5"))
        seen.append((model.settled(fluke5522.now), model.signal("V", fluke5522.now).value))
    first = next(value for settled, value in seen if settled)
    last = seen[-1][1]
    assert 0 < abs(first - last) < 6e-4  # within 5 ppm, and not zero
    assert [value for _, value in seen] == sorted(value for _, value in seen)
