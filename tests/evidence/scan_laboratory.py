"""The laboratory of `tests.evidence.scan_to_certificate`: people with accounts, instruments, a console."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from metrology.exact import plain
from records.journal import MemoryJournal
from sequencer.session import preview
from services.accounts import passwords
from services.laboratory.prepare import bare
from tests.console.web.conftest import ROOT, Served
from tests.console.web.hands import Hands, How
from tests.services.accounts.conftest import PASSWORD, QUICK, filled

DAY = date(2026, 11, 23)
PACE = 200
"""Where a bench is not simulated, its clock goes so much faster than the wall clock."""


@dataclass(frozen=True, slots=True)
class Case:
    """What one person scans.

    Attributes:
        name: Name of the case.
        regulation: What the instrument is verified by.
        bench: A bench file that is shipped.
        subject: A nameplate that is shipped.
        by_person: Roles of the bench that the person at the page fills; the others are simulated, on their links.
        instruments: How many stand on the bench at once.
        stage: The kind of verification that the page proposes.
        form: Whether a paper form is copied instead of the run.
    """

    name: str
    regulation: str
    bench: str
    subject: str
    by_person: tuple[str, ...] = ("inspector",)
    instruments: int = 1
    stage: str = "initial"
    form: bool = False

    @property
    def model(self) -> str:
        """Model of its instruments; no other case has it."""
        return f"of {self.name}"

    @property
    def state(self) -> str:
        """State of the document in the end: what a simulated instrument gets is a specimen."""
        return "issued" if self.bench.endswith("by-hand") else "specimen"

    def codes(self, how: How) -> list[str]:
        """What is scanned: serial numbers as an instrument of this kind has them, others by keyboard than by mouse."""
        kind = {"keyboard": "1", "mouse": "2"}[how]
        begin = f"2026000{kind}" if self.name == "meters" else f"{self.name.upper()}-{kind}"
        return [f"{begin}{n:04}" for n in range(1, self.instruments + 1)]


CASES = {
    case.name: case
    for case in (
        Case("gauge", "JJG 52", "gauge", "gauge", ("gauge", "inspector")),
        Case("scale", "JJG 539", "scale", "scale"),
        Case("scale-by-hand", "JJG 539", "scale-by-hand", "scale", ()),
        Case("meters", "JJG 596", "electricity-meters", "electricity-meter", instruments=12),
        Case("form", "JJG 52", "gauge-by-hand", "gauge", (), form=True),
        Case("thermometer", "JJG 229", "thermoresistor", "thermoresistor"),
        Case("multimeter", "JJF 1587", "multimeter", "multimeter"),
        Case("tyre-gauge", "ICT/155/2020 XV", "tyre-gauge", "tyre-gauge", ("gauge", "inspector"), stage="subsequent"),
    )
}


@dataclass
class Laboratory:
    """A laboratory with its console.

    Attributes:
        served: Its console.
        browser: Where its people work.
    """

    served: Served
    browser: Browser

    @contextmanager
    def person(self, who: str, how: How, case: Case | None = None) -> Iterator[Hands]:
        """A browser of their own, in which a person has logged in, to do a case."""
        context: BrowserContext = self.browser.new_context(
            viewport={"width": 1366, "height": 768}, base_url=self.served.url
        )
        page: Page = context.new_page()
        page.goto("/?lang=en")
        hands = Hands(page, how, self.answers(case) if case is not None else {})
        hands.log_in(who, PASSWORD)
        expect(page.locator("[data-mark=next]")).to_be_visible(timeout=60_000)
        try:
            yield hands
        except Exception as error:
            raise AssertionError(f"{error}\n{page.url}\n{page.locator('body').inner_text()}") from error
        finally:
            context.close()

    def answers(self, case: Case) -> dict[str, str]:
        """What an ideal instrument shows, by the text of each question that is no check."""
        plate = self.served.folder / f"subjects/of-{case.name}.toml"
        job = bare(case.regulation, plate, stage=case.stage, on=DAY)
        questions = preview(job, MemoryJournal()).questions
        return {
            q.text.en: q.expect if isinstance(q.expect, str) else plain(q.expect)
            for q in questions
            if q.expect is not None
        }


@contextmanager
def laboratory(folder: Path, browser: Browser, command: Callable[..., Any], cases: list[Case]) -> Iterator[Laboratory]:
    """Make a laboratory and serve it.

    Args:
        folder: Where; it is made.
        browser: Where its people work.
        command: Runs a command of the program in the folder's laboratory.
        cases: What is going to be scanned there.
    """
    shutil.copytree(ROOT / "config", folder, dirs_exist_ok=True)
    hasher, passwords.HASHER = passwords.HASHER, QUICK
    try:
        filled(str(folder / "runs.sqlite")).close()
    finally:
        passwords.HASHER = hasher
    command("organisations", "import", folder / "tables/organisations.csv", "--by", "C001")
    for case in cases:
        registered(folder, case, command)
    served = Served(folder, env={"STEELYARD_TEST_PACE": str(PACE)})
    served.start()
    try:
        yield Laboratory(served, browser)
    finally:
        served.stop()


def registered(folder: Path, case: Case, command: Callable[..., Any]) -> None:
    """Register an instrument of a case, with a bench at which a person fills the roles of the case."""
    bench = folder / f"benches/of-{case.name}.toml"
    lines = (folder / f"benches/{case.bench}.toml").read_text("utf-8").splitlines()
    parts = "\n".join(line for line in lines if not line.startswith("#")).split("[roles.")
    bench.write_text("[roles.".join(part_of(case, part) for part in parts), "utf-8")
    plate = folder / f"subjects/of-{case.name}.toml"
    lines = (folder / f"subjects/{case.subject}.toml").read_text("utf-8").splitlines()
    own = {"serial": f"{case.name.upper()}-0", "model": case.model}
    lines = [f'{name} = "{own[name]}"' if (name := line.partition(" =")[0]) in own else line for line in lines]
    plate.write_text("\n".join(lines), "utf-8")
    told = (
        "--set",
        f"regulation={case.regulation}",
        "--set",
        f"bench={bench.relative_to(folder)}",
        "--set",
        "owner=D006",
    )
    command("instruments", "register", plate, *told, "--by", "C001")


def part_of(case: Case, part: str) -> str:
    """One role of a bench file."""
    role, _, rest = part.partition("]")
    if role not in case.by_person:
        return part
    return f'{role}]\ndriver = "person"\n\n' + "".join(rest.partition("\n[")[1:])


def in_process(folder: Path) -> Callable[..., Any]:
    """Runs commands of the program in a process of their own, in the folder of a laboratory."""
    import subprocess
    import sys

    environ = os.environ | {
        "STEELYARD_STORE": str(folder / "runs.sqlite"), "STEELYARD_LANG": "en", "STEELYARD_LOG": os.devnull,
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip

    def command(*words: object) -> None:
        line = [sys.executable, "-m", "console.cli.main", *map(str, words)]
        subprocess.run(line, env=environ, cwd=folder, capture_output=True, check=True)

    return command
