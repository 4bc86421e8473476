"""Two roles on one line: one connection, one lock, and poison that both know of."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.bench import load_bench, open_bench
from drivers.errors import BadReply, LinkError, WrongInstrument

BENCH = """
[bench]
name = "shared"
[roles.gauge]
driver = "scpi_gauge"
address = "TCPIP::127.0.0.1::PORT::SOCKET"
options = { query = "P?", pressure_unit = "kPa", errors = "no" }
[roles.second]
driver = "scpi_gauge"
address = "socket://localhost:PORT"
options = { query = "P?", pressure_unit = "kPa", errors = "no" }
"""


class OneGuest:
    """A gauge that takes one connection at a time, as many instruments do."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        self.connections, self.serial, self.extra = 0, b"1", b""
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                guest, _ = self._server.accept()
            except OSError:
                return
            self.connections += 1
            with guest, guest.makefile("rb") as lines:
                for line in lines:
                    guest.sendall(self._answer(line.strip().upper()))

    def _answer(self, line: bytes) -> bytes:
        if line == b"*IDN?":
            return b"Maker,Gauge," + self.serial + b",1.0\n"
        if line.endswith(b"ERR?"):
            return b'0,"No error"\n'
        extra, self.extra = self.extra, b""
        return b"100.5\n" + extra

    def close(self) -> None:
        self._server.close()


@pytest.fixture
def gauge(tmp_path: Path) -> Iterator[tuple[OneGuest, Path]]:
    server, path = OneGuest(), tmp_path / "bench.toml"
    path.write_text(BENCH.replace("PORT", str(server.port)))
    yield server, path
    server.close()


def test_two_spellings_of_one_address_share_one_connection(gauge: tuple[OneGuest, Path]) -> None:
    server, path = gauge
    log: list[str] = []
    with open_bench(load_bench(path), subject={}, seed=0, on_bytes=lambda role, *_: log.append(role)) as bench:
        one, two = bench.roles["gauge"], bench.roles["second"]
        assert str(one.indication().value) == str(two.indication().value) == "100.5"  # type: ignore[attr-defined]
        assert server.connections == 1
        assert set(log) == {"gauge", "second"}  # each role keeps its own byte log
        assert bench.line_lock(one) is bench.line_lock(two)


def test_what_one_role_leaves_on_the_line_is_never_read_by_the_other(gauge: tuple[OneGuest, Path]) -> None:
    server, path = gauge
    with open_bench(load_bench(path), subject={}, seed=0) as bench:
        one, two = bench.roles["gauge"], bench.roles["second"]
        server.extra = b"999.9\n"
        with pytest.raises((BadReply, LinkError)):
            [one.indication() for _ in range(2)]  # type: ignore[attr-defined]
        assert bench.roles["second"]._link.poisoned is not None  # type: ignore[attr-defined]
        assert str(two.indication().value) == "100.5"  # type: ignore[attr-defined]
        server.serial = b"2"
        one._link.poisoned = "doubt"  # type: ignore[attr-defined]
        with pytest.raises(WrongInstrument):
            two.indication()  # type: ignore[attr-defined]


def test_different_settings_for_one_port_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bench.toml"
    text = BENCH.replace("TCPIP::127.0.0.1::PORT::SOCKET", "/dev/null").replace(
        "socket://localhost:PORT", "ASRL/dev/null::INSTR"
    )
    path.write_text(text + "serial = { baud = 300 }\n")
    with pytest.raises(LinkError), open_bench(load_bench(path), subject={}, seed=0):
        pass
