"""Regeling gebruik en installatie EU-meetinstrumenten (BWBR0020566), art. 6 (Netherlands): gas meters in use."""

from procedures.flow.gas_meters import GasMeters
from procedures.kit import Facts


class GasMetersNL(GasMeters):
    """Inspection in service: twice the limits by which the meter was made."""

    facts = Facts.beside(__file__)
