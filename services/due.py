"""The list of what falls due, as a table and as a calendar."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from metrology.text import NO_TEXT, Text
from registers.book import MOST
from registers.calendar_file import calendar
from registers.due import STATES, due_counts, due_list
from registers.exchange.tables import write_table
from registers.instruments import FOREVER, INSTRUMENTS
from registers.organisations import ORGANISATIONS
from registers.record import all_fields
from services.catalogue.editions import doubted
from services.output import write_new
from services.rates.rates import beginning
from services.register.book import end_of, opened_book

if TYPE_CHECKING:
    from pathlib import Path

    from registers.due import Due

HEADS = (
    Text("编号", "Key"),
    Text("情况", "State"),
    Text("有效期至", "Valid until"),
    Text("剩余天数", "Days left"),
    Text("使用单位", "User"),
)
CATALOGUE_SAID = Text("目录信息", "Catalogue entry")
LISTED = ("name", "model", "serial", "place")


class DueRows(NamedTuple):
    """What falls due.

    Attributes:
        rows: The instruments, the most urgent first.
        counts: How many there are of each of `STATES`, beyond the limit too.
    """

    rows: list[dict[str, Any]]
    counts: dict[str, int]


def due_rows(
    url: str, on: date, days: int, *, division: str, owner: str, overdue: bool, as_of: date | None, limit: int = MOST
) -> DueRows:
    """What falls due within some days, is overdue, was never verified, or failed; the most urgent first.

    Raises:
        StoreError: The store cannot be read.
    """
    wanted: Any = {"division": beginning(division), "owner": owner, "overdue": overdue, "at": end_of(as_of)}
    with opened_book(url) as book:
        found = list(due_list(book, on, days, limit=limit, **wanted))
        counts = dict(Counter(d.state for d in found))
        if len(found) == limit:
            counts = due_counts(book, on, days, **wanted)
        keys = {d.instrument.owner for d in found if d.instrument.owner}
        names = {key: book.get(ORGANISATIONS, key).record.name for key in sorted(keys)}
        said = doubted(book, {d.instrument.item for d in found}, end_of(as_of))
    return DueRows(
        [_row(d, names.get(d.instrument.owner, ""), said.get(d.instrument.item, NO_TEXT)) for d in found], counts
    )


def _row(due: Due, owner: str, said: Text) -> dict[str, Any]:
    return {
        "key": due.key,
        "state": due.state,
        "until": "" if due.until == FOREVER else due.until,
        "days": due.days,
        "owner_name": owner,
        "catalogue": said.to_dict(),
        **{name: value for name, value in all_fields(due.instrument).items() if name != "nameplate"},
    }


def write_due_table(rows: list[dict[str, Any]], path: Path, language: str) -> None:
    """Write the list as CSV or XLSX.

    Raises:
        RegistersError: The file is there already.
    """
    fields = {f.name: f.title for f in INSTRUMENTS.fields}
    names = (*LISTED, "maker", "division")
    titles = [t.zh if language == "zh" else t.en for t in (*HEADS, *(fields[n] for n in names), CATALOGUE_SAID)]
    lines = (
        [r["key"], STATES[r["state"]].zh if language == "zh" else STATES[r["state"]].en, r["until"],
         "" if r["days"] is None else str(r["days"]), r["owner_name"], *(str(r.get(n, "")) for n in names), r["catalogue"][language]]
        for r in rows
    )  # fmt: skip
    write_table(path, titles, lines)


def write_calendar(rows: list[dict[str, Any]], path: Path, language: str) -> int:
    """Write the days as iCalendar; returns how many instruments have one.

    Raises:
        Refused: The file is there already.
    """
    dated = [r for r in rows if r["until"]]
    events = (
        (f"{r['key']}-{r['until']}@steelyard", date.fromisoformat(r["until"]), _summary(r, language), _text(r))
        for r in dated
    )
    write_new(path, calendar(events, datetime.now(UTC)).encode())
    return len(dated)


def _summary(row: dict[str, Any], language: str) -> str:
    said = Text("检定到期", "verification due")
    return f"{said.zh if language == 'zh' else said.en}: {row['name']} {row.get('serial', '')}".rstrip()


def _text(row: dict[str, Any]) -> str:
    parts = (row["key"], row.get("maker", ""), row.get("model", ""), row["owner_name"], row.get("place", ""))
    return ", ".join(part for part in parts if part)
