"""Which code this is: the hash manifest of the packages a verdict depends on (OIML D 31 6.2.1)."""

from __future__ import annotations

import hashlib
import sys
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from drivers import registry
from drivers.plugins import installed

if TYPE_CHECKING:
    from drivers.bench_file import BenchFile

COPIES = "__pycache__"
PACKAGES = ("inputs", "metrology", "records", "drivers", "procedures", "sequencer")


@cache
def manifest() -> str:
    """SHA-256 over every source file of the legally relevant packages, in the order of their names."""
    root = Path(__file__).resolve().parent.parent
    total = hashlib.sha256()
    for package in PACKAGES:
        for path in sorted(_sources(root / package)):
            name = path.relative_to(root).as_posix()
            total.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


@cache
def written() -> datetime:
    """When the newest source file of those packages was written on this machine: no run can be older than its program."""
    root = Path(__file__).resolve().parent.parent
    newest = max(path.stat().st_mtime for package in PACKAGES for path in _sources(root / package))
    return datetime.fromtimestamp(newest, UTC)


def _sources(room: Path) -> list[Path]:
    """Code, and the data files of regulations."""
    return [path for ending in ("*.py", "*.toml") for path in room.rglob(ending)]


def module_hash(procedure: type) -> str:
    """SHA-256 of a regulation's module and its data file, which may be a laboratory's own."""
    module = Path(str(sys.modules[procedure.__module__].__file__))
    data = module.with_suffix(".toml")
    return hashlib.sha256(module.read_bytes() + (data.read_bytes() if data.is_file() else b"")).hexdigest()


def plugged_in(bench: BenchFile, procedure: type) -> list[dict[str, str]]:
    """The drivers and the regulation of a run that are not Steelyard's own, each with the SHA-256 of all its files."""
    drivers = sorted({role.driver for role in bench.roles.values()})
    found = [("driver", name, registry.plugged_in(name, bench.plugins)) for name in drivers]
    package = procedure.__module__.partition(".")[0]
    if package not in PACKAGES:
        found.append(("procedure", procedure.__module__, installed(procedure.__module__)))
    return [{"kind": kind, "name": name, "sha256": _tree(where)} for kind, name, where in found if where is not None]


def _tree(where: Path) -> str:
    """SHA-256 over a file, or over every file of a folder but Python's own copies, in the order of their names."""
    files = [where] if where.is_file() else [p for p in where.rglob("*") if p.is_file() and COPIES not in p.parts]
    total = hashlib.sha256()
    for path in sorted(files):
        name = path.relative_to(where.parent).as_posix()
        total.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def release() -> str:
    """Version of the installed distribution."""
    try:
        return version("steelyard")
    except PackageNotFoundError:
        return "0+unknown"
