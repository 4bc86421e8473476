"""The station's key in a PKCS#11 token: a smart card, a USB token, a hardware security module. It never leaves it.

Ed25519 where the token can, else ECDSA on P-256 with SHA-256; the length of a public key tells which, see
`records.audit.algorithm`. The PIN comes from `STEELYARD_TOKEN_PIN` or from a file that its owner alone may read; it
stands on no command line, in no message and in no log.
"""

from __future__ import annotations

import base64
import hashlib
import os
import stat
import threading
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from records.audit import P256_ORDER, fingerprint, ledger_message, message
from records.block import ends
from records.errors import StoreError
from records.keys import station_name
from records.signed_text import text_message

if TYPE_CHECKING:
    from pathlib import Path

PIN = "STEELYARD_TOKEN_PIN"
_ED25519 = bytes.fromhex("06032b6570"), bytes.fromhex("130c656477617264733235353139")
"""Parameters of Ed25519 as tokens want them: the object identifier 1.3.101.112, or the name `edwards25519`."""
_P256 = bytes.fromhex("06082a8648ce3d030107")
_POINT = 65


class TokenKey:
    """Signs with a key that a token holds.

    Args:
        private: The private key, an object of `pkcs11`.
        public: The public key: 32 bytes of Ed25519, or 65 bytes of P-256, not compressed.
    """

    def __init__(self, private: Any, public: bytes) -> None:
        self._private, self.public = private, public
        self.name = fingerprint(public)
        self._lock = threading.Lock()  # a session of a token is for one thread at a time

    @cached_property
    def station(self) -> str:
        """What the station calls itself."""
        return station_name()

    def seal(self, run: str, seq: int, prev: str, entries: str) -> str:
        """Sign a block of journal entries by the hash of its last entry; base64 text.

        Raises:
            StoreError: The token does not sign.
        """
        del prev
        return self._signed(message(run, *ends(seq, entries)))

    def sign_ledger(self, entry: str) -> str:
        """Sign a ledger entry; base64 text.

        Raises:
            StoreError: The token does not sign.
        """
        return self._signed(ledger_message(entry))

    def sign_text(self, text: str) -> str:
        """Sign a text of the exchange, see `records.signed_text`; base64 text.

        Raises:
            StoreError: The token does not sign.
        """
        return self._signed(text_message(text))

    def _signed(self, what: bytes) -> str:
        from pkcs11 import Mechanism, PKCS11Error

        try:
            with self._lock:
                if len(self.public) != _POINT:
                    raw = self._private.sign(what, mechanism=Mechanism.EDDSA)
                else:
                    raw = _low(self._private.sign(hashlib.sha256(what).digest(), mechanism=Mechanism.ECDSA))
        except PKCS11Error as error:
            raise StoreError(
                f"the token with key {self.name} does not sign: {_name(error)}. Is it plugged in?"
            ) from None
        return base64.b64encode(raw).decode()


def token_key(module: Path, token: str, label: str, pin_file: Path | None = None) -> TokenKey:
    """The key of a token; made in it at its first use.

    Args:
        module: The token's PKCS#11 library.
        token: Label of the token.
        label: Label of the key pair.
        pin_file: File with the PIN; without one `STEELYARD_TOKEN_PIN` holds it.

    Raises:
        StoreError: The library, the token or the PIN cannot be used, or the token can make no key of a known kind.
    """
    return _opened(str(module.absolute()), token, label, str(pin_file) if pin_file else "")


@cache
def _opened(module: str, token: str, label: str, pin_file: str) -> TokenKey:
    """Open the token once: the variable with the PIN is taken out of the environment, so that no child inherits it."""
    try:
        import pkcs11
    except ImportError as error:
        raise StoreError("a key in a token needs the package python-pkcs11: pip install 'steelyard[token]'") from error
    pin = _pin(pin_file)
    try:
        session = pkcs11.lib(module).get_token(token_label=token).open(user_pin=pin, rw=True)
        return TokenKey(*_pair(session, label))
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:  # a library that cannot be loaded is a RuntimeError
        cause = _name(error).replace(pin, "***")
        remedy = "Check [token] in laboratory.toml, that the token is plugged in, and the PIN."
        raise StoreError(f"key {label!r} in token {token!r} of {module}: {cause}. {remedy}") from None


def _pin(pin_file: str) -> str:
    if not pin_file:
        pin = os.environ.pop(PIN, "")
        if not pin:
            raise StoreError(f"the PIN of the token is missing: set {PIN}, or pin_file in [token] of laboratory.toml")
        return pin
    try:
        with open(pin_file, encoding="utf-8") as file:  # noqa: PTH123  the open file is looked at, not its name
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode) or (os.name != "nt" and state.st_mode & 0o077):
                raise StoreError(f"{pin_file} must be a file that its owner alone may read: chmod 600")
            pin = file.read(1000).strip()
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{pin_file}, which holds the PIN of the token, cannot be read: {type(error).__name__}"
        ) from None
    if not pin:
        raise StoreError(f"{pin_file} is empty; it holds the PIN of the token")
    return pin


def _pair(session: Any, label: str) -> tuple[Any, bytes]:
    """Private key and public key of a label, made where there are none.

    Raises:
        StoreError: There are several, or only half of a pair, or of another kind.
    """
    from pkcs11 import Attribute, ObjectClass

    found = {
        kind: list(session.get_objects({Attribute.CLASS: kind, Attribute.LABEL: label}))
        for kind in (ObjectClass.PRIVATE_KEY, ObjectClass.PUBLIC_KEY)
    }
    private, public = found[ObjectClass.PRIVATE_KEY], found[ObjectClass.PUBLIC_KEY]
    if not private and not public:
        made = _made(session, label)
        private, public = [made[1]], [made[0]]
    if len(private) != 1 or len(public) != 1:
        raise StoreError(
            f"the token holds {len(private)} private and {len(public)} public keys {label!r}; keep one pair"
        )
    return private[0], _raw(bytes(public[0][Attribute.EC_POINT]), label)


def _made(session: Any, label: str) -> tuple[Any, Any]:
    import pkcs11
    from pkcs11 import Attribute, KeyType, Mechanism

    secret = {
        "store": True,
        "label": label,
        "private_template": {Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False},
    }
    for parameters in _ED25519:
        try:
            curve = session.create_domain_parameters(KeyType.EC_EDWARDS, {Attribute.EC_PARAMS: parameters}, local=True)
            pair: tuple[Any, Any] = curve.generate_keypair(mechanism=Mechanism.EC_EDWARDS_KEY_PAIR_GEN, **secret)
        except pkcs11.PKCS11Error:
            continue  # it wants the other form, or knows P-256 only
        return pair
    curve = session.create_domain_parameters(KeyType.EC, {Attribute.EC_PARAMS: _P256}, local=True)
    made: tuple[Any, Any] = curve.generate_keypair(**secret)
    return made


def _raw(point: bytes, label: str) -> bytes:
    """The public key from its point, which tokens wrap in an octet string."""
    for length in (32, _POINT):
        if len(point) == length or point[:-length] == bytes([4, length]):
            return point[-length:]
    raise StoreError(f"key {label!r} in the token is neither Ed25519 nor P-256; name another label")


def _low(signature: bytes) -> bytes:
    """The one of two valid ECDSA signatures that evidence holds: s in the lower half."""
    r, s = signature[:32], int.from_bytes(signature[32:], "big")
    return r + min(s, P256_ORDER - s).to_bytes(32, "big")


def _name(error: Exception) -> str:
    return f"{type(error).__name__} {error}".strip()
