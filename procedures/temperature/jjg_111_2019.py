"""JJG 111-2019 玻璃体温计 (clinical thermometers of glass)."""

from procedures.kit import Facts
from procedures.temperature.clinical_glass import ClinicalGlass, ClinicalThermometer


class JJG111(ClinicalGlass[ClinicalThermometer]):
    """Verification before first use."""

    facts, subject_model = Facts.beside(__file__), ClinicalThermometer
