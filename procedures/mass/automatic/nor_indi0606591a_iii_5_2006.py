"""Order of 10 January 2006 (NOR INDI0606591A), annex III (France): gravimetric filling instruments in service."""

from procedures.kit import Facts
from procedures.mass.automatic.filling_machines import FillingMachines


class FillingMachinesFR(FillingMachines):
    """Periodic verification, every year."""

    facts, preset_with_pieces = Facts.beside(__file__), True
