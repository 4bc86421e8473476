"""A measurement standard as the first entry names it: its certificate in force, and its chain of traceability."""

from __future__ import annotations

from typing import Literal

from metrology.text import Text  # noqa: TC001  msgspec needs it
from records.entries.certificate import QuantityUsed  # noqa: TC001  msgspec needs it
from records.entries.fields import Key, Part


class ChainLink(Part, frozen=True, kw_only=True):
    """One step above a standard.

    Attributes:
        id: Identity in the register.
        kind: ``standard``; ``institute``, which ends a chain; ``none``: nothing is named above; ``unknown``: what is
            named is not in the register; ``circle``: it is in the chain already.
        name: Its name.
        certificate: Its certificate.
        valid_from, valid_until: First and last day of that, empty where none is given.
        state, state_reason: Why a standard was not in use: suspended, recalled, scrapped; empty where it was.
        recalled: Why the certificate was recalled; empty where it stood.
    """

    id: str
    kind: Literal["standard", "institute", "none", "unknown", "circle"]
    name: str = ""
    certificate: str = ""
    valid_from: str = ""
    valid_until: str = ""
    state: Literal["", "suspended", "recalled", "scrapped"] = ""
    state_reason: str = ""
    recalled: str = ""


class StandardUsed(Part, frozen=True, kw_only=True):
    """A measurement standard in use, with the certificate in force on the day, and what is above it, nearest first.

    Attributes:
        state, state_reason: Why it may not be used: suspended, recalled, scrapped; empty where it may.
        recalled: Why the certificate was recalled; empty where it stands.
    """

    id: str
    role: Key
    name: Text
    model: str
    serial: str
    range: str
    accuracy: str
    certificate: str
    issuer: str
    valid_from: str
    valid_until: str
    quantities: tuple[QuantityUsed, ...]
    firmware: str = ""
    traceability: tuple[ChainLink, ...] = ()
    state: str = ""
    state_reason: str = ""
    recalled: str = ""
