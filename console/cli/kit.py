"""`steelyard kit`: computers in the field, whose runs are taken into the store of their institute."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.cli.help import Command, Group
from console.cli.options import DEFAULT_STORE, Json, Lab, Platform, Store

if TYPE_CHECKING:
    from records.kits.taking import Taken

PACK, PACKS, HERE = Path("kit-pack"), Path("kit-packs"), Path()
kit = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)


@kit.command(cls=Command)
def pack(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER")],
    first: Annotated[int, typer.Option("--first", min=0)] = 0,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Write the kit's ledger and its runs that have ended into a folder, for its institute."""
    from console.catalogue import kit_texts as m
    from console.cli.screen import plain, print_json, tell
    from services.kits.kits import pack_kit

    made = pack_kit(store, output, first)
    size = sum(piece.size for piece in made.pieces())
    if json:
        print_json(
            {
                "station": made.station,
                "runs": [r.run for r in made.runs],
                "first": made.first,
                "n": made.n,
                "bytes": size,
            }
        )
    else:
        known = {"folder": plain(output), "station": plain(made.station), "runs": len(made.runs)}
        tell(m.PACKED, **known, first=made.first, n=made.n, size=-(-size // 1000))


@kit.command(cls=Command)
def take(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER")],
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Take the runs in a folder; exit code 1 where something conflicts, is broken or was not handed over."""
    from console.cli.screen import print_json
    from services.kits.kits import take_kit

    found = take_kit(store, folder)
    if json:
        print_json(_document(found))
    else:
        _tell(found)
    raise typer.Exit(0 if found.whole else 1)


def _document(found: Taken) -> dict[str, Any]:
    broken = [{"run": b.run, "entry": b.seq, "problem": b.problem} for b in found.broken]
    return {"station": found.station, "runs": found.runs, "same": found.same, "conflicts": found.conflicts,
            "broken": broken, "absent": found.absent, "open": found.going}  # fmt: skip


def _tell(found: Taken) -> None:
    from console.catalogue import kit_texts as m
    from console.cli.screen import plain, tell

    tell(m.TAKEN, station=plain(found.station), runs=len(found.runs), same=len(found.same))
    for run in found.conflicts:
        tell(m.CONFLICT, run=run)
    for problem in found.broken:
        tell(m.BROKEN, problem=problem)
    for run in found.absent:
        tell(m.ABSENT, run=run)
    for run in found.going:
        tell(m.GOING, run=run)


@kit.command(cls=Command)
def send(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER")] = PACK,
    platform: Platform = "",
    lab: Lab = HERE,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Pack what the kit measured and bring it to the platform; go on where a line broke."""
    from console.catalogue import kit_texts as m
    from console.cli.screen import plain, print_json, tell
    from services.kits.exchange import linked, send_kit

    with linked(lab, platform) as link:
        made = send_kit(store, output, link)
        if json:
            print_json({"station": made.station, "runs": [r.run for r in made.runs], "platform": link.settings.url})
        else:
            tell(m.SENT, runs=len(made.runs), station=plain(made.station), platform=plain(link.settings.url))


@kit.command(cls=Command)
def fetch(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER")] = PACKS,
    platform: Platform = "",
    lab: Lab = HERE,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Fetch what kits brought to the platform, and take it; exit code as `kit take`."""
    from console.catalogue import kit_texts as m
    from console.cli.screen import message, plain, print_json, tell
    from messages import both
    from services.kits.exchange import fetch_kits, linked, refused

    with linked(lab, platform) as link:
        found = fetch_kits(store, output, link)
    if json:
        print_json([
            {"pack": one.pack.number, "refused": one.refused} | (_document(one.taken) if one.taken is not None else {})
            for one in found
        ])  # fmt: skip
    elif not found:
        tell(m.NOTHING_WAITS)
    for one in found if not json else ():
        if one.taken is not None:
            _tell(one.taken)
        else:
            tell(m.PACK_REFUSED, folder=plain(output / str(one.pack.number)), why=plain(message(both(one.refused))))
    raise typer.Exit(1 if refused(found) else 0)


@kit.command("list", cls=Command)
def list_(store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """List the kits that runs were taken from."""
    from dataclasses import asdict

    from console.catalogue import kit_texts as m
    from console.cli.screen import message, plain, print_json, print_table
    from console.language import localised
    from services.kits.kits import known_kits

    found = known_kits(store)
    if json:
        print_json([asdict(k) for k in found])
        return
    rows = [
        [plain(k.station), k.store[:12], k.key, message(m.REVOKED if k.revoked else m.REGISTERED), str(k.entry), k.time[:16],
         str(k.runs), plain(", ".join(k.going)), plain(", ".join(k.absent))]
        for k in found
    ]  # fmt: skip
    titles = (m.STATION, m.STORE, m.KEY, m.STATE, m.ENTRY, m.TIME, m.RUNS, m.OPEN, m.NOT_HANDED)
    print_table("", [localised(title) for title in titles], rows, whole=(0, 2))
