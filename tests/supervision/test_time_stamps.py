"""Time stamps of the witness's heads, by an authority that is not ours (`openssl ts`), and checked by it."""

import shutil
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from sqlalchemy import delete, update

from exchange.errors import ExchangeError, Unreachable
from exchange.witness import PlatformWitness
from exchange.witness_forms import Stamps
from records.journal import Journal
from records.keys import station_key
from records.store import Store
from records.witness.sending import send
from supervision.stations import register
from supervision.time_stamps import Stamped, asking, stamp, stamps, wrong
from supervision.witness_tables import leaf, node
from supervision.witness_tables import stamp as table
from tests.platform_parts import INSTITUTE, Hall

pytestmark = [
    pytest.mark.systems,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed"),
]
SETTINGS = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


class Authority:
    """A time-stamp authority with a certificate of its own."""

    def __init__(self, folder: Path, name: str = "one") -> None:
        self.folder = folder / name
        self.folder.mkdir()
        key = rsa.generate_private_key(65537, 2048)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        now = datetime.now(UTC)
        self.certificate = (
            x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
            .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=30))
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
            .sign(key, hashes.SHA256())
        )  # fmt: skip
        (self.folder / "tsa.pem").write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
        plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        (self.folder / "tsa.key").write_bytes(key.private_bytes(serialization.Encoding.PEM, *plain))
        (self.folder / "serial").write_text("01")
        (self.folder / "tsa.cnf").write_text(SETTINGS.format(folder=self.folder))

    def __call__(self, query: bytes) -> bytes:
        """The answer to a query."""
        asked, answered = self.folder / "query", self.folder / "answer"
        asked.write_bytes(query)
        words = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", asked, "-out", answered]
        subprocess.run(words, cwd=self.folder, check=True, capture_output=True)
        return answered.read_bytes()


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture(autouse=True)
def _keys(hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    register(hall.store, station_key().public, INSTITUTE, "bench 7")


def told(hall: Hall, tmp_path: Path, *runs: int) -> None:
    """Some runs end, and the witness is told of them."""
    store = Store(str(tmp_path / "runs.sqlite"), witness="http://127.0.0.1")
    for n in runs:
        journal = Journal(store, f"20261130-080000-{n:07}", station_key())
        journal.append("opened", {})
        journal.append("closed", {"outcome": "conform"})
        journal.close()
    link = hall.link(station_key())  # type: ignore[arg-type]
    assert send(store, station_key(), PlatformWitness("http://127.0.0.1", link)) == len(runs)
    store.close()


def made(hall: Hall, ask: Callable[[bytes], bytes], authority: Authority) -> Stamped | None:
    return stamp(hall.store, ask, "one", [authority.certificate])


def test_a_head_is_stamped_once_and_anybody_can_check_it(hall: Hall, tmp_path: Path, authority: Authority) -> None:
    told(hall, tmp_path, 1, 2)
    first = made(hall, authority, authority)
    assert first is not None
    assert first.size == 2
    assert made(hall, authority, authority) is None
    told(hall, tmp_path, 3)
    assert made(hall, authority, authority) is not None
    assert [s.size for s in stamps(hall.store)] == [2, 3]
    assert wrong(hall.store, [authority.certificate]) == []
    found = hall.link().ask("GET", "api/v1/witness/stamps", Stamps, query={"after": 1})
    assert [(s.n, s.size) for s in found.stamps] == [(2, 3)]
    (tmp_path / "head.json").write_text(first.head)
    (tmp_path / "head.tsr").write_bytes(first.token)
    words = [
        "openssl",
        "ts",
        "-verify",
        "-data",
        "head.json",
        "-in",
        "head.tsr",
        "-CAfile",
        authority.folder / "tsa.pem",
    ]
    assert b"Verification: OK" in subprocess.run(words, cwd=tmp_path, capture_output=True, check=False).stdout


def test_only_an_answer_to_this_query_by_a_known_authority_is_kept(
    hall: Hall, tmp_path: Path, authority: Authority
) -> None:
    told(hall, tmp_path, 1)
    other = Authority(tmp_path, "other")
    answers: list[bytes] = []
    earlier = made(hall, lambda query: answers.append(authority(query)) or answers[0], authority)  # type: ignore[func-returns-value]
    assert earlier is not None
    told(hall, tmp_path, 2)
    for ask in (lambda _: answers[0], other, lambda _: b"no time stamp", lambda _: answers[0][:-40]):
        with pytest.raises(ExchangeError, match="no time stamp of this head"):
            made(hall, ask, authority)
    with pytest.raises(Unreachable):
        made(hall, asking("http://127.0.0.1:9/"), authority)
    assert [s.n for s in stamps(hall.store)] == [1]


def test_a_tree_that_is_not_what_was_stamped_is_found(hall: Hall, tmp_path: Path, authority: Authority) -> None:
    told(hall, tmp_path, 1, 2, 3, 4)
    made(hall, authority, authority)
    roots = [authority.certificate]
    with hall.store.writing() as connection:
        connection.execute(update(node).where(node.c.level == 2).values(hash="0" * 64))
    assert "the tree is not the one" in wrong(hall.store, roots)[0].en
    with hall.store.writing() as connection:
        connection.execute(delete(leaf).where(leaf.c.n == 3))
    assert "4 statements were stamped, 3 are there" in wrong(hall.store, roots)[0].en
    with hall.store.writing() as connection:
        connection.execute(update(table).values(head=stamps(hall.store)[0].head.replace('"size":4', '"size":3')))
    assert wrong(hall.store, roots)
    assert wrong(hall.store, [Authority(tmp_path, "third").certificate])


def test_an_answer_without_end_is_left() -> None:
    class Endless(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                while True:
                    self.wfile.write(bytes(100_000))

    server = ThreadingHTTPServer(("127.0.0.1", 0), Endless)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with pytest.raises(Unreachable, match="larger than 1000 kB"):
        asking(f"http://127.0.0.1:{server.server_port}/")(b"query")
    server.shutdown()
    server.server_close()
