"""A certificate of a standard that turned out to be wrong, and what it means for runs that relied on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from msgspec import structs

from procedures.text import Text

if TYPE_CHECKING:
    from records.entries import Opened, StandardUsed
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

    def names(self, standard: StandardUsed) -> bool:
        """Whether a standard in use is the one with this certificate."""
        return self.standard in {standard.id, standard.certificate}

    def concerns(self, opened: Opened) -> bool:
        """Whether a run relied on the certificate."""
        return date.fromisoformat(opened.date) >= self.since and any(map(self.names, opened.standards))

    def applied(self, opened: Opened) -> Opened:
        """The first entry of a run as it would have been with the corrected certificate.

        Raises:
            ValueError: The change does not fit the certificate.
        """
        named = [s for s in opened.standards if self.names(s)]
        concerned = [s for s in named if self.corrected is None or self.corrected.concerns(s.quantities)] or named
        standards = tuple(self._corrected(s) if s in concerned else s for s in opened.standards)
        return structs.replace(opened, standards=standards)

    def roles(self, opened: Opened) -> frozenset[str]:
        """Roles the standard fills in a run."""
        return frozenset(s.role for s in opened.standards if self.names(s))

    def withdrawal(self) -> Text:
        """Why runs are void."""
        return Text(
            f"计量标准 {self.standard} 的证书已被撤销", f"the certificate of standard {self.standard} was withdrawn"
        )

    def _corrected(self, standard: StandardUsed) -> StandardUsed:
        if self.corrected is None:
            return standard
        first, last = self.corrected.valid_from, self.corrected.valid_until
        return structs.replace(
            standard,
            quantities=self.corrected.applied(standard.quantities),
            valid_from=first.isoformat() if first is not None else standard.valid_from,
            valid_until=last.isoformat() if last is not None else standard.valid_until,
        )
