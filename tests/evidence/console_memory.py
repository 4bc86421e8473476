"""Memory of the console while two people work at two benches for hours.

    python -m tests.evidence.console_memory [HOURS]

Each person has a browser of their own, begins a run at a simulated bench, looks at it, at its result and at Today, and
begins the next one, until so many hours (4) have passed on each bench. The clocks of the benches are virtual: how much
time passed is read from the runs. After each pair of runs the resident memory of the server is noted. It is flat where
a line through the second half of the notes rises by less than a twentieth until its end.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

from records.entries import run_clock
from records.store import Store
from services.accounts import passwords
from tests.console.web.conftest import CHROMIUM, FLAGS, FORKS, ROOT, Served
from tests.services.accounts.conftest import PASSWORD, QUICK, filled
from tests.services.at_the_desk import second_verifier

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WORK = {"V001": ("JJG 52", "gauge", "gauge"), "V002": ("JJG 539", "scale", "scale")}
MOST_RISE = 0.05
"""Of the memory, within the second half of the time."""
PATIENCE = 600_000


def laboratory(folder: Path) -> Served:
    """A laboratory with accounts, and its console."""
    shutil.copytree(ROOT / "config", folder)
    second_verifier(folder)
    served = Served(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", str(folder / "keys"))
        patch.setattr(passwords, "HASHER", QUICK)
        filled(str(served.store)).close()
    served.start("--lock-after", "600")  # looking at pages puts off no lock
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
    """Wait for the result, look at it and at Today; returns the run. A run that a busy computer stopped is resumed."""
    while True:
        page.locator("[data-result], [data-resume]").first.wait_for()
        if page.locator("[data-result]").count():
            break
        before = page.url
        page.keyboard.press("F8")
        page.wait_for_url(lambda url, before=before: url != before)
    page.keyboard.press("Enter")
    page.wait_for_url("**/done/*")
    run = page.url.partition("/done/")[2].partition("?")[0]
    page.locator("[data-mark=sheets] img").first.wait_for()
    page.goto("/?lang=en")
    page.locator("[data-mark=next]").wait_for()
    return run


def bench_hours(url: str, run: str) -> float:
    """Hours that passed on the clock of the bench."""
    store = Store(url, read_only=True)
    try:
        return float(run_clock(store.events(run))) / 3600
    finally:
        store.close()


def work(served: Served, hours: float) -> tuple[int, list[tuple[float, float]]]:
    """Work for so long; returns how many runs there were, and the memory in MB by hours of the less used bench."""
    runs, passed, memory = 0, dict.fromkeys(WORK, 0.0), list[tuple[float, float]]()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        pages = {person: window(browser, served, person) for person in WORK}
        while min(passed.values()) < hours:
            for person, page in pages.items():
                begin(page, person)
            for person, page in pages.items():
                passed[person] += bench_hours(str(served.store), finish(page))
                runs += 1
            memory.append((min(passed.values()), resident(served.pid)))
            sys.stderr.write(f"{runs} runs, {memory[-1][0]:.2f} h, {memory[-1][1]:.0f} MB\n")
        browser.close()
    return runs, memory


def document(runs: int, memory: list[tuple[float, float]]) -> dict[str, Any]:
    """What was found: memory of each tenth of the time, and by how much it rises in the second half."""
    tenth = max(1, len(memory) // 10)
    means = [round(statistics.mean(m for _, m in memory[n : n + tenth])) for n in range(0, len(memory), tenth)]
    half = memory[len(memory) // 2 :]
    line = statistics.linear_regression([h for h, _ in half], [m for _, m in half])
    rise = line.slope * (half[-1][0] - half[0][0])
    return {
        "runs": runs, "hours_on_each_bench": round(memory[-1][0], 1), "megabytes": means,
        "megabytes_per_hour": round(line.slope, 2), "rise_of_the_second_half": round(rise / half[0][1], 4),
        "flat": rise < MOST_RISE * half[0][1],
    }  # fmt: skip


def main(hours: float = 4) -> int:
    """Measure; 0 where the memory is flat."""
    with tempfile.TemporaryDirectory(prefix="steelyard-memory-") as folder:
        served = laboratory(Path(folder) / "lab")
        try:
            found = document(*work(served, hours))
        finally:
            served.stop()
    sys.stdout.write(f"{json.dumps(found, indent=2)}\n")
    FORKS.close()
    return 0 if found["flat"] else 1


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:])))
