"""What a query costs through an agent, beside the direct link, in one run: `python -m benchmarks.links.agent`.

Instrument, agent and bench are processes of their own. Direct link and agent take turns, query by query. Then several
lines of one agent are used at once, and last the same over a link that delays every message.
"""

from __future__ import annotations

import contextlib
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.links.bench import LINE, hardened, measured, show
from drivers.link.agent import AgentLink
from drivers.link.agent_place import AgentPlace
from services.agent import make_certificate

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES, QUERIES, SLOW_QUERIES = 4, 500, 20
DELAY = 0.025
"""Seconds that the slow link takes in each direction."""
SERVERS = Path(__file__).with_name("servers.py")
PROGRAM = "from console.cli.main import main; main()"


@contextlib.contextmanager
def agent(folder: Path, address: str) -> Iterator[int]:
    """An agent with some lines to one instrument; its port."""
    for name in ("tower", "bench"):
        make_certificate(name, folder)
    roles = "".join(f'[roles.line{n}]\ndriver = "scpi_gauge"\naddress = "{address}"\n' for n in range(LINES))
    (folder / "there.toml").write_text(f'[bench]\nname = "tower"\n{roles}', "utf-8")
    words = ["--bench", "there.toml", "--certificate", "tower.pem", "--key", "tower.key", "--client", "bench.pem"]
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "agent", "serve", *words, "--port", "0"],
        cwd=folder, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    assert process.stderr is not None
    line = ""
    while "127.0.0.1:" not in line:
        line = process.stderr.readline()
    threading.Thread(target=process.stderr.read, daemon=True).start()
    try:
        yield int(line.partition("127.0.0.1:")[2].split()[0].strip("（("))
    finally:
        process.terminate()
        process.wait(30)


def slow(target: int) -> int:
    """Port of a link to an agent that delays what it passes on."""
    listening = socket.create_server(("127.0.0.1", 0))

    def passing(one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(1 << 16):
                time.sleep(DELAY)
                other.sendall(data)

    def serve() -> None:
        while True:
            near, _ = listening.accept()
            far = socket.create_connection(("127.0.0.1", target))
            for pair in ((near, far), (far, near)):
                threading.Thread(target=passing, args=pair, daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    return int(listening.getsockname()[1])


def through(folder: Path, port: int, role: str) -> AgentLink:
    """A line of the agent, identified."""
    place = AgentPlace(
        "tower", "127.0.0.1", port, folder / "tower.pem", folder / "bench.pem", folder / "bench.key", 5.0
    )
    link = AgentLink(place, role, role, LINE)
    with link.identification():
        link.query("X?")
    return link


def together(links: list[AgentLink]) -> float:
    """Queries a second of several lines at once."""

    def ask(link: AgentLink) -> None:
        for _ in range(QUERIES):
            link.query("X?")

    threads = [threading.Thread(target=ask, args=(link,)) for link in links]
    began = time.perf_counter()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return QUERIES * len(links) / (time.perf_counter() - began)


def main() -> None:
    """Everything, in one run."""
    server = subprocess.Popen([sys.executable, SERVERS], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert server.stdout is not None
    assert server.stdin is not None
    address = f"socket://127.0.0.1:{server.stdout.readline().decode().split()[0]}"
    with tempfile.TemporaryDirectory() as place, agent(Path(place), address) as port:
        folder = Path(place)
        links = [through(folder, port, f"line{n}") for n in range(LINES)]
        direct = hardened(address)
        times = measured({"direct link": lambda: direct.query("X?"), "through an agent": lambda: links[0].query("X?")})
        show("a query", times, "through an agent", "direct link")
        for count in (1, LINES):
            print(f"  {count} lines of one agent: {together(links[:count]):.0f} queries a second")
        for link in links:
            link.close()
        far = through(folder, slow(port), "line0")
        took = []
        for _ in range(SLOW_QUERIES):
            began = time.perf_counter()
            far.query("X?")
            took.append(time.perf_counter() - began)
        print(f"over a link of {2e3 * DELAY:.0f} ms there and back: {statistics.median(took) * 1e3:.0f} ms a query")
        far.close()
    server.stdin.close()
    server.wait(5)


if __name__ == "__main__":
    main()
