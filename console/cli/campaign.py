"""`steelyard campaign`: samples that decide together, by a plan of cells that runs fill."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.cli.help import Command, Group
from console.cli.options import DEFAULT_STORE, BenchFile, DateOption, Json, Lab, Store, day

if TYPE_CHECKING:
    from services.campaigns.state import CampaignState

campaign = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
Name = Annotated[str, typer.Argument(metavar="CAMPAIGN")]
CellName = Annotated[str, typer.Argument(metavar="CELL")]
Cells = Annotated[list[str] | None, typer.Argument(metavar="[CELL]...")]
Operator = Annotated[str, typer.Option("--operator", metavar="ID")]


@campaign.command(cls=Command)
def plan(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    operator: Operator = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Freeze the plan of a campaign, signed in the store."""
    from services.campaigns.planning import plan as freeze

    _show(freeze(file, store, operator=operator), as_json=json)


@campaign.command("list", cls=Command)
def list_(store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """List the campaigns of the store, and how far each has come."""
    from console.catalogue import campaign_texts as t
    from console.catalogue.messages import DATE, OUTCOME
    from console.cli.screen import plain, print_json, print_table, words
    from console.language import localised
    from services.campaigns.shown import line
    from services.campaigns.state import planned_campaigns

    found = [line(state) for state in planned_campaigns(store)]
    if json:
        print_json({"campaigns": found})
        return
    titles = (t.CAMPAIGN_NAME, t.KIND, DATE, t.FILLED, OUTCOME)
    rows = [
        [
            plain(f["campaign"]),
            f["kind"],
            f["date"],
            f"{f['filled']}/{f['cells']}",
            words(f["outcome"]) if f["outcome"] else "",
        ]
        for f in found
    ]
    print_table("", [localised(title) for title in titles], rows, whole=(0, 1))


@campaign.command(cls=Command)
def show(name: Name, store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Show where a campaign stands: which cells are filled and by which run, what is missing, what comes next."""
    from services.campaigns.state import state_of

    _show(state_of(name, store), as_json=json)


@campaign.command(cls=Command)
def run(
    name: Name,
    bench: BenchFile,
    cells: Cells = None,
    date: DateOption = None,
    seed: Annotated[int, typer.Option("--seed")] = 0,
    readings: Annotated[Path | None, typer.Option("--readings")] = None,
    restart: Annotated[bool, typer.Option("--restart")] = False,  # noqa: FBT002
    operator: Operator = "",
    override: Annotated[list[str] | None, typer.Option("--override", metavar="GATE:PERSON:REASON")] = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Fill a cell of a campaign: the next one that is missing, or the ones that are named; goes on with a run that was begun."""
    from console.cli.progress import on_screen
    from console.cli.summary import finish, telling_interruptions
    from console.cli.terminal import Terminal
    from services.campaigns.running import Work, fill
    from services.runs.run_control import RunControl

    if readings and len(cells or ()) != 1:
        raise typer.BadParameter("a form is made for one cell; name it", param_hint="--readings")
    work = Work(bench, day(date), operator, tuple(override or ()), seed, readings, restart)
    control = RunControl()
    with telling_interruptions(store, as_json=json):
        names = fill(name, store, cells or (), work, on_screen(), Terminal(control), control)
    raise typer.Exit(finish(names, store, as_json=json))


@campaign.command(cls=Command)
def form(
    name: Name,
    cell: CellName,
    date: DateOption = None,
    output: Annotated[Path | None, typer.Option("-o", "--output")] = None,
    force: Annotated[bool, typer.Option("--force")] = False,  # noqa: FBT002
    lab: Lab = Path(),
    store: Store = DEFAULT_STORE,
) -> None:
    """Write an empty record form for a cell, to be filled in and given to `campaign run --readings`."""
    from console.catalogue import campaign_texts
    from console.cli.form_file import write_form
    from console.cli.screen import tell
    from services.campaigns.running import form_of
    from services.runs.form import empty

    if write_form(empty(form_of(name, store, cell, day(date), lab)), output, force=force):
        tell(campaign_texts.FORM_NEXT, file=output, name=name, cell=cell)


@campaign.command(cls=Command)
def decide(
    name: Name,
    bench: BenchFile,
    operator: Operator = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Enter the verdict on a campaign; refused while a cell is missing."""
    from console.cli.screen import EXIT
    from services.campaigns.deciding import decide as enter

    state = enter(name, store, operator=operator, bench=bench)
    _show(state, as_json=json)
    raise typer.Exit(EXIT[str(state.judgement.outcome)])


@campaign.command(cls=Command)
def verify(name: Name, store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Compute a campaign again from its runs alone: every run from its readings, then the verdict."""
    from console.catalogue import campaign_texts as t
    from console.cli.screen import print_json, say, tell, text_of
    from services.campaigns.verifying import verify as again

    found = again(name, store)
    problems = [p.to_dict() for p in found.problems]
    if json:
        print_json({"campaign": name, "identical": not problems, "problems": problems})
    else:
        for problem in problems:
            say(f"  {text_of(problem)}")
        count = sum(c.counted is not None for c in found.state.cells)
        tell(t.DIFFERS if problems else t.SAME, name=name, count=count)
    raise typer.Exit(1 if problems else 0)


@campaign.command(cls=Command)
def report(name: Name, output: Annotated[Path, typer.Option("-o", "--output")], store: Store = DEFAULT_STORE) -> None:
    """Write the report on a campaign that is decided."""
    from services.campaigns.documents import write_campaign_document

    typer.echo(write_campaign_document(name, store, output))


@campaign.command(cls=Command)
def export(name: Name, output: Annotated[Path, typer.Option("-o", "--output")], store: Store = DEFAULT_STORE) -> None:
    """Write a campaign that is decided as a folder that an auditor checks without Steelyard."""
    from services.campaigns.exporting import export as write

    typer.echo(write(name, store, output))


def _show(state: CampaignState, *, as_json: bool) -> None:
    from console.cli.campaign_view import show_campaign
    from console.cli.screen import print_json
    from services.campaigns.shown import campaign_document

    document: dict[str, Any] = campaign_document(state)
    if as_json:
        print_json(document)
    else:
        show_campaign(document)
