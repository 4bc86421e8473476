"""JJG 1162-2019 医用电子体温计 (electronic clinical thermometers), a draft."""

from procedures.kit import Facts
from procedures.temperature.bath_thermometers import BathThermometer
from procedures.temperature.electronic_clinical import ElectronicClinical


class JJG1162(ElectronicClinical[BathThermometer]):
    """Verification in a bath."""

    facts, subject_model = Facts.beside(__file__), BathThermometer
