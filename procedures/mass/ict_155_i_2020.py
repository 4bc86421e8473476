"""Orden ICT/155/2020, anexo I (Spain): non-automatic weighing instruments in service."""

from procedures.kit import Facts
from procedures.mass.r76.items import ScaleVerification
from procedures.mass.r76.nameplate import WeighingNameplate


class ICT155I(ScaleVerification[WeighingNameplate]):
    """Periodic verification, and verification after repair: the table holds twice the limits of a new instrument."""

    facts, subject_model = Facts.beside(__file__), WeighingNameplate
