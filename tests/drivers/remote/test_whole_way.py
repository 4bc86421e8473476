"""A whole calibration through an agent in a process of its own: the link is cut, the run resumed and replayed."""

import contextlib
import re
import shutil
import socket
import threading
import tomllib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from console.cli.main import app
from drivers.bench import load_bench, serve_bench
from drivers.simulation import laboratory
from drivers.simulation.time import RealTime
from records.store import Store
from sequencer.errors import Interrupted
from tests.drivers.remote.test_agent import Tower, until

CONFIG = Path("config")
ROLES = """
[roles.source]
driver = "fluke_55xx"
address = "{source}"
identity = {{ model = "5522A", serial = "SIM-1972905" }}
{options}
[roles.meter]
driver = "scpi_multimeter"
address = "{meter}"
[roles.room]
driver = "hmt330"
address = "{room}"
"""
HERE = """[bench]
name = "institute"
[roles.leads]
driver = "near"
options = {{ control = "{control}" }}
[roles.inspector]
driver = "near"
options = {{ control = "{control}" }}
[standards]
source = ["CAL-01/direct_voltage", "CAL-01/direct_current", "CAL-01/resistance"]
"source.ac" = ["CAL-01/alternating_voltage", "CAL-01/alternating_current"]
room = ["TH-01"]
[agents.tower]
host = "127.0.0.1"
port = {port}
certificate = "../tower.pem"
own = "../bench.pem"
key = "../bench.key"
delay = 10.0
"""
NEAR = '''"""A person beside simulated instruments that are served elsewhere."""
from drivers.simulated_bench.client import ControlClient
from drivers.simulated_bench.person import SimulatedPerson

class Near(SimulatedPerson):
    @classmethod
    def fit(cls, fitting):
        person = cls(ControlClient(fitting.options["control"]))
        person.learn()
        return person

DRIVER = Near
'''
ONE_RANGE = 'dc_voltage = [{ upper = "10 V", resolution = "10 µV", of_reading = 0.005, of_range = 0.0035 }]\n'


class FastTime(RealTime):
    """Real time at a hundred times its pace: what takes a calibrator twenty seconds to settle takes a fifth of one."""

    def now(self) -> Decimal:
        return super().now() * 100


def said(*words: str) -> tuple[int, str]:
    """A command: its exit code, and what it printed."""
    ran = CliRunner().invoke(app, list(words))
    if ran.exception is not None and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return ran.exit_code, ran.output


@pytest.fixture
def way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Tower, dict[str, str]]]:
    """The agent at the instruments, and in `laboratory` what the institute needs."""
    monkeypatch.setattr(laboratory, "RealTime", FastTime)
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("STEELYARD_LANG", "en")
    monkeypatch.setenv("STEELYARD_STORE", str(tmp_path / "runs.sqlite"))
    place = tmp_path / "laboratory"
    (place / "drivers").mkdir(parents=True)
    (place / "drivers/near.py").write_text(NEAR, "utf-8")
    for name in ("people.toml", "standards.toml"):
        shutil.copy(CONFIG / name, place)
    table = '\n[plugins]\ndrivers = ["drivers"]\n'
    (place / "laboratory.toml").write_text((CONFIG / "laboratory.toml").read_text("utf-8") + table, "utf-8")
    nameplate = (CONFIG / "subjects/multimeter.toml").read_text("utf-8")
    text = nameplate[: nameplate.index("dc_voltage")] + ONE_RANGE
    (place / "subject.toml").write_text(text, "utf-8")
    with contextlib.ExitStack() as stack:
        bench = load_bench(CONFIG / "benches/multimeter.toml")
        served = stack.enter_context(serve_bench(bench, subject=tomllib.loads(text)["instrument"], seed=1))
        tower = Tower(tmp_path, roles=ROLES.format(**served, options=""))
        stack.callback(tower.end)
        agents = {role: f"agent:tower/{role}" for role in ("source", "meter", "room")}
        text = HERE.format(**served, port=tower.relay.port)
        text += ROLES.format(**agents, options="options = { dwell = 0.05, promised = 60 }")
        (place / "bench.toml").write_text(text, "utf-8")
        yield tower, served


def operating(served: dict[str, str]) -> bool:
    """Whether the output is on, asked of the instrument itself."""
    _, host, port, _ = served["source"].split("::")
    with socket.create_connection((host, int(port)), timeout=30) as line:
        line.sendall(b"OPER?\n")
        return b"1" in line.recv(100)


def cut_after(point: str, store: Path, tower: Tower) -> None:
    """Cut the link once a point was concluded."""

    until(lambda: store.is_file() and store.stat().st_size > 0)
    kept = Store(str(store))
    until(lambda: any(point in e.address and e.kind == "conclusion" for run in kept.names() for e in kept.events(run)))
    kept.close()
    tower.relay.cut()


@pytest.mark.waits
def test_a_calibration_through_an_agent_whose_link_is_cut(way: tuple[Tower, dict[str, str]], tmp_path: Path) -> None:
    tower, served = way
    place, store = tmp_path / "laboratory", tmp_path / "runs.sqlite"
    cutting = threading.Thread(target=cut_after, args=("10V/3V", store, tower), daemon=True)
    cutting.start()
    with pytest.raises(Interrupted, match="The link to the agent tower was lost"):
        said("run", "JJF 1587", "--bench", str(place / "bench.toml"), "--subject", str(place / "subject.toml"))
    until(lambda: not operating(served))  # by the agent itself
    code, text = said("resume", "last")
    assert code == 0, text
    kept = Store(str(store), read_only=True)
    entries = kept.events(kept.names()[-1])
    once = Counter(e.address for e in entries if e.kind == "observation")
    assert (len(once), max(once.values())) == (64, 1)  # no reading twice, none missing
    assert {e.kind for e in entries} >= {"interrupted", "resumed", "closed"}
    assert said("verify", "last")[0] == said("replay", "last")[0] == 0
    code, text = said("report", "last", "-o", str(tmp_path / "documents"))
    assert code == 0, text
    certificate = next((tmp_path / "documents").glob("calibration_*.pdf"))
    assert certificate.read_bytes().startswith(b"%PDF")
    assert re.search(r"DM-2026-0001", certificate.name)
