"""Every way in which a simulated instrument is served, spoken to by our links and by other people's clients."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
import pyvisa
import serial

from drivers.bench import open_bench
from drivers.clock import WallClock
from drivers.environment.hmt330 import HMT330
from drivers.errors import InstrumentError, LinkError
from drivers.fitting import Fitting
from drivers.link.factory import open_link
from drivers.link.settings import Settings
from drivers.mass.mt_sics import MTSICSScale
from drivers.pressure.pace import PaceController
from drivers.simulation.faults import Fault
from drivers.simulation.laboratory import Laboratory
from drivers.simulation.transports import UnknownTransport, fitting
from drivers.simulation.truth import energised, honest_answers, violations

EVERY = ("hislip", "vxi11", "rfc2217", "pty")
DRIVERS: dict[str, Any] = {"source": PaceController, "scale": MTSICSScale, "room": HMT330}
BENCH = {"source": "gauge", "scale": "scale", "room": "scale"}
pytestmark = [pytest.mark.waits, pytest.mark.filterwarnings("ignore:set:DeprecationWarning:serial")]
GAUGE = {
    "serial": "G-TEST",
    "class": "1.6",
    "lower": "0 MPa",
    "upper": "1.6 MPa",
    "division": "0.05 MPa",
}
Serve = Callable[..., Laboratory]


@pytest.fixture
def served(shipped: Any) -> Iterator[Serve]:
    """Serves a bench with one of its instruments on every transport, in real time."""
    opened: list[Laboratory] = []

    def serve(device: str, faults: tuple[Any, ...] = ()) -> Laboratory:
        file = shipped(BENCH[device])
        simulation = file.simulation.model_copy(update={"serve": {device: EVERY}, "faults": faults})
        laboratory = Laboratory(file.model_copy(update={"simulation": simulation}), {"1": {}}, 1, real_time=True)
        opened.append(laboratory.__enter__())
        return opened[-1]

    yield serve
    for laboratory in opened:
        laboratory.__exit__()


def fitted(device: str, address: str, timeout: float = 2.0) -> Any:
    kind = DRIVERS[device]
    line = type(kind.LINE)(kind.LINE.sent_end, kind.LINE.received_end, timeout)
    link = open_link(address, f"{device} at {address}", line)
    return kind.fit(Fitting(device, link.where, WallClock(), link)), link


def reading(driver: Any) -> Any:
    for name in ("pressure", "indication", "temperature"):
        if hasattr(driver, name):
            return getattr(driver, name)()
    raise AssertionError(driver)


@pytest.mark.parametrize("device", DRIVERS)
@pytest.mark.parametrize("transport", EVERY)
def test_our_drivers_over_every_transport(served: Serve, device: str, transport: str) -> None:
    laboratory = served(device)
    driver, link = fitted(device, laboratory.addresses[f"{device}/{transport}"])
    assert driver.identity().serial == laboratory.inventory.devices[device].name.serial
    shown = reading(driver)
    assert shown.value.is_finite()
    last = honest_answers(laboratory, device)
    assert any(shown.text in (exchange.sent or b"").decode() for exchange in last)
    link.close()


@pytest.mark.parametrize("transport", ["hislip", "vxi11"])
def test_a_bench_over_a_transport_of_its_choice(shipped: Any, transport: str) -> None:
    """`sim:NAME/TRANSPORT` in a role; commands without an answer, in virtual time."""
    file = shipped("gauge")
    role = file.roles["source"].model_copy(update={"address": f"sim:source/{transport}"})
    file = file.model_copy(
        update={
            "roles": {**file.roles, "source": role},
            "simulation": file.simulation.model_copy(update={"serve": {"source": (transport,)}}),
        }
    )
    with open_bench(file, subject=GAUGE, seed=1) as bench:
        source: Any = bench.roles["source"]
        source.set_pressure(Decimal("0.4"), "MPa")
        over_transport = source.pressure()
        assert bench.make_safe() == ["source: safe state confirmed by read-back"]
        assert bench.laboratory is not None
        assert energised(bench.laboratory) == violations(bench.laboratory) == []
    with open_bench(shipped("gauge"), subject=GAUGE, seed=1) as bench:
        source = bench.roles["source"]
        source.set_pressure(Decimal("0.4"), "MPa")
        assert source.pressure() == over_transport


@pytest.mark.parametrize("transport", ["hislip", "vxi11", "rfc2217", "pty"])
@pytest.mark.parametrize("kind", ["silence", "late", "truncated", "duplicate", "garbage", "nul", "disconnect"])
def test_faults_over_every_transport(served: Serve, transport: str, kind: Any) -> None:
    """A wrong value never gets through, and the link recovers by itself."""
    from drivers.simulation.simulation_file import FaultEntry

    laboratory = served("scale", (FaultEntry(device="scale", kind=kind, request=3, match="S", seconds=0.4),))
    driver, link = fitted("scale", laboratory.addresses[f"scale/{transport}"], timeout=0.2)
    driver.identity()
    right, met = driver.indication().value, []
    for _attempt in range(5):
        try:
            met.append(driver.indication().value == right)
        except InstrumentError as error:
            met.append(type(error))
    assert False not in met
    assert met[-1] is True
    link.close()


def test_rfc2217_hears_the_settings(served: Serve) -> None:
    address = served("room").addresses["room/rfc2217"]
    port = serial.serial_for_url(address, baudrate=4800, bytesize=7, parity="E", timeout=2)
    port.write(b"SNUM\r")
    assert port.read_until(b"\n") == b"Serial number : S0000001\r\n"
    port.close()
    link = open_link(address, "room", HMT330.LINE, None, Settings(300, 7, "E", 1))
    with link.identification():
        assert "S0000001" in link.query("SNUM")
    assert link.local_port() is not None
    link.close()


def test_terminal_for_any_program(served: Serve) -> None:
    with serial.Serial(served("scale").addresses["scale/pty"], 9600, timeout=2) as port:
        port.write(b"I4\r\n")
        assert port.read_until(b"\n") == b'I4 A "SIM-0001"\r\n'


@pytest.mark.parametrize("transport", ["source", "source/hislip", "source/vxi11"])
def test_bare_pyvisa_as_a_client(served: Serve, transport: str) -> None:
    laboratory = served("source")
    client: Any = pyvisa.ResourceManager("@py").open_resource(
        laboratory.addresses[transport], read_termination="\n", write_termination="\n", timeout=2000
    )
    assert client.query("*IDN?") == "*IDN Druck,Pace5000 User Interface,SIM-5000-01,02.02.11"
    client.write(":UNIT:PRES MPA")
    client.write(":NONSENSE")
    assert client.query(":UNIT:PRES?") == ":UNIT:PRES MPA"
    assert client.query(":SYST:ERR?") == ':SYST:ERR -113,"Undefined header"'
    assert Decimal(client.query(":SENS:PRES?").removeprefix(":SENS:PRES ")).is_finite()
    if transport != "source":
        if transport.endswith("vxi11"):  # pyvisa-py 0.8 cannot clear HiSLIP while an answer waits
            client.write(":SENS:PRES?")
        client.clear()
        assert client.query(":UNIT:PRES?") == ":UNIT:PRES MPA"
    client.close()


def test_hislip_refuses_what_is_not_hislip(served: Serve) -> None:
    import socket

    port = int(served("source").addresses["source/hislip"].split(",")[1].split(":")[0])
    with socket.create_connection(("127.0.0.1", port), timeout=2) as client:
        client.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert client.recv(10) == b""


def test_vxi11_gives_up_a_read_in_its_own_time(served: Serve) -> None:
    client: Any = pyvisa.ResourceManager("@py").open_resource(served("source").addresses["source/vxi11"], timeout=100)
    with pytest.raises(pyvisa.errors.VisaIOError, match="TMO"):
        client.read_raw()
    client.timeout = 2000
    assert client.query("*IDN?").startswith("*IDN Druck")
    client.close()


def test_a_transport_that_does_not_fit(shipped: Any) -> None:
    from drivers.bench_file import BenchFileError

    file = shipped("gauge")
    for serve in ({"source": ("carrier_pigeon",)}, {"nobody": ("hislip",)}):
        changed = file.model_copy(update={"simulation": file.simulation.model_copy(update={"serve": serve})})
        with pytest.raises(BenchFileError, match=r"simulation\.serve"), Laboratory(changed, {"1": {}}, 1):
            pass


def test_refused_connections(served: Serve) -> None:
    from drivers.simulation.simulation_file import FaultEntry

    laboratory = served("scale", (FaultEntry(device="scale", kind="refuse", request=3, match="S"),))
    driver, link = fitted("scale", laboratory.addresses["scale"], timeout=0.3)
    driver.identity()
    right = driver.indication().value
    for _refused in range(3):
        with pytest.raises(LinkError):
            driver.indication()
    assert driver.indication().value == right
    link.close()
    assert [fault.kind for fault in laboratory.plans["scale"].met] == ["refuse"]
    assert Fault("refuse", 3, "S") in laboratory.plans["scale"].met


def test_framed_instruments_have_no_message_transports(shipped: Any) -> None:
    class Framed:
        name = DRIVERS
        modbus = "rtu"

        def length(self, received: bytes) -> int | None:
            return None

    assert "hislip" not in fitting(Framed())  # type: ignore[arg-type]
    assert "modbus_tcp" in fitting(Framed())  # type: ignore[arg-type]
    assert UnknownTransport is not None
