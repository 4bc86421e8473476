"""The last day on which a certificate is valid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.validity import Mode
from procedures.validity import valid_until
from reports.identity import Kind, title

if TYPE_CHECKING:
    from datetime import date

    from reports.view import RunView


def last_day(run: RunView) -> date | None:
    """The last day of the certificate that a run gives; None where it gives none."""
    if title(run).kind is not Kind.CERTIFICATE:
        return None
    followed = run.opened.regulation
    return valid_until(
        followed.jurisdiction, int(followed.validity_months), Mode(followed.validity_mode), run.verified_on
    )
