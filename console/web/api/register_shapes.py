"""What the interface answers of the registers and of the day."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Row(BaseModel):
    """A row of a register with every field; the fields are those of `steelyard … show --json`."""

    model_config = ConfigDict(extra="allow")
    key: str
    version: int
    recorded: str


class Rows(BaseModel):
    """Rows of a register."""

    rows: list[Row]
    more: bool = Field(description="Whether there are more than `limit`.")


class DueLine(BaseModel):
    """An instrument that needs attention."""

    model_config = ConfigDict(extra="allow")
    key: str
    state: Literal["failed", "never", "overdue", "due"]
    until: str
    days: int | None
    owner_name: str


class DueList(BaseModel):
    """What falls due, the most urgent first; `counts` has how many of each state there are, beyond the limit too."""

    rows: list[DueLine]
    counts: dict[str, int]


class Today(BaseModel):
    """What lies before a person; the same as `steelyard today --json` prints."""

    unfinished: list[dict[str, Any]] = Field(description="Runs without an end: `run`, `resumable`, `why` and whose.")
    ready: list[dict[str, Any]] = Field(
        description="Each kind of job that waits: `jobs`, `ready`, and the gates that refuse."
    )
    benches: list[dict[str, Any]] = Field(description="Each bench: what is `due` or `wrong` with its standards.")
    waiting: list[dict[str, Any]] = Field(description="Jobs that are to be measured, the most urgent first.")
    approvals: list[dict[str, Any]] = Field(description="Results that wait to be checked, approved or issued.")
