"""A run whose pressure source is on a serial adapter that is pulled at the first set-point."""

import json
import os
import re
import select
import socket
import subprocess
import sys
import threading
import tty
from pathlib import Path

import pytest

from drivers.bench import load_bench, serve_bench
from records.store import Store
from tests.quick_bench import quick

pytestmark = [pytest.mark.waits, pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo terminals")]
ROOT = Path(__file__).parents[2]
PEOPLE = "".join(f'[roles.{role}]\ndriver = "person"\n' for role in ("gauge", "inspector", "room"))
BENCH = """
[bench]
name = "unplugged"
[roles.source]
driver = "pace"
address = "ASRL{port}::INSTR"
timeout = 1.5
options = {{ slew = 500, dwell = 1, margin = 20, poll = 0.2 }}
{people}
[standards]
source = ["PC-01"]
room = ["TH-01"]
"""
#: Whatever is asked until the output is switched on: a check is answered by `y`, a reading by a number.
ANSWERS = "20.5\n45\n" + "y\n0\n" * 30


def pulled_at_the_first_set_point(address: str, folder: Path) -> str:
    """A port that carries bytes to the source until its output is switched on; gives its name.

    The name is a link of our own: the system gives the number of a closed terminal to whatever test opens the next one,
    and what still tries to reach the source would write into it.
    """
    _, host, number, _ = address.split("::")
    line = socket.create_connection((host, int(number)))
    far, near = os.openpty()
    tty.setraw(near)
    port = folder / "port"
    port.symlink_to(os.ttyname(near))

    def pump() -> None:
        while True:
            ready, _, _ = select.select([far, line], [], [])
            if far in ready:
                data = os.read(far, 4096)
                if re.search(rb":OUTP[A-Z:]* 1", data):
                    break
                line.sendall(data)
            if line in ready:
                os.write(far, line.recv(4096))
        port.unlink()
        os.close(far)
        os.close(near)
        line.close()

    threading.Thread(target=pump, daemon=True).start()
    return str(port)


def test_the_run_is_interrupted_and_names_the_output(tmp_path: Path) -> None:
    steelyard = [sys.executable, "-m", "console.cli.main"]
    environment = os.environ | {"STEELYARD_KEYS": str(tmp_path / "keys")}
    subprocess.run([*steelyard, "init", str(tmp_path / "lab")], check=True, capture_output=True, env=environment)
    with serve_bench(quick(load_bench(ROOT / "config/benches/gauge.toml")), subject={}, seed=1) as addresses:
        port = pulled_at_the_first_set_point(addresses["source"], tmp_path)
        bench, store = tmp_path / "lab/benches/unplugged.toml", tmp_path / "runs.sqlite"
        bench.write_text(BENCH.format(port=port, people=PEOPLE), encoding="utf-8")
        subject = tmp_path / "lab/subjects/gauge.toml"
        options = ["--bench", str(bench), "--subject", str(subject), "--store", str(store), "--json"]
        done = subprocess.run(
            [*steelyard, "run", "JJG 52", *options],
            check=False,
            input=ANSWERS,
            capture_output=True,
            text=True,
            env=environment,
            timeout=120,
        )
    assert done.returncode == 3, done.stderr
    assert "source: safe state NOT confirmed" in done.stderr
    last = Store(str(store)).events(json.loads(done.stdout)["run"])[-1]
    assert last.kind == "interrupted"
    assert "LinkError" in last.body["reason"]
    assert any("NOT confirmed" in line for line in last.body["safe"])
