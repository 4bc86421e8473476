"""Orden ICT/155/2020, anexo IX (Spain): exhaust gas analysers in service."""

from procedures.emissions.exhaust_analysers import ExhaustAnalyser, ExhaustAnalysers
from procedures.kit import Facts


class ICT155IX(ExhaustAnalysers[ExhaustAnalyser]):
    """Periodic verification, and verification after repair."""

    facts = Facts.beside(__file__)
    subject_model = ExhaustAnalyser
