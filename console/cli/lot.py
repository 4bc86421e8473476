"""`steelyard lot`: lots of meters in service, examined by sampling."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.cli.help import Command, Group
from console.cli.options import DEFAULT_STORE, BenchFile, Json, Store

if TYPE_CHECKING:
    from services.lots.state import LotState

lot = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
LotName = Annotated[str, typer.Argument(metavar="LOT")]
Operator = Annotated[str, typer.Option("--operator", metavar="ID")]


@lot.command("list", cls=Command)
def list_(store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """List all lots: size, plan, meters examined, verdict."""
    from console.catalogue import messages as m
    from console.cli.screen import plain, print_json, print_table, tell, text_of, words
    from console.language import localised
    from services.lots import lots_listed

    found = lots_listed(store)
    if json:
        print_json(found)
        return
    if not found:
        tell(m.NO_LOTS)
        return
    rows = [
        [plain(r["lot"]), f"{text_of(r['kind_name'])} ({r['jurisdiction']})", str(r["size"]), r["plan"], f"{r['examined']}/{r['sample']}",
         str(r["nonconforming"]), words(r["outcome"]) + (" *" if r["simulated"] else "")]
        for r in found
    ]  # fmt: skip
    titles = (m.LOT, m.LOT_KIND, m.LOT_SIZE, m.LOT_PLAN, m.LOT_EXAMINED, m.LOT_BAD, m.OUTCOME)
    print_table("", [localised(t) for t in titles], rows, whole=(0,))
    if any(r["simulated"] for r in found):
        tell(m.LOT_SIMULATED)


@lot.command(cls=Command)
def plan(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    operator: Operator = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Freeze the plan of a lot and draw its sample, signed in the store."""
    from services.lots import plan as freeze

    _show(freeze(file, store, operator=operator), as_json=json)


@lot.command(cls=Command)
def visual(
    name: LotName,
    removed: Annotated[datetime, typer.Option("--removed", formats=["%Y-%m-%d"])],
    bench: BenchFile,
    replace: Annotated[list[str] | None, typer.Option("--replace", metavar="SERIAL=FAULT")] = None,
    operator: Operator = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """State the visual check of the sample, once, before the first meter is examined: what is replaced by spares."""
    from services.lots import replace as enter

    faults = [(serial, fault) for serial, _, fault in (part.rpartition("=") for part in replace or ())]
    _show(enter(name, store, removed=removed.date(), faults=faults, operator=operator, bench=bench), as_json=json)


@lot.command(cls=Command)
def show(name: LotName, store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Show where a lot stands: its sample, the runs that count, what is still to be examined."""
    from services.lots import state_of

    _show(state_of(name, store), as_json=json)


@lot.command(cls=Command)
def decide(
    name: LotName,
    bench: BenchFile,
    operator: Operator = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Enter the verdict on a lot: 0 accepted, 1 rejected, 2 not yet to be decided."""
    from services.lots import decide as enter

    state = enter(name, store, operator=operator, bench=bench)
    _show(state, as_json=json)
    raise typer.Exit(0 if state.judgement.outcome == "conform" else 1)


@lot.command(cls=Command)
def report(
    name: LotName, output: Annotated[Path, typer.Option("-o", "--output")], store: Store = DEFAULT_STORE
) -> None:
    """Write the report on a lot that is decided."""
    from services.lots import write_lot_document

    typer.echo(write_lot_document(name, store, output))


def _show(state: LotState, *, as_json: bool) -> None:
    from console.catalogue import messages as m
    from console.cli.screen import plain, print_json, print_table, tell, text_of, words
    from console.language import localised
    from services.lots.shown import lot_document

    document: dict[str, Any] = lot_document(state)
    if as_json:
        print_json(document)
        return
    tell(m.LOT_LINE, lot=document["lot"], size=document["size"], plan=document["plan"], entry=document["entry"])
    rows = [
        [str(n), plain(r["serial"]), plain(r["instead_of"]), r["run"], words(r["outcome"]) if r["outcome"] else "",
         text_of(r["problem"]) if r["problem"] else ""]
        for n, r in enumerate(document["sample"], 1)
    ]  # fmt: skip
    titles = (m.SERIAL, m.INSTEAD_OF, m.RUN, m.OUTCOME, m.REMARK)
    print_table("", ["#", *(localised(t) for t in titles)], rows, whole=(1, 2, 3))
    tell(m.SPARES, spares=", ".join(document["spares"]) or "–")
    judgement = document["judgement"]
    tell(m.LOT_STANDS, outcome=words(judgement["outcome"]), bad=judgement["nonconforming"], needed=judgement["needed"])
