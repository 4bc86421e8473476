"""Kills a monitor with SIGKILL at random moments: no sample that it acknowledged may be lost, and none is there twice.

    python -m tests.evidence.monitor_kill [KILLS]

Each kill hits one process that reads simulated meters as quickly as they answer, while its output is read line by line.
A line stands for a sample that was acknowledged. The store is one for all of them.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

METERS, HOURS = 6, 24
FILE = """
[monitor]
name = "killed"

[store]
path = "killed.sqlite"

[lines.a]
address = "sim:"

[lines.b]
address = "sim:"
"""


@dataclass
class Tally:
    """What the kills found.

    Attributes:
        kills: Processes that were killed while they read.
        acknowledged: Samples that they had acknowledged.
        faults: What was lost, changed or twice.
    """

    kills: int = 0
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)


def campaign(folder: Path, kills: int, seed: int = 0) -> Tally:
    """Kill so many monitors, one after the other, on one store."""
    chance, tally = random.Random(seed), Tally()  # noqa: S311  repeatable, not secret
    path, said = _written(folder), {}
    start = datetime(2026, 11, 1)  # noqa: DTZ001  at the place
    while tally.kills < kills:
        lines, code = _killed(path, start, chance.randint(1, 60))
        tally.kills += code == -signal.SIGKILL
        if code not in (0, -signal.SIGKILL):
            tally.faults.append(f"a monitor ended with {code} after {tally.kills} kills")
            break
        said |= {(x["meter"], x["quantity"], x["period"], x["instant"]): x["value"] for x in lines}
        start += timedelta(hours=HOURS)
        tally.faults += _faults(folder / "killed.sqlite", said)
    tally.acknowledged = len(said)
    return tally


def _written(folder: Path) -> Path:
    meters = "".join(
        f'[meters.M-{n}]\ndriver = "dlt645"\nline = "{"ab"[n % 2]}"\noptions = {{ address = "{n:012d}" }}\n'
        'read = { active_energy_import = "15min", voltage_l1 = "60min" }\n'
        for n in range(METERS)
    )
    path = folder / "killed.toml"
    path.write_text(FILE + meters, encoding="utf-8")
    return path


def _killed(path: Path, start: datetime, after: int) -> tuple[list[dict[str, Any]], int]:
    """Run a monitor and kill it some random time behind a line of its output; its lines, and how it ended."""
    words = [sys.executable, "-m", "console.cli.main", "monitor", "run", str(path), "--follow", "--hours", str(HOURS)]
    process = subprocess.Popen(
        [*words, "--start", f"{start:%Y-%m-%dT%H:%M}"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    found, killer = [], None
    for line in process.stdout:
        if line.endswith("\n"):  # half a line was being told when it died
            found.append(json.loads(line))
        if len(found) >= after and killer is None:
            killer = threading.Timer(random.uniform(0, 0.02), process.kill)  # noqa: S311  the moment is the point
            killer.start()
    code = process.wait()
    if killer is not None:
        killer.cancel()
    return found, code


def _faults(path: Path, said: dict[tuple[str, str, str, int], str]) -> list[str]:
    with sqlite3.connect(path) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchone()
        rows = connection.execute(
            "SELECT meter, quantity, period, instant, value FROM monitor_sample JOIN monitor_point ON n = point"
        ).fetchall()
    connection.close()
    there = {row[:4]: row[4] for row in rows}
    found = [] if whole == ("ok",) else [f"the store is spoilt: {whole}"]
    found += [f"{key} was acknowledged as {value}, there is {there.get(key)}" for key, value in said.items()
              if there.get(key) != value]  # fmt: skip
    return [*found, *([f"{len(rows) - len(there)} samples are there twice"] if len(there) != len(rows) else [])]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as where:
        result = campaign(Path(where), int((sys.argv[1:] or ["200"])[0]), os.getpid())
    said = f"{result.kills} kills, {result.acknowledged} samples acknowledged, {len(result.faults)} faults"
    sys.stdout.write("\n".join([said, *result.faults[:20]]) + "\n")
    sys.exit(1 if result.faults else 0)
