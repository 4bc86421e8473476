"""One console and one Chromium for a module, on a demonstration laboratory of its own.

``console`` is the server, ``page`` a fresh window on it. A request that leaves the console's origin fails the test.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

ROOT = Path(__file__).parents[3]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Served:
    """A console in a process of its own.

    Attributes:
        folder: The laboratory.
        url: Address, without the last stroke.
    """

    folder: Path
    url: str = ""
    _process: "subprocess.Popen[str] | None" = field(default=None, repr=False)

    @property
    def store(self) -> Path:
        """The store."""
        return self.folder / "runs.sqlite"

    def start(self, *options: str) -> None:
        """Start it and wait until it says where it is; started again it keeps its port."""
        port = str(urlsplit(self.url).port or 0) if self.url else "0"
        words = [str(Path(__file__).parent / "served.py"), "--lab", self.folder, "--store", self.store, "--port", port]
        self._process = subprocess.Popen(
            [sys.executable, *map(str, words), *options], stderr=subprocess.PIPE, text=True, cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(ROOT), "STEELYARD_LANG": "en", "STEELYARD_LOG": os.devnull,
                              "STEELYARD_KEYS": str(self.folder / "keys"), "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        assert self._process.stderr is not None
        line = self._process.stderr.readline()
        assert "http://" in line, line + self._process.stderr.read()
        self.url = "http://" + line.partition("http://")[2].partition("/")[0]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End the process: SIGTERM in order, SIGKILL as a power cut."""
        assert self._process is not None
        self._process.send_signal(how)
        code = self._process.wait(30)
        assert self._process.stderr is not None
        self._process.stderr.close()
        return code


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The console of this module."""
    folder = tmp_path_factory.mktemp("console") / "lab"
    shutil.copytree(ROOT / "config", folder)
    served = Served(folder)
    served.start()
    yield served
    served.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The Chromium of this module."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this computer")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser, console: Served) -> Iterator[Page]:
    """A fresh window of 1366 × 768 with no cookies; in the end no request may have left the console."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, base_url=console.url)
    context.set_default_timeout(15_000)
    left: list[str] = []

    def note(request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(console.url).netloc and not request.url.startswith(
            ("data:", "blob:")
        ):
            left.append(request.url)

    context.on("request", note)
    yield context.new_page()
    context.close()
    assert left == []
