"""What holds for every test.

No operational log in the user's own folder; cases in YAML read by the parser in C. Temporary files lie in memory where
there is room, because every entry of a journal waits for the disk. Tests that wait for the wall clock begin, so that
the others work meanwhile.

There are two parts: `tests/parts.py` says which test belongs to which.
"""

import gc
import os
import shutil
import socket
import tempfile
from functools import partial
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, settings

from tests import parts

MEMORY = Path("/dev/shm")  # noqa: S108  the point of it
ROOM = 2**30  # the whole suite leaves some 100 MB

os.environ["STEELYARD_LOG"] = os.devnull
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
settings.register_profile("busy", BUSY)  # no test fails because the machine has other work
settings.load_profile("busy")
yaml.safe_load = partial(yaml.load, Loader=yaml.CSafeLoader)


def _in_memory() -> bool:
    """Whether temporary files can lie in memory: a file system with room, from which programs may be started."""
    if not MEMORY.is_mount() or not os.access(MEMORY, os.W_OK) or "TMPDIR" in os.environ:
        return False
    return shutil.disk_usage(MEMORY).free > ROOM and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC


if _in_memory():
    os.environ["TMPDIR"] = os.environ["PYTEST_DEBUG_TEMPROOT"] = tempfile.tempdir = str(MEMORY)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--part`: of `make test` and of `make test-systems`; without it both."""
    parser.addoption("--part", choices=parts.PARTS, default="", help="run one part of the tests, see tests/parts.py")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Files of the other part are not even imported."""
    return parts.ignored(collection_path, config.getoption("part")) or None


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Each test sends two short messages to the plugin of repetitions: the second must not wait 40 ms for the first."""
    line = getattr(getattr(config, "failures_db", None), "sock", None)
    if line is not None:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays: the garbage collector need not go through it again and again."""
    if session.config.getoption("part") == parts.DECISIONS:
        parts.refuse_processes()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Those of the other part go; those that wait begin."""
    asked = config.getoption("part")
    if left := [item for item in items if asked and parts.of(item) != asked]:
        config.hook.pytest_deselected(items=left)
        gone = set(left)
        items[:] = [item for item in items if item not in gone]
    items.sort(key=lambda item: item.get_closest_marker("waits") is None)
