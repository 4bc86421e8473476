"""`steelyard signers`: the laboratory's signing authority, and the keys of the people who sign."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from console.cli.help import Command, Group
from console.cli.options import Json

signers = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
AuthorityFolder = Annotated[Path, typer.Argument(metavar="AUTHORITY")]
Folder = Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER")]


@signers.command("authority", cls=Command)
def authority(folder: AuthorityFolder, name: Annotated[str, typer.Option("--name", metavar="LABORATORY")]) -> None:
    """Make the authority that certifies the keys of a laboratory's people."""
    from services.signing.signers import new_authority

    typer.echo(new_authority(folder, name, _passphrase()))


@signers.command("request", cls=Command)
def request(
    person: Annotated[str, typer.Argument(metavar="PERSON")],
    name: Annotated[str, typer.Option("--name", metavar="NAME")],
    output: Folder,
) -> None:
    """Make a key for a person, or for the seal, and the request for its certificate."""
    from services.signing.signers import new_request

    typer.echo(new_request(person, name, output, _passphrase()))


@signers.command("certify", cls=Command)
def certify(folder: AuthorityFolder, request: Annotated[Path, typer.Argument(metavar="REQUEST.csr")]) -> None:
    """Issue the certificate that a request asks for."""
    from services.signing.signers import certify as certified

    typer.echo(certified(folder, request, _passphrase()))


@signers.command("revoke", cls=Command)
def revoke(
    folder: AuthorityFolder,
    serial: Annotated[str, typer.Argument(metavar="SERIAL|PERSON")],
    since: Annotated[datetime | None, typer.Option("--since", metavar="TIME")] = None,
) -> None:
    """Revoke a certificate, and write the list of revoked ones."""
    from services.signing.signers import revoke as revoked

    moment = since.astimezone(UTC) if since is not None else None
    typer.echo(revoked(folder, serial, _passphrase(), moment))


@signers.command("list", cls=Command)
def list_(folder: AuthorityFolder, json: Json = False) -> None:  # noqa: FBT002
    """List every certificate that the authority issued."""
    from console.catalogue import register_messages as m
    from console.cli.screen import plain, print_json, print_table
    from console.language import localised
    from services.signing.signers import listed

    rows = listed(folder)
    if json:
        print_json([row._asdict() for row in rows])
        return
    titles = [localised(t) for t in (m.SERIAL_OF_CERTIFICATE, m.PERSON, m.NAME_OF, m.SINCE, m.UNTIL, m.REVOKED)]
    print_table("", titles, [[plain(part) for part in row] for row in rows], whole=(0, 1))


def _passphrase() -> str:
    """The passphrase of a key, from the environment or asked."""
    import os

    from console.cli.screen import ask_secret
    from services.signing.key_files import PASSPHRASE

    return os.environ.get(PASSPHRASE) or ask_secret(PASSPHRASE)
