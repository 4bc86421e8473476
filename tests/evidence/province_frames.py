"""Instruments and verifications as tables of pandas: roll-ups, and the coverage of a day as it is known later.

No code of the program's rates is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

ONE = timedelta(days=1)
Counts = dict[tuple[str, ...], tuple[int, int]]
BY = (("region",), ("domain",), ("region", "domain"), ("item",), ("class",), ("owner",), ("industry",))
COLUMN = {"class": "accuracy_class"}
State = tuple[pd.DataFrame, pd.DataFrame]
History = dict[str, list[tuple[str, ...]]]


def rolled(rows: pd.DataFrame, by: Sequence[str]) -> Counts:
    """Counts of each group, and of all."""
    found: Counts = {(): (int(rows.ok.sum()), len(rows))}
    columns = [COLUMN.get(name, name) for name in by]
    for group, of in rows.groupby(columns, dropna=False).ok:
        found[tuple(map(str, group))] = (int(of.sum()), len(of))
    return found


def last_day(mode: str, verified: str, valid: str, result: str, installed: str, life: str) -> str:
    """The definition once more: the last day on which an instrument counts as verified; empty for none."""
    if not verified or result not in ("", "conform"):
        return ""
    if mode not in ("first-only", "rotation"):
        return valid
    if int(life or 0):
        start = date.fromisoformat(installed or verified)
        try:
            end = start.replace(year=start.year + int(life))
        except ValueError:  # 29 February
            end = date(start.year + int(life), 3, 1)
        return (end - timedelta(days=1)).isoformat()
    return "9999-12-31" if mode == "first-only" else valid


def known_later(now: State, then: pd.DataFrame, day: date) -> dict[tuple[str, ...], Counts]:
    """The coverage of a day as it is known later.

    Args:
        now: Instruments and verifications as they are known.
        then: Instruments with what was verified by the day.
        day: The day.
    """
    held, done = now
    last = day.isoformat()
    used = held[(held.status == "in-use") & (held["mode"] != "")]
    done = done[done.as_left & (done.on <= last) & ((done.outcome != "conform") | (done.valid_until != ""))]
    done = done.assign(until=done.valid_until.where(done.outcome == "conform", ""))
    then = then[(then.verified_on != "") & (then.verified_on <= last)]
    stated = then[["key", "verified_on", "until"]].rename(columns={"key": "instrument", "verified_on": "on"})
    both = pd.concat([done[["instrument", "on", "until"]], stated]).sort_values("on", kind="stable")
    newest = used.key.map(both.groupby("instrument").until.last()).fillna("")
    ok = used.until.where((used.verified_on == "") | (used.verified_on <= last), newest) >= last
    return {by: rolled(used.assign(ok=ok), by) for by in BY}


def earlier(history: History, now: State, day: date) -> pd.DataFrame:
    """What the rows of instruments stated last of verifications by a day; those of corrected runs are left out."""
    done, last = now[1], day.isoformat()
    void = set(done[~done.as_found & ~done.as_left].key)
    found = []
    for key, versions in history.items():
        stated = [v for v in versions if v[1] and v[1] <= last and v[6] not in void]
        if stated:
            newest = max(enumerate(stated), key=lambda pair: (pair[1][1], pair[0]))[1]
            found.append((key, newest[1], last_day(*newest[:6])))
    return pd.DataFrame.from_records(found, columns=["key", "verified_on", "until"])
