"""Regeling gebruik en installatie EU-meetinstrumenten (BWBR0020566), art. 6 (Netherlands): gas meters in use."""

from procedures.flow.gas_meters import GasMeter, GasMeters
from procedures.kit import Facts


class GasMetersNL(GasMeters[GasMeter]):
    """Inspection in service: twice the limits by which the meter was made."""

    facts = Facts.beside(__file__)
    subject_model = GasMeter
