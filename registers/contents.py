"""Every register there is. A new one is a record type, a `Register`, and its name here; see docs/explanation/registers.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from registers.capabilities import CAPABILITIES, DEMANDS
from registers.catalogue import CATALOGUE
from registers.commitments import COMMITMENTS
from registers.confirmations import CONFIRMATIONS, PLANNED, PROJECTS, REQUIREMENTS
from registers.conflicts import CONFLICTS
from registers.documents import DOCUMENTS
from registers.instrument_time import BOOKINGS, USES
from registers.instruments import INSTRUMENTS
from registers.integrity import INTEGRITY_APPEALS, INTEGRITY_FINDINGS, INTEGRITY_PROPOSALS
from registers.material_lots import LOTS, RECORDS
from registers.measurement_standards import CERTIFICATES, INSTITUTES, STANDARDS
from registers.organisations import DIVISIONS, ORGANISATIONS
from registers.people import COMPETENCES, PEOPLE
from registers.recorded_figures import FIGURES
from registers.seals import SEALS
from registers.source_columns import SOURCE_COLUMNS
from registers.standard_checks import ASSESSMENTS, CHECKS
from registers.taken import TAKEN
from registers.verifications import VERIFICATIONS
from registers.work import JOBS, ORDERS

if TYPE_CHECKING:
    from registers.register import Register

REGISTERS: Final[dict[str, Register[Any]]] = {
    register.name: register
    for register in (
        DIVISIONS,
        ORGANISATIONS,
        CATALOGUE,
        INSTRUMENTS,
        ORDERS,
        JOBS,
        VERIFICATIONS,
        SEALS,
        PEOPLE,
        COMPETENCES,
        SOURCE_COLUMNS,
        TAKEN,
        CONFLICTS,
        INSTITUTES,
        STANDARDS,
        CERTIFICATES,
        ASSESSMENTS,
        CHECKS,
        CAPABILITIES,
        DEMANDS,
        BOOKINGS,
        USES,
        DOCUMENTS,
        LOTS,
        RECORDS,
        FIGURES,
        COMMITMENTS,
        INTEGRITY_FINDINGS,
        INTEGRITY_PROPOSALS,
        INTEGRITY_APPEALS,
        REQUIREMENTS,
        CONFIRMATIONS,
        PROJECTS,
        PLANNED,
    )
}
"""By name, those that others refer to first."""
