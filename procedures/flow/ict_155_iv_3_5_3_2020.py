"""Orden ICT/155/2020, anexo IV apéndice II 3.5.3 (Spain): gas volume converters in service."""

from procedures.flow.gas_volume_converters import GasVolumeConverters
from procedures.kit import Facts


class ConvertersES(GasVolumeConverters):
    """Periodic verification, and verification after repair."""

    facts = Facts.beside(__file__)
