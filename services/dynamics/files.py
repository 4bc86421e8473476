"""Recordings and sweeps from files that a person hands in."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from inputs.bounded import BadFile, read_text, read_toml
from inputs.points import read_points
from messages import both
from metrology.dynamics import Recording, UnusableRecording
from metrology.text import Text
from services.dynamics.refused import RecordingRefused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path


@contextmanager
def about(*paths: Path) -> Iterator[None]:
    """Name the files in what is refused.

    Raises:
        RecordingRefused: A file cannot be read, or a recording shows nothing that could be stated.
    """
    named = ", ".join(map(str, paths))
    try:
        yield
    except UnusableRecording as error:
        raise RecordingRefused([Text(f"{named}：{error.text.zh}", f"{named}: {error.text.en}")]) from error
    except (BadFile, ValueError) as error:
        said = both(str(error))
        raise RecordingRefused([Text(f"{named}：{said.zh}", f"{named}: {said.en}")]) from error


def read_recording(path: Path, *, resolution: Decimal | None = None, time_step: Decimal | None = None) -> Recording:
    """A recording from a file of two columns, time in s and value.

    Raises:
        RecordingRefused: It cannot be read, or is no recording; a resolution is negative.
    """
    for given in (resolution, time_step):
        if given is not None and given < 0:
            raise RecordingRefused([Text(f"分辨力 {given} 不能为负数", f"a resolution of {given} cannot be negative")])
    with about(path):
        return Recording.of(read_points(read_text(path)), step=resolution, time_step=time_step)


class SweepPoint(BaseModel):
    """One frequency of a sweep: both recordings, on one clock but for the skew that is stated."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    frequency: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    input: str
    output: str


class SweepFile(BaseModel):
    """A sweep.

    Attributes:
        unit: Unit of the gain.
        skew: What the clock of the output is ahead, in s; the recordings of the output are moved by it.
        u_skew: Its standard uncertainty in s.
        points: One for each frequency.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    unit: str = "1"
    skew: Annotated[float, Field(allow_inf_nan=False)] = 0.0
    u_skew: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    points: Annotated[tuple[SweepPoint, ...], Field(min_length=2, max_length=1000)]


def read_sweep(path: Path) -> SweepFile:
    """The file of a sweep.

    Raises:
        RecordingRefused: It cannot be used; every problem is named.
    """
    try:
        return SweepFile.model_validate(read_toml(path))
    except BadFile as error:
        said = both(str(error))
        raise RecordingRefused([Text(f"{path}：{said.zh}", f"{path}: {said.en}")]) from error
    except ValidationError as error:
        problems = [(".".join(map(str, one["loc"])), both(one["msg"])) for one in error.errors()]
        raise RecordingRefused(
            [Text(f"{path}：{at}：{m.zh}", f"{path}: {at}: {m.en}") for at, m in problems]
        ) from error


def beside(path: Path, name: str) -> Path:
    """A file that another one names, from the folder of that one."""
    return path.parent / name
