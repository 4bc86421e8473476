"""Key presses and seconds of an operator who enters 125 packages into the console's form: pasted, or one by one.

A lot of 4000 asks for 125 gross masses and, where they are even, ten of packaging. The scripted operator types as fast
as the page takes it, so the seconds are those of the page; the time of a person is what the keys take at 0.28 s each,
an average typist (Card, Moran and Newell 1980, keystroke-level model).

    python -m benchmarks.console.packages
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from records.store import Store
from services.laboratory.example import write_example

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
SERVED = ROOT / "tests/console/web/served.py"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SECONDS_PER_KEY = 0.28
COUNT = """() => { window.pressed = 0; document.addEventListener('keydown', () => { window.pressed++; }, true); }"""
ANSWERS = {"°C": "20", "%RH": "50", "kPa": "101.3"}


def laboratory(folder: Path) -> dict[str, str]:
    """A lot with an order, on a bench by hand; returns the environment of its console."""
    environ = {**os.environ, "STEELYARD_KEYS": str(folder / "keys"), "STEELYARD_STORE": str(folder / "runs.sqlite"),
               "STEELYARD_LANG": "en", "STEELYARD_TEST_DAY": date.today().isoformat()}  # noqa: DTZ011  # fmt: skip
    write_example("JJF 1070-2023", folder)
    bench = folder / "benches/packages.toml"
    text = re.sub(r"(?m)^(address|identity|options) = .*\n", "", bench.read_text("utf-8").partition("[simulation]")[0])
    bench.write_text(re.sub(r'driver = ".*"', 'driver = "person"', text), "utf-8")
    subject = folder / "subjects/packages.toml"
    subject.write_text(subject.read_text("utf-8").replace("lot_size = 300", "lot_size = 4000"), "utf-8")
    steps = (
        ("organisations", "add", "--set", "name=示范食品有限公司"),
        ("instruments", "register", subject),
        (
            "orders",
            "new",
            "PK-2026-0001",
            "--client",
            "示范食品有限公司",
            "--regulation",
            "JJF 1070",
            "--bench",
            "benches/packages.toml",
        ),
    )
    for words in steps:
        call = [sys.executable, "-m", "console.cli.main", *map(str, words), "--by", "V001"]
        done = subprocess.run(
            call, cwd=folder, env={**environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(done.stderr)
    return environ


def main() -> None:
    """Measure both ways, and print them."""
    gross = [f"{520 + (n * 37 % 41) / 10:.2f}" for n in range(125)]
    tares = [f"{19.9 + n / 100:.2f}" for n in range(10)]
    for way in sys.argv[1:] or ("paste", "keyboard"):
        with tempfile.TemporaryDirectory(dir="/dev/shm") as name:
            folder = Path(name) / "lab"
            environ = laboratory(folder)
            process = subprocess.Popen(
                [sys.executable, SERVED, "--lab", folder, "--store", environ["STEELYARD_STORE"], "--port", "0"],
                cwd=folder, env={**environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True,
            )  # fmt: skip
            assert process.stderr is not None
            found = re.search("https?://[^/ ]+", process.stderr.readline())
            assert found is not None
            try:
                _one(found[0], way, gross, tares, folder)
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait()


def _one(url: str, way: str, gross: list[str], tares: list[str], folder: Path) -> None:
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(f"{url}/form?job=2026-00001/1")
        page.wait_for_selector("input[data-address]", timeout=60_000)
        page.wait_for_function("() => document.activeElement?.dataset.address")
        page.evaluate(COUNT)
        began = time.monotonic()
        _enter(page, way, gross, tares)
        page.keyboard.press("F9")
        page.wait_for_url(re.compile("/done/"), timeout=600_000)
        seconds, keys = time.monotonic() - began, KEYS[0]
        browser.close()
    store = Store(str(folder / "runs.sqlite"), read_only=True)
    line = store.runs()[-1]
    store.close()
    person = keys * SECONDS_PER_KEY
    print(f"{way}: {keys} key presses, {seconds:.1f} s on the page, {person:.0f} s of a person's keys; {line.outcome}")


KEYS = [0]


def _enter(page: Page, way: str, gross: list[str], tares: list[str]) -> None:
    """Every row that is needed, in the order of the form."""
    KEYS[0] = 0
    rows = page.eval_on_selector_all(
        "input[data-address]",
        "all => all.map(i => [i.dataset.address, i.closest('tr').querySelector('.sy-unit-of').innerText])",
    )
    values = {f"weighing/{n}/gross": g for n, g in enumerate(gross, 1)} | {
        f"weighing/{n}/tare": t for n, t in enumerate(tares, 1)
    }
    column = {"weighing/1/gross": gross, "weighing/1/tare": tares} if way == "paste" else {}
    for address, unit in rows:
        if address in column:
            page.locator(f'[data-address="{address}"]').focus()
            page.evaluate("text => navigator.clipboard.writeText(text)", "\n".join(column[address]) + "\n")
            page.keyboard.press("Control+V")
            KEYS[0] += 2
            last = f"weighing/{len(column[address])}/{address.rsplit('/', 1)[1]}"
            page.wait_for_function("a => document.querySelector(`[data-address='${a}']`).value", arg=last)
        elif way == "paste" and address in values:
            continue
        else:
            text = values.get(address) or ANSWERS.get(unit) or ("" if address.startswith("weighing") else "y")
            if not text:
                continue
            page.locator(f'[data-address="{address}"]').focus()
            page.keyboard.type(text)
            page.keyboard.press("Enter")
            KEYS[0] += len(text) + 1
    KEYS[0] += 1


if __name__ == "__main__":
    main()
