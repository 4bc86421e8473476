"""One scripted operator, N gauges: key presses and seconds per gauge, at the console and on the command line.

::

    python -m benchmarks.console.queue --gauges 5

Both ways verify the same gauges on the simulated bench, whose operator is simulated too, so that what is counted is the
work around the readings: take in, begin, look at the result, check, approve. Scanned characters are counted apart from
pressed keys: a scanner types them. Nobody thinks or walks: seconds are those of the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
REGISTER = ("organisations", "catalogue", "instruments")
LIKE = "D0021"
"""A gauge of the demonstration laboratory's register."""
CLIENT = "D006"
STEPS = (("checked", "R001"), ("approved", "A001"), ("issued", "A001"))
PATIENCE = 120_000


@dataclass
class Counted:
    """What an operator did for some gauges."""

    keys: int = 0
    scanned: int = 0
    seconds: float = 0.0

    def document(self, gauges: int) -> dict[str, float]:
        """Per gauge."""
        return {
            "keys": round(self.keys / gauges, 2),
            "scanned_characters": round(self.scanned / gauges, 2),
            "seconds": round(self.seconds / gauges, 2),
        }


class Laboratory:
    """A laboratory of its own with the registers of the demonstration."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="queue-")) / "lab"
        self.environ = os.environ | {
            "PYTHONPATH": str(ROOT), "STEELYARD_STORE": str(self.folder / "runs.sqlite"), "STEELYARD_LANG": "en",
            "STEELYARD_KEYS": str(self.folder / "keys"), "STEELYARD_LOG": os.devnull, "PYTHONUNBUFFERED": "1",
        }  # fmt: skip
        shutil.copytree(ROOT / "config", self.folder)
        for table in REGISTER:
            self(table, "import", str(ROOT / "config" / "tables" / f"{table}.csv"), "--by", "C001")

    def __call__(self, *words: str) -> str:
        """Run a command; returns what it prints."""
        found = subprocess.run(
            [sys.executable, "-m", "console.cli.main", *words],
            env=self.environ, cwd=self.folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if found.returncode not in {0, 1}:  # 1: a gauge that does not conform
            raise SystemExit(f"{words}: {found.stderr}")
        return found.stdout


def typed(lab: Laboratory, counted: Counted, *words: str) -> str:
    """A command as a person types it: every character, a blank between words, Enter."""
    counted.keys += len("steelyard ") + len(" ".join(words)) + 1
    return lab(*words)


def on_the_command_line(lab: Laboratory, serials: list[str]) -> Counted:
    """Register from a subject file that is there, take in, run, print, check, approve, issue."""
    counted, began = Counted(), time.perf_counter()
    for serial in serials:
        plain = (lab.folder / "subjects/gauge.toml").read_text("utf-8").replace("G-2026-0101", serial)
        (lab.folder / f"{serial}.toml").write_text(plain, "utf-8")
        counted.keys += len(serial) + 12  # the serial number of the copied file is typed; copy, save and close it
        key = typed(lab, counted, "instruments", "register", f"{serial}.toml", "--set", "regulation=JJG 52", "--set",
                    "bench=benches/gauge.toml", "--set", f"owner={CLIENT}").strip()  # fmt: skip
        order = typed(lab, counted, "orders", "new", key, "--client", CLIENT).strip()
        run = typed(lab, counted, "run", "--order", order, "--operator", "V001").split()[0]
        typed(lab, counted, "documents", "issue", run, "-o", "out")
        for state, person in STEPS:
            typed(lab, counted, "jobs", "advance", f"{order}/1", "--to", state, "--by", person)
    counted.seconds = time.perf_counter() - began
    return counted


class Keyboard:
    """The keyboard and the scanner of a page, counted."""

    def __init__(self, page: Any, counted: Counted) -> None:
        self.page, self.counted = page, counted

    def press(self, key: str) -> None:
        """A person presses a key."""
        self.page.keyboard.press(key)
        self.counted.keys += 1

    def scan(self, code: str) -> None:
        """A scanner types a code and Enter; a person presses its trigger."""
        self.page.keyboard.type(code)
        self.page.keyboard.press("Enter")
        self.counted.scanned += len(code) + 1
        self.counted.keys += 1

    def until(self, mark: str, text: str = "") -> None:
        """Wait until a part of the page is there."""
        where = self.page.locator(f"[data-mark={mark}]")
        (where.filter(has_text=text) if text else where).first.wait_for(timeout=PATIENCE)


def at_the_console(url: str, serials: list[str]) -> Counted:
    """One nameplate, serial numbers scanned one after another, then gauge by gauge to the issued document."""
    from playwright.sync_api import sync_playwright

    counted = Counted()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        hands = Keyboard(page, counted)
        page.goto(f"{url}/start?lang=en&like={LIKE}")
        page.get_by_role("heading", name="One after another").wait_for(timeout=PATIENCE)
        began = time.perf_counter()
        for n, serial in enumerate(serials, 1):
            hands.scan(serial)
            hands.until("count", f"{n} taken in")
        for serial in serials:
            hands.press("Enter")  # the proposal of the next one
            hands.until("begin")
            hands.until("instrument", serial)
            hands.press("Enter")
            page.wait_for_url("**/run/*", timeout=PATIENCE)
            page.locator("[data-result]:focus").wait_for(timeout=PATIENCE)
            hands.press("Enter")  # the result
            page.wait_for_url("**/done/*", timeout=PATIENCE)
            hands.until("verdict")
            for state in ("Checked", "Approved", "Issued"):
                hands.press("F9")
                hands.until("state", state)
        counted.seconds = time.perf_counter() - began
        browser.close()
    return counted


def served(lab: Laboratory) -> tuple[subprocess.Popen[str], str]:
    """A console of the laboratory, and its address."""
    words = [sys.executable, "-m", "console.cli.main", "console", "--port", "0", "--lab", str(lab.folder)]
    process = subprocess.Popen(words, env=lab.environ, cwd=lab.folder, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    line = process.stderr.readline()
    return process, "http://" + line.partition("http://")[2].partition("/")[0]


def main() -> None:
    """Measure both ways."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--gauges", type=int, default=3, help="at the console")
    options.add_argument("--typed", type=int, default=0, help="on the command line; 0 for as many")
    given = options.parse_args()
    gauges, load = given.gauges, os.getloadavg()[0]
    typed_gauges = given.typed or gauges
    lab = Laboratory()
    process, url = served(lab)
    try:
        console = at_the_console(url, [f"K-{n:03d}" for n in range(1, gauges + 1)])
    finally:
        process.terminate()
        process.wait(30)
    commands = on_the_command_line(lab, [f"C-{n:03d}" for n in range(1, typed_gauges + 1)])
    found = {
        "gauges": gauges,
        "console": console.document(gauges),
        "gauges on the command line": typed_gauges,
        "command line": commands.document(typed_gauges),
        "load before and after": [round(load, 1), round(os.getloadavg()[0], 1)],
    }
    print(json.dumps(found, indent=2))
    shutil.rmtree(lab.folder.parent)


if __name__ == "__main__":
    main()
