"""`steelyard platform stamp` and `stamps`: time stamps of the witness's tree by a third party."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from console.cli.options import Json
from console.cli.platform_base import DEFAULT, FOUND, Database, opened, show_rows

STAMP = ("n", "size", "root", "stated", "authority")


def stamp(
    authority: Annotated[str, typer.Option("--authority", metavar="URL")],
    trust: Annotated[Path, typer.Option("--trust", metavar="FILE")],
    every: Annotated[float, typer.Option("--every", metavar="MINUTES", min=0)] = 0,
    database: Database = DEFAULT,
) -> None:
    """Have the head of the witness's tree stamped by a time-stamp authority (RFC 3161)."""
    from console.catalogue import exchange_messages as m
    from console.cli.screen import say, tell, text_of
    from exchange.errors import Unreachable
    from services.exchange.timer import repeat
    from supervision.time_stamps import asking
    from supervision.time_stamps import stamp as make

    roots = _certificates(trust)

    def once() -> None:
        try:
            with opened(database) as store:
                made = make(store, asking(authority), authority, roots)
        except Unreachable as error:
            if not every:
                raise
            say(*(text_of(r) for r in error.reasons))  # the next round tries again
            return
        if made is None:
            tell(m.STAMPED_ALREADY)
        else:
            tell(m.STAMPED, n=made.n, size=made.size, time=made.stated)

    repeat(once, every)


def stamps(
    trust: Annotated[Path | None, typer.Option("--trust", metavar="FILE")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR")] = None,
    database: Database = DEFAULT,
    json: Json = False,  # noqa: FBT002
) -> None:
    """List the time stamps; with the certificates of the authorities, check them: 0 right, 1 something is wrong."""
    from console.cli.screen import say, text_of
    from supervision.time_stamps import stamps as every
    from supervision.time_stamps import wrong

    with opened(database) as store:
        found = every(store)
        problems = wrong(store, _certificates(trust)) if trust is not None else []
    if output is not None:
        output.mkdir(parents=True, exist_ok=True)
        for one in found:
            (output / f"head-{one.n}.json").write_text(one.head, "utf-8")
            (output / f"head-{one.n}.tsr").write_bytes(one.token)
    show_rows([{k: v for k, v in s._asdict().items() if k in STAMP} for s in found], STAMP, as_json=json)
    say(*(text_of(p) for p in problems))
    if problems:
        raise typer.Exit(FOUND)


def _certificates(path: Path) -> Any:
    """The certificates of a file, PEM."""
    from cryptography.x509 import load_pem_x509_certificates

    from console.catalogue import exchange_messages as m
    from console.cli.help import filled
    from exchange.errors import ExchangeError
    from inputs.bounded import read_bytes

    try:
        return load_pem_x509_certificates(read_bytes(path))
    except ValueError as error:
        raise ExchangeError([filled(m.NO_CERTIFICATE, path=str(path))]) from error
