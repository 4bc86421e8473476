"""The key that a person or the seal signs documents with, as a file describes it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pydantic import model_validator

from records.certificates import Entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pyhanko.sign.signers.pdf_cms import Signer

PASSPHRASE, PIN = "STEELYARD_PASSPHRASE", "STEELYARD_TOKEN_PIN"


class KeyFile(Entry):
    """Which key signs: exactly one of `key`, `command` and `token`.

    Attributes:
        certificate: The signer's certificate, beside this file or absolute.
        authority: The certificate of the authority that issued it.
        key: A private key in PEM, with a passphrase.
        command: An external command that gets the bytes to be signed and writes the signature.
        module, token, label: A PKCS#11 library, the label of the token, and that of the key.
        time_stamps: Address of a time-stamp authority (RFC 3161).
    """

    certificate: str
    authority: str
    key: str = ""
    command: tuple[str, ...] = ()
    module: str = ""
    token: str = ""
    label: str = ""
    time_stamps: str = ""

    @model_validator(mode="after")
    def _one(self) -> KeyFile:
        if sum(map(bool, (self.key, self.command, self.token))) != 1:
            raise ValueError("name exactly one of key, command and token")
        if self.token and not (self.module and self.label):
            raise ValueError("a token needs module and label")
        return self


def get_signer(described: KeyFile, folder: Path, secret: Callable[[str], str]) -> Signer:
    """The signer that a key file describes.

    Raises:
        SignatureFault: The key cannot be opened.
    """
    from reports.signatures.keys import command_signer, pem_signer, read_certificates, token_signer

    certificate = read_certificates((folder / described.certificate).read_bytes())[0]
    chain = read_certificates((folder / described.authority).read_bytes())
    if described.key:
        given = os.environ.get(PASSPHRASE) or secret(PASSPHRASE)
        return pem_signer((folder / described.key).read_bytes(), given, certificate, chain)
    if described.command:
        return command_signer(described.command, certificate, chain)
    pin = os.environ.get(PIN) or secret(PIN)
    return token_signer(folder / described.module, described.token, described.label, pin, certificate, chain)
