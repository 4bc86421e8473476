"""Searches every record of a store for what honest readings seldom look like. It decides nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from metrology.detection import LEVEL
from metrology.statistics.plausibility import last_digits, step_of
from metrology.text import Text
from records.store import Store
from reports.view.alert import Alert
from services.refused.bad_search import BadSearch
from services.suspicious_data.backdating import backdated
from services.suspicious_data.copied_runs import Copies, copies_of
from services.suspicious_data.readings_index import compared_runs
from services.suspicious_data.record_alerts import by_chance, environment, kind_of, pace, spread
from services.suspicious_data.record_readings import PEOPLE
from services.suspicious_data.spreads import Spreads

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.suspicious_data.record_readings import RunReadings


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One thing to look into.

    Attributes:
        run: The record; for what is seen of a person, their newest one.
        serial: Serial number of its instrument.
        alert: What was seen, and how often honest readings look like that.
        compare: The records to lay beside it.
    """

    run: str
    serial: str
    alert: Alert
    compare: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """For programs."""
        return {"run": self.run, "serial": self.serial, **self.alert.to_dict(), "compare": list(self.compare)}


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search of a store found.

    Attributes:
        found: What is suspicious, copies first.
        runs, readings: How many were searched.
        copies: From which length on a copy is found, by regulation.
    """

    found: tuple[Suspicion, ...]
    runs: int
    readings: int
    copies: dict[str, Copies]

    def to_dict(self) -> dict[str, Any]:
        """For programs."""
        limits = {regulation: copies.limits.to_dict() for regulation, copies in self.copies.items()}
        found = [suspicion.to_dict() for suspicion in self.found]
        return {"runs": self.runs, "readings": self.readings, "alerts": found, "copies": limits}


def search(url: str, regulation: str = "", since: str = "") -> Searched:
    """Search a store.

    The level of each kind of alert, 1 in 1000, is that of the whole search: of one record it is the less, the more
    records there are.

    Args:
        url: The store.
        regulation: Look at the runs of this edition alone; empty for all.
        since: Show what concerns runs of this day or later; they are compared with all. Empty for all.

    Raises:
        RecordsError: The store cannot be read.
        BadSearch: There is no record under the edition.
    """
    store = Store(url, read_only=True)
    try:
        rows = compared_runs(store, regulation)
    finally:
        store.close()
    if regulation and not rows:
        raise BadSearch(
            [
                Text(
                    f"没有按“{regulation}”检定的记录；请写出完整版本号，如 JJG 52-2013（steelyard runs 可列出）",
                    f"no record under {regulation}; give the edition in full, such as JJG 52-2013 (steelyard runs lists them)",
                )
            ]
        )
    runs = [row.readings for row in rows]
    copies = copies_of(rows, runs)
    level = LEVEL / max(1, len(runs))
    copied = [
        Suspicion(runs[c.second].run, runs[c.second].subject.serial, alert, (runs[c.first].run,))
        for found in copies.values()
        for c, alert in found.alerts
    ]
    rest = [*_of_runs(runs, level), *_of_people(runs)]
    days = {run.run: run.date for run in runs}
    shown = tuple(s for s in (*copied, *rest) if days[s.run] >= since)
    return Searched(shown, len(runs), sum(len(run.readings) for run in runs), copies)


def _of_runs(runs: Sequence[RunReadings], level: float) -> Iterator[Suspicion]:
    """What is seen of one run alone, or of those before it."""
    spreads = Spreads(runs)
    before: dict[str, list[RunReadings]] = defaultdict(list)
    models: dict[tuple[str, str], list[str]] = defaultdict(list)
    for run in runs:
        earlier = before[run.regulation]
        for alert in chain(backdated(run), pace(run)):
            yield Suspicion(run.run, run.subject.serial, alert)
        for alert in environment(run, reversed(earlier), level):
            yield Suspicion(run.run, run.subject.serial, alert, (earlier[-1].run,))
        for alert in spread(run, spreads, level, included=True):
            yield Suspicion(run.run, run.subject.serial, alert, tuple(models[_model(run)][-_MOST:]))
        earlier.append(run)
        models[_model(run)].append(run.run)


_MOST: Final = 3
"""Records to compare that are named; more of the same model there are in History."""


def _model(run: RunReadings) -> tuple[str, str]:
    return run.regulation, run.subject.model


def _of_people(runs: Sequence[RunReadings]) -> Iterator[Suspicion]:
    """Last digits that a person prefers, over all that this person wrote down of one kind."""
    written: dict[tuple[str, str, str], list[tuple[RunReadings, Any]]] = defaultdict(list)
    for run in runs:
        own = defaultdict(list)
        for reading in run.readings:
            if reading.how in PEOPLE and reading.error is not None:
                own[kind_of(reading)].append(reading)
        for kind, readings in own.items():
            step = step_of([r.value for r in readings])
            written[run.person, f"{run.regulation} {kind}", str(step)] += [(run, r) for r in readings]
    level = LEVEL / max(1, len(written))
    for (person, kind, _), entries in written.items():
        test = last_digits([r.value for _, r in entries], [r.error for _, r in entries])
        if test is None or test.p_value >= level:
            continue
        names = tuple(dict.fromkeys(run.run for run, _ in reversed(entries)))
        n, chi = len(entries), test.statistic
        saw = Text(
            f"{person} 人工记录的 {n} 个读数（{kind}）的末位数字不均匀：χ² = {chi:.1f}，ν = 9；涉及 {len(names)} 条记录。",
            f"The last digits of {n} readings that {person} wrote down ({kind}) are not even: χ² = {chi:.1f}, ν = 9;"
            f" {len(names)} records.",
        )
        alert = Alert(
            "digits", Text("末位数字有偏好", "Last digits are preferred"), saw, by_chance(test.p_value, level)
        )
        yield Suspicion(names[0], entries[-1][0].subject.serial, alert, names[1 : _MOST + 1])
