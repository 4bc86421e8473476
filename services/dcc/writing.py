"""The DCC of a stored run, and the key that signs it."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from records.durable_file import write_durably
from records.register import read
from records.store import Store
from records.verification import ledger_of, read_verified
from reports.dcc.file import dcc_file
from reports.dcc.opening import open_dcc
from reports.dcc.signing import Key
from reports.errors import DccFault
from reports.model import read_run
from reports.signatures.keys import read_certificates
from services.dcc.opening import schemas_folder
from services.issuing.gate import numbered_in
from services.key_files import PASSPHRASE, KeyFile
from services.runs import amended
from services.standards.capability_check import refuse_below_capability

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def write_dcc(url: str, name: str, output: Path, key: Key | None, schemas: Path | None) -> bool:
    """Write the DCC of a run; returns whether it was held against the schemas of PTB.

    Args:
        url: The store.
        name: The run, or the beginning of its name; ``last`` is the newest.
        output: The file.
        key: Signs it.
        schemas: Their folder, see `services.dcc.opening.Sources`.

    Raises:
        UnknownRun, NotIntact: There is no such run, or it was altered.
        ReportError: It gets no DCC, or what was written is not valid; no file is written then.
    """
    records = Store(url, read_only=True)
    try:
        run = records.find(name)
        ledger = ledger_of(records)
        entries = read_verified(records, run, ledger)
        refuse_below_capability(records, entries)
        later = amended(records.runs()).get(run, "")
        view = replace(
            read_run(entries), ledger=ledger.place(run), replaced_by=later, numbered=numbered_in(records, run)
        )
    finally:
        records.close()
    content, folder = dcc_file(view, key), schemas_folder(schemas)
    if folder is not None:
        open_dcc(content, str(output), folder, strict=True)
    write_durably(output, content)
    return folder is not None


def signing_key(file: Path, secret: Callable[[str], str]) -> Key:
    """The key that a file describes.

    Args:
        file: See `services.key_files.KeyFile`.
        secret: Asks for the passphrase that the environment does not give.

    Raises:
        DccFault: It describes a token or a command, which sign PDF only.
        RegisterError, SignatureFault: The file or a certificate cannot be used.
    """
    described = read(file, KeyFile)
    if not described.key:
        raise DccFault(f"{file}: a DCC is signed with a private key in PEM; a token or a command signs PDF only")
    paths = [file.parent / described.certificate, file.parent / described.authority]
    certificates = tuple(found[0].dump() for found in (read_certificates(path.read_bytes()) for path in paths))
    passphrase = os.environ.get(PASSPHRASE) or secret(PASSPHRASE)
    return Key((file.parent / described.key).read_bytes(), passphrase, certificates)
