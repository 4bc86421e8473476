"""Order of 10 January 2006 (NOR INDI0606591A), annex III (France): catchweighers in service."""

from procedures.kit import Facts
from procedures.mass.automatic.catchweighers import Catchweighers


class CatchweighersFR(Catchweighers):
    """Periodic verification, every year."""

    facts = Facts.beside(__file__)
