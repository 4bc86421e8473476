"""Other people's servers against our drivers, other people's clients against our simulators.

GPL programs run as processes of their own; what is not installed is skipped.
"""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from drivers.codecs import scpi
from drivers.errors import BadReply
from drivers.simulation.catalogue import alone
from drivers.simulation.standalone import Served, serve
from drivers.simulation.time import RealTime

pytestmark = pytest.mark.waits

Start = Callable[..., int]
Fit = Callable[..., Any]
Port = Callable[[], int]


def installed(*modules: str) -> Any:
    missing = [name for name in modules if find_spec(name) is None]
    return pytest.mark.skipif(bool(missing), reason=f"{', '.join(missing)} not installed")


@installed("sinstruments", "gepace", "scpi")
def test_our_pace_driver_and_the_server_of_gepace(started: Start, fit: Fit, free_port: Port, tmp_path: Path) -> None:
    """It plays a PACE that knows no unit and no in-limits flag: known by its identity, refused as a standard."""
    config = tmp_path / "pace.yml"
    port = free_port()
    config.write_text(
        f"devices:\n- class: Pace\n  package: gepace.simulator\n  name: pace\n"
        f"  transports:\n  - {{type: tcp, url: '127.0.0.1:{port}'}}\n"
    )
    started(port, "sinstruments-server", "-c", str(config))
    pace = fit("pace", f"TCPIP::127.0.0.1::{port}::SOCKET")
    identity = pace.identity()
    assert (identity.maker, identity.model, identity.serial) == ("GE Druck", "PACE5000", "10388796")
    reply = pace._link.query(":SENS1:PRES?")  # it wants the number of the module, which instruments let one leave out
    assert 34.5 < float(scpi.answer(":SENS:PRES?", reply)) < 35.6
    with pytest.raises(BadReply, match="NACK"):
        pace.pressure()


GEPACE = """
import json, socket, sys
from gepace.pace import Pace

class Line:
    def __init__(self, port):
        self.file = socket.create_connection(("127.0.0.1", port), timeout=5).makefile("rwb")
    def write_readline(self, request):
        self.file.write(request); self.file.flush()
        return self.file.readline()

pace = Pace(Line(int(sys.argv[1])))
one = pace[1]
print(json.dumps([pace.idn(), one.pressure(), one.pressure_in_limits(), one.unit(), one.pressure_control(),
                  one.src_pressure_rate_mode().name]))
"""


@installed("gepace")
def test_the_client_of_gepace_and_our_pace(tmp_path: Path) -> None:
    with _alone("pace") as served:
        port = served.addresses["pace"].split("::")[2]
        script = tmp_path / "client.py"
        script.write_text(GEPACE)
        said = subprocess.run([sys.executable, str(script), port], capture_output=True, timeout=20, check=False)
        assert said.returncode == 0, said.stderr.decode()
        identity, pressure, (again, in_limits), unit, output, mode = json.loads(said.stdout)
    assert "SIM-5000-01" in str(identity)
    assert pressure == pytest.approx(0, abs=0.1)
    assert again == pytest.approx(pressure, abs=0.1)
    assert (in_limits, unit, output, mode) == (False, "KPA", False, "Maximum")


@installed("mtsics")
def test_our_scale_driver_and_the_mt_sics_emulator(started: Start, fit: Fit, free_port: Port) -> None:
    """It answers in a unit's own form while it is stable; where it leaves the manual it is refused."""
    port, control = free_port(), free_port()
    started(port, "mtsics-tcp", "--host", "127.0.0.1", "--port", str(port), "--control-port", str(control))
    scale = fit("mt_sics", f"socket://127.0.0.1:{port}")
    identity = scale.identity()
    assert identity.model
    assert identity.serial
    shown = scale.indication()
    assert shown.value == 0
    load = urllib.request.Request(
        f"http://127.0.0.1:{control}/weight", b'{"target": 12.5}', {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(load, timeout=5) as answer:  # noqa: S310
        assert answer.status == 200
    refused, values = [], set()
    for _attempt in range(3000):  # it settles in its own real time
        try:
            values.add(scale.indication().value)
        except BadReply as error:
            refused.append(str(error))
        if Decimal("12.5") in values:
            break
    assert Decimal("12.5") in values
    # Two deviations from the manual: `S` does not wait but answers `S D`, which is refused; and a moment after a load
    # was put on, a weight on its way is called stable, which nobody can know who trusts the flag.
    assert any("S D" in text for text in refused)


@pytest.mark.filterwarnings("ignore:It is not known:FutureWarning")
def test_pymeasure_itself_and_our_multimeter() -> None:
    """PyMeasure's own class over its own VISA adapter, no code of ours between."""
    from pymeasure.adapters import VISAAdapter
    from pymeasure.instruments.hp import HP34401A

    with _alone("hp34401a") as served:
        adapter = VISAAdapter(
            served.addresses["hp34401a"], "@py", read_termination="\n", write_termination="\n", timeout=2000
        )
        meter: Any = HP34401A(adapter)
        meter.function_ = "DCV"
        meter.range_ = 10
        assert meter.function_ == "DCV"
        assert meter.reading == pytest.approx(1.0, abs=1e-3)
        adapter.close()


def test_bare_pyserial_and_our_scale() -> None:
    import serial

    with (
        _alone("mt_sics") as served,
        serial.serial_for_url(served.addresses["mt_sics"], baudrate=9600, parity="E", timeout=2) as port,
    ):
        port.write(b"S\r\n")
        assert port.read_until(b"\r\n") == b"S S      2.500 kg\r\n"
        port.write(b"SIR2\r\n")
        assert port.read_until(b"\r\n") == b"ES\r\n"


def _alone(driver: str) -> AbstractContextManager[Served]:
    time = RealTime()
    return serve({driver: alone(driver, time)}, time)
