"""Until when an instrument may be used, under the law of a jurisdiction."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from messages import chinese
from metrology.text import Text
from metrology.validity import Happening, What, standing
from procedures.instrument_kinds import kind_name
from procedures.jurisdictions import jurisdiction_name
from procedures.validity import law
from sequencer.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from metrology.validity import Period

EVENT = re.compile(
    r"(?P<day>\d{4}(-\d\d-\d\d)?)(\.\.(?P<until>\d{4}-\d\d-\d\d))?:(?P<what>[a-z-]+)(?P<more>(\+[a-z0-9-]+)*)"
)


def periods(jurisdiction: str, kind: str = "") -> list[dict[str, Any]]:
    """The list of periods of a jurisdiction, of one kind of instrument where one is named.

    Raises:
        UnknownRegulation: No law of that jurisdiction is on record.
    """
    rows = [row for row in law(jurisdiction).rows if kind in {"", row.kind}]
    return [
        {"kind": row.kind, "when": dict(row.when), **_period(row.period), "kind_name": kind_name(row.kind).to_dict()}
        for row in rows
    ]


def standing_of(
    jurisdiction: str, kind: str, traits: Mapping[str, str], events: Sequence[str], on: date
) -> dict[str, Any]:
    """Where an instrument stands on a day.

    Args:
        jurisdiction: Code of the law.
        kind: Kind of instrument, or a line of the list of periods.
        traits: What is known of the instrument.
        events: What happened to it: ``2019-05-08:placed``, ``2019:marked``, ``2024-01-01..2025-03-01:unused``,
            ``2025-10-01:requested+offered``, ``2024-05-08:lot+36``.
        on: The day.

    Raises:
        UnknownRegulation: No law or no period is on record, or what is known does not decide.
        Refused: An event cannot be read, or cannot be.
    """
    found = law(jurisdiction)
    period = found.period(kind, traits)
    try:
        where = standing(found.rules, period, [happening(event) for event in events], on)
    except ValueError as error:
        raise Refused([Text(f"事件有误：{chinese(str(error))}", str(error))]) from error
    return {
        "jurisdiction": jurisdiction,
        "words": {"jurisdiction": jurisdiction_name(jurisdiction).to_dict()},
        "period": _period(period),
        "on": on.isoformat(),
        "valid": where.valid,
        "until": _iso(where.until),
        "limited": where.limited,
        "request_by": _iso(where.request_by),
        "by_request": where.by_request,
        "steps": [
            {"day": s.day.isoformat(), "text": s.text.to_dict(), "source": s.source.to_dict() if s.source else None}
            for s in where.steps
        ],
    }


def happening(text: str) -> Happening:
    """An event from its short form.

    Raises:
        Refused: It is none.
    """
    match = EVENT.fullmatch(text.strip())
    year_only = match is not None and len(match["day"]) == 4
    if match is None or match["what"] not in set(What) or (year_only and match["what"] != What.MARKED):
        raise _unread(text)
    more = [part for part in match["more"].split("+") if part]
    try:
        day = date.fromisoformat(f"{match['day']}-01-01" if year_only else match["day"])
        until = date.fromisoformat(match["until"]) if match["until"] else None
    except ValueError as error:
        raise _unread(text) from error
    months = sum(int(part) for part in more if part.isdigit())
    return Happening(day, What(match["what"]), frozenset(p for p in more if not p.isdigit()), months, until)


def _unread(text: str) -> Refused:
    known = ", ".join(What)
    zh = f"事件 {text!r} 无法识别：请写 日期:事件，如 2019-05-08:placed；事件有 {known}"
    return Refused([Text(zh, f"event {text!r}: write DAY:EVENT, such as 2019-05-08:placed; events are {known}")])


def _period(period: Period) -> dict[str, Any]:
    return {
        "key": period.key,
        "name": period.name.to_dict(),
        "months": period.months,
        "next_months": period.next_months,
        "mode": str(period.mode),
        "mode_name": period.mode.text.to_dict(),
        "extension": period.extension,
        "source": period.source.to_dict(),
    }


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
