"""An agent in a process of its own, over TLS: a real driver through it, and the output off when the link is gone."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from drivers.bench import Bench, load_bench, open_bench
from drivers.bench_tables import BenchFileError
from drivers.errors import InstrumentError, LinkError
from drivers.simulation.catalogue import alone
from drivers.simulation.standalone import serve
from drivers.simulation.time import RealTime
from services.agent import make_certificate

WORLD = RealTime()
PROGRAM = "from console.cli.main import main; main()"
ROLE = '[roles.source]\ndriver = "fluke_9100"\naddress = "{}"\n'


class Relay:
    """Passes bytes on to the agent; cuts them off, falls silent, or changes one."""

    def __init__(self, target: int) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port, self._target = self._listening.getsockname()[1], target
        self.mode, self._open = "", list[socket.socket]()
        threading.Thread(target=self._serve, daemon=True).start()

    def cut(self) -> None:
        for one in self._open:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._listening.close()
        self.cut()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
                self._open += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(1 << 16):
                if self.mode == "flip":
                    data = data[:-1] + bytes([data[-1] ^ 1])
                if self.mode != "silent":
                    other.sendall(data)
        with contextlib.suppress(OSError):
            other.shutdown(socket.SHUT_WR)  # what one side ends, the other sees ended


class Tower:
    """An instrument, the agent beside it, and the bench file of the institute."""

    def __init__(self, folder: Path, address: str = "", *, roles: str = "") -> None:
        self.folder = folder
        for name in ("tower", "bench", "stranger"):
            make_certificate(name, folder)
        (folder / "there.toml").write_text(f'[bench]\nname = "tower"\n{roles or ROLE.format(address)}', "utf-8")
        words = ["--bench", "there.toml", "--certificate", "tower.pem", "--key", "tower.key", "--client", "bench.pem"]
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "agent", "serve", *words, "--port", "0", "--lang", "en"],
            cwd=folder, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        )  # fmt: skip
        assert self.process.stderr is not None
        self.said: list[str] = []
        while "127.0.0.1:" not in "".join(self.said[-1:]):
            self.said.append(self.process.stderr.readline())
        self.relay = Relay(int(self.said[-1].partition("127.0.0.1:")[2].split()[0]))
        threading.Thread(target=lambda: self.said.extend(self.process.stderr), daemon=True).start()  # type: ignore[arg-type]

    def end(self) -> None:
        """Stop the agent."""
        self.process.terminate()
        self.process.wait(60)
        self.relay.close()

    def bench(self, own: str = "bench") -> contextlib.AbstractContextManager[Bench]:
        """The bench of the institute, which reaches the instrument through the agent."""
        table = f'[agents.tower]\nhost = "127.0.0.1"\nport = {self.relay.port}\ncertificate = "tower.pem"\n'
        table += f'own = "{own}.pem"\nkey = "{own}.key"\ndelay = 5.0\n'
        path = self.folder / "here.toml"
        path.write_text(f'[bench]\nname = "institute"\n{ROLE.format("agent:tower/source")}{table}', "utf-8")
        return open_bench(load_bench(path), subject={}, seed=0)


def until(holds: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait for what another process does."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)  # slow: another process


@pytest.fixture
def device() -> Any:
    return alone("fluke_9100", WORLD)


@pytest.fixture
def tower(tmp_path: Path, device: Any) -> Iterator[Tower]:
    with contextlib.ExitStack() as stack:
        served = stack.enter_context(serve({"source": device}, WORLD, {"source": ()}))
        found = Tower(tmp_path, served.addresses["source"])
        yield found
        found.end()


def energised(bench: Bench, device: Any) -> Any:
    """The driver of a source that is on; that it settles is no business of this test."""
    device.node.target = 80.0
    return bench.roles["source"]


def on(device: Any) -> bool:
    return bool(device.node.target > 60)


def test_through_an_agent_and_safe_after_every_end_of_the_link(tower: Tower, device: Any) -> None:
    with tower.bench() as bench:
        assert bench.addresses == {"source": "agent:tower/source"}
        assert bench.simulated  # the agent says that its instrument is none
        source = energised(bench, device)
        assert on(device)
        source.make_safe()
        energised(bench, device)
    until(lambda: not on(device))  # the bench has ended and left it on
    with tower.bench() as bench:
        source = energised(bench, device)
        tower.relay.mode = "flip"
        with pytest.raises(InstrumentError):
            source.identity()
        tower.relay.mode = ""
        until(lambda: not on(device))
    with tower.bench() as bench:
        energised(bench, device)
        tower.relay.cut()
        until(lambda: not on(device))
        assert bench.make_safe()[0].endswith("confirmed by read-back")  # over a connection of its own
    assert any("the link was lost" in line for line in tower.said)


@pytest.mark.waits
def test_a_link_that_falls_silent_and_an_agent_that_is_killed_leave_nothing_on(tower: Tower, device: Any) -> None:
    with contextlib.suppress(InstrumentError), tower.bench() as bench:
        energised(bench, device)
        tower.relay.mode = "silent"
        until(lambda: not on(device))
        tower.relay.cut()
    tower.relay.mode = ""
    with contextlib.suppress(InstrumentError), tower.bench() as bench:
        energised(bench, device)
        tower.process.send_signal(signal.SIGKILL)
        until(lambda: not on(device))  # by the watchdog of the agent


def test_nobody_whom_the_agent_does_not_know_is_let_in(tower: Tower, device: Any) -> None:
    with pytest.raises(LinkError, match=r"does not know .*stranger\.pem"), tower.bench("stranger"):
        pass
    until(lambda: any("127.0.0.1 was refused" in line for line in tower.said))
    (tower.folder / "tower.pem").write_bytes((tower.folder / "stranger.pem").read_bytes())
    with pytest.raises(LinkError, match=r"another certificate than .*tower\.pem"), tower.bench():
        pass
    with pytest.raises(LinkError, match=r"No such file or directory: .*nobody\.pem"), tower.bench("nobody"):
        pass
    (tower.folder / "bench.key").write_bytes((tower.folder / "stranger.key").read_bytes())
    with pytest.raises(LinkError, match="are no certificate and its key"), tower.bench():
        pass
    with socket.create_connection(("127.0.0.1", tower.relay.port), timeout=30) as plain:
        plain.sendall(b"\x00\x00\x00\x02{}")
        with contextlib.suppress(ConnectionError):
            assert b"{" not in plain.recv(100)
    assert not on(device)


def test_a_bench_file_names_its_agent(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text('[bench]\nname = "b"\n' + ROLE.format("agent:tower/source"), "utf-8")
    with pytest.raises(BenchFileError, match=r"write \[agents.tower\]"):
        load_bench(tmp_path / "b.toml")
