"""Tables of `steelyard monitor`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from console.catalogue import monitor_texts as m
from console.cli.screen import plain, print_json, print_table, tell
from console.language import Language, current, localised

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from metrology.text import Text
    from services.monitoring.kept import PointState


def show_check(path: Path, rows: Sequence[dict[str, str]]) -> None:
    """What a monitor file reads."""
    titles = (m.METER, m.DRIVER, m.LINE, m.ADDRESS, m.QUANTITY, m.PERIOD, m.CERTIFICATE)
    keys = ("meter", "driver", "line", "address", "quantity", "period", "certificate")
    print_table("", [localised(t) for t in titles], [[plain(r[k]) for k in keys] for r in rows], whole=(0,))
    tell(m.CHECKED, path=path)


def show_states(found: Sequence[PointState], *, as_json: bool) -> None:
    """How each point stands."""
    if as_json:
        print_json([{**asdict(s.point), **_plain(s)} for s in found])
        return
    titles = (m.METER, m.QUANTITY, m.PERIOD, m.EXPECTED, m.KEPT, m.OPEN, m.ABSENT, m.THINNED, m.LAST, m.VALUE, m.FLAGS, m.SKEW_S,
              m.CERTIFICATE)  # fmt: skip
    rows = [
        [
            plain(s.point.meter), plain(s.point.quantity), s.point.period, str(s.expected), str(s.kept), str(s.open),
            str(s.absent), str(s.thinned), s.last[:16].replace("T", " "), plain(s.value), ", ".join(f"{f} {n}" for f, n in s.flags.items()),
            "" if s.skew is None else str(s.skew), plain(s.certificate),
        ] for s in found
    ]  # fmt: skip
    print_table("", [localised(t) for t in titles], rows, whole=(0, 1))


def show_gaps(rows: Sequence[dict[str, str]], *, as_json: bool) -> None:
    """Instants without a value."""
    if as_json:
        print_json(list(rows))
        return
    from messages import chinese

    titles = (m.METER, m.QUANTITY, m.PERIOD, m.INSTANT, m.STATE, m.REASON)
    zh = current() is Language.ZH
    lines = [
        [
            plain(r["meter"]), plain(r["quantity"]), r["period"], r["instant"], localised(m.STATES[r["state"]]),
            plain(chinese(r["reason"]) if zh else r["reason"]),
        ] for r in rows
    ]  # fmt: skip
    print_table("", [localised(t) for t in titles], lines, whole=(0,))


def show_events(rows: Sequence[dict[str, Any]], *, as_json: bool) -> None:
    """What happened to a monitor."""
    if as_json:
        print_json(list(rows))
        return
    language = "zh" if current() is Language.ZH else "en"
    lines = [[r["time"], plain(r[language])] for r in rows]
    print_table("", [localised(m.TIME), localised(m.EVENT)], lines, whole=(0,))


def show_quality(rows: Sequence[dict[str, Any]], month: str, *, as_json: bool) -> None:
    """The quality of the data of a month."""
    _quality(rows, month, (), as_json=as_json)


def show_sent_quality(rows: Sequence[dict[str, Any]], month: str, *, as_json: bool) -> None:
    """The same of what senders sent, at the platform."""
    _quality(rows, month, (m.INSTITUTE, m.MONITOR), as_json=as_json)


def _quality(rows: Sequence[dict[str, Any]], month: str, whose: Sequence[Text], *, as_json: bool) -> None:
    if as_json:
        print_json({"month": month, "rules": m.RULES.to_dict(), "points": list(rows)})
        return
    titles = (*whose, m.METER, m.QUANTITY, m.PERIOD, m.EXPECTED, m.KEPT, m.RATE, m.COMPLETE, m.DAYS, m.MONTH, m.DEVIATION,
              m.AGREE, m.WORST, m.PUNCTUAL, m.UNCERTIFIED)  # fmt: skip
    lines = [
        [
            *([plain(r["institute"]), plain(r["monitor"])] if whose else []),
            plain(r["meter"]), plain(r["quantity"]), r["period"], str(r["expected"]), str(r["received"]), _percent(r["rate"]),
            _met(r["complete"]), r["days"] or "", r["month"] or "", _percent(r["deviation"]), _met(r["agree"]),
            r["worst_s"] or "", _met(r["punctual"]), str(r["uncertified"]),
        ] for r in rows
    ]  # fmt: skip
    print_table(month, [localised(t) for t in titles], lines, whole=(0,))
    tell(m.RULES)


def _met(word: bool | None) -> str:  # noqa: FBT001
    return "" if word is None else "[green]✓[/]" if word else "[bold red]✗[/]"


def _percent(exact: str | None) -> str:
    return "" if exact is None else f"{exact} %"


def _plain(s: PointState) -> dict[str, Any]:
    return {
        "expected": s.expected, "kept": s.kept, "open": s.open, "absent": s.absent, "thinned": s.thinned, "last": s.last, "value": s.value,
        "flags": s.flags, "skew_s": None if s.skew is None else str(s.skew), "certificate": s.certificate,
    }  # fmt: skip
