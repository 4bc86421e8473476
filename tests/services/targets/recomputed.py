"""The figures of the scorecard from exported tables alone, by pandas; nothing of the program is imported."""

import json
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

UNTIL_IT_FAILS = "First verification only"
TABLES = (
    "instruments",
    "verifications",
    "standards",
    "certificates",
    "institutes",
    "assessments",
    "capabilities",
    "demand",
)
Counts = dict[str, tuple[int, int]]


def recompute(folder: Path, on: date) -> Counts:
    """Part and whole of T1, T12, T14, T15, T16 and T20 on a day, and of T1 in each prefecture by its code.

    Args:
        folder: The tables, as `steelyard NAME export -o NAME.csv --lang en` writes them.
        on: The day.
    """
    t = {name: pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False) for name in TABLES}
    usable = _usable(t["standards"], t["certificates"], t["institutes"], on)
    return {
        **_coverage(t["instruments"], on.isoformat()),
        "T12": _local(t["verifications"], on.isoformat()),
        "T14": _cells(t["demand"], usable),
        **{key: _assessed(t["assessments"], level, set(usable), on) for key, level in (
            ("T15", "Public standard"), ("T16", "Highest standard of the organisation"))},
        "T20": _capabilities(t["capabilities"], on.isoformat()),
    }  # fmt: skip


def _coverage(table: pd.DataFrame, day: str) -> Counts:
    used = table[(table["Status"] == "In use") & (table["Mode"] != "")].copy()
    used["valid"] = [_valid(row, day) for row in used.to_dict("records")]
    by = used.groupby(used["Division code"].str[:4])["valid"].agg(["sum", "size"])
    found = {str(code): (int(row["sum"]), int(row["size"])) for code, row in by.iterrows()}
    return {"T1": (int(used["valid"].sum()), len(used)), **found}


def coverage_known_later(later: Path, then: Path, on: date) -> tuple[int, int]:
    """Part and whole of T1 on a day as it is known later.

    Args:
        later: Instruments and verifications as they are known, exported as for `recompute`.
        then: Instruments as they were at the end of the day.
        on: The day.
    """
    day = on.isoformat()
    held, before = (
        pd.read_csv(folder / "instruments.csv", dtype=str, keep_default_na=False) for folder in (later, then)
    )
    done = pd.read_csv(later / "verifications.csv", dtype=str, keep_default_na=False)
    done = done[(done["As left"] == "yes") & (done["Day"] <= day)].sort_values("Day", kind="stable")
    newest = {r["Instrument"]: r for r in done.to_dict("records")}
    rows = {r["Key"]: r for r in before.to_dict("records")}
    used = held[(held["Status"] == "In use") & (held["Mode"] != "")].to_dict("records")

    def valid(row: dict[Any, str]) -> bool:
        if row["Verified on"] <= day:
            return _valid(row, day)
        last, was = newest.get(row["Key"]), rows.get(row["Key"], {**row, "Verified on": ""})
        if last is None or last["Day"] < was["Verified on"] or last["Valid until"] == "":
            return _valid(was, day)
        return last["Valid until"] >= day

    return sum(map(valid, used)), len(used)


def _valid(row: dict[Any, str], day: str) -> bool:
    verified, until, years = row["Verified on"], row["Valid until"], int(row["Life, years"] or 0)
    if not verified or verified > day or row["Result"] not in {"", "conform"}:
        return False
    if row["Mode"] == "Periodic verification":
        return until >= day and until != ""
    if years:
        return _last_day(row["Installed"] or verified, years) >= day
    return row["Mode"] == UNTIL_IT_FAILS or (until != "" and until >= day)


def _last_day(start: str, years: int) -> str:
    first = date.fromisoformat(start)
    try:
        ends = first.replace(year=first.year + years)
    except ValueError:  # a 29th of February
        ends = first.replace(year=first.year + years, day=28) + timedelta(days=1)
    return (ends - timedelta(days=1)).isoformat()


def _local(table: pd.DataFrame, day: str) -> tuple[int, int]:
    names = set(table[table["Day"] <= day]["Regulation"])
    local = {m[0].replace(" ", "") for n in names if (m := re.match(r"JJ[GF]\([^)]+\)\s*\d+", n))}
    national = {n for n in names if not re.match(r"JJ[GF]\(", n) and n.startswith("JJ")}
    return len(local), len(local) + len(national)


def _usable(standards: pd.DataFrame, certificates: pd.DataFrame, institutes: pd.DataFrame, on: date) -> dict[str, Any]:
    """Standards with a whole chain, each with the values of its certificate."""
    day = on.isoformat()
    ends = {r["Key"]: r["Valid until"] for r in institutes.to_dict("records")}
    in_force: dict[str, dict[Any, str]] = {}
    good = certificates[(certificates["Valid from"] <= day) & (certificates["Valid until"] >= day)]
    for row in good.sort_values("Valid from").to_dict("records"):
        if not row["Why it was recalled"]:
            in_force[row["Standard"]] = row
    rows = {r["Key"]: r for r in standards.to_dict("records")}

    def whole(key: str, seen: tuple[str, ...] = ()) -> bool:
        if key in ends:
            return not ends[key] or ends[key] >= day
        if key not in rows or key in seen or rows[key]["State"] != "In use" or key not in in_force:
            return False
        return whole(rows[key]["Traceable to"], (*seen, key))

    return {key: json.loads(in_force[key]["Values"]) for key in rows if key in in_force and whole(key)}


def _cells(demand: pd.DataFrame, usable: dict[str, Any]) -> tuple[int, int]:
    stated = [
        (q["unit"], Decimal(r["lower"]), Decimal(r["upper"]), Decimal(r["expanded_uncertainty"]))
        for quantities in usable.values()
        for q in quantities
        for r in q["ranges"]
    ]
    rows = demand.to_dict("records")
    return sum(_served(row, stated) for row in rows), len(rows)


def _served(row: dict[Any, str], stated: list[tuple[str, Decimal, Decimal, Decimal]]) -> bool:
    low, high, limit = (Decimal(row[name]) for name in ("Lower end", "Upper end", "Magnitude of the MPE"))
    return any(unit == row["Unit"] and a <= low and high <= b and 3 * u <= limit for unit, a, b, u in stated)


def _assessed(table: pd.DataFrame, level: str, usable: set[str], on: date) -> tuple[int, int]:
    rows = table[table["Level"] == level].to_dict("records")
    good = [
        r for r in rows
        if r["Certificate of assessment"] and r["Valid until"] >= on.isoformat() and r["Standards"]
        and all(key in usable for key in _keys(r["Standards"]))
    ]  # fmt: skip
    return len(good), len(rows)


def _keys(cell: str) -> list[str]:
    return json.loads(cell) if cell.startswith("[") else re.split(r"[;；,、\s]+", cell)


def _capabilities(table: pd.DataFrame, day: str) -> tuple[int, int]:
    began = (table["From"] == "") | (table["From"] <= day)
    goes_on = (table["Until"] == "") | (table["Until"] >= day)
    return int((began & goes_on).sum()), len(table)
