"""`steelyard profiles`: what an industry has verified, and what of it a laboratory can do on a day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.cli.help import Command, Group
from console.cli.options import DEFAULT_STORE, DateOption, Json, Lab, Store, day

if TYPE_CHECKING:
    from services.profiles.capability import Able

profiles = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
HERE = Path()
STYLES = {"available": "green", "draft": "yellow", "unable": "bold red", "lacking": "dim"}


@profiles.command("list", cls=Command)
def list_(json: Json = False) -> None:  # noqa: FBT002
    """List the profiles, with how many of their items have a regulation."""
    from console.catalogue import profile_texts as m
    from console.cli.screen import plain, print_json, print_table, text_of
    from console.language import localised
    from services.profiles.profile import profiles as known

    found = known().values()
    if json:
        print_json(
            [{"key": p.key, "name": p.name.to_dict(), "items": len(p.items), "covered": len(p.covered)} for p in found]
        )
        return
    lines = [[plain(p.key), text_of(p.name), f"{len(p.covered)}/{len(p.items)}"] for p in found]
    print_table("", [localised(t) for t in (m.PROFILE, m.NAME, m.COVERED)], lines, whole=(0,))


@profiles.command("show", cls=Command)
def show(
    name: Annotated[str, typer.Argument(metavar="PROFILE|FILE")],
    lab: Lab = HERE,
    available: Annotated[bool, typer.Option("--available")] = False,  # noqa: FBT002
    date: DateOption = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Show each item of a profile: its regulation, the bench and standards here, or why it cannot be done on the day."""
    from console.catalogue import profile_texts as m
    from console.cli.screen import plain, print_json, print_table, tell, text_of
    from console.language import localised
    from services.profiles.capability import able
    from services.profiles.profile import file_named, read_profile

    profile, on = read_profile(file_named(name)), day(date)
    found = able(profile, store, lab, on)
    can = [a for a in found if a.state == "available"]
    shown = can if available else found
    if json:
        counted = {"items": len(found), "covered": len(profile.covered), "available": len(can)}
        print_json({"key": profile.key, "name": profile.name.to_dict(), "on": on.isoformat(), **counted,
                    "list": [a.document() for a in shown]})  # fmt: skip
        return
    lines = [
        [text_of(a.item.name), plain(a.edition or a.item.regulation) or "–", _state(a), plain(a.bench) or "–",
         plain(", ".join(a.standards)) or "–", text_of(a.why)]
        for a in shown
    ]  # fmt: skip
    print_table("", [localised(t) for t in m.COLUMNS], lines)
    tell(
        m.COUNTED,
        name=localised(profile.name),
        items=len(found),
        covered=len(profile.covered),
        available=len(can),
        on=on,
    )


def _state(a: Able) -> str:
    from console.catalogue import profile_texts as m
    from console.language import localised

    return f"[{STYLES[a.state]}]{localised(m.STATES[a.state])}[/]"
