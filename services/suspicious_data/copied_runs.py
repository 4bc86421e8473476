"""Runs whose readings are those of another instrument's run, in a whole store."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from metrology.detection import Copy, Series, copied_series
from metrology.text import Text
from records.same_instrument import spelt
from reports.view.alert import Alert
from services.suspicious_data.record_alerts import by_chance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.suspicious_data.readings_index import Compared
    from services.suspicious_data.record_readings import RunReadings

FORMS: Final = {
    "exact": Text("逐字相同", "the same, character by character"),
    "elsewhere": Text("相同但所在的点不同", "the same, at other points"),
    "shifted": Text("整体平移一个常数", "moved by a constant"),
    "permuted": Text("相同但顺序不同", "the same in another order"),
}
"""Forms of copying."""


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies among the runs of one regulation, with their alerts; positions are those of all runs.

    Attributes:
        alerts: Each copy with what is said of it.
        limits: From how many readings in a row on a copy is found, and how many runs are too short.
    """

    alerts: tuple[tuple[Copy, Alert], ...]
    limits: Text


def copies_of(rows: Sequence[Compared], runs: Sequence[RunReadings]) -> dict[str, Copies]:
    """Search each regulation's runs for copies.

    Args:
        rows: What is compared, the oldest first.
        runs: The same runs.
    """
    from numpy import frombuffer, int64, uint64

    by_regulation: dict[str, list[int]] = defaultdict(list)
    for position, row in enumerate(rows):
        by_regulation[row.regulation].append(position)
    owners: dict[str, int] = {}
    batches: dict[str, int] = {}
    found = dict[str, Copies]()
    for regulation, positions in sorted(by_regulation.items()):
        series = [
            Series(
                owners.setdefault(spelt(runs[at].subject.serial), len(owners)),
                batches.setdefault(_together(rows[at].name), len(batches)),
                frombuffer(rows[at].places, dtype=uint64),
                frombuffer(rows[at].written, dtype=uint64),
                frombuffer(rows[at].errors, dtype=int64),
                frombuffer(rows[at].all_places, dtype=uint64),
                frombuffer(rows[at].all_errors, dtype=int64),
            )
            for at in positions
        ]
        result = copied_series(series, looks=len(by_regulation))
        copies = [
            Copy(positions[c.first], positions[c.second], c.form, c.length, c.shift, c.chance) for c in result.copies
        ]
        need, short = result.shortest, result.too_short
        limits = Text(
            f"{len(positions)} 条记录；连续 {need['exact']} 个读数相同、{need['elsewhere']} 个读数在别处相同、"
            f"{need['shifted']} 个读数平移或 {need['permuted']} 个读数换序起可以发现；读数过少、无法判断的记录 {short} 条",
            f"{len(positions)} records; found from {need['exact']} readings in a row on that are the same,"
            f" {need['elsewhere']} at other points, {need['shifted']} moved, {need['permuted']} in another order;"
            f" {short} records have too few readings to be judged",
        )
        found[regulation] = Copies(tuple((c, _alert(c, runs[c.first])) for c in copies), limits)
    return found


def _together(run: str) -> str:
    """The name that the runs of one bench at one time share."""
    return run.rpartition("-")[0]


def _alert(copy: Copy, original: RunReadings) -> Alert:
    form, n, serial = FORMS[copy.form], copy.length, original.subject.serial
    saw = Text(
        f"连续 {n} 个不等于标称值的读数与记录 {original.run}（出厂编号 {serial}）{form.zh}。",
        f"{n} readings in a row that are not the nominal value are those of record {original.run} (serial no. {serial}):"
        f" {form.en}.",
    )
    return Alert("copied", Text("读数与另一记录相同", "Readings of another record"), saw, by_chance(copy.chance))
