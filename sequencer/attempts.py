"""Addresses of readings that were made again because an interruption had cut them off from those they belong to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from records.event import Event

_AGAIN = re.compile(r"attempt[1-9][0-9]*")


def again(number: int) -> str:
    """The part of an address that says which attempt it is, from the second on."""
    return f"attempt{number}"


def first(address: str) -> str:
    """The address as the first attempt has it, and as a run has it that nothing interrupts."""
    return "/".join(part for part in address.split("/") if not _AGAIN.fullmatch(part))


def last(events: Iterable[Event]) -> dict[str, Event]:
    """The readings and findings that count, by their `first` address: those of the last attempt."""
    return {first(e.address): e for e in events if e.kind in {"observation", "finding"}}
