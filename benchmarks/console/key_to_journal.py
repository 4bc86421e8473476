"""Seconds from the Enter key in a browser to the reading in the journal, and to the next question on the screen.

A person reads pressure gauges at many positions; the pressure is simulated on a link. The browser notes when Enter goes
down, the journal says when each entry was written; both use the clock of this computer. The processor time
of the server is stated too: it is the same on a busy computer.

    python -m benchmarks.console.key_to_journal --positions 48 --readings 100
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from records.entries import Observation, read
from records.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
SERVED = ROOT / "tests/console/web/served.py"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
READY = "() => document.activeElement?.closest('#question') && document.querySelector('#question [data-number]')"
NOTE = """() => { window.keys = [];
document.addEventListener('keydown', e => { if (e.key === 'Enter') window.keys.push(Date.now()); }, true); }"""


def laboratory(folder: Path, positions: int) -> str:
    """A bench with as many gauges that a person reads; returns the names of the subjects."""
    shutil.copytree(ROOT / "config", folder)
    lines = (folder / "benches/gauges.toml").read_text("utf-8").splitlines()
    bench = "\n".join(line for line in lines if not line.startswith("#"))
    bench = bench.replace("count = 12", f"count = {positions}")
    bench = bench.replace('[roles.gauge]\ndriver = "simulated_person"', '[roles.gauge]\ndriver = "person"')
    (folder / "benches/many.toml").write_text(bench, "utf-8")
    plate = (folder / "subjects/gauge.toml").read_text("utf-8")
    for n in range(1, positions + 1):
        text = re.sub(r"(?m)^serial = .*$", f'serial = "G-{n:04}"', plate, count=1)
        (folder / f"subjects/g{n}.toml").write_text(text, "utf-8")
    return ",".join(f"g{n}" for n in range(1, positions + 1))


def key_in(page: Page, readings: int) -> tuple[list[float], list[float]]:
    """Enter readings; returns when each Enter went down, and when the next question was shown, in s since 1970."""
    page.evaluate(NOTE)
    shown = []
    for _ in range(readings):
        page.wait_for_function(READY, timeout=120_000)
        number = page.evaluate("document.querySelector('#question [data-number]').dataset.number")
        asked = re.search(r"([\d.]+) MPa", page.locator("#ask").inner_text())
        page.keyboard.type(asked[1] if asked else "0")
        page.keyboard.press("Enter")
        at = page.wait_for_function(
            "n => { const q = document.querySelector('#question [data-number]'); "
            "return q && q.dataset.number !== n ? Date.now() : null; }",
            arg=number, timeout=120_000, polling="raf",
        )  # fmt: skip
        shown.append(float(at.json_value()) / 1000)
    return [k / 1000 for k in page.evaluate("window.keys")], shown


def processor(pid: int) -> float:
    """Processor time of a process, s."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def quantile(values: list[float], share: float) -> float:
    """A quantile, by order."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    """Measure, and print the quantiles in ms."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--positions", type=int, default=48)
    parser.add_argument("--readings", type=int, default=100)
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "lab"
        subjects = laboratory(folder, given.positions)
        store = folder / "runs.sqlite"
        environment = os.environ | {"PYTHONPATH": str(ROOT), "STEELYARD_LOG": os.devnull, "STEELYARD_KEYS": temporary}
        server = subprocess.Popen(
            [sys.executable, str(SERVED), "--lab", str(folder), "--store", str(store), "--port", "0"],
            stderr=subprocess.PIPE, text=True, env=environment, cwd=folder,
        )  # fmt: skip
        assert server.stderr is not None
        url = "http://" + server.stderr.readline().partition("http://")[2].split("/")[0]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=given.chromium, args=FLAGS)
            page = browser.new_page()
            page.set_default_timeout(120_000)
            start = f"{url}/test/start?regulation=JJG 52&bench=many&subjects={subjects}"
            work = page.request.get(start, timeout=120_000).json()
            page.goto(f"{url}/run/{work}?lang=en")
            page.wait_for_function(READY, timeout=600_000)
            before = processor(server.pid)
            pressed, shown = key_in(page, given.readings)
            used = processor(server.pid) - before
            browser.close()
        server.send_signal(signal.SIGINT)
        server.wait(60)
        kept = Store(str(store), read_only=True)
        written = sorted(
            datetime.fromisoformat(e.time).timestamp()
            for line in kept.runs() for e in kept.events(line.run)
            if e.kind == "observation" and read(e, Observation).how == "operator"
        )  # fmt: skip
        kept.close()
    journaled = [next(t for t in written if t >= k - 0.001) - k for k in pressed]
    answered = [s - k for s, k in zip(shown, pressed, strict=True)]
    for name, values in (("key to journal", journaled), ("key to next question", answered)):
        p50, p95 = statistics.median(values) * 1000, quantile(values, 0.95) * 1000
        print(f"{name}: {len(values)} readings, {given.positions} positions: p50 {p50:.0f} ms, p95 {p95:.0f} ms, "
              f"max {max(values) * 1000:.0f} ms")  # fmt: skip
    print(f"processor time of the server: {1000 * used / len(pressed):.0f} ms a reading")


if __name__ == "__main__":
    main()
