"""What this machine lacks."""

from __future__ import annotations

import importlib
import shutil
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.ledger_state import LedgerState, Update
    from services.witness import Standing

FREE_BYTES = 1_000_000_000
MOST = 5
"""Runs that are named."""
LIBRARIES = ("pyvisa", "pyvisa_py", "serial", "pymeasure", "sqlalchemy", "typst", "openpyxl", "pandas", "pyarrow")
OPTIONAL = (
    ("asyncua", "opcua", "a monitor reads OPC UA servers with it"),
    ("aiomqtt", "mqtt", "a monitor publishes samples and alarms with it"),
    ("duckdb", "heavy", "roll-ups and archived months are asked with it"),
    ("psycopg", "postgresql", "stores and sources in PostgreSQL need it"),
)
"""Libraries that only some need: package, extra, what for."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a bench computer needs."""

    name: str
    ok: bool
    found: str
    remedy: str = ""


def checks(url: str) -> list[Check]:
    """Look at everything a bench computer needs.

    Args:
        url: The store.
    """
    return [
        _software(),
        _python(),
        *map(_library, LIBRARIES),
        *starmap(_optional, OPTIONAL),
        _fonts(),
        _disk(),
        _serial(),
        *_ledger(url),
    ]


def _ledger(url: str) -> list[Check]:
    """Where the ledger of the store stands, and whose rights this program has there; nothing where there is no store."""
    from records.address import database_file, parse
    from records.errors import StoreError
    from records.guards import missing_guards, ownership
    from records.store import Store
    from records.verification import ledger_of
    from services.witness import standing

    try:
        path = database_file(parse(url))
        if path is not None and not path.exists():
            return []
        store = Store(url, read_only=True)
        ledger = ledger_of(store)
        problems = [p.en for p in (*ledger.problems, *missing_guards(store.engine), *ownership(store.engine))]
        told = standing(store, ledger)
        store.close()
    except StoreError as error:
        return [Check("ledger", ok=False, found=str(error), remedy="steelyard verify")]
    return [_head(ledger, problems), _update_log(ledger.updates), *_witness(told)]


def _witness(told: Standing) -> list[Check]:
    """What the witness of the store was not told yet; nothing where the store names none."""
    if not told.address:
        return []
    runs = ", ".join(run.run for run in told.untold[:MOST])
    more = " …" if len(told.untold) > MOST else ""
    found = f"{told.address}, {told.entries} entries"
    if told.untold:
        found += f"; {len(told.untold)} runs were not told yet: {runs}{more}"
    return [Check("witness", ok=not told.untold, found=found, remedy="steelyard witness send")]


def _update_log(updates: Sequence[Update]) -> Check:
    """Which versions have written in the store; another than the newest may be installed without having written yet."""
    if not updates:
        return Check("update log", ok=True, found="no version has written here yet")
    newest = updates[-1]
    program = f"{newest.version}, manifest {newest.manifest[:16]}, by {newest.station}"
    found = f"{len(updates)} entries, the newest of {newest.time[:10]}: {program}; `steelyard updates` lists them"
    return Check("update log", ok=True, found=found)


def _head(ledger: LedgerState, problems: Sequence[str]) -> Check:
    head = ledger.head
    found = f"store {head.store[:12]}, entry {head.n}, {head.runs} runs, {head.hash[:16]}" if head else "no runs yet"
    return Check("ledger", ok=not problems, found="; ".join([found, *problems]), remedy="steelyard verify")


def _software() -> Check:
    """Version and manifest of this code; unreleased code can be used, and its documents state it."""
    from services.code_identity.code_manifest import identification

    return Check("Steelyard", ok=True, found=identification())


def _python() -> Check:
    return Check("Python", sys.version_info >= (3, 11), sys.version.split()[0], "install Python 3.11 or newer")


def _optional(name: str, extra: str, purpose: str) -> Check:
    """A library that only some need; nothing is lacking where it is not there."""
    if find_spec(name) is None:
        return Check(name, ok=True, found=f"not installed; {purpose}: pip install 'steelyard[{extra}]'")
    return _library(name)


def _library(name: str) -> Check:
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        return Check(name, ok=False, found=str(error), remedy="pip install --force-reinstall steelyard")
    return Check(name, ok=True, found=str(getattr(module, "__version__", "installed")))


def _fonts() -> Check:
    from reports.errors import MissingFont
    from reports.fonts import font_folders

    try:
        folders = font_folders()
    except MissingFont as error:
        return Check("Chinese fonts", ok=False, found="not found", remedy=str(error))
    return Check("Chinese fonts", ok=True, found=", ".join(map(str, folders)))


def _disk() -> Check:
    free = shutil.disk_usage(Path.cwd()).free
    return Check("disk space here", free > FREE_BYTES, f"{free / 1e9:.1f} GB free", "free at least 1 GB before a run")


def _serial() -> Check:
    list_ports = importlib.import_module("serial.tools.list_ports")
    ports = ", ".join(p.device for p in list_ports.comports())
    return Check(
        "serial ports", ok=True, found=ports or "none; instruments on the network and simulated ones still work"
    )
