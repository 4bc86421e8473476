"""A very small province, made once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from services.province import making
from services.province.size import SIZES, Size

DAY = date(2026, 11, 30)
TINY = Size(100, 1, 1, 30, 20, 2, 0)


class Stopped(Exception):
    """The process ends here."""


@pytest.fixture(scope="session")
def _tiny() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(SIZES, "small", TINY)
        yield


@pytest.fixture(scope="session")
def whole(_tiny: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province that was made at once."""
    folder = tmp_path_factory.mktemp("province") / "whole"
    making.make(folder, 3, "small", DAY, silent)
    return folder


@pytest.fixture(scope="session")
def stopped(_tiny: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province whose making was stopped in the middle of the year."""
    folder = tmp_path_factory.mktemp("province") / "stopped"
    with pytest.raises(Stopped):
        making.make(folder, 3, "small", DAY, stopping)
    return folder


def silent(part: str, done: int, of: int) -> None:
    """Nothing is shown."""


def stopping(part: str, done: int, of: int) -> None:
    """The process ends in the middle of the year."""
    if (part, done) == ("year", 200):
        raise Stopped
