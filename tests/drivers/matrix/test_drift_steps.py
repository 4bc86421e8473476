"""The error of a standard steps: its wire says nothing, and what it measures or gives is off by that much."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from drivers.bench_file import BenchFile
from drivers.roles import Phase
from tests.drivers.matrix.test_further_wires import opened, world

D = Decimal
Shipped = Callable[[str], BenchFile]


def stepped(bench: Any, name: str) -> None:
    """Let the step happen to a device."""
    world(bench).inventory.devices[name].mishaps["drift_step"]()


@pytest.mark.parametrize(("name", "driver"), [("a", "pace"), ("b", "mensor_cpc6050"), ("c", "dhi_ppc4")])
def test_a_pressure_controller(shipped: Shipped, name: str, driver: str) -> None:
    """It goes on to say what was set; a digital gauge on its hose shows 3 % more."""
    options = {"query": "MEAS:PRES?", "pressure_unit": "kPa"}
    wires = {f"{name}.output": ("digital.input",)}
    with opened(shipped("gauge"), {name: driver, "digital": "scpi_gauge"}, wires, digital=options) as bench:
        source, gauge = bench.roles[name], bench.roles["digital"]
        source.set_pressure(D(500), "kPa")
        before = gauge.indication().value
        stepped(bench, name)
        assert gauge.indication().value == pytest.approx(before * D("1.03"), rel=D("0.0001"))
        assert source.pressure().value == pytest.approx(D(500), abs=D("0.2"))
        bench.make_safe()


@pytest.mark.parametrize("driver", ["fluke_55xx", "fluke_57xx"])
def test_a_calibrator(shipped: Shipped, driver: str) -> None:
    wires = {"cal.V": ("meter.V",)}
    with opened(shipped("multimeter"), {"cal": driver}, wires) as bench:
        source, meter = bench.roles["cal"], bench.roles["meter"]
        source.set_voltage(D(5), "V")
        before, said = meter.dc_voltage(D(10)).value, source.output().value
        stepped(bench, "cal")
        assert meter.dc_voltage(D(10)).value - before == pytest.approx(D("0.005"), abs=D("0.0001"))
        assert source.output().value == said
        bench.make_safe()


@pytest.mark.parametrize("driver", ["hp34401a", "hp3458a", "fluke_8508a", "fluke_8588a", "scpi_multimeter"])
def test_a_multimeter(shipped: Shipped, driver: str) -> None:
    """The reading at which it happens is still the old one."""
    with opened(shipped("multimeter"), {"dmm": driver}, {"source.V": ("dmm.V",)}) as bench:
        bench.roles["source"].set_voltage(D(5), "V")
        dmm = bench.roles["dmm"]
        before = dmm.dc_voltage(D(10)).value
        stepped(bench, "dmm")
        first, second, third = (dmm.dc_voltage(D(10)).value for _reading in range(3))
        assert first == pytest.approx(before, abs=D("0.0001"))
        assert second - first == pytest.approx(D("0.005"), abs=D("0.0001"))
        assert third == pytest.approx(second, abs=D("0.0001"))
        bench.make_safe()


def test_a_reference_meter(shipped: Shipped) -> None:
    """In the middle of a count: what was counted before the step stays, what comes after it is 0.1 % more."""
    devices = {"power": "three_phase_source", "energy": "reference_meter", "other": "reference_meter"}
    with opened(shipped("gauge"), devices, {"power.phases": ("energy.phases", "other.phases")}) as bench:
        roles = bench.roles
        roles["power"].set_output([Phase(D(230), D(10))] * 3, D(50))
        roles["energy"].start()
        roles["other"].start()
        bench.clock.sleep(D(60))
        before = roles["energy"].power().value
        stepped(bench, "energy")
        assert roles["energy"].energy().value == roles["other"].energy().value
        bench.clock.sleep(D(60))
        ratio = roles["energy"].energy().value / roles["other"].energy().value
        assert ratio - 1 == pytest.approx(D("0.0005"), abs=D("0.00001"))
        assert roles["energy"].power().value / before - 1 == pytest.approx(D("0.001"), abs=D("0.00001"))
        bench.make_safe()
