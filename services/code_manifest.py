"""Which code this is: the manifest of everything that decides, and that writes evidence and documents (OIML D 31 6.2.1)."""

from __future__ import annotations

import sys
import tomllib
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from drivers import registry
from drivers.plugins import installed
from records.entries import Plugin
from services.code_files import imported, of_plugin
from services.code_meaning import digest
from services.meaning_memory import digest as remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drivers.bench_file import BenchFile

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("inputs", "metrology", "records", "registers", "drivers", "procedures", "sequencer", "reports")
SIMULATORS = frozenset({"simulation", "simulated_bench"})
WRITERS = (
    "run",
    "positions",
    "resume",
    "amend",
    "judge",
    "lots/planning",
    "lots/deciding",
    "lots/documents",
    "form",
    "reevaluate",
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


def covered() -> Iterator[Path]:
    """Code, data files of regulations, and templates of documents; no simulators."""
    for package in PACKAGES:
        for ending in ("*.py", "*.toml", "*.typ"):
            found = (ROOT / package).rglob(ending)
            yield from (path for path in found if not SIMULATORS.intersection(path.relative_to(ROOT).parts))
    services = ROOT / "services"
    yield from imported([services / f"{name}.py" for name in WRITERS], services)


def module_hash(procedure: type) -> str:
    """SHA-256 over what a regulation's module and its data files mean; it may be a laboratory's own."""
    module = _file_of(procedure)
    return digest((path.name, path) for path in of_plugin(module, [module]))


def plugged_in(bench: BenchFile, procedure: type) -> tuple[Plugin, ...]:
    """The drivers and the regulation of a run that are not Steelyard's own, each with the SHA-256 of its own files."""
    places = {r.driver: registry.plugged_in(r.driver, bench.plugins) for r in bench.roles.values()}
    found = [
        _plugin("driver", name, where, registry.load(name, bench.plugins))
        for name, where in sorted(places.items())
        if where is not None
    ]
    if procedure.__module__.partition(".")[0] not in PACKAGES:
        where = installed(procedure.__module__) or _file_of(procedure)
        found.append(_plugin("procedure", procedure.__module__, where, procedure))
    return tuple(found)


def _plugin(kind: Literal["driver", "procedure"], name: str, where: Path, offered: type) -> Plugin:
    files = of_plugin(where, [_file_of(offered)])
    return Plugin(kind=kind, name=name, sha256=digest((p.relative_to(where.parent).as_posix(), p) for p in files))


def _file_of(offered: type) -> Path:
    return Path(str(sys.modules[offered.__module__].__file__))


def release() -> str:
    """Version of the installed distribution."""
    try:
        return version("steelyard")
    except PackageNotFoundError:
        return "0+unknown"
