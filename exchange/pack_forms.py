"""What stations and a platform say about packs of field kits, which the platform only passes on."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from exchange.fields import Digest


class PackForm(BaseModel):
    """A pack that is ready.

    Attributes:
        manifest: Digest of its manifest, a file that is there whole.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    manifest: Digest


class PassedOn(BaseModel):
    """A pack as the platform lists it.

    Attributes:
        number: Its number, from 1.
        manifest: Digest of its manifest.
        sender: Fingerprint of the key that sent it.
        received: When.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: int
    manifest: Digest
    sender: str
    received: str


class Packs(BaseModel):
    """Packs of an institute."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    packs: list[PassedOn]
