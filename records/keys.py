"""The station's signing key, and the public keys it trusts. They never lie in the store they protect."""

from __future__ import annotations

import base64
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from records.audit import fingerprint, message
from records.errors import StoreError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FOLDER = "STEELYARD_KEYS"


def key_folder() -> Path:
    """Folder of the keys: `STEELYARD_KEYS`, else the user's configuration folder."""
    if FOLDER in os.environ:
        return Path(os.environ[FOLDER])
    base = os.environ.get("APPDATA") or os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(base) / "steelyard"


class StationKey:
    """Signs with this station's Ed25519 key.

    Args:
        key: The private key.
    """

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = key.public_key().public_bytes_raw()
        self.name = fingerprint(self.public)

    def sign(self, run: str, seq: int, hash_: str) -> str:
        """Seal an entry; base64 text."""
        return base64.b64encode(self._key.sign(message(run, seq, hash_))).decode()


def station_key(folder: Path | None = None) -> StationKey:
    """This station's key, made at its first use, readable by its owner alone.

    Raises:
        StoreError: The folder cannot be read or written, or holds something that is no key.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    folder = folder or key_folder()
    path = folder / "station.key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _make(Ed25519PrivateKey.generate(), path)
        key = StationKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text(encoding="ascii"))))
        public = folder / f"{key.name}.pub"
        if not public.exists():
            public.write_text(key.public.hex() + "\n", encoding="ascii")
    except (OSError, ValueError) as error:
        remedy = f"Restore the key from its backup, or set {FOLDER} to its folder."
        raise StoreError(f"station key {path}: {error}. {remedy}") from error
    return key


def _make(key: Ed25519PrivateKey, path: Path) -> None:
    """Write a new key whole or not at all; where another process was quicker, its key stays."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="station-")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key.private_bytes_raw().hex())
    try:
        os.link(name, path)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()


def trusted_keys(folder: Path | None = None) -> dict[str, bytes]:
    """Public keys this station trusts, its own among them: every ``*.pub`` of the folder, by fingerprint.

    Raises:
        StoreError: One of the files holds no public key.
    """
    found: dict[str, bytes] = {}
    for path in sorted((folder or key_folder()).glob("*.pub")):
        try:
            key = bytes.fromhex(path.read_text(encoding="ascii").strip())
        except ValueError as error:
            raise StoreError(f"{path} holds no public key: {error}. Remove it, or put the right file there.") from error
        found[fingerprint(key)] = key
    return found
