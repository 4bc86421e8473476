"""The 53230A: driver against simulator on real sockets, in virtual time."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.codecs import counter as codec
from drivers.codecs.numbers import Malformed
from drivers.electricity.keysight_53230a import Keysight53230A
from drivers.errors import BadReply, InstrumentError, LinkError, NotSettled, Reported, WrongInstrument
from drivers.simulation.device import Name
from drivers.simulation.electricity_counter import Simulated53230A
from drivers.simulation.faults import Fault
from drivers.simulation.pulses import PulseTrain

D = Decimal
NAME = Name("Agilent Technologies", "53230A", "MY50000001", "02.05")


@pytest.fixture
def counter(world: Any, time: Any) -> Any:
    """Opens a counter over a pulse train: its rate, faults, options."""

    def opened(rate: float = 50.0, *faults: Fault, error: float = 0.0, **options: str) -> tuple[Any, Simulated53230A]:
        device = Simulated53230A({"1": PulseTrain(rate, 0.3)}, NAME, time, (1, "counter"), error)
        options = {"time_base": "external", **options}
        return world(time, {"counter": device}, counter=faults).fit(Keysight53230A, "counter", **options), device

    return opened


@pytest.mark.parametrize("rate", [0.5, 50.0, 1e7])
def test_frequency_period_and_count_agree(counter: Any, time: Any, rate: float) -> None:
    driver, _ = counter(rate)
    began = time.now()
    frequency = driver.frequency(D(10))
    assert time.now() - began >= 10
    period, count = driver.period(D(10)), driver.totalise(D(10))
    assert (frequency.unit, period.unit, count.unit) == ("Hz", "s", "1")
    assert float(frequency.value) == pytest.approx(rate, rel=1e-10)
    assert float(frequency.value * period.value) == pytest.approx(1, rel=1e-10)
    assert abs(count.value - D(10) * D(rate)) <= 1
    assert frequency.text.startswith("+")
    assert frequency.text[-5:-3] in ("E+", "E-")


def test_a_long_gate_takes_virtual_time_only(counter: Any, time: Any) -> None:
    driver, _ = counter(1.25)
    assert driver.totalise(D(3600)).value == 4500
    assert 3600 <= time.now() < 3601


def test_time_base_error_shows(counter: Any) -> None:
    driver, _ = counter(1e6, error=1e-6)
    assert abs(driver.frequency(D(1)).value - (D(10) ** 6 - 1)) < D("0.001")


def test_a_time_base_that_goes_bad_in_the_middle_makes_the_reading_invalid(counter: Any, time: Any) -> None:
    driver, device = counter()
    device.bad_from = 5.0
    with pytest.raises(Reported, match="bad time base, 1024"):
        driver.totalise(D(10))
    device.bad_from = None
    assert driver.totalise(D(10)).value == 500


def test_no_external_reference(counter: Any) -> None:
    driver, device = counter()
    device.reference = False
    with pytest.raises(Reported, match="External reference"):
        driver.frequency(D(1))


def test_the_time_base_must_be_stated(counter: Any) -> None:
    driver, device = counter(time_base="internal")
    device.reference = False
    assert driver.totalise(D(1)).value == 50
    for options in ({"time_base": "maser"}, {"channel": "3"}):
        with pytest.raises(InstrumentError, match="time_base"):
            counter(**options)


def test_no_signal_is_no_reading(counter: Any) -> None:
    driver, _ = counter(0.0)
    assert driver.totalise(D(10)).value == 0
    with pytest.raises(NotSettled, match="31 s"):
        driver.frequency(D(1))
    with pytest.raises(InstrumentError, match="gate"):
        driver.frequency(D(0))


def test_another_model(counter: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drivers.electricity.keysight_53230a.MODELS", ("53131A",))
    with pytest.raises(WrongInstrument):
        counter()


OUTCOMES = {"silence": LinkError, "garbage": BadReply, "disconnect": LinkError, "nan": BadReply, "truncated": LinkError}


@pytest.mark.parametrize("kind", OUTCOMES)
def test_faults(counter: Any, kind: Any) -> None:
    driver, _ = counter(50.0, Fault(kind, 2, "FETC?"))
    assert driver.totalise(D(1)).value == 50
    with pytest.raises(OUTCOMES[kind]):
        driver.totalise(D(1))
    assert driver.totalise(D(1)).value == 50


@pytest.mark.parametrize("reply", ["+9.91000000000000E+037", "", "1.5", "-1", "TOT", "10241e24", "+1.0E+000,+2.0E+000"])
def test_what_is_no_count(reply: str) -> None:
    with pytest.raises(Malformed):
        codec.whole(reply)


def test_what_is_one() -> None:
    assert codec.positive("+1.21513398300000E+006") == D("1215133.983")
    assert codec.whole("+1.25000000000000E+003").as_tuple().exponent == 0
    for reply in ("0", "-1", "9.91E+37"):
        with pytest.raises(Malformed):
            codec.positive(reply)
    assert codec.register("+1024") == 1024
    for reply in ("70000", "-1", "", "1.0"):
        with pytest.raises(Malformed):
            codec.register(reply)
