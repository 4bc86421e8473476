"""`steelyard monitor alarms` and `acknowledge`: what is wrong now, and who has seen it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from console.cli.changes import By
from console.cli.options import DEFAULT_STORE, Json, Store

OPEN = 1
"""Exit code where an alarm is open."""
File = Annotated[Path, typer.Argument(metavar="FILE")]
LEVELS = {"alarm": "bold red", "warning": "yellow"}


def alarms(
    file: File,
    every: Annotated[bool, typer.Option("--all")] = False,  # noqa: FBT002
    history: Annotated[bool, typer.Option("--history")] = False,  # noqa: FBT002
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1)] = 50,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Show alarms that are open; exit code 1 where there are any."""
    from console.catalogue import alarm_texts as m
    from console.cli.screen import print_json, tell
    from services.monitoring.alarms import alarms as found_in
    from services.monitoring.alarms import history as happened

    if history:
        _show_history(happened(file, limit), as_json=json)
        return
    found = found_in(file, limit, closed=every)
    if json:
        print_json(found)
    elif found:
        _show(found)
    else:
        tell(m.NONE_OPEN)
    if any(a["state"] != "closed" for a in found):
        raise typer.Exit(OPEN)


def acknowledge(
    file: File,
    number: Annotated[int, typer.Argument(metavar="N", min=1)],
    by: By = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT")] = "",
    store: Store = DEFAULT_STORE,
) -> None:
    """Acknowledge an alarm: nobody else is told of it."""
    from console.catalogue import alarm_texts as m
    from console.cli.screen import tell
    from services.laboratory.known_person import known_person
    from services.monitoring.alarms import acknowledge as confirm

    alarm = confirm(file, number, known_person(by, file, store), note)
    tell(m.ACKNOWLEDGED_NOW if alarm.cleared is None else m.CLOSED_NOW, n=number, by=alarm.by)


def _show(found: list[dict[str, Any]]) -> None:
    from console.catalogue import alarm_texts as m
    from console.cli.screen import plain, print_table, text_of
    from console.language import localised
    from metrology.text import Text

    rows = []
    for a in found:
        style = LEVELS[a["severity"]] if a["state"] in {"raised", "acknowledged"} else "dim"
        who = f"{a['by']} {_clock(a['acknowledged'])} {a['note']}".strip()
        rows.append([
            str(a["n"]), f"[{style}]{text_of(m.SEVERITIES[a['severity']])}[/]", text_of(m.STATES[a["state"]]),
            text_of(Text(**a["text"])), _clock(a["raised"]), _clock(a["cleared"]), str(a["returns"] or ""),
            str(a["level"] + 1), plain(who), text_of(m.SIMULATED) if a["simulated"] else "",
        ])  # fmt: skip
    titles = (m.NUMBER, m.SEVERITY, m.STATE, m.WHAT, m.RAISED, m.CLEARED, m.RETURNS, m.LEVEL, m.ACKNOWLEDGED, m.OF)
    print_table("", [localised(t) for t in titles], rows, whole=(0, 4))


def _show_history(found: list[dict[str, Any]], *, as_json: bool) -> None:
    from console.catalogue import alarm_texts as m
    from console.cli.screen import plain, print_json, print_table, text_of
    from console.language import localised
    from metrology.text import Text

    if as_json:
        print_json(found)
        return
    rows = [
        [
            _clock(h["at"]), str(h["alarm"]), text_of(m.HAPPENINGS[h["what"]]), text_of(Text(**h["text"])), plain(h["value"]), plain(h["told"]),
            plain(f"{h['by']} {h['note']}".strip()),
        ] for h in found
    ]  # fmt: skip
    titles = (m.AT, m.NUMBER, m.HAPPENED, m.WHAT, m.VALUE, m.TOLD, m.ACKNOWLEDGED)
    print_table("", [localised(t) for t in titles], rows, whole=(0, 1))


def _clock(time: str) -> str:
    return time[:19].replace("T", " ")
