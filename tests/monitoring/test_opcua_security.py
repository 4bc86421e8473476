"""An OPC UA server that lets nobody in without encryption, certificate and password."""

import socket
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from monitoring.monitor_file import load_monitor
from monitoring.owner import Taken
from monitoring.owners import owner_of
from monitoring.sample import Point
from tests.monitoring.certificates import Signed
from tests.monitoring.opcua_server import URI, opcua_server

FILE = """
[monitor]
name = "scada"
[store]
path = "scada.sqlite"
[lines.scada]
address = "opc.tcp://127.0.0.1:{port}/"
timeout = 3
{how}
[meters.E-1]
driver = "opcua"
line = "scada"
read = {{ active_energy_import = "15min" }}
where = {{ active_energy_import = {{ node = "ns=2;s=E", unit = "kWh" }} }}
"""
SECURED = 'security = "Basic256Sha256,SignAndEncrypt"\ncertificate = "monitor.pem"\nprivate_key = "monitor.key"\n'
USER = 'user = "monitor"\npassword_file = "secret"\n'
ENERGY = Point("E-1", "active_energy_import", "15min")


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    folder = tmp_path_factory.mktemp("opcua")
    server = Signed(folder, "server", uri=URI)
    Signed(folder, "monitor", uri="urn:plant:monitor")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with opcua_server(port, server.certificate, server.key) as served:
        served.add("E", 812.375)
        yield port, folder


def read(plant: tuple[int, Path], how: str, password: str) -> Taken:
    port, folder = plant
    (folder / "secret").write_text(f"{password}\n", encoding="utf-8")
    (folder / "scada.toml").write_text(FILE.format(port=port, how=how), encoding="utf-8")
    file = load_monitor(folder / "scada.toml")
    owner = owner_of(file, "scada", file.lines["scada"].address, time.time)
    try:
        return owner.read({ENERGY: int(time.time())})[0]
    finally:
        owner.close()


def test_who_has_a_certificate_and_the_password_reads(plant: tuple[int, Path]) -> None:
    taken = read(plant, SECURED + USER, "right")
    assert taken.reading is not None, taken.problem
    assert taken.reading.value == Decimal("812.375")


@pytest.mark.parametrize(("how", "password", "words"), [
    (SECURED + USER, "wrong", "BadUserAccessDenied"),
    (USER, "right", "does not offer the security none. Write in `security`"),
    (SECURED.replace("monitor.pem", "monitor.key") + USER, "right", "monitor.key holds no certificate"),
    (SECURED.replace("monitor.pem", "nothing.pem") + USER, "right", "nothing.pem"),
    (SECURED.replace("SignAndEncrypt", "Sign") + USER, "right", "security Basic256Sha256,Sign."),
    (SECURED.replace("Basic256Sha256", "Aes256Sha256RsaPss") + USER, "right", "security Aes256Sha256RsaPss,"),
])  # fmt: skip
def test_who_has_not_gets_a_reason(plant: tuple[int, Path], how: str, password: str, words: str) -> None:
    taken = read(plant, how, password)
    assert taken.reading is None
    assert words in taken.problem
