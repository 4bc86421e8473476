"""What a person is told of outputs that were brought to their safe state before the first measurement."""

import socket
from pathlib import Path
from typing import Any

from drivers.bench import load_bench, serve_bench
from services.events import Events, Notice
from services.runs.bench_session import bench_session
from tests.quick_bench import quick

BENCH = """
[bench]
name = "left_on"
[roles.source]
driver = "pace"
address = "{source}"
options = {{ slew = 500, dwell = 0.1, margin = 30 }}
[roles.room]
driver = "person"
"""
SAID = "source: safe state confirmed by read-back before the first measurement"


def test_an_output_that_was_left_on_is_named_at_the_start(lab: Any) -> None:
    shipped = quick(load_bench(lab.folder / "benches/gauge.toml"))
    with serve_bench(shipped, subject={}, seed=1) as addresses:
        _, host, port, _ = addresses["source"].split("::")
        with socket.create_connection((host, int(port)), timeout=5) as line:
            line.sendall(b":OUTP:STAT 1\n:OUTP:STAT?\n")
            assert line.recv(64).strip().endswith(b"1")
            path: Path = lab.folder / "benches/left_on.toml"
            path.write_text(BENCH.format(source=addresses["source"]), encoding="utf-8")
            told: list[Any] = []
            events = Events()
            events.subscribe(told.append)
            with bench_session(load_bench(path), path, {"1": {}}, seed=1, events=events):
                line.sendall(b":OUTP:STAT?\n")
                assert line.recv(64).strip().endswith(b"0")
    notices = [event.text for event in told if isinstance(event, Notice)]
    assert [text.en for text in notices] == [SAID]
    assert "已回读确认" in notices[0].zh


def test_a_resumed_run_names_what_was_made_safe(lab: Any) -> None:
    fault = '[[simulation.faults]]\ndevice = "source"\nkind = "disconnect"\nafter = 400\n\n[[simulation.samples]]'
    text = (lab.folder / "benches/gauge.toml").read_text(encoding="utf-8")
    (lab.folder / "benches/gauge.toml").write_text(text.replace("[[simulation.samples]]", fault, 1), encoding="utf-8")
    assert lab.run("JJG 52").code == 3
    said = lab("resume", "last")
    assert said.code == 0
    assert SAID in said.err.replace("\n", " ")
