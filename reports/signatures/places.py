"""Where on the cover the signatures and the seal stand: read from the finished PDF, whatever letterhead is above it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from reports.errors import SignatureFault
from reports.pdfium import opened_pdf


class Role(StrEnum):
    """What a signature says, in the order in which a document is signed; also the name of its field."""

    VERIFIER = "verifier"
    CHECKER = "checker"
    APPROVER = "approver"
    SEAL = "seal"


WORDS = {
    Role.VERIFIER: (
        "检定员",
        "校准员",
        "检验员",
        "编制人",
        "Verified by",
        "Calibrated by",
        "Inspected by",
        "Prepared by",
    ),
    Role.CHECKER: ("核验员", "Checked by"),
    Role.APPROVER: ("批准人", "Approved by"),
    Role.SEAL: ("检定专用章", "校准专用章", "检验专用章", "Seal of the verifying body", "Seal of the laboratory"),
}
"""What the cover prints beside each place, for each kind of work."""
LINE = 66, -9, 222, 15
"""The line of a signature, from the lower left corner of its label, in points: left, bottom, right, top."""
SEAL = 153, -40, 210, 17
"""The square of the seal and the QR, from its label."""
SEAL_SIDE = SEAL[2] - SEAL[0]
LINE_SIZE = LINE[2] - LINE[0], LINE[3] - LINE[1]

Box = tuple[int, int, int, int]


def places(pdf: bytes) -> dict[Role, Box]:
    """The box of each signature on the first page, in points from its lower left corner.

    Raises:
        SignatureFault: The cover has no such places: it is no document that is signed.
    """
    with opened_pdf(pdf) as document:
        page = document[0].get_textpage()
        found = {role: _lowest(page, words) for role, words in WORDS.items()}
    if any(at is None for at in found.values()):
        missing = ", ".join(words[0] for role, words in WORDS.items() if found[role] is None)
        raise SignatureFault(f"the cover has no place for: {missing}")
    return {role: _box(role, at) for role, at in found.items() if at is not None}


def _box(role: Role, at: tuple[float, float]) -> Box:
    left, bottom, right, top = SEAL if role is Role.SEAL else LINE
    return round(at[0]) + left, round(at[1]) + bottom, round(at[0]) + right, round(at[1]) + top


def _lowest(page: Any, words: tuple[str, ...]) -> tuple[float, float] | None:
    """Lower left corner of the lowest place where one of the words stands: below any client's name."""
    found = []
    for word in words:
        search = page.search(word, match_case=True)
        while (hit := search.get_next()) is not None:
            left, bottom, _, _ = page.get_charbox(hit[0])
            found.append((left, bottom))
    return min(found, key=lambda at: at[1]) if found else None
