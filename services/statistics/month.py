"""A month of a laboratory: runs, pass rates, failed items, use of standards, capability of what repeats."""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from metrology.text import Text
from records.entries import ItemResult, Opened, of_kind, read
from records.store import Store
from registers.rate_groups import Choice
from registers.rates import PASSES
from services.rates import rates
from services.refused.bad_search import BadSearch
from services.statistics.capability import capabilities

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from records.event import Event
    from records.store_rows import RunLine

OPEN = "open"
"""Instead of an outcome: the run is not closed."""


def period_of(month: str) -> rates.Period:
    """The days of a month such as ``2026-11``.

    Raises:
        BadSearch: It is none.
    """
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        zh, en = f"月份 {month} 应写作 2026-11 的形式", f"a month is written like 2026-11, not {month}"
        raise BadSearch([Text(zh, en)]) from None
    return rates.Period(first, first.replace(day=calendar.monthrange(first.year, first.month)[1]))


def monthly(url: str, month: str) -> dict[str, Any]:
    """The statistics of a month.

    Runs are those of the journals, by the day on which they began. Pass rates are those of the registers and have the
    definition of `registers.rates.PASSES`; a run that the registers do not know is in no rate.

    Raises:
        BadSearch: It is no month.
        StoreError: The store cannot be read.
    """
    days = period_of(month)
    store = Store(url, read_only=True)
    found: list[tuple[RunLine, Opened]] = []
    for line in store.runs():
        opened = read(line.opened, Opened)
        if opened.judges is None and days.start <= opened.day <= days.end:
            found.append((line, opened))
    journals = {line.run: store.events(line.run) for line, _ in found}
    store.close()
    return {
        "month": month,
        "from": days.start.isoformat(),
        "to": days.end.isoformat(),
        "laboratory": _laboratory(opened for _, opened in found),
        "runs": _counted(found),
        "definition": PASSES.to_dict(),
        "passes": _passes(url, days),
        "regulations": _of_groups(found, {line.run: opened.regulation.id for line, opened in found}, url, days),
        "benches": _of_groups(found, {line.run: opened.bench.name for line, opened in found}, url, days),
        "people": _of_groups(found, {line.run: _person(opened) for line, opened in found}, url, days),
        "failed_items": _failed(found, journals),
        "standards": _standards(found),
        "capability": capabilities((opened, journals[line.run]) for line, opened in found if line.closed),
    }


def _laboratory(opened: Iterable[Opened]) -> dict[str, str]:
    """Who issues documents: what the newest run says."""
    name = Text("", "")
    for one in opened:
        name = one.laboratory.name
    return name.to_dict()


def _person(opened: Opened) -> str:
    return opened.people.operator.id or opened.people.operator.name


def _counted(found: Iterable[tuple[RunLine, Opened]]) -> dict[str, Any]:
    """How many runs, by outcome; simulated ones are counted apart too."""
    lines = list(found)
    outcomes = Counter(line.outcome if line.closed else OPEN for line, _ in lines)
    simulated = sum(opened.simulated for _, opened in lines)
    return {"total": len(lines), "simulated": simulated, "outcomes": dict(sorted(outcomes.items()))}


def _passes(url: str, days: rates.Period, keys: list[str] | None = None) -> dict[str, Any]:
    (row,) = rates.passes(url, days, None, Choice(keys=keys))["rows"]
    return {side: {name: row[side][name] for name in ("part", "whole", "percent")} for side in ("as_found", "as_left")}


def _of_groups(
    found: list[tuple[RunLine, Opened]], groups: Mapping[str, str], url: str, days: rates.Period
) -> list[dict[str, Any]]:
    """Runs and pass rates of each group."""
    runs: dict[str, list[tuple[RunLine, Opened]]] = defaultdict(list)
    for line, opened in found:
        runs[groups[line.run]].append((line, opened))
    return [
        {"group": group, **_counted(mine), **_passes(url, days, [line.run for line, _ in mine])}
        for group, mine in sorted(runs.items())
    ]


def _failed(found: Iterable[tuple[RunLine, Opened]], journals: Mapping[str, list[Event]]) -> list[dict[str, Any]]:
    """The items that did not conform, the most frequent first, and of how many runs that examined them."""
    examined, failed, names = Counter[tuple[str, str]](), Counter[tuple[str, str]](), dict[tuple[str, str], Text]()
    for line, opened in found:
        for _, item in of_kind(journals[line.run], ItemResult):
            place = (opened.regulation.id, item.key)
            if item.outcome in {"conform", "not_conform"}:
                examined[place] += 1
                failed[place] += item.outcome == "not_conform"
                names[place] = item.words.name
    return [
        {
            "regulation": place[0],
            "item": place[1],
            "name": names[place].to_dict(),
            "failed": n,
            "examined": examined[place],
        }
        for place, n in sorted(failed.items(), key=lambda entry: (-entry[1], entry[0]))
        if n
    ]


def _standards(found: Iterable[tuple[RunLine, Opened]]) -> list[dict[str, Any]]:
    """In how many runs each standard was used, the most used first."""
    used, names = Counter[str](), dict[str, Text]()
    for _, opened in found:
        for standard in {s.id: s for s in opened.standards}.values():
            used[standard.id] += 1
            names[standard.id] = standard.name
    return [
        {"id": key, "name": names[key].to_dict(), "runs": n}
        for key, n in sorted(used.items(), key=lambda entry: (-entry[1], entry[0]))
    ]
