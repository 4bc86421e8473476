"""Other people's clients against our simulated meters, and other people's servers against our drivers."""

import asyncio
import select
import shutil
import socket
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest

from drivers.codecs.registers import Layout, packed
from drivers.errors import Reported
from drivers.simulation import catalogue, meter_dlms
from drivers.simulation.device import Name
from drivers.simulation.meter_mbus import SimulatedMBus
from drivers.simulation.meter_modbus import SimulatedModbusMeter
from drivers.simulation.meter_model import MeterModel
from drivers.simulation.standalone import serve
from drivers.simulation.time import VirtualTime

NAME = Name("SIM", "M-1", "000000001234", "1")


@contextmanager
def served(device: Any) -> Iterator[int]:
    """Port of a simulated meter."""
    with serve({"meter": device}, device.model.time) as found:
        yield int(found.addresses["meter"].rpartition(":")[2])


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def dlt645_library(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The library, without the second in which it copies its table of all event records for each client and server."""
    library = pytest.importorskip("dlt645")
    from dlt645.model.data import data_handler
    from dlt645.service.clientsvc import client_service
    from dlt645.service.serversvc import server_service

    monkeypatch.setattr(server_service, "clone_data_map", lambda: data_handler.DIMap)
    monkeypatch.setattr(client_service.data, "clone_data_map", lambda: data_handler.DIMap)
    return library


def test_dlt645_client_reads_our_meter(world: VirtualTime, dlt645_library: Any) -> None:
    service = dlt645_library.MeterClientService
    with served(catalogue.alone("dlt645", world)) as port:
        client = service.new_tcp_client("127.0.0.1", port, timeout=2.0)
        assert client.connect()
        try:
            # The library packs the digits in the order given, so the address is written last byte first.
            assert client.set_address("180915042220")
            assert client.read_00(0x00010000).value == pytest.approx(1206.42)
            assert client.read_02(0x02010100).value == pytest.approx(220.0)
            assert client.read_02(0x02020200).value == pytest.approx(5.0)
        finally:
            client.disconnect()


def test_our_driver_reads_a_dlt645_server(dial: Callable[..., Any], dlt645_library: Any) -> None:
    service = dlt645_library.MeterServerService
    port = free_port()
    server = service.new_tcp_server("127.0.0.1", port, timeout=5.0)
    server.set_address("610100000000")
    server.set_00(0x00010000, 7502.64)
    server.set_02(0x02010100, 230.5)
    threading.Thread(target=server.start, daemon=True).start()
    wait_for(port)
    try:
        meter = dial("dlt645", f"socket://127.0.0.1:{port}")
        assert meter.identity().serial == "000000000161"
        assert str(meter.reading("active_energy_import").value) == "7502.64"
        assert str(meter.reading("voltage_l1").value) == "230.5"
    finally:
        server.stop()


def test_pymodbus_client_reads_our_meter(world: VirtualTime) -> None:
    client_of = pytest.importorskip("pymodbus.client")
    framers = pytest.importorskip("pymodbus").FramerType
    for modbus, framer in (("tcp", framers.SOCKET), ("rtu", framers.RTU)):
        with served(SimulatedModbusMeter(MeterModel(world), NAME, modbus=modbus)) as port:
            client = client_of.ModbusTcpClient("127.0.0.1", port=port, framer=framer, timeout=1, retries=0)
            assert client.connect()
            reply = client.read_holding_registers(100, count=2, device_id=1)
            assert reply.registers == [120642 >> 16, 120642 & 0xFFFF]
            floating = client.read_holding_registers(10, count=2, device_id=1).registers
            assert client.convert_from_registers(floating, client.DATATYPE.FLOAT32) == 230.5
            assert client.read_holding_registers(500, count=1, device_id=1).exception_code == 2
            client.close()


def test_our_driver_reads_a_pymodbus_server(dial: Callable[..., Any]) -> None:
    server_of = pytest.importorskip("pymodbus.server")
    simulator = pytest.importorskip("pymodbus.simulator")
    image = [0] * 140
    image[0:2] = [0, 4711]
    image[10:12] = struct.unpack(">2H", packed(Layout("float32", "ABCD"), Decimal("230.5")))
    image[100:102] = [1, 2]
    loop, port = asyncio.new_event_loop(), free_port()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> Any:
        data = simulator.SimData(0, values=image, datatype=simulator.DataType.REGISTERS)
        device = simulator.SimDevice(1, simdata=[data])
        server = server_of.ModbusTcpServer(device, address=("127.0.0.1", port))
        await server.serve_forever(background=True)
        return server

    server = asyncio.run_coroutine_threadsafe(start(), loop).result(5)
    try:
        meter = dial("modbus_meter", f"socket://127.0.0.1:{port}", {"framing": "tcp"})
        assert meter.identity().serial == "4711"
        assert str(meter.reading("active_energy_import").value) == "655.38"
        with pytest.raises(Reported, match="exception 04"):  # a real slave of another address stays silent
            dial("modbus_meter", f"socket://127.0.0.1:{port}", {"framing": "tcp", "unit": "2"}).identity()
    finally:
        asyncio.run_coroutine_threadsafe(server.shutdown(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)


def test_minimalmodbus_reads_our_meter(world: VirtualTime) -> None:
    minimalmodbus = pytest.importorskip("minimalmodbus")
    serial = pytest.importorskip("serial")
    with served(SimulatedModbusMeter(MeterModel(world), NAME)) as port:
        line = serial.serial_for_url(f"socket://127.0.0.1:{port}", timeout=1.0)
        instrument = minimalmodbus.Instrument(line, 1)
        assert instrument.read_long(100) == 120642
        assert instrument.read_float(10) == 230.5
        line.close()


@pytest.mark.systems
@pytest.mark.skipif(shutil.which("mbpoll") is None, reason="mbpoll is not installed")
def test_mbpoll_reads_our_meter(world: VirtualTime) -> None:
    with served(SimulatedModbusMeter(MeterModel(world), NAME, modbus="tcp")) as port:
        command = ["mbpoll", "-m", "tcp", "-p", str(port), "-a", "1", "-0", "-B", "-1", "-r", "10", "-c", "1"]
        command += ["-t", "4:float", "127.0.0.1"]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
        assert "230.5" in ran.stdout, ran.stdout + ran.stderr


def test_pymeterbus_reads_our_meter(world: VirtualTime) -> None:
    meterbus = pytest.importorskip("meterbus")
    serial = pytest.importorskip("serial")
    with served(SimulatedMBus(MeterModel(world), NAME)) as port:
        line = serial.serial_for_url(f"socket://127.0.0.1:{port}", timeout=1.0)
        meterbus.send_ping_frame(line, 1)
        assert isinstance(meterbus.load(meterbus.recv_frame(line, 1)), meterbus.TelegramACK)
        meterbus.send_request_frame(line, 1)
        telegram = meterbus.load(meterbus.recv_frame(line, meterbus.FRAME_DATA_LENGTH))
        line.close()
    found = [(record.parsed_value, str(record.unit)) for record in telegram.records]
    assert (2801000, "Wh") in [(int(value), unit) for value, unit in found]
    assert any(float(value) == pytest.approx(64.25) and unit == "m^3" for value, unit in found)
    assert telegram.body.bodyHeader.id_nr_field.parts == [0x34, 0x12, 0x00, 0x00]


def test_iec62056_21_client_reads_our_meter(world: VirtualTime, monkeypatch: pytest.MonkeyPatch) -> None:
    client_of = pytest.importorskip("iec62056_21.client").Iec6205621Client
    monkeypatch.setattr("time.sleep", lambda _seconds: None)  # its reaction times on a line that has none
    with served(catalogue.alone("iec62056_21", world)) as port:
        client = client_of.with_tcp_transport(address=("127.0.0.1", port))
        client.connect()
        readout = client.standard_readout()
        client.disconnect()
    values = {one.address: (one.value, one.unit) for one in readout.data}
    assert values["1.8.0"] == ("001206.42", "kWh")
    assert values["0.0.0"][0] == "202204150918"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("framing", ["wrapper", "hdlc"])
def test_dlms_cosem_client_reads_our_meter(world: VirtualTime, framing: str) -> None:
    client_of = pytest.importorskip("dlms_cosem.client").DlmsClient
    from dlms_cosem import cosem, enumerations, security, utils
    from dlms_cosem import io as transports

    model = MeterModel(world)
    wrapper = framing == "wrapper"
    device = meter_dlms.SimulatedWrapperMeter(model, NAME) if wrapper else meter_dlms.SimulatedHDLCMeter(model, NAME)
    with served(device) as port:
        line = transports.BlockingTcpIO(host="127.0.0.1", port=port, timeout=3)
        transport = (
            transports.TcpTransport(client_logical_address=16, server_logical_address=1, io=line)
            if wrapper
            else transports.HdlcTransport(
                client_logical_address=16, server_logical_address=1, server_physical_address=17, io=line
            )
        )
        client = client_of(transport=transport, authentication=security.NoSecurityAuthentication())
        with client.session() as session:
            name = cosem.Obis(1, 0, 1, 8, 0, 255)
            value = session.get(cosem.CosemAttribute(enumerations.CosemInterface.REGISTER, name, 2))
            scaler = session.get(cosem.CosemAttribute(enumerations.CosemInterface.REGISTER, name, 3))
    assert utils.parse_as_dlms_data(value) == 120642
    assert utils.parse_as_dlms_data(scaler) == [1, 30]


def wait_for(port: int) -> None:
    """Until somebody listens."""
    for _attempt in range(400):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.05).close()
        except OSError:
            select.select([], [], [], 0.05)  # a refusal comes at once; a server on a busy machine takes seconds
            continue
        return
    pytest.fail(f"nobody listens on {port}")
