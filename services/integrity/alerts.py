"""Taking suspicious-data alerts over as facts: of the body that made the record, never of the user of the instrument."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from records.entries import Opened, read
from records.store import Store
from records.store_rows import RunLine
from registers.integrity import INTEGRITY_FINDINGS, Finding
from services.integrity.units import Units
from services.register.book import changing, opened_book
from services.suspicious_data.suspicious import search

if TYPE_CHECKING:
    from registers.change import Change


class TakenAlerts(NamedTuple):
    """What was taken over.

    Attributes:
        keys: Keys of the facts that are new.
        known: How many alerts were taken over before.
        unplaced: Runs whose laboratory is no unit of the register with a code.
    """

    keys: list[str]
    known: int
    unplaced: tuple[str, ...]


def take_alerts(url: str, since: str = "", by: str = "", why: str = "") -> TakenAlerts:
    """Search the records for suspicious data and enter each alert as a fact of the body that made the record.

    Args:
        url: The store.
        since: First day of the records, ISO; empty for all.
        by: Who takes them over.
        why: Why.

    Raises:
        RecordsError: The store cannot be read or written.
    """
    found = search(url, since=since).found
    runs = sorted({s.run for s in found})
    store = Store(url, read_only=True)
    try:
        lines = store.lines(runs)
    finally:
        store.close()
    made: dict[str, Finding] = {}
    unplaced = []
    with opened_book(url) as book:
        units = Units(book, "")
        codes = {name: unit.code for unit in units.by_code.values() for name in unit.names}
        known = {row.key for row in book.rows(INTEGRITY_FINDINGS, lambda c: c.kind == "alert")}
    for suspicion in found:
        line = lines[suspicion.run]
        began = read(line.opened, Opened) if isinstance(line, RunLine) else None
        code = next((c for c in map(codes.get, began.laboratory.name) if c), "") if began is not None else ""
        if began is None or not code:
            unplaced.append(suspicion.run)
            continue
        of = Finding(
            kind="alert",
            unit=code,
            on=date.fromisoformat(began.date),
            alert=suspicion.alert.kind,
            runs=(suspicion.run,),
        )
        made[f"{suspicion.run}/{suspicion.alert.kind}"] = of
    new = {key: of for key, of in made.items() if key not in known}

    def work(change: Change) -> list[str]:
        for key, of in new.items():
            if change.find(INTEGRITY_FINDINGS, key) is None:
                change.add(INTEGRITY_FINDINGS, of, key)
        return sorted(new)

    keys = changing(url, by, why or "alerts of suspicious data taken over", work) if new else []
    return TakenAlerts(keys, len(made) - len(new), tuple(dict.fromkeys(unplaced)))
