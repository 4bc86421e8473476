"""Directive 2014/32/EU, annex VIII (MI-006), chapter III: gravimetric filling instruments placed on the market."""

from procedures.kit import Facts
from procedures.mass.automatic.filling_machines import FillingMachines


class FillingMachinesEU(FillingMachines):
    """Verification before they are put into use."""

    facts = Facts.beside(__file__)
