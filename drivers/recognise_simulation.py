"""Simulated instruments that are reached by an ordinary address are known for what they are.

Every simulator states it in the text of its identity, in a way that its real sibling cannot. Where an identity is
digits only, the mark stands beside them on the wire: before the frame (DL/T 645, DL/T 698.45, CJ/T 188, see
`drivers.codecs.preamble`) or in the code of the maker (M-Bus), which is three letters from A to Z. Modbus registers and
continuous output have no room for a mark; the register map of the simulated meter bears it. All are served on this
machine only, where no instrument is.
"""

import re

from drivers.addresses import UnknownAddress, parse
from drivers.roles import Identity

#: `SIM-` in a model or a serial number, a Vaisala serial number of the year 00 (one letter, year, week, number), or an
#: M-Bus maker that is not three letters.
_SAID = re.compile(r"SIM-|\b[A-Z]00[0-9]{5}\b|\bM-BUS S_M\b")


def says_simulated(identity: Identity) -> bool:
    """Whether an instrument says of itself that it is simulated."""
    return _SAID.search(f"{identity.text} {identity.serial}".upper()) is not None


def no_instrument_there(address: str) -> bool:
    """Whether an address ends in this machine: a loopback address, or a pseudo terminal in place of a port."""
    if not address or address.startswith("sim:"):
        return False
    try:
        found = parse(address)
    except UnknownAddress:
        return False
    return found.loopback or found.canonical.startswith("serial:/dev/pts/")
