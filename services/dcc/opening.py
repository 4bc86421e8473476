"""Opens a digital calibration certificate with the schemas and the authorities that are named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inputs.bounded import BadFile, read_bytes
from messages import both
from records.errors import RegisterError
from records.register import LABORATORY, LaboratoryFile, find_folder, read
from reports.dcc.opening import open_dcc
from reports.errors import DccFault, DccRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.dcc.opening import Opened
    from reports.signatures.trust import Trust

FOLDER = "STEELYARD_DCC"


class Sources(NamedTuple):
    """What a certificate is held against.

    Attributes:
        schemas: Folder of PTB's schemas; else `STEELYARD_DCC` names it, or ``[dcc] schemas`` of ``laboratory.toml``.
        trust: Certificates of authorities.
        revoked: Their lists of revoked certificates.
    """

    schemas: Path | None = None
    trust: Sequence[Path] = ()
    revoked: Sequence[Path] = ()


def opened(file: Path, sources: Sources, *, strict: bool = False) -> Opened:
    """A certificate.

    Args:
        file: XML, or a PDF that it is attached to.
        sources: What it is held against.
        strict: Refuse one that could not be checked against the schemas, or that breaks a rule of Schematron.

    Raises:
        DccRefused: It cannot be used; every reason with its line.
        DccFault: The schemas are needed and not to be found.
    """
    folder = schemas_folder(sources.schemas)
    if strict and folder is None:
        raise DccFault(
            "the schemas of the DCC are needed to check a certificate: name their folder with --schemas, with "
            "STEELYARD_DCC, or as [dcc] schemas in laboratory.toml"
        )
    try:
        content = read_bytes(file)
    except BadFile as error:
        raise DccRefused(str(file), [both(str(error))]) from error
    return open_dcc(content, str(file), folder, trust=_trust(sources), strict=strict)


def schemas_folder(given: Path | None) -> Path | None:
    """The folder of the schemas; None where none is named.

    Raises:
        DccFault: What is named is no folder.
    """
    named = given or (Path(os.environ[FOLDER]) if os.environ.get(FOLDER) else _of_laboratory())
    if named is not None and not named.is_dir():
        raise DccFault(f"the schemas of the DCC are not at {named}: it is no folder")
    return named


def _of_laboratory() -> Path | None:
    try:
        folder = find_folder(Path.cwd() / LABORATORY)
    except RegisterError:
        return None
    named = read(folder / LABORATORY, LaboratoryFile).dcc.schemas
    return folder / named if named else None


def _trust(sources: Sources) -> Trust | None:
    if not sources.trust:
        return None
    from services.issuing.document_check import trusted

    return trusted(sources.trust, sources.revoked)
