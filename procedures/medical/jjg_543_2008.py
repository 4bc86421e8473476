"""JJG 543-2008 心电图机 (electrocardiographs)."""

from procedures.kit import Facts
from procedures.medical.electrocardiographs import Electrocardiograph, OnASimulator


class JJG543(OnASimulator[Electrocardiograph]):
    """Verification of electrocardiographs with analogue recording."""

    facts, subject_model = Facts.beside(__file__), Electrocardiograph
