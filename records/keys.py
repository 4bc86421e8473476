"""The station's signing key, and the public keys it trusts. They never lie in the store they protect."""

from __future__ import annotations

import base64
import os
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
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return StationKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text(encoding="ascii"))))
        made = StationKey(key := Ed25519PrivateKey.generate())
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key.private_bytes_raw().hex())
        (folder / f"{made.name}.pub").write_text(made.public.hex() + "\n", encoding="ascii")
    except (OSError, ValueError) as error:
        raise StoreError(
            f"station key {path}: {error}. Restore the key from its backup, or set {FOLDER} to its folder."
        ) from error
    return made


def trusted_keys(folder: Path | None = None) -> dict[str, bytes]:
    """Public keys this station trusts, its own among them: every ``*.pub`` of the folder, by fingerprint."""
    folder = folder or key_folder()
    raw = [bytes.fromhex(path.read_text(encoding="ascii").strip()) for path in sorted(folder.glob("*.pub"))]
    return {fingerprint(key): key for key in raw}
