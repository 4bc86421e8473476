"""`steelyard energy`: equipping rates, balance, savings and review of the energy metering of a site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, NoReturn, cast

import typer

from console.cli.changes import By
from console.cli.endings import ending
from console.cli.help import Command, Group
from console.cli.options import DEFAULT_STORE, DateOption, Json, RunName, Store, day

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.energy.accounting import Account
    from services.energy.making import Made
    from services.energy.reading import MadeSaving
    from services.energy.reviewing import Review

energy = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
SiteFile = Annotated[Path, typer.Argument(metavar="SITE")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="DIR")]
Laboratory = Annotated[Path, typer.Option("--laboratory", metavar="FILE")]
Issue = Annotated[bool, typer.Option("--issue")]
LABORATORY = Path("laboratory.toml")


@energy.command(cls=Command)
def rates(
    file: SiteFile, date: DateOption = None,
    year: Annotated[str, typer.Option("--edition", metavar="YEAR")] = "", output: Output = None, issue: Issue = False,  # noqa: FBT002
    by: By = "", laboratory: Laboratory = LABORATORY, store: Store = DEFAULT_STORE, json: Json = False,  # noqa: FBT002
) -> None:  # fmt: skip
    """Compute equipping rates by GB 17167: 0 conform, 1 not, 4 undecided."""
    from console.cli.energy_view import show_rates
    from services.energy.making import Wanted, make

    made = make(Wanted("rates", file, on=day(date).isoformat(), year=year), store)
    no_store = "" if made.registered else store
    _finish(
        made, lambda: show_rates(made.found.document(), no_store), _To(laboratory, output, store, by, issue), json=json
    )


@energy.command(cls=Command)
def balance(
    file: SiteFile,
    start: Annotated[str, typer.Option("--from", metavar="TIME")] = "",
    end: Annotated[str, typer.Option("--to", metavar="TIME")] = "",
    picture: Annotated[Path | None, typer.Option("--picture", metavar="FILE.svg")] = None,
    kind: Annotated[str, typer.Option("--kind", metavar="KIND")] = "electricity",
    output: Output = None, issue: Issue = False, by: By = "", laboratory: Laboratory = LABORATORY,  # noqa: FBT002
    store: Store = DEFAULT_STORE, json: Json = False,  # noqa: FBT002
) -> None:  # fmt: skip
    """Balance the energy of a site: 0 balanced, 1 a leak or a quota exceeded, 4 undecided, 5 incomplete."""
    from console.cli.energy_view import show_balance
    from console.language import current
    from services.energy.making import Wanted, make
    from services.energy.reading import picture_of

    made = make(Wanted("balance", file, start=start, end=end), store)
    found = cast("Account", made.found)
    if picture is not None:
        typer.echo(picture_of(found, kind, str(current()), picture), err=json)
    no_store = "" if made.registered else store
    _finish(made, lambda: show_balance(found, no_store), _To(laboratory, output, store, by, issue), json=json)


@energy.command(cls=Command)
def savings(
    file: SiteFile, date: DateOption = None, output: Output = None, issue: Issue = False, by: By = "",  # noqa: FBT002
    laboratory: Laboratory = LABORATORY, store: Store = DEFAULT_STORE, json: Json = False,  # noqa: FBT002
) -> None:  # fmt: skip
    """Compute a saving against a baseline: 0 shown, 4 not larger than its uncertainty."""
    from console.cli.energy_view import show_savings
    from services.energy.making import Wanted, make

    made = make(Wanted("savings", file, on=day(date).isoformat()), store)
    saving, no_store = cast("MadeSaving", made.found), "" if made.registered else store
    _finish(made, lambda: show_savings(saving, no_store), _To(laboratory, output, store, by, issue), json=json)


@energy.command(cls=Command)
def review(
    file: SiteFile, run: RunName, output: Output = None, issue: Issue = False, by: By = "",  # noqa: FBT002
    laboratory: Laboratory = LABORATORY, store: Store = DEFAULT_STORE, json: Json = False,  # noqa: FBT002
) -> None:  # fmt: skip
    """Make the review report of a run of JJF 1356: 0 no nonconformity, 1 some, 4 undecided."""
    from console.cli.energy_view import show_review
    from services.energy.making import Wanted, make

    made = make(Wanted("review", file, run=run), store)
    found = cast("Review", made.found)
    _finish(made, lambda: show_review(found), _To(laboratory, output, store, by, issue), json=json)


@energy.command(cls=Command)
def recompute(
    number: Annotated[str, typer.Argument(metavar="NUMBER")], file: SiteFile, laboratory: Laboratory = LABORATORY,
    store: Store = DEFAULT_STORE, json: Json = False,  # noqa: FBT002
) -> None:  # fmt: skip
    """Compute an issued report again from its inputs: 0 the same, 1 something differs."""
    from console.cli.energy_view import show_recomputed
    from console.cli.screen import print_json
    from services.energy.recomputing import recompute as again

    found = again(number, file, store, laboratory)
    if json:
        print_json(found.document())
    else:
        show_recomputed(found)
    if not found.same:
        raise typer.Exit(1)


@energy.command(cls=Command)
def data(
    name: Annotated[str, typer.Argument(metavar="STANDARD")], date: DateOption = None,
    figures: Annotated[list[Path] | None, typer.Option("--figures", metavar="DIR")] = None,
    missing: Annotated[bool, typer.Option("--missing")] = False,  # noqa: FBT002
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", callback=ending(".toml"))] = None, json: Json = False,  # noqa: FBT002
) -> None:  # fmt: skip
    """List the data of an edition with source and status, or write what must be read in print."""
    from console.catalogue import energy_texts as m
    from console.cli.energy_view import show_data
    from console.cli.screen import print_json, tell
    from console.language import localised
    from services.energy.edition_data import figures_of, listed, write_missing

    folders = tuple(figures or ())
    if missing:
        if output is None:
            raise typer.BadParameter(localised(m.NAME_A_STANDARD))
        tell(m.TO_FILL_IN, file=output, edition=write_missing(name, day(date), output, folders))
        return
    document: dict[str, Any] = {"editions": listed(name, folders), **figures_of(name, day(date), folders)}
    if json:
        print_json(document)
    else:
        show_data(document)


class _To(NamedTuple):
    """Where a report goes, by whom, and whether it is numbered."""

    laboratory: Path
    folder: Path | None
    store: str
    by: str
    issue: bool


def _finish(made: Made, show: Callable[[], None], to: _To, *, json: bool) -> NoReturn:
    """Write the report where one is asked for, show what was found, and end with the exit code of its conclusion."""
    from console.catalogue import energy_texts, messages
    from console.cli.screen import EXIT, print_json, tell
    from console.language import localised
    from registers.book import now
    from services.energy.documents import write_report
    from services.energy.issued import issue_report

    if to.issue:
        if to.folder is None:
            raise typer.BadParameter(localised(energy_texts.ISSUE_WHERE))
        issued = issue_report(made, to.store, to.laboratory, to.folder, by=to.by, on=day(None))
        typer.echo(issued.files[0], err=json)
        tell(messages.NUMBER_OF_DOCUMENT, run=issued.run, number=issued.number)
    elif to.folder is not None:
        typer.echo(write_report(made.report(now()), to.laboratory, to.folder), err=json)
    if json:
        print_json(made.found.document())
    else:
        show()
    raise typer.Exit(EXIT[str(made.found.outcome)])
