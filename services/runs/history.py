"""The history of a store: runs that answer a search, page by page, and the same as a table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from metrology.decision import Outcome
from metrology.text import Text
from procedures.findings import outcome_in
from records.address import database_file, parse
from records.entries import Opened, read
from records.run_index import OPEN, Search, amending, found_runs
from records.run_list import astray, intact_ledger, listed
from records.spreadsheet import guarded
from records.store import Store
from services.refused.bad_search import BadSearch
from services.runs.listed import row_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from records.run_list import Listed

OUTCOMES = (*(str(outcome) for outcome in Outcome), OPEN)
"""What a search may name as the outcome; ``open`` is a run that is not closed."""
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Begins the table, so that Excel shows the Chinese."""
COLUMNS = {
    "number": Text("序号", "No."),
    "run": Text("记录", "Run"),
    "date": Text("日期", "Day"),
    "regulation": Text("规程", "Regulation"),
    "subject": Text("计量器具", "Instrument"),
    "model": Text("型号规格", "Model"),
    "serial": Text("出厂编号", "Serial number"),
    "client": Text("委托单位", "Client"),
    "operator": Text("检定员", "Verifier"),
    "bench": Text("检定装置", "Bench"),
    "outcome": Text("结论", "Outcome"),
    "order": Text("委托单", "Order"),
    "batch": Text("批次", "Batch"),
    "simulated": Text("模拟", "Simulated"),
    "amended_by": Text("被更正于", "Amended by"),
    "problem": Text("问题", "Problem"),
}
"""The columns of the table."""
STATES = {
    OPEN: Text("未结束", "not closed"),
    "running": Text("正在进行", "going on"),
    "interrupted": Text("已中断", "interrupted"),
    "missing": Text("缺失", "missing"),
}
"""What stands in the place of an outcome."""


def history(url: str, search: Search, offset: int = 0, limit: int = -1, *, lost: bool = False) -> dict[str, Any]:
    """The runs that answer a search, newest first: those of a part of the list, and how many there are.

    Each has what `services.runs.listed.row_of` says of it, with model, client, operator and bench. A store that is not there
    yet has none, and can have lost all.

    Args:
        url: The store.
        search: What they are looked for by.
        offset: How many are left out, the newest first.
        limit: How many at most; -1 for all.
        lost: Whether a search without conditions also gives, after its part of the list, all runs that the ledger states
            and that are gone, and all that it does not know.

    Raises:
        BadSearch: The search names no outcome or no day, or its first day is after its last.
        RecordsError: The store cannot be read, or its ledger is not what was written; there is none to have lost runs.
    """
    search = _understood(search)
    file = database_file(parse(url))
    if file is not None and not file.is_file() and not lost:
        return {"runs": [], "total": 0}
    store = Store(url, read_only=True)
    try:
        found, total = found_runs(store, search, offset, limit)
        names = set(store.names()) if lost and search == Search() else None
        ledger = intact_ledger(store)  # after the names: it knows every run that is there
        page = listed(store, ledger, found)
        if names is not None:
            shown = {one.run for one in page}
            page += [one for one in reversed(astray(store, names, ledger)) if one.run not in shown]
        later = amending(store, [one.run for one in page])
        rows = [row_of(one, later, url) | _more(one) for one in page]
    finally:
        store.close()
    return {"runs": rows, "total": total}


def history_table(url: str, search: Search, language: str) -> bytes:
    """The same as CSV, all of it: UTF-8 with a byte order mark; no cell is a formula for a spreadsheet.

    Args:
        url: The store.
        search: What the runs are looked for by.
        language: ``zh`` or ``en``.

    Raises:
        BadSearch, RecordsError: As `history`.
    """
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow([getattr(title, language) for title in COLUMNS.values()])
    for row in history(url, search)["runs"]:
        writer.writerow([guarded(_cell(name, row, language)) for name in COLUMNS])
    return (BYTE_ORDER_MARK + target.getvalue()).encode()


def outcome_text(name: str, kind: str = "") -> Text:
    """An outcome in the words of a kind of work, or what stands in its place."""
    return STATES[name] if name in STATES else outcome_in(kind, name)


def _cell(name: str, row: Mapping[str, Any], language: str) -> str:
    value = row[name]
    if name == "outcome":
        return str(getattr(outcome_text(value, row["kind"]), language))
    if isinstance(value, dict):
        return str(value[language])
    if isinstance(value, bool):
        return str(getattr(Text("是", "yes"), language)) if value else ""
    return "" if value is None else str(value)


def _more(one: Listed) -> dict[str, str]:
    if one.line is None:
        return dict.fromkeys(("model", "client", "operator", "bench"), "")
    began = read(one.line.opened, Opened)
    who = began.people.operator
    return {
        "model": began.subject.model,
        "client": began.subject.client,
        "operator": who.name or who.id,
        "bench": began.bench.name,
    }


def _understood(search: Search) -> Search:
    """The search with outcome and days as runs state them; refuse one that means nothing, for it would find nothing."""
    reasons, days = [], {}
    asked = search.outcome.casefold().replace("-", "_").replace(" ", "_")
    outcome = next((name for name in OUTCOMES if asked in {name, outcome_text(name).zh}), "")
    if asked and not outcome:
        known = ", ".join(OUTCOMES)
        zh, en = f"没有结论 {search.outcome}；可用 {known}", f"there is no outcome {search.outcome}; there are {known}"
        reasons.append(Text(zh, en))
    for name in ("start", "end"):
        day = getattr(search, name)
        try:
            days[name] = date.fromisoformat(day).isoformat() if day else ""
        except ValueError:
            zh, en = f"日期 {day} 应写作 2026-11-23 的形式", f"a day is written like 2026-11-23, not {day}"
            reasons.append(Text(zh, en))
    if all(map(days.get, ("start", "end"))) and days["start"] > days["end"]:
        zh = f"开始日期 {days['start']} 晚于结束日期 {days['end']}"
        reasons.append(Text(zh, f"the first day {days['start']} is after the last day {days['end']}"))
    if reasons:
        raise BadSearch(reasons)
    return replace(search, outcome=outcome, **days)
