"""A certificate of a standard that turned out to be wrong, and what it means for runs that relied on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import convert, json

from procedures.text import Text
from records.entries.certificate import QuantityUsed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from records.recall import CorrectedCertificate


@dataclass(frozen=True, slots=True)
class CertificateChange:
    """The certificate of one standard as it should have been.

    Attributes:
        standard: Identity of the standard in the register, or the number of one certificate.
        since: Runs of this day and later relied on it.
        corrected: What the corrected certificate states; None where it is withdrawn, so that there is no valid one.
    """

    standard: str
    since: date
    corrected: CorrectedCertificate | None = None

    @property
    def withdrawn(self) -> bool:
        """Whether there is no valid certificate at all."""
        return self.corrected is None

    def names(self, entry: Mapping[str, Any]) -> bool:
        """Whether an entry of `opened["standards"]` is the standard with this certificate."""
        return self.standard in {entry["id"], entry["certificate"]}

    def concerns(self, opened: Mapping[str, Any]) -> bool:
        """Whether a run relied on the certificate."""
        return date.fromisoformat(opened["date"]) >= self.since and any(map(self.names, opened["standards"]))

    def applied(self, opened: Mapping[str, Any]) -> dict[str, Any]:
        """The first entry of a run as it would have been with the corrected certificate.

        Raises:
            ValueError: The change does not fit the certificate.
        """
        return {**opened, "standards": [self._corrected(e) if self.names(e) else e for e in opened["standards"]]}

    def roles(self, opened: Mapping[str, Any]) -> frozenset[str]:
        """Roles the standard fills in a run."""
        return frozenset(e["role"] for e in opened["standards"] if self.names(e))

    def withdrawal(self) -> Text:
        """Why runs are void."""
        return Text(
            f"计量标准 {self.standard} 的证书已被撤销", f"the certificate of standard {self.standard} was withdrawn"
        )

    def _corrected(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        if self.corrected is None:
            return dict(entry)
        quantities = self.corrected.applied(convert(entry["quantities"], tuple[QuantityUsed, ...]))
        found = {**entry, "quantities": json.decode(json.encode(quantities))}
        for name in ("valid_from", "valid_until"):
            day = getattr(self.corrected, name)
            found[name] = day.isoformat() if day is not None else entry[name]
        return found
