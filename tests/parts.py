"""The two parts of the tests: what this process decides by itself, and the systems around it.

`make test` runs the decisions: mathematics, figures and rules of regulations, drivers, runs, journals, registers,
documents, use cases. `make test-systems` runs the user interfaces, and what starts a browser, a server or another
process, ends one, waits for the wall clock, or tries whole benches over their sockets. What decides is the nature of a
test, never how long it takes:

- everything in a folder of `SYSTEMS`,
- a file whose ``pytestmark`` holds ``pytest.mark.systems``,
- a test marked ``systems`` or ``waits``,
- a test with the fixture ``verify``, a whole run on a simulated bench over its sockets,
- of a test on both databases the case of PostgreSQL.

Everything else is a decision, and fails in `make test` when it starts a process.
"""

import multiprocessing.process
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest

HERE = Path(__file__).parent
DECISIONS, SYSTEMS_PART = "decisions", "systems"
PARTS = (DECISIONS, SYSTEMS_PART)
SYSTEMS = {
    "console": "commands and pages as people call them, whole; a user interface decides nothing",
    "drivers/matrix": "instruments, lines and ports that fail, at the speed of the wall clock",
    "drivers/remote": "an agent near the instruments, in a process of its own",
    "drivers/transports": "servers of every transport, and clients that others wrote",
    "evidence": "small campaigns of `make evidence`: killed, stopped, attacked",
    "followed": "pages of the documentation, followed as they stand",
}
"""Folder to what its tests are."""
_WHOLE = re.compile(r"(?m)^pytestmark = (\[\s*)?pytest\.mark\.systems\b")


def ignored(path: Path, part: str) -> bool:
    """Whether a folder or file holds no decision where only decisions are asked for: it need not be imported."""
    if part != DECISIONS or path.name == "conftest.py":
        return False
    return _in_a_folder(path) or (path.suffix == ".py" and _WHOLE.search(path.read_text("utf-8")) is not None)


def of(item: pytest.Item) -> str:
    """The part of a test."""
    marked = any(item.get_closest_marker(name) is not None for name in ("systems", "waits"))
    if isinstance(item, pytest.Function):
        marked |= "verify" in item.fixturenames or _case(item).get("fresh") == "postgresql"
    return SYSTEMS_PART if marked or _in_a_folder(item.path) else DECISIONS


def _case(item: pytest.Function) -> Mapping[str, object]:
    return item.callspec.params if hasattr(item, "callspec") else {}


def refuse_processes() -> None:
    """From now on a test that starts a process fails: it is none of the decisions."""

    def refuse(*_arguments: Any, **_options: Any) -> NoReturn:
        pytest.fail("starts a process: mark the test with pytest.mark.systems, see tests/parts.py")

    subprocess.Popen.__init__ = refuse  # type: ignore[method-assign]
    multiprocessing.process.BaseProcess.start = refuse  # type: ignore[method-assign]


def _in_a_folder(path: Path) -> bool:
    inside = f"{path.relative_to(HERE).as_posix()}/" if path.is_relative_to(HERE) else ""
    return inside.startswith(tuple(f"{folder}/" for folder in SYSTEMS))
