"""Rates of a province computed a second time: `python -m tests.evidence.province_rates DIR [--dates 20]`.

Two ways that share no code with the program's rates: a fold of the raw events up to the end of a day, and pandas over
the tables that `steelyard instruments export` and `verifications export` write as of that day (for some of the dates,
`--exports`). Both are compared with what `steelyard rates` gives, group by group; it ends with 1 where they differ.
The coverage of each day is computed once more as it is known on the last of the days, when many were verified again.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sqlite3
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from registers.contents import REGISTERS
from services.province.making import STORE, of_folder
from services.rates import rates
from services.register.tables import export_table
from tests.evidence.province_frames import BY, ONE, Counts, History, State, earlier, known_later, last_day, rolled

Row = Mapping[str, Any]
OUT = ("stopped", "sealed", "scrapped")
ZH_STATUS = {"在用": "in-use", "停用": "stopped", "封存": "sealed", "报废": "scrapped", "重复登记": "merged"}
ZH_MODE = {"周期检定": "periodic", "首次检定，失准报废": "first-only", "首次检定，到期轮换": "rotation"}
OF_BOTH = {"编号": "key", "准确度等级": "accuracy_class", "使用单位": "owner", "目录编号": "item", "用途": "domain"}
OF_INSTRUMENTS = OF_BOTH | {
    "使用地点行政区划": "division", "行业": "industry", "强检方式": "mode", "状态": "status",
    "状态日期": "status_since", "安装日期": "installed", "使用期限（年）": "life", "检定日期": "verified_on",
    "有效期至": "valid_until", "结论": "result",
}  # fmt: skip
OF_VERIFICATIONS = OF_BOTH | {
    "计量器具": "instrument", "检定日期": "on", "结论": "outcome", "调前": "as_found", "调后": "as_left",
    "行政区划": "division", "有效期至": "valid_until",
}  # fmt: skip
ZH_USE = {"贸易结算": "trade", "安全防护": "safety", "医疗卫生": "medical", "环境监测": "environment"}


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folder", type=Path)
    words.add_argument("--dates", type=int, default=20)
    words.add_argument("--exports", type=int, default=3)
    words.add_argument("--seed", type=int, default=1)
    given = words.parse_args()
    differences = 0
    for said in compared(given.folder, given.dates, given.exports, given.seed):
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()
        differences += said.startswith("DIFFERENT")
    sys.exit(differences > 0)


def compared(folder: Path, count: int, exports: int, seed: int) -> Iterator[str]:
    """What was compared, a line for each date and way."""
    province = of_folder(folder)
    assert province is not None
    of = random.Random(seed)  # noqa: S311  dates to look at
    first, url = province.until - timedelta(days=360), str(folder / STORE)
    days = sorted(first + timedelta(days=of.randrange(20, 360)) for _ in range(count))
    starts = {day: max(first, day - timedelta(days=of.randrange(10, 200))) for day in days}
    tried, before = set(of.sample(sorted(set(days)), min(exports, len(set(days))))), dict[date, State]()
    history: History = {}
    for day, state in states(url, sorted({*days, *(start - ONE for start in starts.values())}), history):
        before[day] = state
        if day not in starts:
            continue
        start, program = starts[day], figures(url, starts[day], day)
        ways = {"events": second(state, before[start - ONE], start, day)}
        if day in tried:
            ways["exports by pandas"] = second(table(url, day), table(url, start - ONE), start, day)
        for way, found in ways.items():
            wrong = [key for key in {**program, **found} if program.get(key) != found.get(key)]
            yield from (f"DIFFERENT {day} {key}: program {program.get(key)}, {way} {found.get(key)}" for key in wrong)
            part, whole = program["coverage", ("region",)][()]
            yield f"{start} to {day}: {len(program)} roll-ups, coverage {part}/{whole}; {way}: {len(wrong)} different"
    last = days[-1]
    for day in sorted(set(days) - {last}):
        wanted = {by: counts(rates.coverage(url, day, last, rates.choice(by, "city", "", ""))["rows"]) for by in BY}
        known = {"events": known_later(before[last], earlier(history, before[last], day), day)}
        if exports and (day in tried or day == days[0]):
            now = table(url, last)
            known["exports by pandas"] = known_later(now, table(url, day)[0], day)
        for way, covers in known.items():
            bad = [by for by in BY if wanted[by] != covers[by]]
            yield from (f"DIFFERENT {day} known on {last} {by}: {way}" for by in bad)
            part, whole = wanted["region",][()]
            yield f"{day} known on {last}: coverage {part}/{whole}; {way}: {len(bad)} different"


def figures(url: str, start: date, day: date) -> dict[tuple[str, tuple[str, ...]], Counts]:
    """The roll-ups as the program gives them."""
    found: dict[tuple[str, tuple[str, ...]], Counts] = {}
    period = rates.Period(start, day)
    for by in BY:
        of = rates.choice(by, "city", "", "")
        found["coverage", by] = counts(rates.coverage(url, day, day, of)["rows"])
        found["flow", by] = counts(rates.flow(url, period, day, of)["rows"])
        passes = rates.passes(url, period, day, of)["rows"]
        for side in ("as_found", "as_left"):
            found[side, by] = counts([row[side] for row in passes])
    return found


def counts(rows: Sequence[Row]) -> Counts:
    return {tuple(row["group"]): (row["part"], row["whole"]) for row in rows if row["whole"] or not row["group"]}


def second(now: State, before: State, start: date, day: date) -> dict[tuple[str, tuple[str, ...]], Counts]:
    """The same roll-ups from the instruments and verifications at the end of a day and before the period."""
    held, done = now
    first, last = start.isoformat(), day.isoformat()
    used = held[(held.status == "in-use") & (held["mode"] != "")]
    until = used.until
    valid = used.assign(ok=(until >= last) & (used.verified_on != "") & (used.verified_on <= last))
    due = before[0]
    due = due[(due.status == "in-use") & (due["mode"] != "") & (due.until >= first) & (due.until <= last)]
    later = held.set_index("key")[["status", "status_since"]].add_prefix("later_")
    due = due.join(later, on="key")
    gone = due.later_status.isin(OUT) & (due.later_status_since <= due.until)
    due = due[~((due.later_status == "merged") | gone)]
    counted = done[(done.as_found | done.as_left) & (done.on >= first) & (done.on <= last)]
    due = due.assign(ok=due.key.isin(set(counted.instrument)))
    counted = counted.join(held.set_index("key").industry, on="instrument").fillna({"industry": ""})
    counted = counted.assign(ok=counted.outcome == "conform")
    found: dict[tuple[str, tuple[str, ...]], Counts] = {}
    for by in BY:
        found["coverage", by] = rolled(valid, by)
        found["flow", by] = rolled(due, by)
        found["as_found", by] = rolled(counted[counted.as_found], by)
        found["as_left", by] = rolled(counted[counted.as_left], by)
    return found


def table(url: str, day: date) -> State:
    """The tables that the program exports as of a day, read as text."""
    with tempfile.TemporaryDirectory() as folder:
        frames = []
        for name in ("instrument", "verification"):
            path = Path(folder) / f"{name}.csv"
            export_table(url, REGISTERS[name], path, text="", at=ending(day), language="zh", encoding="utf-8-sig")
            frames.append(pd.read_csv(path, dtype=str, keep_default_na=False, quoting=csv.QUOTE_MINIMAL))
    held, done = frames[0].rename(columns=OF_INSTRUMENTS), frames[1].rename(columns=OF_VERIFICATIONS)
    for of in (held, done):
        of["domain"] = of.domain.map(ZH_USE).fillna("")
    held = held.assign(status=held.status.map(ZH_STATUS), result=held.result.replace({"合格": "conform"}))
    held["mode"] = held["mode"].map(ZH_MODE).fillna("")
    done = done.assign(as_found=done.as_found == "是", as_left=done.as_left == "是")
    return prepared(held), done.assign(region=done.division.str[:4], outcome=done.outcome.replace({"合格": "conform"}))


def prepared(held: pd.DataFrame) -> pd.DataFrame:
    """The instruments with their region and the last day on which they count as verified."""
    columns = ["mode", "verified_on", "valid_until", "result", "installed", "life"]
    until = [last_day(*row) for row in held[columns].itertuples(index=False)]
    return held.assign(until=until, region=held.division.str[:4])


def states(url: str, days: Sequence[date], history: History) -> Iterator[tuple[date, State]]:
    """Instruments and verifications at the end of each day, folded from the raw events in their order.

    Args:
        url: The store.
        days: The days.
        history: Gets what each version of an instrument stated.
    """
    rows: dict[str, dict[str, dict[str, Any]]] = {"instrument": {}, "verification": {}}
    query = (
        "SELECT time, register, key, before, after FROM register_event "
        "WHERE register IN ('instrument', 'verification') ORDER BY time, change, place"
    )
    with sqlite3.connect(f"file:{url}?mode=ro", uri=True) as store:
        events = iter(store.execute(query))
        event = next(events, None)
        for day in days:
            end = ending(day)
            while event is not None and event[0] <= end:
                _, register, key, before, after = event
                fold(rows[register], key, before, after)
                if register == "instrument" and after:
                    r = rows[register][key]
                    stated = [str(r.get(name) or "") for name in STATED]
                    history.setdefault(key, []).append(tuple(stated))
                event = next(events, None)
            yield day, frames_of(rows)


def fold(rows: dict[str, dict[str, Any]], key: str, before: str, after: str) -> None:
    """Apply an event: fields that differ, as they were and as they are."""
    if not after:
        del rows[key]
        return
    fields = rows.setdefault(key, {})
    for name in json.loads(before) if before else ():
        fields.pop(name, None)
    fields.update(json.loads(after))


DEFAULT: Mapping[str, Callable[[], Any]] = defaultdict(lambda: str, as_found=lambda: True, as_left=lambda: True)
HELD = ("mode", "status", "status_since", "verified_on", "valid_until", "result", "installed", "division", "item",
        "domain", "industry", "accuracy_class", "owner")  # fmt: skip
DONE = ("instrument", "on", "outcome", "as_found", "as_left", "valid_until", "division", "item", "domain",
        "accuracy_class", "owner")  # fmt: skip
STATED = ("mode", "verified_on", "valid_until", "result", "installed", "life_years", "run")


def frames_of(rows: dict[str, dict[str, dict[str, Any]]]) -> State:
    held = pd.DataFrame.from_records(
        [(key, str(r.get("life_years", 0)), *(r.get(n) or "" for n in HELD)) for key, r in rows["instrument"].items()],
        columns=["key", "life", *HELD],
    )
    held = held.assign(status=held.status.replace({"": "in-use"}))
    done = pd.DataFrame.from_records(
        [
            (key, *(r.get(n, DEFAULT[n]()) or "" if n == "valid_until" else r.get(n, DEFAULT[n]()) for n in DONE))
            for key, r in rows["verification"].items()
        ],
        columns=["key", *DONE],
    )
    done = done.astype({"as_found": bool, "as_left": bool})
    return prepared(held), done.assign(region=done.division.str[:4])


def ending(day: date) -> str:
    """The end of a day here, as the events keep time."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time()).astimezone().astimezone(UTC).isoformat(
        timespec="microseconds"
    )  # fmt: skip


if __name__ == "__main__":
    main()
