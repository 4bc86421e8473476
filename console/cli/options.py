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
    AFTER_REPAIR = "after-repair"
    ARBITRATION = "arbitration"


class Work(StrEnum):
    """What a run is for."""

    VERIFICATION = "verification"
    CALIBRATION = "calibration"
    INSPECTION = "inspection"
    SCREENING = "screening"
    SELF_CHECK = "self-check"
    SUPERVISION = "supervision"
    INVESTIGATION = "investigation"
    ANTI_FRAUD = "anti-fraud"


Regulation = Annotated[str, typer.Argument(metavar="REG")]
MaybeRegulation = Annotated[str, typer.Argument(metavar="REG")]
RunName = Annotated[str, typer.Argument(metavar="RUN")]
BenchFile = Annotated[
    Path,
    typer.Option("--bench", metavar="FILE"),
]
MaybeBench = Annotated[Path | None, typer.Option("--bench", metavar="FILE")]
SubjectFile = Annotated[Path, typer.Option("--subject", metavar="FILE")]
SubjectFiles = Annotated[
    list[Path],
    typer.Option(
        "--subject",
        metavar="FILE",
    ),
]
StageOption = Annotated[Stage, typer.Option("--stage")]
MaybeStage = Annotated[Stage | None, typer.Option("--stage")]
WorkOption = Annotated[Work | None, typer.Option("--work")]
Order = Annotated[str, typer.Option("--order", metavar="NUMBER")]
Batch = Annotated[str, typer.Option("--batch", metavar="NAME")]
Follows = Annotated[str, typer.Option("--follows", metavar="EARLIER")]
DateOption = Annotated[
    datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"]),
]
Store = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="STEELYARD_STORE",
        metavar="URL",
    ),
]
Lab = Annotated[Path, typer.Option("--lab", metavar="DIR")]
Platform = Annotated[str, typer.Option("--platform", metavar="NAME")]
Json = Annotated[bool, typer.Option("--json")]
DEFAULT_STORE = "steelyard.sqlite"


def day(given: datetime | None) -> date:
    """The date given, or today."""
    return given.date() if given else datetime.now().astimezone().date()
