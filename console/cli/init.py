"""`steelyard init`: a laboratory's folder to start from, or a demonstration province."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

TENTHS = 10
"""Messages of progress of each part."""


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    profile: Annotated[str, typer.Option("--profile", metavar="PROFILE")] = "",
    province: Annotated[bool, typer.Option("--province")] = False,  # noqa: FBT002
    seed: Annotated[int, typer.Option("--seed", min=0)] = 1,
    size: Annotated[str, typer.Option("--size", metavar="small|full")] = "small",
    until: Annotated[datetime | None, typer.Option("--until", metavar="DAY", formats=["%Y-%m-%d"])] = None,
) -> None:
    """Make a laboratory's folder to start from: registers, simulated benches, example subjects."""
    if profile:
        _profile(folder, profile, province=province)
        return
    if province:
        _province(folder, seed, size, until)
        return
    from services.laboratory.template import copy_template

    for path in copy_template(folder):
        typer.echo(path)
    typer.echo(f'\nsteelyard run "JJG 539" --bench {folder}/benches/scale.toml --subject {folder}/subjects/scale.toml')


def _profile(folder: Path, name: str, *, province: bool) -> None:
    from console.catalogue import profile_texts
    from registers.errors import RegistersError
    from services.profiles.bundle import write_profile
    from services.profiles.profile import file_named

    if province:
        raise RegistersError([profile_texts.ONE_KIND])
    for line in write_profile(file_named(name), folder):
        typer.echo(line)
    typer.echo(f"\nsteelyard profiles show {folder}/profile.toml --lab {folder}")


def _province(folder: Path, seed: int, size: str, until: datetime | None) -> None:
    from console.catalogue import province_texts as texts
    from console.cli.options import day
    from console.cli.screen import tell
    from services.demonstration import SIMULATED
    from services.province.making import make

    def progress(part: str, done: int, of: int) -> None:
        if done * TENTHS // of != (done - 1) * TENTHS // of:
            tell(texts.PARTS[part], done=done, of=of)

    made, changes = make(folder, seed, size, day(until), progress)
    tell(texts.MADE, folder=folder, changes=changes, seed=made.seed, size=made.size, until=made.until)
    tell(SIMULATED)
    typer.echo(f"\ncd {folder} && steelyard rates coverage --by region --level city")
