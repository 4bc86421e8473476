"""`steelyard confirmation`: confirm instruments, find what is used outside confirmation, plants, the user's checklist."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from console.cli.changes import AsOf, By, Why
from console.cli.help import Command
from console.cli.options import DEFAULT_STORE, DateOption, Json, Store, day
from console.cli.registers import group

confirmation = group("confirmation")
Until = Annotated[datetime | None, typer.Option("--until", metavar="DAY", formats=["%Y-%m-%d"])]
From = Annotated[datetime, typer.Option("--from", metavar="DAY", formats=["%Y-%m-%d"])]
To = Annotated[datetime | None, typer.Option("--to", metavar="DAY", formats=["%Y-%m-%d"])]
SHOWN = 500


@confirmation.command("confirm", cls=Command)
def confirm(
    requirement: Annotated[str, typer.Argument(metavar="REQUIREMENT")],
    instrument: Annotated[str, typer.Argument(metavar="INSTRUMENT")],
    run: Annotated[str, typer.Option("--run", metavar="RUN")] = "",
    certificate: Annotated[str, typer.Option("--certificate", metavar="NUMBER")] = "",
    error: Annotated[str, typer.Option("--error", metavar="E")] = "",
    uncertainty: Annotated[str, typer.Option("--uncertainty", metavar="U")] = "",
    mpe: Annotated[str, typer.Option("--mpe", metavar="MPEV")] = "",
    conforms: Annotated[bool, typer.Option("--conforms")] = False,  # noqa: FBT002
    date: DateOption = None,
    until: Until = None,
    label: Annotated[str, typer.Option("--label", metavar="NUMBER")] = "",
    by: By = "",
    reason: Why = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Confirm an instrument for a requirement; exit code 1 where it does not fulfil it."""
    from console.catalogue import confirmation_texts as m
    from console.cli.screen import print_json, tell
    from console.language import localised
    from metrology.confirmation import SOURCE, Rule
    from registers.confirmations import RESULTS, result_of
    from services.confirmation.confirming import Given
    from services.confirmation.confirming import confirm as enter
    from services.laboratory.known_person import known_person

    given = Given(
        on=day(date), by=known_person(by, Path("laboratory.toml"), store), run=run, certificate=certificate, error=error, uncertainty=uncertainty, mpe=mpe,
        outcome="conform" if conforms else "", until=until.date() if until else None, label=label,
    )  # fmt: skip
    made = enter(store, requirement, instrument, given, reason)
    said = made.to_dict()
    if json:
        print_json(said)
    else:
        typer.echo(made.key)
        rule = localised(Rule(made.record.rule).text)
        tell(m.CONFIRMED, result=localised(RESULTS[result_of(made.record)]), rule=rule, comparison=said["comparison"],
             unit=made.record.unit, until=said["until"])  # fmt: skip
        tell(SOURCE)
    raise typer.Exit(0 if made.confirmed else 1)


@confirmation.command("outside", cls=Command)
def outside(
    first: From,
    last: To = None,
    readings: Annotated[Path | None, typer.Option("--readings", metavar="TABLE")] = None,
    monitor: Annotated[Path | None, typer.Option("--monitor", metavar="FILE")] = None,
    as_of: AsOf = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """List instruments that were used outside confirmation; exit code 1 where there is one."""
    from console.catalogue import confirmation_texts as m
    from console.cli.screen import plain, print_json, print_table, tell
    from console.language import localised
    from services.confirmation.outside import audited

    end = day(last)
    known = as_of.date() if as_of else None
    found = audited(store, first.date(), end, readings=readings, monitor=monitor, as_of=known)
    if json:
        print_json({"uses": found.uses, "inside": found.inside, "outside": [o.to_dict() for o in found.outside]})
    else:
        rows = [
            [o.use.on.isoformat(), plain(o.use.gauge), plain(o.instrument), localised(m.SOURCES[o.use.source]),
             plain(o.use.where), str(o.use.times), plain(localised(o.why))]
            for o in found.outside[:SHOWN]
        ]  # fmt: skip
        if rows:
            print_table("", [localised(t) for t in m.OUTSIDE_COLUMNS], rows, whole=(0, 1))
        tell(m.AUDITED, uses=found.uses, outside=len(found.outside))
    raise typer.Exit(1 if found.outside else 0)


@confirmation.command("gauge-study", cls=Command)
def gauge_study(
    table: Annotated[Path, typer.Argument(metavar="TABLE")],
    tolerance: Annotated[str, typer.Option("--tolerance", metavar="T")] = "",
    json: Json = False,  # noqa: FBT002
) -> None:
    """Compute repeatability and reproducibility of a measuring process from a table of readings."""
    from console.catalogue import gauge_texts as g
    from console.cli.screen import print_json, print_table, tell
    from console.language import localised
    from services.confirmation.gauge_study import study_of

    found = study_of(table, tolerance)
    if json:
        print_json(found)
        return
    total = found["sigma"]["total"]
    rows = [
        [localised(text), f"{found['sigma'][name]:.6g}", f"{100 * found['sigma'][name] / total:.2f}" if total else "–"]
        for name, text in g.SIGMAS.items()
    ]
    print_table("", [localised(t) for t in g.COLUMNS], rows)
    tell(g.STUDIED, **{name: found[name] for name in ("parts", "operators", "repeats")})
    if found["grr"] is not None:
        tell(
            g.GRR,
            grr=f"{100 * found['grr']:.2f}",
            categories=found["categories"] if found["categories"] is not None else "–",
        )
    if found["of_tolerance"] is not None:
        tell(g.OF_TOLERANCE, share=f"{100 * found['of_tolerance']:.2f}")
    tell(g.DEFINITION, text=localised(found["definition"]))


@confirmation.command("startup", cls=Command)
def startup(
    project: Annotated[str, typer.Argument(metavar="PROJECT")],
    start: Annotated[datetime | None, typer.Option("--start", metavar="DAY", formats=["%Y-%m-%d"])] = None,
    as_of: AsOf = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Show how many planned instruments were confirmed by the start-up; exit code 1 where one was not."""
    from console.catalogue import confirmation_texts as m
    from console.cli.screen import plain, print_json, print_table, tell
    from console.language import localised
    from metrology.text import Text
    from registers.confirmations import LINKS
    from services.confirmation.commissioning import DEFINITION, commissioned
    from services.rates.rates import percent

    found = commissioned(store, project, start.date() if start else None, as_of.date() if as_of else None)
    total = len(found.places)
    if json:
        print_json(found.to_dict())
    else:
        rows = [
            [localised(Text.of(LINKS[p.link])) if p.link else "", plain(p.name), plain(p.planned), plain(p.instrument),
             plain(p.confirmation), "" if p.confirmation else plain(localised(p.why))]
            for p in found.places
        ]  # fmt: skip
        print_table("", [localised(t) for t in m.PLACE_COLUMNS], rows)
        rate = percent(found.confirmed, total) or "–"
        tell(m.RATE, start=str(found.start), part=found.confirmed, whole=total, percent=rate)
        tell(DEFINITION)
    raise typer.Exit(0 if total and found.confirmed == total else 1)


@confirmation.command("checklist", cls=Command)
def checklist(
    owner: Annotated[str, typer.Argument(metavar="ORGANISATION")],
    date: DateOption = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Answer the checklist of a user of instruments; exit code 1 where something speaks against it."""
    from console.catalogue import confirmation_texts as m
    from console.cli.screen import plain, print_json, print_table
    from console.language import localised
    from services.confirmation.checklist import QUESTIONS, as_dict
    from services.confirmation.checklist import checklist as answers

    found = answers(store, owner, day(date))
    if json:
        print_json(as_dict(found))
    else:
        rows = [
            [localised(QUESTIONS[a.question]), localised(m.NO if a.against else m.YES), plain(_some(a.against))]
            for a in found
        ]
        print_table("", [localised(t) for t in m.CHECK_COLUMNS], rows)
    raise typer.Exit(1 if any(a.against for a in found) else 0)


def _some(keys: tuple[str, ...], most: int = 10) -> str:
    return " ".join(keys[:most]) + (f" … ({len(keys)})" if len(keys) > most else "")
