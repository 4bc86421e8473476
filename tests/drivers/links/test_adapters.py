"""Serial ports as they are in use: stale lines, adapters that are unplugged and come back, VISA names of ports."""

import os
import select
import shutil
import sys
import tempfile
import termios
import threading
import tty
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from drivers.errors import BadReply, LinkError
from drivers.link.factory import open_link
from drivers.link.line import Line, LineLink
from drivers.link.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo terminals")
SPELLINGS = ["{}", "ASRL{}::INSTR", "asrl{}"]


class Meter:
    """An instrument at the far end of a terminal; answers `ID?` with METER, everything else with its value."""

    def __init__(self) -> None:
        self._far, self.near = os.openpty()
        tty.setraw(self.near)
        # A link of our own: the system gives the number of a closed terminal to the next test that opens one.
        self._link = Path(tempfile.mkdtemp()) / "port"
        self._link.symlink_to(os.ttyname(self.near))
        self.port, self.value, self.silent = str(self._link), b"1.0", False
        self._pulled, self._pull = os.pipe()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        heard, gone = b"", False
        while not gone:
            ready, _, _ = select.select([self._far, self._pulled], [], [])
            gone = self._pulled in ready
            if not gone:
                heard += os.read(self._far, 256)
            while b"\n" in heard and not gone:
                line, _, heard = heard.partition(b"\n")
                gone = self.silent
                if not gone:
                    self.say(b"METER\n" if line == b"ID?" else self.value + b"\n")
        shutil.rmtree(self._link.parent)
        os.close(self._far)
        os.close(self.near)

    def say(self, data: bytes) -> None:
        os.write(self._far, data)

    def unplug(self) -> None:
        os.write(self._pull, b"!")
        self._thread.join()


@contextmanager
def meters() -> Iterator[Callable[[], Meter]]:
    with ExitStack() as stack:

        def make() -> Meter:
            meter = Meter()
            stack.callback(meter.unplug)
            return meter

        yield make


def identify(link: LineLink) -> None:
    with link.identification():
        if link.query("ID?") != "METER":
            raise link.reject("another instrument")


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_unasked_lines_never_answer_the_next_question(spelling: str) -> None:
    with meters() as make:
        meter = make()
        link = open_link(spelling.format(meter.port), "meter", Line(b"\n", b"\n", 2.0))
        identify(link)
        assert link.query("X?") == "1.0"
        meter.say(b"1.0\n1.0\n")  # the print key, pressed twice
        meter.value = b"0.0"
        with pytest.raises(BadReply, match="unexpected bytes"):
            link.query("X?")
        identify(link)
        assert link.query("X?") == "0.0"
        link.close()


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_settings_are_applied_and_the_port_is_exclusive(spelling: str) -> None:
    with meters() as make:
        meter = make()
        address = spelling.format(meter.port)
        link = open_link(address, "meter", Line(b"\n", b"\n", 2.0), None, Settings(4800, 7, "E", 1))
        identify(link)
        assert termios.tcgetattr(meter.near)[4] == termios.B4800
        for other in SPELLINGS:
            second = open_link(other.format(meter.port), "second", Line(b"\n", b"\n", 2.0))
            with pytest.raises(LinkError, match="lock"):
                identify(second)
        link.close()


def test_an_adapter_that_is_pulled_and_comes_back(tmp_path: Path) -> None:
    by_id = tmp_path / "by-id"
    with meters() as make:
        meter = make()
        by_id.symlink_to(meter.port)
        link = open_link(str(by_id), "meter", Line(b"\n", b"\n", 2.0))
        identify(link)
        meter.silent = True
        for ask in (lambda: link.query("X?"), lambda: identify(link), lambda: identify(link)):
            with pytest.raises(LinkError):
                ask()
        by_id.unlink()
        by_id.symlink_to(make().port)
        identify(link)
        assert link.query("X?") == "1.0"
        link.close()


def test_an_adapter_that_is_pulled_between_two_questions() -> None:
    with meters() as make:
        meter = make()
        link = open_link(meter.port, "meter", Line(b"\n", b"\n", 2.0))
        identify(link)
        meter.unplug()
        for ask in (lambda: link.query("X?"), lambda: identify(link), lambda: link.change_speed(300)):
            with pytest.raises(LinkError):
                ask()
        link.close()
        link.close()
