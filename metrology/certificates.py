"""Which document a result leads to, and until when it is valid.

Sources: 计量检定印、证管理办法 (1987), articles 5, 6 and 8; JJF 1002-2010, annex G. How the last day of validity is
counted differs between laboratories, so it is an argument; nothing here reads a clock.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Literal

from metrology.decision import Outcome
from metrology.status import Source, Status

MARKS_AND_CERTIFICATES: Final = Source("计量检定印、证管理办法 (1987), art. 5, 6, 8", Status.VERIFIED)


class Document(StrEnum):
    """Documents issued on a measuring instrument."""

    VERIFICATION_CERTIFICATE = "verification_certificate"
    REJECTION_NOTICE = "rejection_notice"
    CALIBRATION_CERTIFICATE = "calibration_certificate"
    ACCREDITED_CALIBRATION_CERTIFICATE = "accredited_calibration_certificate"

    @property
    def zh(self) -> str:
        """Chinese title."""
        return _DOCUMENT_WORDS[self][0]

    @property
    def en(self) -> str:
        """English title."""
        return _DOCUMENT_WORDS[self][1]


class Signer(StrEnum):
    """Persons who sign a verification document (art. 8)."""

    VERIFIER = "verifier"
    CHECKER = "checker"
    APPROVER = "approver"

    @property
    def zh(self) -> str:
        """Chinese label."""
        return _SIGNER_WORDS[self][0]

    @property
    def en(self) -> str:
        """English label."""
        return _SIGNER_WORDS[self][1]


_DOCUMENT_WORDS: Final = {
    Document.VERIFICATION_CERTIFICATE: ("检定证书", "Verification certificate"),
    Document.REJECTION_NOTICE: ("检定结果通知书", "Notice of verification result"),
    Document.CALIBRATION_CERTIFICATE: ("校准证书", "Calibration certificate"),
    Document.ACCREDITED_CALIBRATION_CERTIFICATE: ("校准证书(CNAS)", "Calibration certificate (accredited)"),
}
_SIGNER_WORDS: Final = {
    Signer.VERIFIER: ("检定", "Verified by"),
    Signer.CHECKER: ("核验", "Checked by"),
    Signer.APPROVER: ("主管(批准)", "Approved by"),
}
SEAL: Final = ("检定单位印章", "Seal of the verifying body")


@dataclass(frozen=True, slots=True)
class DocumentSelection:
    """What a result leads to.

    Attributes:
        document: Document to issue, or None when the result allows none.
        signers: Who has to sign it, in order.
        seal: Seal it bears, Chinese and English; None without a document.
        cancels_previous_mark: Whether an older certificate or mark has to be cancelled (注销).
        source: Clause and status.
    """

    document: Document | None
    signers: tuple[Signer, ...]
    seal: tuple[str, str] | None
    cancels_previous_mark: bool
    source: Source


def select_document(
    outcome: Outcome, *, by_regulation: bool = True, accredited: bool = False, marked_before: bool = False
) -> DocumentSelection:
    """Return the document that a result leads to.

    Under a verification regulation: conform gives the certificate, not conform the notice. An undecided, invalid or
    incomplete result gives neither: its record stays, and the measurement is repeated or completed. Without a
    verification regulation the result is a calibration, whatever its outcome, as long as it was measured validly.

    Args:
        outcome: Outcome of the whole run.
        by_regulation: Whether a verification regulation was followed in full.
        accredited: Whether a calibration is issued under the laboratory's accreditation.
        marked_before: Whether the instrument carries a valid mark or certificate from an earlier verification.
    """
    nothing = DocumentSelection(None, (), None, False, MARKS_AND_CERTIFICATES)
    if outcome in (Outcome.INVALID, Outcome.INCOMPLETE, Outcome.NOT_APPLICABLE):
        return nothing
    if not by_regulation:
        document = Document.ACCREDITED_CALIBRATION_CERTIFICATE if accredited else Document.CALIBRATION_CERTIFICATE
        return _selection(document, cancels=False)
    if outcome is Outcome.CONFORM:
        return _selection(Document.VERIFICATION_CERTIFICATE, cancels=False)
    return _selection(Document.REJECTION_NOTICE, marked_before) if outcome is Outcome.NOT_CONFORM else nothing


def _selection(document: Document, cancels: bool) -> DocumentSelection:  # noqa: FBT001 - a field, not a switch
    return DocumentSelection(document, tuple(Signer), SEAL, cancels, MARKS_AND_CERTIFICATES)


@dataclass(frozen=True, slots=True)
class Validity:
    """Validity of a verification: the last valid day and the day by which the next verification is due."""

    last_valid_day: date
    next_verification: date


LastDay = Literal["day_before", "same_day"]


def validity(verified_on: date, months: int, last_day: LastDay = "day_before") -> Validity:
    """Return the validity of a verification made on a day for a period in whole months.

    The day before the corresponding day is the last valid one by default (8 May 2013 and one year: 7 May 2014);
    "same_day" counts the corresponding day itself. Where the month is too short for that day, its last day stands in.

    Args:
        verified_on: Day of verification.
        months: Verification period, e.g. 12.
        last_day: Convention of the laboratory.

    Raises:
        ValueError: A period that is not positive, or an unknown convention.
    """
    if months < 1 or last_day not in ("day_before", "same_day"):
        raise ValueError(f"the period must be at least one month and the convention known, not {months}, {last_day!r}")
    year, month0 = divmod(verified_on.year * 12 + verified_on.month - 1 + months, 12)
    first = date(year, month0 + 1, 1)
    length = calendar.monthrange(year, month0 + 1)[1]
    days = verified_on.day - (last_day == "day_before")
    last = first + timedelta(days=min(days, length) - 1)
    return Validity(last, last + timedelta(days=1))
