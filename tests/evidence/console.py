"""A browser, a server and a cable that are disturbed at random instants while a person verifies a gauge at the console.

    python -m tests.evidence.console [SEEDS] [FIRST]

The pressure source is simulated in this process and reached through a cable that can be pulled: a socket for even
seeds, a serial port for odd ones. Each seed pulls the cable, kills the server with SIGKILL and reloads the browser,
each at a random instant. The person goes on as the pages say: resume, answer what is asked. In the end the items
and the verdict must be those of a run that nobody disturbed, and no reading or check may stand there twice.
"""

import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, sync_playwright

from drivers.bench import load_bench, serve_bench
from records.errors import StoreError
from records.store import Store
from tests.console.web.conftest import CHROMIUM, FLAGS, FORKS, ROOT, Served
from tests.evidence.console_page import BENCH, LOOK, TODAY
from tests.evidence.laboratory import concluded
from tests.evidence.links import Cable, NetworkCable, SerialCable
from tests.paced import paced
from tests.quick_bench import quick

PACE = 200
"""The clocks of run and bench go so much faster than the wall clock."""
PATIENCE = 600.0
"""Seconds in which a run has to end."""
LOST = 30.0
"""Seconds after which a person whose page does not show the run any more goes to Today."""
KINDS = ("pull", "kill", "reload")


@dataclass
class Found:
    """What a campaign found."""

    seeds: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    resumed: int = 0
    readings: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        head = f"{self.seeds} runs, {dict(self.hits)}, {self.resumed} resumes, {self.readings} readings and checks"
        return "\n".join([head, f"faults: {len(self.faults)}", *self.faults])


class Bench:
    """The laboratory, its console, its cable and who works there."""

    def __init__(self, folder: Path, page: Page, served: Served, cables: dict[str, Cable]) -> None:
        self.folder, self.page, self.served, self.cables = folder, page, served, cables
        self.resumed, self.hit = 0, list[str]()
        self._killed = threading.Event()

    def events(self) -> list[Any]:
        """Entries of the newest run."""
        store = Store(str(self.served.store), read_only=True)
        try:
            return store.events(store.names()[-1])
        finally:
            store.close()

    def verify(self, cable: str, seed: int | None, seconds: float) -> list[tuple[str, float]]:
        """One gauge from its first question to its verdict; returns how it was disturbed and when.

        Args:
            cable: Which cable leads to the source.
            seed: Of the disturbances; None for none.
            seconds: Within which they happen.
        """
        chance = random.Random(seed)  # noqa: S311  repeatable, not secret
        plan = [(kind, chance.uniform(0, seconds)) for kind in KINDS] if seed is not None else []
        before, begun = len(self._names()), time.monotonic()
        self._shown = begun
        timers = [threading.Timer(at, self._disturb, (kind, cable, chance.uniform(0, 1))) for kind, at in plan]
        self._reload = next((begun + at for kind, at in plan if kind == "reload"), None)
        for timer in timers:
            timer.start()
        try:
            going = False
            while True:
                if time.monotonic() - begun > PATIENCE:
                    raise TimeoutError(f"no end after {PATIENCE} s: {self._look()}")
                try:
                    if not going:  # the server may be killed before the run has begun
                        going = True
                        self._begin(cable)
                    if self._step(cable, before):
                        return plan
                except Error as error:  # the page is being loaded, or its server is not there
                    if "Timeout" in str(error) and not self._killed.is_set():
                        raise
        finally:
            for timer in timers:
                timer.cancel()
            self._mend(cable)

    def shown(self) -> str:
        """What the page says, and what each thread of the server does."""
        try:
            said = f"{self.page.url}: {self.page.locator('body').inner_text(timeout=1000)}"
        except Error as error:
            said = str(error)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.served.pid, signal.SIGUSR1)
        threading.Event().wait(1)
        return f"{said}\n{(self.folder / 'stacks.txt').read_text('ascii')}"

    def _names(self) -> list[str]:
        try:
            store = Store(str(self.served.store), read_only=True)
        except StoreError:  # it is being made
            return []
        try:
            return store.names()
        finally:
            store.close()

    def _disturb(self, kind: str, cable: str, pause: float) -> None:
        if kind in {"kill", "pull"}:
            self.hit.append(kind)
        if kind == "kill":
            os.kill(self.served.pid, signal.SIGKILL)
            self._killed.set()
        elif kind == "pull":
            self.cables[cable].pull()
            threading.Event().wait(pause)  # it stays pulled for a while
            self.cables[cable].plug()

    def _mend(self, cable: str) -> None:
        if self._killed.is_set():
            self._killed.clear()
            self.served.stop(signal.SIGKILL)
            self.served.start()
        if not self.cables[cable].plugged:
            self.cables[cable].plug()

    def _begin(self, cable: str) -> None:
        words = {"regulation": "JJG 52", "bench": cable, "subjects": "gauge"}
        work = self.page.request.get(f"{self.served.url}/test/start", params=words, timeout=1000 * PATIENCE).json()
        self.page.goto(f"{self.served.url}/run/{work}?lang=en", wait_until="commit")

    def _step(self, cable: str, before: int) -> bool:
        """One look at the page and what follows; true at the verdict."""
        page = self.page
        if self._killed.is_set():
            self._killed.clear()
            self.served.stop(signal.SIGKILL)
            self.served.start()
            return self._from_today(cable, before)
        if self._reload is not None and time.monotonic() >= self._reload:
            self._reload = None
            self.hit.append("reload")
            page.reload(wait_until="commit")
        seen = self._look()
        if not seen["lost"]:
            self._shown = time.monotonic()
        elif time.monotonic() - self._shown > LOST:
            return self._from_today(cable, before)
        if seen["over"] and not seen["resume"]:
            if len(self._names()) == before:  # it was refused before it was opened: the source did not answer
                self._begin(cable)
                return False
            return self._from_today(cable, before)  # complete, or its resume was refused: the source did not answer
        if seen["over"]:
            self.resumed += 1
            before_it = page.url
            page.locator("#question .sy-go").first.click(timeout=20_000, no_wait_after=True)
            page.wait_for_url(lambda url: url != before_it, timeout=60_000)  # its page may refuse and offer it again
        elif seen["ready"]:
            self._answer(seen)
        else:
            page.wait_for_timeout(15)
        return False

    def _look(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(LOOK)
        return found

    def _from_today(self, cable: str, before: int) -> bool:
        """What a person does whose page does not show the run any more; true where it is complete."""
        self._shown = time.monotonic()
        if len(self._names()) == before:
            self._begin(cable)
            return False
        if any(e.kind == "closed" for e in self.events()):
            return True
        self.page.goto(f"{self.served.url}/?lang=en")
        self.page.wait_for_function(TODAY, timeout=60_000)
        if (going := self.page.locator("[data-mark=running] a")).count():  # a busy computer showed its page late
            going.first.click(timeout=20_000)
            self.page.wait_for_url("**/run/*", timeout=20_000)
            return False
        if self.page.locator("[data-mark=resume]").count() == 0:
            return self._from_today(cable, before)
        self.page.locator("[data-mark=resume]").first.click(timeout=20_000)
        self.page.wait_for_url("**/run/*", timeout=20_000)
        self.resumed += 1
        return False

    def _answer(self, seen: dict[str, Any]) -> None:
        keyboard = self.page.keyboard
        if seen["kind"] == "reading":
            asked = seen["ask"].rpartition(" MPa")[0].rpartition(" ")[2].lstrip("(（")
            keyboard.type({"°C": "20.5", "℃": "20.5", "%": "45", "%RH": "45"}.get(seen["unit"], asked or "0"))
        keyboard.press("1" if seen["kind"] == "check" else "Enter")
        self.page.wait_for_timeout(5)


@contextmanager
def bench() -> Iterator[Bench]:
    """A laboratory of its own with a console, a browser and two cables to one pressure source."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="steelyard-console-"))) / "lab"
        shutil.copytree(ROOT / "config", folder)
        stack.enter_context(paced(PACE))
        file = quick(load_bench(ROOT / "config/benches/gauge.toml"))
        source = stack.enter_context(serve_bench(file, subject={}, seed=1))["source"]
        network, serial = NetworkCable(source), SerialCable(source, folder / "port")
        for name, address in (("network", network.address), ("serial", f"ASRL{serial.address}::INSTR")):
            (folder / f"benches/{name}.toml").write_text(BENCH.format(address=address), "utf-8")
        served = Served(folder, env={"STEELYARD_TEST_PACE": str(PACE)})
        served.start()
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        try:
            yield Bench(folder, page, served, {"network": network, "serial": serial})
        finally:
            browser.close()
            served.stop(signal.SIGKILL)


def campaign(at: Bench, seeds: range) -> Found:
    """Disturb a run for each seed, and compare it with one that nobody disturbed."""
    found, seconds, expected = Found(), {}, {}
    for cable in at.cables:
        begun = time.monotonic()
        at.verify(cable, None, 0)
        seconds[cable], expected[cable] = time.monotonic() - begun, concluded(at.events())
    for seed in seeds:
        cable = list(at.cables)[seed % 2]
        at.resumed, at.hit = 0, []
        try:
            plan = at.verify(cable, seed, seconds[cable])
        except (Error, TimeoutError) as error:
            found.faults.append(f"seed {seed}, {cable}: {error}\n{at.shown()}")
            continue
        events = at.events()
        told = Counter((e.kind, e.address) for e in events if e.kind in {"observation", "finding"})
        found.faults += [f"seed {seed} {plan}: {key} is there {n} times" for key, n in told.items() if n > 1]
        if concluded(events) != expected[cable]:
            found.faults.append(f"seed {seed} {plan}: {concluded(events)}, undisturbed {expected[cable]}")
        found.seeds, found.resumed = found.seeds + 1, found.resumed + at.resumed
        found.readings += len(told)
        found.hits.update(at.hit)
        sys.stderr.write(f"seed {seed}: {plan}, hit {at.hit}, {at.resumed} resumes\n")
    return found


def main(seeds: int = 30, first: int = 0) -> int:
    """Run a campaign; 0 where nothing was lost."""
    begun = time.monotonic()
    with bench() as at:
        found = campaign(at, range(first, first + seeds))
        sys.stdout.write(f"{found}\n{time.monotonic() - begun:.0f} s\n")
        sys.stdout.flush()
    FORKS.close()
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
