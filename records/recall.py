"""What changed in a certificate: a TOML file with the statements that are no longer as they were."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from records.certificates import Correction, Entry, Limit, Number, Quantity, nothing_as_none
from records.errors import RegisterError
from records.register import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from records.entries.certificate import QuantityUsed, RangeUsed

_OF_RANGE = ("lower", "upper", "maximum_permissible_error", "expanded_uncertainty", "correction")
_STATED = (*_OF_RANGE, "quantities", "valid_from", "valid_until")


class CorrectedCertificate(Entry):
    """The changed parts of one certificate, see `records.certificates`; what is absent is as it was.

    Attributes:
        unit, key: Which quantity `lower` to `correction` are about; empty for the only one.
        lower, upper: Ends of its only range.
        maximum_permissible_error, expanded_uncertainty, correction: In each of its ranges.
        quantities: Instead of those, everything that the certificate states.
        valid_from, valid_until: Its validity.
        certificate: Number of the corrected certificate, if it has a new one.
    """

    unit: str = ""
    key: str = ""
    lower: Number | None = None
    upper: Number | None = None
    maximum_permissible_error: Limit | None = None
    expanded_uncertainty: Limit | None = None
    correction: Correction | None = None
    quantities: tuple[Quantity, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    certificate: str = ""

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields that are given."""
        return tuple(name for name in _STATED if getattr(self, name) not in (None, ()))

    def applied(self, quantities: Sequence[QuantityUsed]) -> tuple[QuantityUsed, ...]:
        """The quantities of a certificate with the changes.

        Raises:
            RegisterError: It is not said which quantity or range changes, or the result is no certificate.
        """
        if self.quantities:
            keys = {q.key for q in quantities}
            return tuple(q.used() for q in self.quantities if not q.key or q.key in keys)
        if not set(self.changed) & set(_OF_RANGE):
            return tuple(quantities)
        chosen = [q for q in quantities if self._names(q)]
        if len(chosen) != 1:
            units = ", ".join(f"{q.unit} {q.key}".strip() for q in quantities)
            raise RegisterError(
                "--certificate", [f"unit, key: the certificate states {units}; say which of them changes"]
            )
        if (self.lower is not None or self.upper is not None) and len(chosen[0].ranges) > 1:
            raise RegisterError("--certificate", ["lower, upper: there are several ranges; give quantities as a whole"])
        return tuple(self._quantity(q) if q is chosen[0] else q for q in quantities)

    def concerns(self, quantities: Sequence[QuantityUsed]) -> bool:
        """Whether it changes one of the quantities that a bench used of a certificate."""
        if self.quantities:
            keys = {q.key for q in self.quantities} - {""}
            return not keys or any(q.key in keys for q in quantities)
        return not (self.unit or self.key) or any(self._names(q) for q in quantities)

    def _names(self, quantity: QuantityUsed) -> bool:
        return quantity.unit in {self.unit or quantity.unit} and quantity.key in {self.key or quantity.key}

    def _quantity(self, quantity: QuantityUsed) -> QuantityUsed:
        found = replace(quantity, ranges=tuple(self._range(r) for r in quantity.ranges))
        try:
            found.certified()
        except ValueError as error:  # a table that cannot be interpolated
            raise RegisterError("--certificate", [str(error)]) from error
        return found

    def _range(self, of: RangeUsed) -> RangeUsed:
        ends = {name: format(end, "f") for name in ("lower", "upper") if (end := getattr(self, name)) is not None}
        stated = {name: s for name in _OF_RANGE[2:-1] if (s := getattr(self, name)) is not None}
        if self.correction is not None:
            stated["correction"] = nothing_as_none(self.correction)
        return replace(of, **ends, **stated)


def read_certificate(path: Path) -> CorrectedCertificate:
    """Read a file of changed statements.

    Raises:
        RegisterError: It cannot be read, has a field that no certificate has, or changes nothing.
    """
    found = read(path, CorrectedCertificate)
    if not found.changed:
        raise RegisterError(path, [f"changes nothing; give at least one of {', '.join(_STATED)}"])
    return found
