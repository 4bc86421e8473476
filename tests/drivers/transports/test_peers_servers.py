"""Servers of libmodbus and lewis against our drivers; both run as processes of their own (LGPL, GPL)."""

import ctypes.util
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

import pytest

from drivers.codecs.numbers import decimal_number
from drivers.codecs.registers import Layout, packed
from drivers.errors import BadReply, LinkError, Reported
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line
from drivers.modbus import ModbusRegisters
from drivers.roles import Identity, Reading

SERVER = Path(__file__).parent / "libmodbus_server.py"
Fit = Callable[..., Any]
Start = Callable[..., int]
libmodbus = pytest.mark.skipif(ctypes.util.find_library("modbus") is None, reason="libmodbus is not installed")


def gauge_map(order: str) -> dict[str, str]:
    return {
        "serial": "0 u32 ABCD",
        "proof": f"2 float {order}",
        "proof_value": "1000",
        "value": f"4 float {order}",
        "pressure_unit": "kPa",
    }


def order_of(address: str, fit: Fit, **options: str) -> str:
    """The order of `modbus_set_float_abcd`, which is another one in another release; the proof register tells."""
    refused = {}
    for order in ("ABCD", "CDAB", "BADC", "DCBA"):
        gauge = fit("modbus_gauge", address, **gauge_map(order), **options)
        try:
            gauge.identity()
        except BadReply as error:
            refused[order] = str(error)
        gauge._link.close()
    assert all("order of words or bytes" in why for why in refused.values())
    (right,) = {"ABCD", "CDAB", "BADC", "DCBA"} - set(refused)
    return right


@libmodbus
@pytest.mark.parametrize("table", ["holding", "input"])
def test_our_drivers_read_a_libmodbus_server(
    fit: Fit, started: Start, free_port: Callable[[], int], tmp_path: Path, table: str
) -> None:
    port = free_port()
    started(port, sys.executable, str(SERVER), "tcp", str(port))
    address, options = f"socket://127.0.0.1:{port}", {"framing": "tcp", "table": table}
    order = order_of(address, fit, **options)
    gauge = fit("modbus_gauge", address, **gauge_map(order), **options)
    assert gauge.identity().serial == "4711"
    reading = gauge.indication()
    assert (str(reading.value), reading.unit) == ("230.5", "kPa")
    gauge._link.close()
    read_as_a_meter(fit, tmp_path, address, order, framing="tcp")


METER_MAP = """
name = "peer"
source = "libmodbus_server.py"
function = 3
words = "{}"
octets = "{}"
serial = {{ address = 1, type = "uint16" }}
proof = {{ address = 2, type = "float32", value = "1000" }}
registers.active_power = {{ address = 4, type = "float32", unit = "W" }}
"""


def read_as_a_meter(fit: Fit, folder: Path, address: str, order: str, **options: str) -> None:
    """The same registers by the driver of meters, whose frames are our own codec's, not pymodbus's."""
    words = "high_first" if order in ("ABCD", "BADC") else "low_first"
    octets: Any = "big" if order in ("ABCD", "CDAB") else "little"
    path = folder / "peer.toml"
    path.write_text(METER_MAP.format(words, "high_first" if octets == "big" else "low_first"))
    meter = fit("modbus_meter", address, map=str(path), **options)
    assert meter.identity().serial == str(int.from_bytes((4711).to_bytes(2, "big"), octets))  # one order for all
    assert str(meter.reading("active_power").value) == "230.5"
    meter._link.close()


@libmodbus
def test_our_registers_are_written_and_refused_by_a_libmodbus_server(
    fit: Fit, started: Start, free_port: Callable[[], int]
) -> None:
    port = free_port()
    started(port, sys.executable, str(SERVER), "tcp", str(port))
    link = fit("modbus_gauge", f"socket://127.0.0.1:{port}", **gauge_map("ABCD"), framing="tcp")._link
    device = ModbusRegisters(link, 1, "tcp")
    with link.identification():
        content = packed(Layout("int64", "ABCD", Decimal("1E-9")), Decimal("-12.345678901"))
        device.write(8, content)  # read back
        assert device.holding(8, 4) == content
        with decoding(link), pytest.raises(Reported, match="illegal data address"):
            device.holding(31, 2)


@pytest.fixture
def terminal() -> Iterator[str]:
    """Name of a terminal that leads to a libmodbus server in RTU."""
    with subprocess.Popen([sys.executable, str(SERVER), "rtu"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.kill()


@libmodbus
def test_our_drivers_read_a_libmodbus_server_on_a_serial_line(fit: Fit, terminal: str, tmp_path: Path) -> None:
    order = order_of(terminal, fit)
    gauge = fit("modbus_gauge", terminal, **gauge_map(order))
    assert gauge.identity().serial == "4711"
    assert str(gauge.indication().value) == "230.5"
    gauge._link.close()
    read_as_a_meter(fit, tmp_path, terminal, order)
    deaf = fit("modbus_gauge", terminal, 0.3, **gauge_map("ABCD"), unit="2")
    with pytest.raises(LinkError):  # a slave on a line answers to its own address only
        deaf.identity()


@pytest.fixture
def lewis(started: Start, free_port: Callable[[], int]) -> Callable[..., int]:
    """Starts a device of lewis with a protocol of its own; gives its port."""
    pytest.importorskip("lewis")

    def start(package: str, device: str, protocol: str) -> int:
        port = free_port()
        adapter = f"{protocol}: {{bind_address: 127.0.0.1, port: {port}}}"
        return started(port, "lewis", "-k", package, device, "-p", adapter, "-c", "0.001", "-o", "none")

    return start


def test_our_drivers_read_a_modbus_device_of_lewis(fit: Fit, lewis: Callable[..., int], tmp_path: Path) -> None:
    """Its registers hold nothing; we write them, and it is refused until then."""
    address = f"socket://127.0.0.1:{lewis('lewis.examples', 'modbus_device', 'modbus')}"
    for table in ("holding", "input"):  # one memory for both
        gauge = fit("modbus_gauge", address, **gauge_map("CDAB"), framing="tcp", table=table)
        if table == "holding":
            with pytest.raises(BadReply, match="proof register holds 0"):
                gauge.identity()
            device = ModbusRegisters(gauge._link, 1, "tcp")
            with gauge._link.identification():
                device.write(0, packed(Layout("uint32", "ABCD"), Decimal(4711)))
                device.write(2, packed(Layout("float32", "CDAB"), Decimal(1000)))
                device.write(4, packed(Layout("float32", "CDAB"), Decimal("230.5")))
        assert gauge.identity().serial == "4711"
        assert str(gauge.indication().value) == "230.5"
        gauge._link.close()
    read_as_a_meter(fit, tmp_path, address, "CDAB", framing="tcp")


class Julabo(IdentifiedDriver):
    """A driver as a laboratory would write it: a Julabo FP50 bath, by the commands that lewis knows."""

    LINE = Line(sent_end=b"\r", received_end=b"\r\n")

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        return cls(fitting.require_link())

    def _who(self) -> Identity:
        text = self._link.query("VERSION")
        return Identity(text.split()[0], text.split()[1], text=text)

    def temperature(self, which: str = "IN_PV_00") -> Reading:
        self._ready()
        text = self._link.query(which)
        with decoding(self._link):
            return Reading(text, decimal_number(text), "°C")


@pytest.mark.parametrize("address", ["socket://127.0.0.1:{}", "TCPIP::127.0.0.1::{}::SOCKET"])
def test_our_links_and_the_julabo_bath_of_lewis(fit: Fit, lewis: Callable[..., int], address: str) -> None:
    bath = fit(Julabo, address.format(lewis("lewis.devices", "julabo", "julabo-version-1")))
    assert (bath.identity().maker, bath.identity().model) == ("JULABO", "FP50_MH")
    reading = bath.temperature()
    assert (reading.text, reading.value) == ("24.0", Decimal("24.0"))
    with pytest.raises(BadReply):
        bath.temperature("OUT_SP_00 50.0")  # carried out, and answered with an empty line
    assert bath.temperature("IN_SP_00").value == Decimal("50.0")
    bath._link.line = Line(b"\r", b"\r\n", 0.3)
    with pytest.raises(LinkError):
        bath.temperature("IN_PV_99")  # it says nothing to a command that it does not know
    bath._link.line = Line(b"\r", b"\r\n", 2.0)
    assert bath.temperature("IN_PV_01").value == Decimal("26.0")
