"""Runs of one kind: what the start gates look at is the same in all of them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from records.event import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

_OWN = {"serial", "client", "client_address"}
"""What of a nameplate names one instrument, and no start gate looks at."""


def kind_of(opened: Mapping[str, Any]) -> str:
    """A digest of everything in the first entry of a run that the start gates depend on."""
    nameplate = {k: v for k, v in opened["nameplate"].items() if k not in _OWN}
    depends = {key: opened[key] for key in ("stage", "date", "standards", "policy")}
    body = {"regulation": opened["regulation"]["id"], "nameplate": nameplate, **depends}
    return hashlib.sha256(canonical(body).encode()).hexdigest()
