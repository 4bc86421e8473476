"""JJG 1041-2008 数字心电图机 (digital electrocardiographs)."""

from procedures.kit import Facts
from procedures.medical.electrocardiographs import Electrocardiograph, OnASimulator


class JJG1041(OnASimulator[Electrocardiograph]):
    """Verification of digital electrocardiographs."""

    facts, subject_model = Facts.beside(__file__), Electrocardiograph
