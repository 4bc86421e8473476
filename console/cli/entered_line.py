"""One line that a person enters at the terminal."""

from __future__ import annotations

import sys

from console.catalogue import messages as m
from console.cli.screen import plain, say, tell
from reports.glyphs import missing_glyphs
from sequencer.entered_text import unprintable


def entered_line(prompt: str) -> str:
    """One line that the person enters, whatever the encoding of the terminal.

    Raises:
        KeyboardInterrupt: The input has ended.
    """
    while True:
        say(plain(prompt.rstrip()), end="")
        sys.stderr.write(" ")
        sys.stderr.flush()
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            tell(m.UNREADABLE_INPUT)
            continue
        if not line:
            raise KeyboardInterrupt("end of input")
        if any("\udc80" <= c <= "\udcff" or c == "\ufffd" for c in line):
            tell(m.UNREADABLE_INPUT)
            continue
        if missing := unprintable(line.rstrip("\r\n")) or missing_glyphs((line,)):
            tell(m.UNPRINTABLE_INPUT, missing=repr(missing))
            continue
        return line.rstrip("\r\n")
