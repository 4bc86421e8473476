"""How quickly simulated instruments answer, beside sinstruments: `python benchmarks/links/simulators.py`.

Both run as processes of their own (sinstruments is GPL), both play a PACE, and one raw socket each asks them for
the pressure in turn.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import measured, raw_socket, show

OURS = """
import sys
from decimal import Decimal
from drivers.simulation.catalogue import alone
from drivers.simulation.standalone import serve
from drivers.simulation.time import RealTime
time = RealTime()
with serve({"pace": alone("pace", time)}, time) as served:
    print(served.addresses["pace"], flush=True)
    sys.stdin.read()
"""


@contextmanager
def ours() -> Iterator[int]:
    """Our PACE; gives its port."""
    process = subprocess.Popen([sys.executable, "-c", OURS], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    yield int(process.stdout.readline().decode().split("::")[2])
    process.kill()
    process.wait()


@contextmanager
def theirs() -> Iterator[int]:
    """The PACE of gepace on sinstruments; gives its port."""
    import socket
    import time

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "pace.yml"
        config.write_text(
            f"devices:\n- class: Pace\n  package: gepace.simulator\n  name: pace\n"
            f"  transports:\n  - {{type: tcp, url: '127.0.0.1:{port}'}}\n"
        )
        program = Path(sys.executable).parent / "sinstruments-server"
        process = subprocess.Popen([program, "-c", config], stderr=subprocess.DEVNULL)
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
        process.kill()
        process.wait()


def main() -> None:
    """Both, in one run."""
    with ours() as mine, theirs() as other:
        ask = {"steelyard": raw_socket(mine, b":SENS:PRES?\n"), "sinstruments": raw_socket(other, b"SENS1:PRES?\n")}
        for name, query in ask.items():
            assert re.search(rb"PRES -?[0-9.]+\n$", query()), name
        show("simulated PACE, one question", measured(ask), "steelyard", "sinstruments", 1.5)


if __name__ == "__main__":
    main()
