"""A Modbus instrument in both framings, read by pymodbus and by minimalmodbus, not by us."""

from typing import Any

import pytest
from pymodbus import FramerType
from pymodbus.client import ModbusTcpClient

from drivers.errors import BadReply, Reported
from drivers.fitting import decoding
from drivers.link.factory import open_link
from drivers.link.line import Line
from drivers.modbus import ModbusRegisters
from drivers.simulation.catalogue import alone
from drivers.simulation.device import Name
from drivers.simulation.faults import Fault
from drivers.simulation.flow_bronkhorst import SimulatedBronkhorst
from drivers.simulation.flow_pipe import GasPipe
from drivers.simulation.modbus_device import check
from drivers.simulation.standalone import serve
from drivers.simulation.time import RealTime, VirtualTime
from drivers.simulation.transport_modbus import OverSerial, OverTcp


def model_name(client: Any) -> str:
    """Seven registers from 0xF110 of a Bronkhorst controller, as text."""
    with client:
        words = client.read_holding_registers(0xF110, count=7, device_id=1).registers
    return b"".join(word.to_bytes(2, "big") for word in words).rstrip(b"\0").decode()


@pytest.mark.parametrize(("transport", "framer"), [("", FramerType.RTU), ("/modbus_tcp", FramerType.SOCKET)])
def test_pymodbus_in_both_framings(transport: str, framer: FramerType) -> None:
    time = RealTime()
    device = alone("bronkhorst", time)
    with serve({"flow": device}, time, transports=("modbus_tcp",)) as served:
        port = int(served.addresses[f"flow{transport}"].rpartition(":")[2])
        client = ModbusTcpClient("127.0.0.1", port=port, framer=framer, timeout=2)
        assert model_name(client) == device.name.model


def test_minimalmodbus_on_a_terminal() -> None:
    minimalmodbus = pytest.importorskip("minimalmodbus")
    time = RealTime()
    device = alone("bronkhorst", time)
    with serve({"flow": device}, time, transports=("pty",)) as served:
        instrument = minimalmodbus.Instrument(served.addresses["flow/pty"], 1)
        instrument.serial.timeout = 2
        words = instrument.read_registers(0xF110, 7)
        text = b"".join(word.to_bytes(2, "big") for word in words).rstrip(b"\0").decode()
        assert text == device.name.model
        instrument.serial.close()


def test_there_and_back_is_the_same_device() -> None:
    """A gateway behind a gateway changes nothing, and a wrong checksum is answered by nobody."""
    time = VirtualTime()
    device: Any = alone("bronkhorst", time)
    twice = OverSerial(OverTcp(device))
    inner = bytes.fromhex("01 03 f1 10 00 07")
    request = inner + check(inner)
    assert twice.handle(request) == device.handle(request)
    assert twice.length(request[:7]) is None
    assert twice.length(request) == len(request)
    assert twice.handle(inner + b"\0\0") is None
    assert twice.name is device.name


def test_a_fault_behind_the_gateway() -> None:
    time = RealTime()
    fault = Fault("silence", 1)
    with serve({"flow": alone("bronkhorst", time)}, time, {"flow": (fault,)}, ("modbus_tcp",)) as served:
        port = int(served.addresses["flow/modbus_tcp"].rpartition(":")[2])
        client = ModbusTcpClient("127.0.0.1", port=port, timeout=0.2, retries=1)
        assert model_name(client)  # pymodbus asks again by itself
        assert served.plans["flow"].met == [fault]


@pytest.mark.parametrize(("kind", "what"), [("address", "does not answer unit 1"), ("busy", "busy")])
def test_what_happens_to_a_device_on_tcp(kind: Any, what: str) -> None:
    time = VirtualTime()
    name = Name("Steelyard simulation", "MFC", "1", "1")
    device = SimulatedBronkhorst(GasPipe(), name, time, (1, "flow"), "tcp")
    with serve({"flow": device}, time, {"flow": (Fault(kind, 1),)}) as served:
        address = served.addresses["flow"]
        link = open_link(address, address, Line())
        registers = ModbusRegisters(link, 1, "tcp")
        with link.identification():
            with pytest.raises((BadReply, Reported), match=what), decoding(link):
                registers.holding(0xF118, 1)
            assert registers.holding(0xF118, 1) == b"1\0"
        link.close()
    assert "checksum" not in device.mishaps
