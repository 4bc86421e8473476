"""Runs of one kind: what the start gates look at is the same in all of them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import json

if TYPE_CHECKING:
    from records.entries import Opened

_OWN = {"serial", "client", "client_address"}
"""What of a nameplate names one instrument, and no start gate looks at."""


def kind_of(opened: Opened) -> str:
    """A digest of everything in the first entry of a run that the start gates depend on."""
    nameplate = {k: v for k, v in opened.nameplate.items() if k not in _OWN}
    depends = (opened.regulation.id, nameplate, opened.stage, opened.date, opened.standards, opened.policy)
    return hashlib.sha256(json.encode(depends, order="sorted")).hexdigest()
