"""A result in its envelope: the key that makes it one record, the result before it, and the station's signature."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from exchange.fields import Form, Key, NoKey
from records.audit import signed
from records.event import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from records.ledger import Signer

PREFIX = "exchange record\n"
"""How the text begins that the signature of a record signs."""


class Envelope(Form):
    """A result as it is sent."""

    key: Key = Field(description="Idempotency key: the same result sent again has the same key.")
    previous: NoKey = Field(default="", description="Key of the result of the same instrument that was sent before.")
    record: dict[str, Any] = Field(description="The result, see the schema `Result`.")
    signer: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")] = Field(description="Fingerprint of the station's key.")
    signature: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{4,190}={0,2}$")]


def statement(key: str, previous: str, record: Mapping[str, Any]) -> str:
    """The canonical JSON (RFC 8785) of what the signature covers.

    Raises:
        TypeError: The record holds a binary float, a key that is not ASCII, or no plain value.
    """
    return canonical({"key": key, "previous": previous, "record": record})


def signed_text(stated: str) -> str:
    """The text that is signed."""
    return PREFIX + hashlib.sha256(stated.encode()).hexdigest()


def sign_record(signer: Signer, stated: str) -> str:
    """The signature of a statement, base64."""
    return signer.sign_text(signed_text(stated))


def record_fault(public: bytes, signature: str, stated: str) -> str:
    """What is wrong with the signature of a statement; empty for nothing."""
    return signed(public, signature, signed_text(stated).encode())
