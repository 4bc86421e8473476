"""What each test uses of a regulation, seen in one run of all of them as the files are."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.mutations.watching import Uses

if TYPE_CHECKING:
    from collections.abc import Generator

    from tests.mutations.watching import Watched


@dataclass
class Test:
    """One test.

    Attributes:
        seconds: Time of the processor.
        uses: What it called and read, and what fixtures did that it shares with others.
    """

    seconds: float
    uses: Uses


@dataclass
class Seen:
    """All tests.

    Attributes:
        tests: In their order.
        failing: Those that fail as the files are.
        modules: Modules that they imported.
    """

    tests: list[Test] = field(default_factory=list)
    failing: list[str] = field(default_factory=list)
    modules: list[str] = field(default_factory=list)


class _Fixtures:
    """A plugin that keeps what fixtures use that several tests share."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched
        self.uses: dict[int, Uses] = {}

    @pytest.hookimpl(hookwrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Generator[None, None, None]:
        """What was used before belongs to the test, or to the fixture around this one, and to this one too."""
        before = self._watched.take()
        yield
        mine = self._watched.take()
        if fixturedef.scope != "function":
            self.uses[id(fixturedef)] = self.uses.get(id(fixturedef), Uses(set(), set())) | mine
        self._watched.put_back(before | mine)


def observed(session: pytest.Session, watched: Watched) -> Seen:
    """Run every test."""
    own_folder(session)
    found, before, fixtures = Seen(), set(sys.modules), _Fixtures(watched)
    session.config.pluginmanager.register(fixtures)
    watched.take()
    for item, following in zip(session.items, [*session.items[1:], None], strict=True):
        failed, begun = session.testsfailed, time.process_time()
        watched.begin()
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        watched.end()
        uses = watched.take()
        definitions = item._fixtureinfo.name2fixturedefs if isinstance(item, pytest.Function) else {}
        for definition in (d for several in definitions.values() for d in several):
            uses |= fixtures.uses.get(id(definition), Uses(set(), set()))
        found.tests.append(Test(time.process_time() - begun, uses))
        if session.testsfailed > failed:
            found.failing.append(item.nodeid)
    found.modules = [name for name in sys.modules if name not in before]
    return found


def own_folder(session: pytest.Session) -> None:
    """Temporary files of tests go to the folder of this process."""
    factory = session.config._tmp_path_factory  # type: ignore[attr-defined]
    factory._basetemp, factory._given_basetemp = None, Path(os.environ["TMPDIR"]) / "pytest"
