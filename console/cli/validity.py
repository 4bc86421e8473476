"""`steelyard validity`: until when an instrument may be used."""

from __future__ import annotations

from typing import Annotated

import typer

from console.cli.options import DateOption, Json, day


def validity(
    jurisdiction: Annotated[str, typer.Option("--jurisdiction")] = "CN",
    kind: Annotated[str, typer.Option("--kind")] = "",
    known: Annotated[list[str] | None, typer.Option("--with", metavar="TRAIT=VALUE")] = None,
    event: Annotated[list[str] | None, typer.Option("--event", metavar="DAY:EVENT")] = None,
    date: DateOption = None,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Show until when an instrument may be used; without an event, the periods of a jurisdiction."""
    from console.catalogue import messages as m
    from console.cli.screen import clause_of, message, plain, print_json, print_table, say, status_of, tell, text_of
    from console.language import localised
    from services.validity import periods, standing_of

    if not event:
        rows = periods(jurisdiction, kind)
        if json:
            print_json(rows)
            return
        print_table(
            "",
            [localised(t) for t in (m.KEY_OF_ROW, m.KIND_OF_INSTRUMENT, m.TITLE, m.VALIDITY, m.NEXT_PERIOD, m.MODE, m.STATUS)],
            [
                [plain(r["key"]), text_of(r["kind_name"]), text_of(r["name"]), _months(r["months"]), _months(r["next_months"]),
                 text_of(r["mode_name"]), status_of(r["source"]["status"])]
                for r in rows
            ],
            whole=(0,),
        )  # fmt: skip
        return
    traits = dict(part.partition("=")[::2] for part in known or ())
    found = standing_of(jurisdiction, kind, traits, event, day(date))
    if json:
        print_json(found)
    else:
        for step in found["steps"]:
            source = (
                f" [dim]{clause_of(step['source']['clause'])}, {status_of(step['source']['status'])}[/]"
                if step["source"]
                else ""
            )
            say(f"  {step['day']}  {text_of(step['text'])}{source}")
        if not found["valid"]:
            tell(m.NOT_VALID, on=found["on"])
        elif found["by_request"]:
            tell(m.VALID_BY_REQUEST, on=found["on"])
        else:
            until = found["until"] or message(m.NOT_LIMITED)
            tell(m.VALID_UNTIL, on=found["on"], until=until)
        if found["request_by"]:
            tell(m.REQUEST_BY, day=found["request_by"])
    raise typer.Exit(0 if found["valid"] else 1)


def _months(months: int | None) -> str:
    from console.catalogue import messages as m
    from console.cli.screen import message

    return message(m.NOT_LIMITED) if months is None else message(m.MONTHS, months=months)
