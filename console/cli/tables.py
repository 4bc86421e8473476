"""`import` and `export` of every register."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.cli.changes import AsOf, By, Why
from console.cli.help import Command
from console.cli.options import DEFAULT_STORE, Json, Store

if TYPE_CHECKING:
    from registers.exchange.report import Report

Columns = Annotated[list[str] | None, typer.Option("--map", metavar="COLUMN=FIELD")]
Source = Annotated[str, typer.Option("--source", metavar="NAME")]
DryRun = Annotated[bool, typer.Option("--dry-run")]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE")]
Encoding = Annotated[str, typer.Option("--encoding", metavar="NAME")]
Table = Annotated[Path, typer.Argument(metavar="TABLE")]
Text_ = Annotated[str, typer.Argument(metavar="WORDS")]
NOT_IMPORTED = frozenset({"document", "integrity_proposal", "integrity_appeal"})
"""Registers whose rows come by steps of their own alone: a document by `steelyard documents issue`."""
EVERY = 10_000
"""Rows between two messages of progress."""


def with_tables(made: typer.Typer, of: str) -> typer.Typer:
    """A group of commands with `import` and `export`; nothing is imported into a register that steps alone write."""

    def import_(file: Table, source: Source = "", columns: Columns = None, dry_run: DryRun = False,  # noqa: FBT002
                by: By = "", reason: Why = "", store: Store = DEFAULT_STORE,
                json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
        options = {"source": source, "columns": columns or [], "dry_run": dry_run, "by": by, "why": reason}
        import_file(of, file, options, store, as_json=json)

    if of not in NOT_IMPORTED:
        made.command("import", cls=Command)(import_)

    @made.command("export", cls=Command)
    def export(output: Output, text: Text_ = "", as_of: AsOf = None, encoding: Encoding = "utf-8-sig",
               store: Store = DEFAULT_STORE) -> None:  # fmt: skip
        export_file(of, output, text, as_of, encoding, store)

    return made


def import_file(of: str, file: Path, options: dict[str, Any], url: str, *, as_json: bool) -> None:
    """Import a table: it is checked first, then written as a whole."""
    from console.catalogue import register_messages as m
    from console.cli.screen import REFUSED, print_json, tell
    from registers.contents import REGISTERS
    from services.register.tables import import_table

    def progress(step: str, done: int) -> None:
        if done % EVERY == 0:
            tell(m.CHECKED if step == "check" else m.WRITTEN, count=done)

    report = import_table(url, REGISTERS[of], file, progress=progress, **options)
    if as_json:
        print_json(_document(report, file, dry_run=options["dry_run"]))
    elif report.count:
        _problems(report, file)
    else:
        tell(
            m.WOULD_IMPORT if options["dry_run"] else m.IMPORTED,
            rows=report.rows,
            new=report.new,
            changed=report.changed,
        )
    raise typer.Exit(REFUSED if report.count else 0)


def _document(report: Report, file: Path, *, dry_run: bool) -> dict[str, Any]:
    from registers.exchange.report import problem_text

    problems = [
        {"file": file.name, "row": p.row, "column": p.column, **problem_text(file, p).to_dict()}
        for p in report.problems
    ]
    found = {"rows": report.rows, "new": report.new, "changed": report.changed, "dry_run": dry_run}
    return {**found, "problems": report.count, **({"refused": problems} if problems else {})}


def _problems(report: Report, file: Path) -> None:
    from console.catalogue import register_messages as m
    from console.cli.screen import say, tell, text_of
    from registers.exchange.report import problem_text, summary_of

    tell(m.NOT_IMPORTED, count=report.count)
    for problem in report.problems:
        say(f"  • {text_of(problem_text(file, problem))}")
    if report.count > len(report.problems):
        tell(m.MORE_IN_FILE, count=report.count - len(report.problems))
    for column, count in summary_of(report.problems):
        tell(m.PROBLEMS_OF_COLUMN, column=column or "–", count=count)


def export_file(of: str, output: Path, text: str, as_of: datetime | None, encoding: str, url: str) -> None:
    """Write a register to a file."""
    from console.catalogue import register_messages as m
    from console.cli.screen import tell
    from console.language import current
    from registers.contents import REGISTERS
    from services.register.book import end_of
    from services.register.tables import export_table

    at = end_of(as_of.date() if as_of else None)
    count = export_table(url, REGISTERS[of], output, text=text, at=at, language=str(current()), encoding=encoding)
    typer.echo(output)
    tell(m.ROWS, count=count)
