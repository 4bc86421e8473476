"""Steps of something that takes weeks, each an entry of the ledger: of a lot of meters, of a campaign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeAlias, TypeVar

from msgspec import ValidationError, convert

from records.errors import StoreError
from records.prepared import prepared

if TYPE_CHECKING:
    from collections.abc import Sequence

S = TypeVar("S")
Entered: TypeAlias = tuple[int, str, str, dict[str, Any]]
"""Number, time and fingerprint of the key of a ledger entry, and its body."""


class Placed(NamedTuple, Generic[S]):
    """A step with its ledger entry: number, time, fingerprint of the key that signed it."""

    n: int
    time: str
    key: str
    step: S


def read_steps(entries: Sequence[Entered], types: Any, about: str) -> list[Placed[Any]]:
    """The steps that ledger entries hold, in order.

    Args:
        entries: The entries.
        types: Type of a step, or the union of them.
        about: Their kind, for the message.

    Raises:
        StoreError: An entry is not what its type says.
    """
    found: list[Placed[Any]] = []
    for n, time, key, content in entries:
        try:
            found.append(Placed(n, time, key, convert(content, prepared(types))))
        except ValidationError as error:
            raise StoreError(f"ledger entry {n} ({about}) is not what it must be: {error}") from error
    return found
