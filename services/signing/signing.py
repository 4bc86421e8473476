"""The key that this station signs with: an agent's, a token's, or the file in the user's folder."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from records.errors import RegisterError
from records.keys import AGENT, key_folder, publish, station_key
from records.register import LaboratoryFile, find_folder, read
from records.token_key import token_key

if TYPE_CHECKING:
    from records.ledger import Signer


def signer(near: Path | None = None) -> Signer:
    """The key of this station.

    The agent's, if `STEELYARD_KEY_AGENT` names one; else that of the token that ``laboratory.toml`` names; else the one in
    the user's folder.

    Args:
        near: A file of the laboratory, such as the bench file; without one the current folder is looked at.

    Raises:
        StoreError: The key cannot be used.
        RegisterError: ``laboratory.toml`` cannot be read.
    """
    return station_key() if os.environ.get(AGENT) else held_key(near)


def held_key(near: Path | None = None) -> Signer:
    """The key that this computer holds itself: in the token, else in a file.

    Raises:
        StoreError: The key cannot be used.
        RegisterError: ``laboratory.toml`` cannot be read.
    """
    folder = None
    with suppress(RegisterError):  # a store may be read and amended where there is no laboratory
        folder = find_folder(near if near is not None else Path.cwd() / "anything")
    named = read(folder / "laboratory.toml", LaboratoryFile).token if folder is not None else None
    if folder is None or named is None:
        return station_key(key_folder())
    key = token_key(
        folder / named.module, named.token, named.label, folder / named.pin_file if named.pin_file else None
    )
    place = key_folder()
    place.mkdir(parents=True, exist_ok=True)
    publish(key, place / f"{key.name}.pub")
    return key
