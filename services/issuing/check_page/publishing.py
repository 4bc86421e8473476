"""Publishes the states of the documents of a store: the signed list, and the page that reads it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from metrology.text import Text
from records.durable_file import write_durably
from records.errors import RegisterError
from records.register import LABORATORY, LaboratoryFile, find_folder, read
from reports.errors import SignatureFault
from services.issuing.check_page.writing import PAGE, STATES, check_page
from services.issuing.published import DAYS, published
from services.signing.key_files import KeyFile, get_signer

if TYPE_CHECKING:
    from collections.abc import Callable

    from asn1crypto.x509 import Certificate


def publish(
    url: str, output: Path, key_file: Path, *, secret: Callable[[str], str], days: int = DAYS, near: Path | None = None
) -> list[Path]:  # fmt: skip
    """Write the signed list of states; into a folder, with the page for checking; returns the files.

    Args:
        url: The store.
        output: The file of the list, if its name ends with ``.json``; else the folder that a web server shows.
        key_file: The key of the seal.
        secret: Asks for the passphrase or PIN.
        days: For how many days the list is current.
        near: A file in the laboratory's folder; None for the current folder.

    Raises:
        StoreError: The store cannot be read.
        RegisterError: The key file or ``laboratory.toml`` is wrong.
        SignatureFault: The key does not sign, or a browser could not verify it.
    """
    signer = get_signer(read(key_file, KeyFile), key_file.parent, secret)
    if output.suffix.lower() == ".json":
        write_durably(output, published(url, signer, days=days))
        return [output]
    name, seals = trusted_seals(near)
    own = signer.signing_cert
    known = seals if any(own.dump() == seal.dump() for seal in seals) else [own, *seals]
    page = check_page(known, name)
    made = published(url, signer, days=days)
    output.mkdir(parents=True, exist_ok=True)
    write_durably(output / STATES, made)
    write_durably(output / PAGE, page.encode())
    return [output / PAGE, output / STATES]


def trusted_seals(near: Path | None = None) -> tuple[Text, list[Certificate]]:
    """Name of the laboratory, and the certificates of its seals that ``laboratory.toml`` names.

    Args:
        near: A file in the laboratory's folder; None for the current folder.

    Raises:
        RegisterError: ``laboratory.toml`` cannot be read.
        SignatureFault: A file is no certificate, or is not there.
    """
    try:
        folder = find_folder(near if near is not None else Path.cwd() / "anything")
    except RegisterError:
        return Text.same(""), []
    file = read(folder / LABORATORY, LaboratoryFile)
    seals = []
    for name in file.documents.seals:
        from reports.signatures.keys import read_certificates

        try:
            seals.append(read_certificates((folder / name).read_bytes())[0])
        except OSError as error:
            raise SignatureFault(f"{folder / name} of [documents] seals cannot be read: {error.strerror}") from error
    return Text(file.laboratory.name, file.laboratory.name_en or file.laboratory.name), seals
