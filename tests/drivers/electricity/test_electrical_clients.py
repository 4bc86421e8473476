"""Clients that know nothing of us against the simulators: PyVISA, and PyMeasure's own classes on its own adapter."""

from contextlib import ExitStack
from typing import Any

import pytest
import pyvisa
from pymeasure.adapters import VISAAdapter
from pymeasure.instruments import hp
from pymeasure.instruments.keithley import Keithley2000

from drivers.simulation.catalogue import alone
from drivers.simulation.standalone import serve
from drivers.simulation.time import VirtualTime

ENDS = {"read_termination": "\n", "write_termination": "\n"}


@pytest.fixture
def address() -> Any:
    """Serves one lone instrument and gives its address."""
    with ExitStack() as stack:

        def served(name: str) -> str:
            time = VirtualTime()
            return stack.enter_context(serve({name: alone(name, time)}, time)).addresses[name]

        yield served


def test_pyvisa_sets_a_calibrator(address: Any) -> None:
    resource: Any = pyvisa.ResourceManager("@py").open_resource(address("fluke_55xx"), timeout=2000, **ENDS)
    for line in ("*RST", "*CLS", "STBY", "OUT 10 V"):
        resource.write(line)
    assert resource.query("ERR?").strip() == '0,"No Error"'
    resource.write("OPER")
    assert resource.query("OPER?").strip() == "1"
    assert resource.query("OUT?").strip() == "1.0000000E+01,V,0E+00,0,0.00E+00"
    assert int(resource.query("ISR?")) & 1 << 11
    resource.close()


@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_pymeasures_hp34401a_on_its_own_adapter(address: Any) -> None:
    meter: Any = hp.HP34401A(VISAAdapter(address("hp34401a"), visa_library="@py", timeout=2000, **ENDS))
    meter.function_ = "DCV"
    meter.range_ = 10
    meter.nplc = 100
    assert meter.reading == pytest.approx(1.0, abs=1e-4)
    assert meter.function_ == "DCV"
    assert meter.range_ == 10.0
    meter.adapter.close()


@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_pymeasures_keithley_2000_on_its_own_adapter(address: Any) -> None:
    meter: Any = Keithley2000(VISAAdapter(address("pymeasure_multimeter"), visa_library="@py", timeout=2000, **ENDS))
    meter.measure_voltage(10)
    assert meter.mode == "voltage"
    assert meter.voltage == pytest.approx(1.0, abs=1e-4)
    meter.adapter.close()


def test_pyvisa_reads_a_3458a_and_a_53230a(address: Any) -> None:
    manager = pyvisa.ResourceManager("@py")
    old: Any = manager.open_resource(address("hp3458a"), timeout=2000, **ENDS)
    old.write("DCV 10")
    assert old.query("ID?").strip() == "HP3458A SIM-"
    assert float(old.query("TARM SGL,1")) == pytest.approx(1.0, abs=1e-4)
    counter: Any = manager.open_resource(address("keysight_53230a"), timeout=2000, **ENDS)
    counter.write("CONF:FREQ DEF,DEF,(@1)")
    assert counter.query("SYST:ERR?").strip() == '+0,"No error"'
    for resource in (old, counter):
        resource.close()
