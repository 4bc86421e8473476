"""The station's signing key. It never lies in the store whose entries it seals.

Which keys a store trusts is stated in the ledger of the store (`records.trust`), not by files in this folder. The
``.pub`` file here is the public part, to be handed to somebody who may list it: `steelyard keys trust FILE.pub`.
"""

from __future__ import annotations

import base64
import getpass
import os
import platform
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from inputs.bounded import read_text
from records.audit import algorithm, fingerprint, ledger_message, message
from records.block import ends
from records.durable_file import write_durably
from records.errors import StoreError
from records.signed_text import text_message

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from records.ledger import Signer

FOLDER = "STEELYARD_KEYS"
AGENT = "STEELYARD_KEY_AGENT"


def key_folder() -> Path:
    """Folder of the key: `STEELYARD_KEYS`, else the user's configuration folder."""
    if FOLDER in os.environ:
        return Path(os.environ[FOLDER])
    base = os.environ.get("APPDATA") or os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(base) / "steelyard"


def station_name() -> str:
    """What this station calls itself in a list of keys: user and computer."""
    return f"{getpass.getuser()}@{platform.node()}"


class StationKey:
    """Signs with this station's Ed25519 key.

    Args:
        key: The private key.
    """

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = key.public_key().public_bytes_raw()
        self.name = fingerprint(self.public)

    @cached_property
    def station(self) -> str:
        """What the station calls itself."""
        return station_name()

    def seal(self, run: str, seq: int, prev: str, entries: str) -> str:
        """Sign a block of journal entries by the hash of its last entry; base64 text.

        Args:
            run: The run.
            seq: Number of the block's first entry.
            prev: Hash of the entry before; not needed by a key that believes its caller.
            entries: The block, an entry a line.
        """
        del prev
        return self._signed(message(run, *ends(seq, entries)))

    def sign_ledger(self, entry: str) -> str:
        """Sign a ledger entry; base64 text."""
        return self._signed(ledger_message(entry))

    def sign_text(self, text: str) -> str:
        """Sign a text of the exchange, see `records.signed_text`; base64 text."""
        return self._signed(text_message(text))

    def _signed(self, what: bytes) -> str:
        return base64.b64encode(self._key.sign(what)).decode()


def station_key(folder: Path | None = None) -> Signer:
    """This station's key: the agent's that `STEELYARD_KEY_AGENT` names, else the one in the folder.

    A key is made at its first use, readable by its owner alone.

    Raises:
        StoreError: The folder cannot be read or written, or holds something that is no key; the agent does not answer.
    """
    if folder is None and os.environ.get(AGENT):
        from records.key_agent import AgentKey

        return AgentKey(Path(os.environ[AGENT]))
    return file_key(folder or key_folder())


def file_key(folder: Path) -> StationKey:
    """The key in a folder, made where there is none.

    Raises:
        StoreError: The folder cannot be read or written, or holds something that is no key.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    path = folder / "station.key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            text = Ed25519PrivateKey.generate().private_bytes_raw().hex()
            with suppress(FileExistsError):  # another process was quicker; its key is the station's
                write_durably(path, text.encode("ascii"), replace=False, private=True)
        key = StationKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text(encoding="ascii"))))
        publish(key, folder / f"{key.name}.pub")
    except (OSError, ValueError) as error:
        remedy = f"Restore the key from its backup, or set {FOLDER} to its folder."
        raise StoreError(f"station key {path}: {error}. {remedy}") from error
    return key


def publish(key: Signer, path: Path) -> None:
    """Write the public part; one that is empty or cut off, as a full disk leaves it, is written again."""
    text = f"{key.public.hex()}\n".encode("ascii")
    if not path.is_file() or path.read_bytes() != text:
        write_durably(path, text)


def read_public_key(path: Path) -> bytes:
    """The public key in a file.

    Raises:
        StoreError: It holds none.
    """
    try:
        text = read_text(path, 1000).strip()
        key = bytes.fromhex(text)
    except ValueError as error:
        raise StoreError(f"{path} cannot be read as a public key: {error}") from error
    if not algorithm(key):
        found = "is empty" if not text else f"holds {len(key)} bytes"
        raise StoreError(
            f"{path} {found}; a public key has 32 or 65 bytes in hexadecimal. Ask its station for it again."
        )
    return key
