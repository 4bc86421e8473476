"""`steelyard today`: what was left, what waits, whether it can be done, what is due or wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.cli.options import DEFAULT_STORE, DateOption, Json, Store, day

if TYPE_CHECKING:
    from services.today.bench_check import BenchCheck
    from services.today.overview import Overview
    from services.today.readiness import Readiness

MOST = 40
"""Jobs that are shown; the rest is counted."""


def today(
    operator: Annotated[str, typer.Option("--operator", metavar="ID")] = "",
    check: Annotated[bool, typer.Option("--check")] = False,  # noqa: FBT002
    date: DateOption = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Show what was left, what waits, whether it can be done, and what is due or wrong."""
    from console.cli.screen import print_json
    from services.today.bench_check import check_bench
    from services.today.overview import overview

    found = overview(store, day(date), operator, Path.cwd())
    able = [one.proposal.job for one in found.ready if one.ready]
    checked = [check_bench(job, store) for job in able if job is not None] if check else []
    if json:
        print_json(found.document() | {"checked": [one.document() for one in checked]})
    else:
        _show(found, checked)
    if not (all(one.ready for one in found.ready) and all(one.ready for one in checked)):
        raise typer.Exit(1)


def _show(found: Overview, checked: list[BenchCheck]) -> None:
    from console.catalogue import web_today as m
    from console.cli.screen import say, tell, text_of

    ready = [line for one in found.ready for line in _ready(one)]
    for title, lines, nothing in (
        (m.UNFINISHED, _left(found), m.NOTHING_UNFINISHED), (m.READY, ready, m.NOTHING_WAITS),
        (m.CHECK, [line for one in checked for line in _checked(one)], None),
        (m.ATTENTION, _attention(found), m.NOTHING_DUE), (m.TO_APPROVE, _approvals(found), m.NOTHING_TO_APPROVE),
    ):  # fmt: skip
        if lines or nothing is not None:
            say(f"[bold]{text_of(title)}[/]")
        for line in lines or ([text_of(nothing)] if nothing is not None else []):
            say(f"  {line}")
    say(f"[bold]{text_of(m.QUEUE)}[/]")
    tell(m.IN_QUEUE, count=len(found.queue), late=sum(w.late for w in found.queue))
    _queue(found)


def _left(found: Overview) -> list[str]:
    from console.catalogue import today_texts
    from console.catalogue import web_today as m
    from console.cli.screen import message, plain, text_of

    lines = []
    for one in found.left:
        what = {"what": text_of(one.name), "model": plain(one.model), "serial": plain(one.serial)}
        lines.append(message(m.LEFT, **what, rule=plain(one.regulation), person=plain(one.person), time=one.last[:16]))
        lines.append(f"  {text_of(one.why)}")
        if one.resumable:
            lines.append(message(today_texts.RESUME_WITH, run=one.run))
    return lines


def _ready(one: Readiness) -> list[str]:
    from console.catalogue import today_texts
    from console.catalogue import web_today as m
    from console.cli.screen import message, plain, text_of

    start = one.proposal.start
    rule, bench = (start.regulation, start.bench.stem) if start is not None else ("–", "–")
    lines = [message(m.CAN if one.ready else m.CANNOT, rule=plain(rule), bench=plain(bench), count=len(one.jobs))]
    lines += [f"  {text_of(problem)}" for problem in one.proposal.problems]
    for gate in one.proposal.refused:
        said = {"title": text_of(gate.title), "remedy": text_of(gate.remedy)}
        lines += [message(today_texts.REFUSES, **said, reason=text_of(reason)) for reason in gate.reasons]
    return lines


def _checked(one: BenchCheck) -> list[str]:
    from console.catalogue import web_today as m
    from console.cli.screen import message, plain, text_of
    from metrology.text import NO_TEXT

    lines = [f"{plain(one.bench)}: {message(m.CHECKED_WELL if one.ready else m.CHECKED_BADLY)}"]
    lines += [text_of(problem) for problem in one.problems]
    lines += [text_of(r) for gate in one.gates if gate.state == "refused" for r in gate.reasons]
    for state in one.room:
        value = plain(state.value) or message(m.BY_A_PERSON)
        said = message(m.ROOM, name=text_of(state.name), value=value, limit=plain(state.limit))
        lines.append(text_of(state.wrong) if state.wrong != NO_TEXT else said)
    return [*lines, *(message(m.ANSWERED, role=plain(role), what=plain(what)) for role, what in one.answered)]


def _attention(found: Overview) -> list[str]:
    from console.catalogue import web_today as m
    from console.cli.screen import message, text_of

    wrong = [message(m.WRONG, bench=text_of(b.name), what=text_of(text)) for b in found.benches for text in b.wrong]
    due = dict.fromkeys(text for bench in found.benches for text in bench.due)
    return [*wrong, *(message(m.DUE, what=text_of(text)) for text in due)]


def _approvals(found: Overview) -> list[str]:
    from console.catalogue import web_today as m
    from console.cli.screen import message, plain, text_of

    return [
        f"{plain(one.job)} {text_of(one.name)} {plain(one.model)} {plain(one.serial)}: {message(m.APPROVE_NEXT[one.step])}"
        for one in found.approvals
    ]


def _queue(found: Overview) -> None:
    from console.catalogue import web_today as m
    from console.cli.screen import plain, print_table, text_of
    from console.language import localised

    titles = (m.JOB, m.INSTRUMENT, m.SERIAL, m.CLIENT, m.PROMISED, m.BATCH, m.WHO)
    rows = [
        [plain(w.job), f"{text_of(w.name)} {plain(w.model)}", plain(w.serial), plain(w.client),
         w.promised.isoformat() if w.promised else "", plain(w.batch), plain(w.assigned)]
        for w in found.queue[:MOST]
    ]  # fmt: skip
    if rows:
        print_table("", [localised(title) for title in titles], rows, whole=(0, 2))
