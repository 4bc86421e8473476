"""Regeling gebruik en installatie EU-meetinstrumenten (BWBR0020566), art. 11 (Netherlands): filling instruments."""

from procedures.kit import Facts
from procedures.mass.automatic.filling_machines import FillingMachines


class FillingMachinesNL(FillingMachines):
    """Inspection in service."""

    facts = Facts.beside(__file__)
