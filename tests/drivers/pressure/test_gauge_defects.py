"""Defects of a simulated digital gauge: what its driver reads, with sign and size, against a gauge without any."""

from typing import Any

import pytest

from drivers.simulation.device import Name
from drivers.simulation.pressure_gauges import SimulatedSCPIGauge
from drivers.simulation.pressure_line import PressureLine
from drivers.simulation.pressure_sensor import DEFECTS, PressureSensor, SensorErrors

OPTIONS = {"query": "MEAS:PRES?", "pressure_unit": "kPa"}
#: Pressures in the order in which they are gone to, kPa.
WAY = (0.0, 500.0, 1000.0, 500.0)


def shown(fitted: Any, errors: SensorErrors, air: float = 20.0) -> list[float]:
    """What the driver reads at each pressure of the way, an hour after the gauge was switched on."""

    def made(time: Any) -> SimulatedSCPIGauge:
        time.advance(3600)
        sensor = PressureSensor(PressureLine(2000.0), errors, ("DPG",), air=lambda _now: air)
        return SimulatedSCPIGauge(sensor, Name("SIM", "DPG", "DPG-0001", "1"), time)

    bench = fitted("scpi_gauge", options=OPTIONS, device=made)
    found = []
    for pressure in WAY:
        bench.device.model.line.go(pressure, 1e6, 3000.0)
        found.append(float(bench.driver.indication().value))
    return found


@pytest.mark.parametrize(
    ("defect", "air", "expected"),
    [
        ("gain", 20.0, (0.0, 2.5, 5.0, 2.5)),
        ("offset", 20.0, (3.0, 3.0, 3.0, 3.0)),
        ("nonlinearity", 20.0, (0.0, 3.0, 0.0, 3.0)),
        ("hysteresis", 20.0, (0.0, -3.0, 0.0, 3.0)),
        ("drift", 20.0, (4.99, 4.99, 4.99, 4.99)),  # after six time constants of ten minutes
        ("temperature", 20.0, (0.0, 0.0, 0.0, 0.0)),
        ("temperature", 30.0, (0.0, 2.5, 5.0, 2.5)),
        ("temperature", 10.0, (0.0, -2.5, -5.0, -2.5)),
    ],
)
def test_each_defect_shows(fitted: Any, defect: str, air: float, expected: tuple[float, ...]) -> None:
    found = shown(fitted, SensorErrors().with_defect(defect, DEFECTS[defect]), air)
    assert [one - right for one, right in zip(found, WAY, strict=True)] == pytest.approx(expected, abs=0.011)


def test_noise_belongs_to_the_moment(fitted: Any) -> None:
    noisy = SensorErrors().with_defect("noise", DEFECTS["noise"])
    errors = [one - right for one, right in zip(shown(fitted, noisy), WAY, strict=True)]
    assert 0.1 < max(map(abs, errors)) < 5.0  # one standard deviation is 1 kPa
    assert shown(fitted, noisy) == shown(fitted, noisy)


def test_a_defect_that_digital_gauges_do_not_have() -> None:
    with pytest.raises(KeyError):
        SensorErrors().with_defect("creep", 1.0)
