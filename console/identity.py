"""Which code this is: the hash manifest of the rooms a verdict depends on (OIML D 31 6.2.1)."""

from __future__ import annotations

import hashlib
import sys
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOMS = ("metrology", "records", "drivers", "procedures", "sequencer")


@cache
def manifest() -> str:
    """SHA-256 over every source file of the legally relevant rooms, in the order of their names."""
    root = Path(__file__).resolve().parent.parent
    total = hashlib.sha256()
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            total.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


@cache
def written() -> datetime:
    """When the newest source file of those rooms was written on this machine: no run can be older than its program."""
    root = Path(__file__).resolve().parent.parent
    newest = max(path.stat().st_mtime for room in ROOMS for path in (root / room).rglob("*.py"))
    return datetime.fromtimestamp(newest, UTC)


def module_hash(procedure: type) -> str:
    """SHA-256 of the source file of a regulation's module, which may be a laboratory's own."""
    return hashlib.sha256(Path(str(sys.modules[procedure.__module__].__file__)).read_bytes()).hexdigest()


def release() -> str:
    """Version of the installed distribution."""
    try:
        return version("steelyard")
    except PackageNotFoundError:
        return "0+unknown"
