"""The page Monitoring with 500 points in Chromium: how long until every row is there, and what that costs the server.

    python -m benchmarks.monitoring.page [METERS [TIMES]]

A store of 500 meters with a hundred quarters each, a console on it, and a new window each time. Wall time depends on
what else runs, so the load is printed with it; processor time is that of the console.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.monitoring.bench import written
from monitoring.monitor_file import load_monitor
from monitoring.sample import Sample
from monitoring.store import SampleStore
from tests.console.web.conftest import CHROMIUM, FLAGS, FORKS, ROOT, Served

QUARTERS = 100
ALL_THERE = "n => document.querySelectorAll('[data-mark=points] tbody tr').length === n"


def used(pid: int) -> float:
    """Processor seconds of a process."""
    words = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def laboratory(folder: Path, meters: int) -> Path:
    """A laboratory with one monitor, whose samples are there up to now."""
    shutil.copytree(ROOT / "config", folder)
    for path in (folder / "monitors").glob("*.toml"):
        path.unlink()
    file = load_monitor(written(folder / "monitors", ["socket://127.0.0.1:4000"], meters, "15min"))
    store, now = SampleStore(file.database), int(time.time()) // 900 * 900
    store.begin("bench", file.monitor.zone, file.points(), now - 900 * QUARTERS)
    for n in range(QUARTERS):
        at = now - 900 * (QUARTERS - n)
        store.keep([Sample(p, at, Decimal(100 * m + n), "kWh", "good", float(at)) for m, p in enumerate(file.points())])
    store.close()
    return folder


def main(meters: int = 500, times: int = 5) -> None:
    walls, servers = list[float](), list[float]()
    with tempfile.TemporaryDirectory() as where, sync_playwright() as playwright:
        served = Served(laboratory(Path(where) / "lab", meters))
        served.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            for _ in range(times + 1):  # the first one loads what every page needs
                page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
                before, began = used(served.pid), time.perf_counter()
                page.goto(f"{served.url}/monitoring?lang=en")
                page.wait_for_function(ALL_THERE, arg=meters, timeout=120_000)
                walls.append(time.perf_counter() - began)
                servers.append(used(served.pid) - before)
                page.context.close()
        finally:
            browser.close()
            served.stop()
            FORKS.close()
    load = os.getloadavg()[0]
    print(
        f"{meters} rows, first window {walls[0]:.1f} s ({servers[0]:.2f} s of the console); {times} further windows: "
        f"median {statistics.median(walls[1:]):.1f} s, {min(walls[1:]):.1f} to {max(walls[1:]):.1f} s, "
        f"{statistics.median(servers[1:]):.2f} s of the console; load {load:.1f}"
    )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
