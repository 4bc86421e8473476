"""`steelyard dcc`: digital calibration certificates, of this laboratory and of others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.cli.endings import ending
from console.cli.help import Command, Group
from console.cli.options import DEFAULT_STORE, Json, RunName, Store
from console.language import localised

if TYPE_CHECKING:
    from reports.dcc.model import Dcc
    from reports.dcc.opening import Opened

dcc = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)

DccFile = Annotated[Path, typer.Argument(metavar="CERT.xml|CERT.pdf")]
Schemas = Annotated[Path | None, typer.Option("--schemas", metavar="DIR")]
Trusted = Annotated[list[Path] | None, typer.Option("--trust", metavar="CERTIFICATE")]
Revoked = Annotated[list[Path] | None, typer.Option("--revoked", metavar="LIST")]
KeyOption = Annotated[Path | None, typer.Option("--key", metavar="KEY.toml")]
DccOutput = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", callback=ending(".xml"))]


@dcc.command("read", cls=Command)
def read(
    file: DccFile,
    schemas: Schemas = None,
    trust: Trusted = None,
    revoked: Revoked = None,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Show every figure of a certificate: what was calibrated, by whom, results with U and k."""
    from console.cli.screen import print_json
    from services.dcc.opening import Sources, opened
    from services.dcc.shown import document

    found = opened(file, Sources(schemas, trust or (), revoked or ()))
    if json:
        print_json(document(found))
        return
    _show(found.dcc)
    _show_checked(found)


@dcc.command("check", cls=Command)
def check(
    file: DccFile,
    schemas: Schemas = None,
    trust: Trusted = None,
    revoked: Revoked = None,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Check a certificate against the schema of its version, the rules of PTB and its signature; refused: exit code 2."""
    from console.catalogue import dcc_messages as m
    from console.cli.screen import print_json, tell
    from services.dcc.opening import Sources, opened
    from services.dcc.shown import document

    found = opened(file, Sources(schemas, trust or (), revoked or ()), strict=True)
    if json:
        whole = document(found)
        print_json({key: whole[key] for key in ("number", "version", "signature", "signatures", "remarks")})
        return
    _show_checked(found)
    tell(m.SOUND, number=found.dcc.number, version=found.dcc.version)


@dcc.command("write", cls=Command)
def write(
    run: RunName, output: DccOutput, key: KeyOption = None, schemas: Schemas = None, store: Store = DEFAULT_STORE
) -> None:
    """Write the certificate of a run as a DCC of version 3.3.0, signed where a key is given."""
    from console.catalogue import dcc_messages as m
    from console.cli.screen import tell
    from services.dcc.writing import signing_key, write_dcc

    secret = None if key is None else signing_key(key, lambda name: str(typer.prompt(name, hide_input=True, err=True)))
    checked = write_dcc(store, run, output, secret, schemas)
    typer.echo(str(output))
    tell(m.WRITTEN if checked else m.WRITTEN_UNCHECKED)


@dcc.command("diff", cls=Command)
def diff(
    older: Annotated[Path, typer.Argument(metavar="OLDER")],
    newer: Annotated[Path, typer.Argument(metavar="NEWER")],
    other: Annotated[bool, typer.Option("--other-instrument")] = False,  # noqa: FBT002
    schemas: Schemas = None,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Hold two certificates of one standard against each other, point by point: exit code 1 where one has moved."""
    from console.catalogue import dcc_messages as m
    from console.cli.screen import plain, print_json, print_table, tell
    from services.dcc.difference import differences
    from services.dcc.opening import Sources, opened

    first, second = opened(older, Sources(schemas)).dcc, opened(newer, Sources(schemas)).dcc
    found = differences(first, second, other=other)
    moved = [d for d in found if d.significant]
    if json:
        points = [d.document() for d in found]
        print_json({"older": first.number, "newer": second.number, "moved": len(moved), "points": points})
    else:
        titles = (m.RESULT, m.SHOWN, m.BEFORE, m.U_BEFORE, m.AFTER, m.U_AFTER, m.DRIFT, m.E_N)
        rows = [
            [plain(localised(d.name)), f"{p['shown']} {plain(d.unit)}", p["before"], p["U_before"],
             p["after"] + ("*" if d.between else ""), p["U_after"], p["drift"],
             "–" if d.E_n is None else f"[bold red]{d.E_n:.2f}[/]" if d.significant else f"{d.E_n:.2f}"]
            for d in found for p in [d.document()]
        ]  # fmt: skip
        print_table(f"{plain(first.number)} → {plain(second.number)}", [localised(t) for t in titles], rows, whole=(1,))
        if any(d.between for d in found):
            tell(m.INTERPOLATED)
        tell(m.MOVED if moved else m.NOT_MOVED, count=len(moved), points=len(found))
    raise typer.Exit(1 if moved else 0)


@dcc.command("migrate", cls=Command)
def migrate(file: DccFile, output: DccOutput, schemas: Schemas = None, json: Json = False) -> None:  # noqa: FBT002
    """Bring a certificate of an older version to 3.3.0; the one that was signed stays the original."""
    from console.cli.screen import print_json, say, text_of
    from messages import both
    from services.dcc.migrating import migrate as brought

    said = brought(file, output, schemas)
    if json:
        print_json({"file": str(output), "changed": said})
        return
    typer.echo(str(output))
    say(*(f"  {text_of(both(line))}" for line in said))


def _show(found: Dcc) -> None:
    from console.catalogue import dcc_messages as m
    from console.cli.screen import plain, print_table, tell
    from reports.dcc.names import said
    from services.dcc.shown import columns

    laboratory, customer = localised(said(found.laboratory.name)), localised(said(found.customer.name))
    tell(m.CERTIFICATE, number=found.number, version=found.version, date=found.end)
    tell(m.BETWEEN, laboratory=laboratory, customer=customer)
    for item in found.items:
        numbers = ", ".join(number for _, number in item.numbers)
        tell(
            m.ITEM,
            name=localised(said(item.name)),
            maker=localised(said(item.maker)),
            model=item.model,
            numbers=numbers,
        )
    for result, table in found.tables():
        cells = list(columns(table))
        titles = [f"{localised(c.title)} / {c.unit}" if c.unit else localised(c.title) for c in cells]
        rows = [
            [plain(c.cells[n]) if n < len(c.cells) else "" for c in cells]
            for n in range(max((len(c.cells) for c in cells), default=0))
        ]
        print_table(plain(localised(said(result.name))), [plain(t) for t in titles], rows)
    for told in found.statements:
        if told.conformity:
            name = localised(said(told.name or told.said))
            tell(m.CONFORMITY, name=name, norm=", ".join(told.norms), verdict=", ".join(told.conformity))
        elif told.date:
            tell(m.DATED, name=localised(said(told.name or told.said)), date=told.date)


def _show_checked(found: Opened) -> None:
    from console.catalogue import dcc_messages as m
    from console.cli.screen import tell, text_of
    from messages import both

    for signed in found.signatures:
        words = {"name": signed.name, "organisation": signed.organisation, "time": signed.time or "–"}
        tell(m.TRUSTED if signed.state == "trusted" else m.UNPROVEN, why=text_of(both(signed.why)), **words)
    if not found.signatures:
        tell(m.UNSIGNED)
    for remark in found.remarks:
        tell(m.REMARK, remark=text_of(both(str(remark))))
