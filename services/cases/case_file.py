"""The case file: what belongs together in one matter of market supervision. Nobody who made a report is named in it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from metrology.text import Text
from records.errors import RegisterError
from records.register import read

if TYPE_CHECKING:
    from pathlib import Path

Said = Annotated[str, Field(min_length=1, max_length=500)]
NAMES = (
    "reporter",
    "informant",
    "complainant",
    "phone",
    "telephone",
    "identity_card",
    "举报人",
    "投诉人",
    "电话",
    "身份证",
)
"""Fields that would say who made a report."""
KINDS = {
    "complaint": Text("投诉检测", "after a complaint"),
    "arbitration": Text("仲裁检定", "arbitration"),
    "inspection": Text("监督检查", "inspection"),
}
SEALS = {
    "intact": Text("完好", "intact"),
    "broken": Text("破损", "broken"),
    "missing": Text("缺失", "missing"),
    "removed": Text("取下", "removed"),
    "put_on": Text("加封", "put on"),
}


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Photograph(_Table):
    """A photograph: its file beside the case file, what it shows, when and by whom it was taken."""

    file: Said
    shows: Said
    taken: datetime
    by: Said


class Seal(_Table):
    """A seal as it was found or put on."""

    number: Said
    place: Said
    state: Literal["intact", "broken", "missing", "removed", "put_on"]
    at: datetime


class Parameter(_Table):
    """A parameter of an instrument before and after."""

    instrument: Said
    name: Said
    before: Said
    after: Said


class Handover(_Table):
    """A link of the chain of custody: what was handed over by whom to whom."""

    what: Said
    given: Said
    taken: Said
    at: datetime


class Case(_Table):
    """One matter.

    Attributes:
        number, title: Of the matter.
        kind: Why the runs were made.
        complaint: Number of the complaint, by which the authority knows who made it; empty for none.
        disadvantage: Which errors of the instruments are to the disadvantage of the customer: ``high`` where they show more than
            was given, as at a dispenser, ``low`` where they show less, as at a scale that buys.
        runs: Names of runs, or their beginnings.
    """

    number: Said
    title: Said
    kind: Literal["complaint", "arbitration", "inspection"]
    complaint: str = ""
    disadvantage: Literal["high", "low"] = "high"
    runs: Annotated[tuple[Said, ...], Field(min_length=1, max_length=1000)]
    photographs: tuple[Photograph, ...] = ()
    seals: tuple[Seal, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    custody: tuple[Handover, ...] = ()


class _Anything(BaseModel):
    model_config = ConfigDict(extra="allow")


def read_case(path: Path) -> Case:
    """Read a case file.

    Raises:
        RegisterError: It cannot be read, or a field is wrong, unknown, or would name who made a report.
    """
    if naming := sorted(_naming(read(path, _Anything).model_dump())):
        field = naming[0]
        raise RegisterError(
            path, [f"{field}: a case file does not name who made a report; state its number as complaint"]
        )
    return read(path, Case)


def _naming(content: Any) -> list[str]:
    """Fields at any depth that would name somebody."""
    if isinstance(content, dict):
        return [k for k in content if k.casefold() in NAMES] + [n for v in content.values() for n in _naming(v)]
    return [n for v in content for n in _naming(v)] if isinstance(content, list) else []
