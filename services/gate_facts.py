"""The state of the world before a run, for the start gates, which may not look for themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drivers.bench_serials import expected_serials
from records.journal import utc_now
from records.store_health import store_health
from sequencer.gates import Facts
from services.code_manifest import written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from drivers.bench import Bench
    from drivers.bench_file import BenchFile


def real_day(moment: datetime) -> date:
    """The day of a moment in local time."""
    return moment.astimezone().date()


def real_today() -> date:
    """Today in local time."""
    return real_day(utc_now())


def facts(url: str) -> Facts:
    """Everything that can be known before the bench is opened.

    Args:
        url: The store.
    """
    store = store_health(url)
    now = utc_now()
    return Facts(now, store.newest, written(), store.free_bytes, store.unwritable, today=real_day(now))


def expecting(known: Facts, file: BenchFile, places: Iterable[str]) -> Facts:
    """The same with the serial numbers that the bench file expects at these positions."""
    return replace(known, expected=expected_serials(file, places))


def identified(known: Facts, bench: Bench) -> Facts:
    """The same with what the instruments of an open bench say of themselves."""
    return replace(known, identities=dict(bench.identities))
