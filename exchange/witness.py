"""The witness of a supervision platform, as a station reaches it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from exchange.errors import ExchangeError
from exchange.http import Link, client_of
from exchange.settings import PlatformSettings
from exchange.witness_forms import Form, Head, OfStore, Others, Proof, ReceiptForm
from records.errors import WitnessError
from records.witness.receipt import Proved, Receipt, TreeHead

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from records.ledger import Signer
    from records.witness.statement import Statement

F = TypeVar("F", bound=Form)
BELOW = "api/v1/witness"
TIMEOUT = 10.0
"""Seconds that an answer may take; a run that has ended waits no longer."""


class PlatformWitness:
    """The witness of a platform.

    Args:
        address: Address of the platform.
        link: The connection to it.
    """

    def __init__(self, address: str, link: Link) -> None:
        self.address, self._link = address, link

    def begin(self) -> None:
        """Nothing: a platform makes itself ready."""

    def head(self) -> TreeHead:
        """How much it holds."""
        return msgspec.convert(self._asked("GET", "", Head).model_dump(), TreeHead)

    def receive(self, told: Sequence[tuple[int, Statement]]) -> Receipt:
        """Tell statements, each once; the answer for each."""
        content = {"statements": [{"n": n, **msgspec.to_builtins(s)} for n, s in told]}
        return msgspec.convert(self._asked("POST", "", ReceiptForm, content=content).model_dump(), Receipt)

    def of_store(self, store: str) -> tuple[TreeHead, list[Proved]]:
        """Everything it was told of a store, part after part, against one head."""
        part = self._asked("GET", f"/stores/{store}", OfStore)
        head, found = part.head, [*part.entries]
        while part.entries:
            query = {"after": found[-1].index, "size": head.size}
            part = self._asked("GET", f"/stores/{store}", OfStore, query=query)
            if (part.head.size, part.head.root) != (head.size, head.root):
                raise WitnessError(self.address, "it states two roots for one tree")
            found += part.entries
        entries = [msgspec.convert(entry.model_dump(), Proved) for entry in found]
        return msgspec.convert(head.model_dump(), TreeHead), entries

    def consistency(self, old: int, size: int) -> list[bytes]:
        """The proof that the tree of `old` statements is the beginning of the one of `size`."""
        found = self._asked("GET", "/consistency", Proof, query={"old": old, "size": size})
        try:
            return [bytes.fromhex(h) for h in found.proof]
        except ValueError as error:
            raise WitnessError(self.address, "its proof cannot be read") from error

    def others(self, store: str, keys: Sequence[str]) -> dict[str, int]:
        """Other stores of the institute that it was told of; it tells them of all keys of the institute."""
        del keys
        return self._asked("GET", f"/others/{store}", Others).stores

    def _asked(
        self, method: str, path: str, form: type[F], *, query: Mapping[str, str | int] | None = None, content: object = None
    ) -> F:  # fmt: skip
        try:
            return self._link.ask(method, BELOW + path, form, query=query, content=content)
        except ExchangeError as error:
            raise WitnessError(self.address, str(error)) from error


def platform_witness(address: str, signer: Signer) -> PlatformWitness:
    """The witness of the platform at an address; it is asked once, and what fails is told later.

    Args:
        address: Address of the platform.
        signer: The station's key, which is registered there.
    """
    settings = PlatformSettings(url=address, institute="witness", timeout=TIMEOUT)
    return PlatformWitness(address, Link(settings, signer, client_of(settings, ""), tries=1))
