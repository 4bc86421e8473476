"""`steelyard energy`: equipping rates, balance, savings and review of the energy metering of a site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, Protocol

import typer

from console.cli.endings import ending
from console.cli.help import Command, Group
from console.cli.options import DEFAULT_STORE, DateOption, Json, RunName, Store, day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from metrology.decision import Outcome

energy = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
SiteFile = Annotated[Path, typer.Argument(metavar="SITE")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="DIR")]
Laboratory = Annotated[Path, typer.Option("--laboratory", metavar="FILE")]
LABORATORY = Path("laboratory.toml")


class Found(Protocol):
    """What these commands come to."""

    @property
    def outcome(self) -> Outcome:
        """Its conclusion."""
        ...

    def document(self) -> Mapping[str, Any]:
        """The same for a program."""
        ...


@energy.command(cls=Command)
def rates(
    file: SiteFile, date: DateOption = None,
    year: Annotated[str, typer.Option("--edition", metavar="YEAR")] = "", output: Output = None, laboratory: Laboratory = LABORATORY,
    store: Store = DEFAULT_STORE, json: Json = False,  # noqa: FBT002
) -> None:  # fmt: skip
    """Compute equipping rates by GB 17167: 0 conform, 1 not, 4 undecided."""
    from console.cli.energy_view import show_rates
    from registers.book import now
    from services.energy.asked import asked, book_of
    from services.energy.equipped import equipped
    from services.energy.rate_report import rate_report

    of = asked(file)
    with book_of(store) as book:
        found = equipped(of.points, day(date), book, of.figures, year)
    no_store = store if book is None else ""
    finish(
        found, lambda: rate_report(of.site, found, now()), lambda: show_rates(found.document(), no_store),
        laboratory, output, json=json,
    )  # fmt: skip


@energy.command(cls=Command)
def balance(
    file: SiteFile,
    start: Annotated[str, typer.Option("--from", metavar="TIME")] = "",
    end: Annotated[str, typer.Option("--to", metavar="TIME")] = "",
    picture: Annotated[Path | None, typer.Option("--picture", metavar="FILE.svg")] = None,
    kind: Annotated[str, typer.Option("--kind", metavar="KIND")] = "electricity",
    output: Output = None, laboratory: Laboratory = LABORATORY,
    store: Store = DEFAULT_STORE, json: Json = False,  # noqa: FBT002
) -> None:  # fmt: skip
    """Balance the energy of a site: 0 balanced, 1 a leak or a quota exceeded, 4 undecided, 5 incomplete."""
    from console.cli.energy_view import show_balance
    from console.language import current
    from registers.book import now
    from services.energy.asked import asked, book_of
    from services.energy.balance_report import balance_report
    from services.energy.reading import account_of, picture_of

    of = asked(file)
    with book_of(store) as book:
        found = account_of(of, start, end, book)
    if picture is not None:
        typer.echo(picture_of(found, kind, str(current()), picture), err=json)
    no_store = store if book is None else ""
    finish(
        found, lambda: balance_report(of.site, found, now()), lambda: show_balance(found, no_store),
        laboratory, output, json=json,
    )  # fmt: skip


@energy.command(cls=Command)
def savings(
    file: SiteFile, date: DateOption = None, output: Output = None, laboratory: Laboratory = LABORATORY,
    store: Store = DEFAULT_STORE, json: Json = False,  # noqa: FBT002
) -> None:  # fmt: skip
    """Compute a saving against a baseline: 0 shown, 4 not larger than its uncertainty."""
    from console.cli.energy_view import show_savings
    from registers.book import now
    from services.energy.asked import asked, book_of
    from services.energy.reading import saving_of
    from services.energy.saving_report import saving_report

    of = asked(file)
    with book_of(store) as book:
        made = saving_of(of, day(date), book)
    no_store = store if book is None else ""
    finish(
        made, lambda: saving_report(of.site, made.about, made.saving, made.held, day(date).isoformat(), now()),
        lambda: show_savings(made, no_store), laboratory, output, json=json,
    )  # fmt: skip


@energy.command(cls=Command)
def review(
    file: SiteFile, run: RunName, output: Output = None, laboratory: Laboratory = LABORATORY,
    store: Store = DEFAULT_STORE, json: Json = False,  # noqa: FBT002
) -> None:  # fmt: skip
    """Make the review report of a run of JJF 1356: 0 no nonconformity, 1 some, 4 undecided."""
    from console.cli.energy_view import show_review
    from registers.book import now
    from services.energy.asked import asked
    from services.energy.review_report import review_report
    from services.energy.reviewing import review as of_run
    from services.energy.reviewing import sources_of
    from services.register.book import opened_book

    of = asked(file)
    with opened_book(store) as book:
        found = of_run(of, store, run, book)
    finish(
        found, lambda: review_report(of.site, found, sources_of(found.began), now()), lambda: show_review(found),
        laboratory, output, json=json,
    )  # fmt: skip


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


def finish(
    found: Found,
    report: Callable[[], Any],
    show: Callable[[], None],
    laboratory: Path,
    output: Path | None,
    *,
    json: bool,
) -> NoReturn:
    """Write the report where one is asked for, show what was found, and end with the exit code of its conclusion."""
    from console.cli.screen import EXIT, print_json
    from services.energy.documents import write_report

    if output is not None:
        typer.echo(write_report(report(), laboratory, output), err=json)
    if json:
        print_json(found.document())
    else:
        show()
    raise typer.Exit(EXIT[str(found.outcome)])
