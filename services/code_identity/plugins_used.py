"""Which drivers and which regulation of a run are not Steelyard's own, and what their files are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from drivers import registry
from drivers.plugins import installed
from records.entries import Plugin
from services.code_identity.code_files import of_plugin
from services.code_identity.code_manifest import PACKAGES, file_of
from services.code_identity.code_meaning import digest

if TYPE_CHECKING:
    from pathlib import Path

    from drivers.bench_file import BenchFile


def plugged_in(bench: BenchFile, procedure: type) -> tuple[Plugin, ...]:
    """The drivers and the regulation of a run that are not Steelyard's own, each with the SHA-256 of its own files."""
    places = {r.driver: registry.plugged_in(r.driver, bench.plugins) for r in bench.roles.values()}
    found = [
        _plugin("driver", name, where, registry.load(name, bench.plugins))
        for name, where in sorted(places.items())
        if where is not None
    ]
    if procedure.__module__.partition(".")[0] not in PACKAGES:
        where = installed(procedure.__module__) or file_of(procedure)
        found.append(_plugin("procedure", procedure.__module__, where, procedure))
    return tuple(found)


def _plugin(kind: Literal["driver", "procedure"], name: str, where: Path, offered: type) -> Plugin:
    files = of_plugin(where, [file_of(offered)])
    return Plugin(kind=kind, name=name, sha256=digest((p.relative_to(where.parent).as_posix(), p) for p in files))
