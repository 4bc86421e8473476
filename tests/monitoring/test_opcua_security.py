"""An OPC UA server that lets nobody in without encryption, certificate and password."""

import hashlib
import socket
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from asyncua import ua
from asyncua.client import Client
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from monitoring.errors import MonitorFileError
from monitoring.monitor_file import load_monitor
from monitoring.owner import Taken
from monitoring.owners import owner_of
from monitoring.sample import Point
from tests.monitoring.certificates import Signed
from tests.monitoring.opcua_server import URI, OneUser, opcua_server

pytestmark = pytest.mark.systems  # a server of OPC UA

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
    Signed(folder, "another", uri=URI)
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


def digest(certificate: Path) -> str:
    der = x509.load_pem_x509_certificate(certificate.read_bytes()).public_bytes(Encoding.DER)
    return hashlib.sha256(der).hexdigest()


def stated(certificate: Path, form: str) -> str:
    """What a file says of the certificate of a server."""
    if form == "file":
        return f'server_certificate = "{certificate.name}"\n'
    found = digest(certificate)
    pairs = [found[n : n + 2].upper() for n in range(0, 64, 2)]
    return f'server_sha256 = "{found if form == "digest" else ":".join(pairs)}"\n'


def test_who_has_a_certificate_and_the_password_reads(plant: tuple[int, Path]) -> None:
    taken = read(plant, SECURED + USER, "right")
    assert taken.reading is not None, taken.problem
    assert taken.reading.value == Decimal("812.375")


@pytest.mark.parametrize("form", ["file", "digest", "as openssl prints it"])
def test_the_server_that_the_file_states_is_read(plant: tuple[int, Path], form: str) -> None:
    taken = read(plant, SECURED + USER + stated(plant[1] / "server.pem", form), "right")
    assert taken.reading is not None, taken.problem


@pytest.mark.parametrize("form", ["file", "digest"])
def test_another_server_is_refused_and_learns_no_password(
    plant: tuple[int, Path], form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(OneUser, "get_user", lambda *of, **_: asked.append(of))
    taken = read(plant, SECURED + USER + stated(plant[1] / "another.pem", form), "right")
    assert taken.reading is None
    own, other = (digest(plant[1] / f"{name}.pem") for name in ("server", "another"))
    assert f"The server has the certificate {own}, the monitor file states {other}." in taken.problem
    assert asked == []


def test_a_server_with_the_certificate_and_another_key_is_refused(
    plant: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A certificate is public: who shows it without its key cannot open the session."""
    shown = x509.load_pem_x509_certificate((plant[1] / "another.pem").read_bytes()).public_bytes(Encoding.DER)
    true = Client.connect_and_get_server_endpoints

    async def false(client: Client) -> list[ua.EndpointDescription]:
        found = await true(client)
        for one in found:
            one.ServerCertificate = shown
        return found

    monkeypatch.setattr(Client, "connect_and_get_server_endpoints", false)
    taken = read(plant, SECURED + USER + stated(plant[1] / "another.pem", "file"), "right")
    assert taken.reading is None
    assert "The server does not answer" in taken.problem


@pytest.mark.parametrize(("how", "words"), [
    ('server_certificate = "server.pem"\n', "without security a server proves nothing"),
    (SECURED + 'server_sha256 = "00ff"\n', "server_sha256"),
    (SECURED + f'server_certificate = "server.pem"\nserver_sha256 = "{"ab" * 32}"\n', "not both"),
])  # fmt: skip
def test_a_file_that_states_it_wrongly_is_refused(plant: tuple[int, Path], how: str, words: str) -> None:
    with pytest.raises(MonitorFileError, match=words):
        read(plant, how, "right")


@pytest.mark.parametrize(("how", "password", "words"), [
    (SECURED + USER + 'server_certificate = "none.pem"\n', "right", "none.pem"),
    (SECURED + USER + 'server_certificate = "server.key"\n', "right", "server.key holds no certificate"),
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
