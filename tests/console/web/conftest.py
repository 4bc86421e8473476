"""One console and one Chromium for these tests, on a demonstration laboratory.

``console`` is the server, ``page`` a fresh page on it. A request that leaves the console's origin fails the test.
"""

import os
import re
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from tests.console.web.forks import ROOT, Forked, Forks

if TYPE_CHECKING:
    from tests.console.web.shown_lab import Shown

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


FORKS = Forks()
QUICK_HANDS = "{ const now = performance.now.bind(performance); performance.now = () => 10 * now(); }"
"""For `add_init_script`: the time in which a second Enter counts for nothing is a tenth as long."""
expect.set_options(timeout=30_000)  # a busy machine shows a page late


@dataclass
class Served:
    """A console in a process of its own.

    Attributes:
        folder: The laboratory.
        url: Address, without the last stroke.
        env: Further variables of its environment.
    """

    folder: Path
    url: str = ""
    env: dict[str, str] = field(default_factory=dict)
    _process: "Forked | None" = field(default=None, repr=False)

    @property
    def store(self) -> Path:
        """The store."""
        return self.folder / "runs.sqlite"

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._process is not None
        return self._process.pid

    def start(self, *options: str) -> None:
        """Start it and wait until it says where it is; started again it keeps its port."""
        port = str(urlsplit(self.url).port or 0) if self.url else "0"
        words = ["--lab", self.folder, "--store", self.store, "--port", port, *options]
        environ = {"STEELYARD_LANG": "en", "STEELYARD_LOG": os.devnull, "STEELYARD_KEYS": str(self.folder / "keys")}
        self._process = FORKS.start(words, self.folder, os.environ | environ | self.env)
        line = self._process.said.readline()
        found = re.search("https?://[^/ ]+", line)
        assert found is not None, line + self._process.said.read()
        self.url = found[0]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End the process: SIGTERM in order, SIGKILL as a power cut."""
        assert self._process is not None
        return self._process.stop(how)


@pytest.fixture(scope="session", autouse=True)
def _forks() -> Iterator[None]:
    """Ends the process that forks consoles."""
    yield
    FORKS.close()


@pytest.fixture(scope="package")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A console on the demonstration laboratory; a module that needs another one has its own."""
    folder = tmp_path_factory.mktemp("console") / "lab"
    shutil.copytree(ROOT / "config", folder)
    served = Served(folder)
    served.start()
    yield served
    served.stop()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The Chromium of these tests."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this computer")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def _window(browser: Browser, console: Served) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A window of 1366 × 768 with one cache for the tests of a module, and what it asked of others."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, base_url=console.url)
    context.set_default_timeout(15_000)
    context.add_init_script(QUICK_HANDS)
    left: list[str] = []

    def note(request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(console.url).netloc and not request.url.startswith(
            ("data:", "blob:")
        ):
            left.append(request.url)

    context.on("request", note)
    yield context, left
    context.close()


@pytest.fixture
def page(_window: tuple[BrowserContext, list[str]]) -> Iterator[Page]:
    """A fresh page without cookies; in the end no request may have left the console."""
    context, left = _window
    yield context.new_page()
    for page in context.pages:
        page.close()
    context.clear_cookies()
    assert left == []


@pytest.fixture(scope="package")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Shown"]:
    """A laboratory in which every page has something to show."""
    from tests.console.web.shown_lab import shown_lab

    with shown_lab(tmp_path_factory.mktemp("shown") / "lab") as found:
        yield found
