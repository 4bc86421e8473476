"""Which code this is: the manifest of everything that decides, and that writes evidence and documents (OIML D 31 6.2.1)."""

from __future__ import annotations

import os
import sys
import tomllib
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from services.code_identity.code_files import of_plugin
from services.code_identity.code_meaning import digest
from services.code_identity.import_memory import imported
from services.code_identity.meaning_memory import digest as remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("inputs", "metrology", "records", "registers", "drivers", "procedures", "sequencer", "reports")
ENDINGS = (".py", ".toml", ".typ")
SIMULATORS = frozenset({"simulation", "simulated_bench"})
WRITERS = (
    "runs/run",
    "runs/positions",
    "runs/resume",
    "runs/amend",
    "runs/judge",
    "lots/planning",
    "lots/deciding",
    "lots/documents",
    "campaigns/planning",
    "campaigns/running",
    "campaigns/deciding",
    "campaigns/documents",
    "campaigns/exporting",
    "runs/form",
    "reevaluation/reevaluate",
    "export",
)
"""The services that write entries and documents; what they import from `services` belongs to them."""
RELEASED = Path(__file__).with_name("released_manifests.toml")


@cache
def manifest() -> str:
    """SHA-256 over what the files mean that a verdict, its evidence and its documents depend on."""
    return remembered((path.relative_to(ROOT).as_posix(), path) for path in covered())


@cache
def released() -> bool:
    """Whether the manifest of this code is that of a release."""
    known = tomllib.loads(RELEASED.read_text("utf-8")).get("release", [])
    return any(r["version"] == release() and r["manifest"] == manifest() for r in known)


def identification() -> str:
    """Version, manifest, whether it is a released one, and the day it was installed or last changed here."""
    state = "released" if released() else "not released"
    return f"{release()}, manifest {manifest()}, {state}, updated {written().astimezone():%Y-%m-%d}"


def program() -> dict[str, Any]:
    """What the update log of a store states of this program."""
    day = written().astimezone().date().isoformat()
    return {"version": release(), "manifest": manifest(), "released": released(), "installed": day}


@cache
def written() -> datetime:
    """When the newest of those files was written on this machine: no run can be older than its program."""
    return datetime.fromtimestamp(max(path.stat().st_mtime for path in covered()), UTC)


@cache
def covered() -> tuple[Path, ...]:
    """Code, data files of regulations, and templates of documents; no simulators."""
    services = ROOT / "services"
    found = [path for package in PACKAGES for path in _of_package(package)]
    return (*found, *imported([services / f"{name}.py" for name in WRITERS], services))


def _of_package(package: str) -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT / package):
        folders[:] = [name for name in folders if name not in SIMULATORS]
        yield from (Path(folder, name) for name in names if name.endswith(ENDINGS))


def module_hash(procedure: type) -> str:
    """SHA-256 over what a regulation's module and its data files mean; it may be a laboratory's own."""
    module = file_of(procedure)
    return digest((path.name, path) for path in of_plugin(module, [module]))


def file_of(offered: type) -> Path:
    """The file that a class is from."""
    return Path(str(sys.modules[offered.__module__].__file__))


@cache
def release() -> str:
    """Version of the installed distribution."""
    try:
        return version("steelyard")
    except PackageNotFoundError:
        return "0+unknown"
