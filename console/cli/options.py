"""Options that several commands share, each explained once."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Stage(StrEnum):
    """Kind of verification."""

    INITIAL = "initial"
    SUBSEQUENT = "subsequent"
    IN_SERVICE = "in-service"


Regulation = Annotated[str, typer.Argument(metavar="REG", help='Regulation, e.g. "JJG 539" or "JJG 52-2013".')]
RunName = Annotated[str, typer.Argument(metavar="RUN", help="Run id, its beginning, or `last`.")]
BenchFile = Annotated[
    Path,
    typer.Option("--bench", metavar="FILE", help="Bench file: which instrument fills which role, at which address."),
]
SubjectFile = Annotated[
    Path, typer.Option("--subject", metavar="FILE", help="Subject file: the nameplate of the instrument under test.")
]
SubjectFiles = Annotated[
    list[Path],
    typer.Option(
        "--subject",
        metavar="FILE",
        help="Subject file: the nameplate of the instrument under test. Repeated on a bench with positions: 1, 2, 3 …",
    ),
]
StageOption = Annotated[
    Stage, typer.Option("--stage", help="首次检定 initial, 后续检定 subsequent, 使用中检查 in-service.")
]
DateOption = Annotated[
    datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], help="Date of the verification; chooses the edition. Default: today."),
]
Store = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="STEELYARD_STORE",
        help="Where runs are kept: an SQLite file, or postgresql://USER@HOST/DATABASE.",
        metavar="URL",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output, nothing else.")]
DEFAULT_STORE = "steelyard.sqlite"


def day(given: datetime | None) -> date:
    """The date given, or today."""
    return given.date() if given else datetime.now().astimezone().date()
