"""Bronkhorst on Modbus: the driver against its simulator, and pymodbus's own client against that simulator."""

import struct
from decimal import Decimal
from typing import Any

import pytest
from pymodbus.client import ModbusTcpClient
from pymodbus.framer import FramerType

from drivers.errors import BadReply, InstrumentError, LinkError, Reported
from drivers.simulation.catalogue import alone
from drivers.simulation.device import Name
from drivers.simulation.faults import Fault
from drivers.simulation.flow_bronkhorst import SimulatedBronkhorst
from drivers.simulation.flow_pipe import GasPipe
from drivers.simulation.standalone import serve
from drivers.simulation.time import VirtualTime


def on_tcp(time: Any) -> SimulatedBronkhorst:
    return SimulatedBronkhorst(GasPipe(), Name("Bronkhorst", "F-201CV", "M1", "V1.40"), time, (1,), "tcp")


@pytest.mark.parametrize("framing", ["rtu", "tcp"])
def test_makes_a_flow_and_reads_it(fitted: Any, framing: str) -> None:
    device = on_tcp if framing == "tcp" else None
    bench = fitted("bronkhorst", options={"framing": framing}, device=device)
    bench.driver.set_flow(Decimal("5.1"), "L/min")
    reading = bench.driver.flow()
    assert reading.unit == "L/min"
    assert abs(reading.value - Decimal("5.1")) <= Decimal("0.002")
    assert struct.unpack(">f", bytes.fromhex(reading.text))[0] == pytest.approx(float(reading.value))
    assert bench.driver.gas() == "N2"


def test_identity(fitted: Any) -> None:
    found = fitted("bronkhorst").driver.identity()
    assert (found.maker, found.model, found.serial, found.firmware) == (
        "Bronkhorst",
        "F-201CV-10K",
        "SIM-26000001A",
        "V1.40",
    )


def test_safe_state(fitted: Any) -> None:
    bench = fitted("bronkhorst")
    bench.driver.set_flow(Decimal(5), "L/min")
    bench.driver.make_safe()
    assert bench.device.pipe.target == 0


def test_alarm_is_reported(fitted: Any) -> None:
    bench = fitted("bronkhorst")
    bench.device.alarm = 1
    with pytest.raises(Reported, match="Alarm info 0x01"):
        bench.driver.flow()


def test_beyond_capacity(fitted: Any) -> None:
    with pytest.raises(InstrumentError, match="capacity"):
        fitted("bronkhorst").driver.set_flow(Decimal(11), "L/min")


def test_swapped_words_are_noticed_by_the_whole_number_set_point(fitted: Any) -> None:
    bench = fitted("bronkhorst")
    straight = bench.device.words

    def swapped(address: int) -> int:
        floats = {0x8168, 0x8169, 0xA100, 0xA101, 0xA118, 0xA119}
        return int(straight(address ^ 1 if address in floats else address))

    bench.device.words = swapped
    with pytest.raises(InstrumentError):  # the capacity is no number of litres, or the whole-number set-point differs
        bench.driver.set_flow(Decimal(5), "L/min")


@pytest.mark.parametrize("kind", ["silence", "truncated", "garbage", "disconnect", "late"])
def test_spoilt_replies_are_never_a_flow(fitted: Any, kind: Any) -> None:
    faults = (Fault(kind, 5, seconds=0.6),)
    bench = fitted("bronkhorst", faults=faults, timeout=0.3)
    with pytest.raises((LinkError, BadReply)):
        bench.driver.flow()  # the fifth request reads the flow: three are spent on the identity, one on the unit
    assert bench.driver.flow().value == 0  # the link was drained and the device identified again


@pytest.mark.parametrize("at", range(8))
def test_every_spoilt_byte_of_a_reply_is_noticed(fitted: Any, at: int) -> None:
    bench = fitted("bronkhorst", timeout=0.3)
    straight, spoilt = bench.device.handle, [False]

    def spoil(message: bytes) -> bytes:
        reply = bytearray(straight(message))
        if message[2:4] == b"\xa1\x00" and not spoilt[0]:
            spoilt[0] = True
            reply[at] ^= 0x10
        return bytes(reply)

    bench.device.handle = spoil
    with pytest.raises((BadReply, LinkError, Reported)):
        bench.driver.flow()
    assert bench.driver.flow().value == 0


def test_pymodbus_client_reads_the_simulator() -> None:
    time = VirtualTime()
    with serve({"rtu": alone("bronkhorst", time), "tcp": on_tcp(time)}, time) as served:
        for name, framer in (("rtu", FramerType.RTU), ("tcp", FramerType.SOCKET)):
            port = int(served.addresses[name].rpartition(":")[2])
            client = ModbusTcpClient("127.0.0.1", port=port, framer=framer, timeout=2)
            assert client.connect()
            client.write_registers(0xA118, list(struct.unpack(">HH", struct.pack(">f", 2.5))), device_id=1)
            read = client.read_holding_registers(0xA118, count=2, device_id=1)
            assert struct.pack(">HH", *read.registers) == struct.pack(">f", 2.5)
            assert client.read_holding_registers(0x7000, count=1, device_id=1).exception_code == 2
            client.close()
