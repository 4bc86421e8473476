"""A certificate of a standard that turned out to be wrong, and what it means for runs that relied on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class CertificateChange:
    """The certificate of one standard as it should have been.

    Attributes:
        standard: Identity of the standard in the register, or the number of one certificate.
        since: Runs of this day and later relied on it.
        numbers: The numbers that change, by the names of the journal (`opened`, `standards`, `numbers`).
        valid_until: The last day of the corrected certificate; None where it stays.
        withdrawn: Whether there is no valid certificate at all.
    """

    standard: str
    since: date
    numbers: Mapping[str, str] = field(default_factory=dict)
    valid_until: date | None = None
    withdrawn: bool = False

    def names(self, entry: Mapping[str, Any]) -> bool:
        """Whether an entry of `opened["standards"]` is the standard with this certificate."""
        return self.standard in {entry["id"], entry["certificate"]}

    def concerns(self, opened: Mapping[str, Any]) -> bool:
        """Whether a run relied on the certificate."""
        return date.fromisoformat(opened["date"]) >= self.since and any(map(self.names, opened["standards"]))

    def applied(self, opened: Mapping[str, Any]) -> dict[str, Any]:
        """The first entry of a run as it would have been with the corrected certificate."""
        return {**opened, "standards": [self._corrected(e) if self.names(e) else e for e in opened["standards"]]}

    def roles(self, opened: Mapping[str, Any]) -> frozenset[str]:
        """Roles the standard fills in a run."""
        return frozenset(e["role"] for e in opened["standards"] if self.names(e))

    def moves(self, opened: Mapping[str, Any]) -> bool:
        """Whether a value of the standard, or its uncertainty, is another with the corrected certificate."""
        pairs = ((e["numbers"], self._corrected(e)["numbers"]) for e in opened["standards"] if self.names(e))
        return any(
            _differs(old, new, name) for old, new in pairs for name in ("correction", "relative_correction", "U")
        )

    def withdrawal(self) -> Text:
        """Why runs are void."""
        return Text(
            f"计量标准 {self.standard} 的证书已被撤销", f"the certificate of standard {self.standard} was withdrawn"
        )

    def _corrected(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        until = self.valid_until.isoformat() if self.valid_until else entry["valid_until"]
        return {**entry, "numbers": {**entry["numbers"], **self.numbers}, "valid_until": until}


def _differs(old: Mapping[str, str], new: Mapping[str, str], name: str) -> bool:
    return Decimal(new.get(name, "0")) != Decimal(old.get(name, "0"))
