"""The DCC of a stored run, and the key that signs it."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from records.durable_file import write_durably
from records.register import read
from records.store import Store
from reports.dcc.file import dcc_file
from reports.dcc.opening import open_dcc
from reports.dcc.signing import CommandKey, Key, TokenKey
from reports.signatures.keys import read_certificates
from reports.signatures.signing import identity
from services.dcc.opening import schemas_folder
from services.issuing.gate import approved, numbered_in, verified_run
from services.signing.key_files import PASSPHRASE, PIN, KeyFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reports.dcc.signing import Signing


def write_dcc(url: str, name: str, output: Path, key: Signing | None, schemas: Path | None) -> bool:
    """Write the DCC of a run; returns whether it was held against the schemas of PTB.

    Args:
        url: The store.
        name: The run, or the beginning of its name; ``last`` is the newest.
        output: The file.
        key: Signs it: only the certificate of a run that was checked and approved.
        schemas: Their folder, see `services.dcc.opening.Sources`.

    Raises:
        UnknownRun, NotIntact: There is no such run, or it was altered.
        RegistersError: It would be signed, and its document was not approved, or not by the owner of the key.
        ReportError: It gets no DCC, or what was written is not valid; no file is written then.
    """
    records = Store(url, read_only=True)
    try:
        run = records.find(name)
        if key is not None:
            view = approved(records, run, signing_person(key))
        else:
            view = replace(verified_run(records, run), numbered=numbered_in(records, run))
    finally:
        records.close()
    content, folder = dcc_file(view, key), schemas_folder(schemas)
    if folder is not None:
        open_dcc(content, str(output), folder, strict=True)
    write_durably(output, content)
    return folder is not None


def signing_person(key: Signing) -> str:
    """Whom the certificate of a key names."""
    return identity(read_certificates(key.certificates[0])[0]).person


def signing_key(file: Path, secret: Callable[[str], str]) -> Signing:
    """The key that a file describes.

    Args:
        file: See `services.signing.key_files.KeyFile`.
        secret: Asks for the passphrase or PIN that the environment does not give.

    Raises:
        RegisterError, SignatureFault: The file or a certificate cannot be used.
    """
    described, folder = read(file, KeyFile), file.parent
    paths = [folder / described.certificate, folder / described.authority]
    certificates = tuple(found[0].dump() for found in (read_certificates(path.read_bytes()) for path in paths))
    if described.command:
        return CommandKey(described.command, certificates)
    if described.token:
        pin = os.environ.get(PIN) or secret(PIN)
        return TokenKey(folder / described.module, described.token, described.label, pin, certificates)
    passphrase = os.environ.get(PASSPHRASE) or secret(PASSPHRASE)
    return Key((folder / described.key).read_bytes(), passphrase, certificates)
