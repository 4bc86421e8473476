"""Memory of the console while two people work at two benches, run after run.

    python -m benchmarks.console.memory --minutes 15

Each person has a browser of their own, begins a run at a simulated bench, looks at it, at its result and at Today, and
begins the next one. The clocks of the benches are virtual: how many hours of bench time passed is read from the runs.
The resident memory of the server is noted every few seconds.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

from services.accounts import passwords
from services.finished.ended import ended
from tests.console.web.conftest import CHROMIUM, FLAGS, FORKS, ROOT, Served
from tests.services.accounts.conftest import PASSWORD, QUICK, filled

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WORK = {"V001": ("JJG 52", "gauge", "gauge"), "V002": ("JJG 539", "scale", "scale")}
EVERY = 5.0
"""Seconds between two looks at the memory."""
PATIENCE = 120_000


def laboratory(folder: Path) -> Served:
    """A laboratory with accounts, and its console."""
    shutil.copytree(ROOT / "config", folder)
    served = Served(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", str(folder / "keys"))
        patch.setattr(passwords, "HASHER", QUICK)
        filled(str(served.store)).close()
    served.start()
    return served


def window(browser: Browser, served: Served, person: str) -> Page:
    """The browser of a person who has logged in."""
    context = browser.new_context(base_url=served.url, viewport={"width": 1366, "height": 768})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/login?lang=en")
    page.fill("[name=person]", person)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.url}/")
    return page


def resident(pid: int) -> float:
    """Resident memory of a process in MB."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def begin(page: Page, person: str) -> None:
    """Begin a run and look at it."""
    rule, bench, subject = WORK[person]
    words = {"regulation": rule, "bench": bench, "subjects": subject, "person": person}
    answer = page.request.get("/test/start", params=words)
    assert answer.ok, answer.text()
    page.goto(f"/run/{answer.json()}?lang=en")


def finish(page: Page) -> str:
    """Wait for the result, look at it and at Today; returns the run."""
    page.locator("[data-result]").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/done/*")
    run = page.url.partition("/done/")[2].partition("?")[0]
    page.locator("[data-mark=sheets] img").first.wait_for()
    page.goto("/?lang=en")
    page.locator("[data-mark=next]").wait_for()
    return run


def work(served: Served, seconds: float) -> tuple[list[str], list[tuple[float, float]]]:
    """Work for so long; returns the runs, and the memory in MB by time in s."""
    runs, memory = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        pages = {person: window(browser, served, person) for person in WORK}
        begun = time.monotonic()
        while (now := time.monotonic() - begun) < seconds:
            for person, page in pages.items():
                begin(page, person)
            runs += [finish(page) for page in pages.values()]
            if not memory or now - memory[-1][0] >= EVERY:
                memory.append((now, resident(served.pid)))
        browser.close()
    return runs, memory


def document(served: Served, runs: list[str], memory: list[tuple[float, float]]) -> dict[str, Any]:
    """What was found: memory of each tenth of the time, and the slope of the second half."""
    tenth = max(1, len(memory) // 10)
    means = [round(statistics.mean(m for _, m in memory[n : n + tenth])) for n in range(0, len(memory), tenth)]
    half = memory[len(memory) // 2 :]
    slope = statistics.linear_regression([t for t, _ in half], [m for _, m in half]).slope if len(half) > 2 else 0.0
    hours = sum(ended(run, str(served.store)).seconds for run in runs) / 3600
    return {
        "runs": len(runs), "bench_hours": round(hours, 1), "megabytes": means,
        "second_half_kilobytes_per_run": round(slope * 1024 * memory[-1][0] / len(runs), 1),
    }  # fmt: skip


def main() -> None:
    """Measure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=15)
    minutes = options.parse_args().minutes
    with tempfile.TemporaryDirectory(prefix="steelyard-memory-") as folder:
        served = laboratory(Path(folder) / "lab")
        try:
            runs, memory = work(served, 60 * minutes)
            print(json.dumps(document(served, runs, memory), indent=2))
        finally:
            served.stop()
            FORKS.close()


if __name__ == "__main__":
    main()
