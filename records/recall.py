"""What changed in a certificate: a TOML file with the fields of ``standards.toml`` that are no longer as they were."""

from __future__ import annotations

from datetime import date  # noqa: TC003  pydantic needs it
from decimal import Decimal  # noqa: TC003  pydantic needs it
from typing import TYPE_CHECKING, Any

from pydantic import field_validator

from records.errors import RegisterError
from records.register import NUMBERS, Entry, no_float, read

if TYPE_CHECKING:
    from pathlib import Path

_IN_JOURNAL = {
    "lower": "lower",
    "upper": "upper",
    "constant_error": "constant",
    "relative_error": "relative",
    "correction": "correction",
    "relative_correction": "relative_correction",
    "expanded_uncertainty": "U",
}


class CorrectedCertificate(Entry):
    """The changed fields of one standard, see `records.register.Standard`; what is absent is as it was.

    Attributes:
        certificate: Number of the corrected certificate, if it has a new one.
    """

    lower: Decimal | None = None
    upper: Decimal | None = None
    constant_error: Decimal | None = None
    relative_error: Decimal | None = None
    correction: Decimal | None = None
    relative_correction: Decimal | None = None
    expanded_uncertainty: Decimal | None = None
    valid_until: date | None = None
    certificate: str = ""

    @field_validator(*NUMBERS, mode="before")
    @classmethod
    def _text(cls, value: Any) -> Any:
        return no_float(value)

    def numbers(self) -> dict[str, str]:
        """The changed numbers by the names the journal gives them."""
        given = {field: getattr(self, field) for field in _IN_JOURNAL}
        return {_IN_JOURNAL[field]: format(value, "f") for field, value in given.items() if value is not None}


def read_certificate(path: Path) -> CorrectedCertificate:
    """Read a file of changed fields.

    Raises:
        RegisterError: It cannot be read, has a field that no certificate has, or changes nothing.
    """
    found = read(path, CorrectedCertificate)
    if not found.numbers() and found.valid_until is None:
        fields = ", ".join((*_IN_JOURNAL, "valid_until"))
        raise RegisterError(path, [f"changes nothing; give at least one of {fields}"])
    return found
