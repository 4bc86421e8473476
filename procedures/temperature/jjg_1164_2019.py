"""JJG 1164-2019 红外耳温计 (infrared ear thermometers), a draft."""

from procedures.kit import Facts
from procedures.temperature.bath_thermometers import BathThermometer
from procedures.temperature.electronic_clinical import ElectronicClinical


class JJG1164(ElectronicClinical[BathThermometer]):
    """Verification before a blackbody."""

    facts, subject_model = Facts.beside(__file__), BathThermometer
