"""What Steelyard's own register maps have in common: how an instrument says which map it speaks, and who it is.

Makers of reference meters and power sources publish no protocol, so Steelyard documents two maps openly
(docs/reference/reference-meter-registers.md, docs/reference/power-source-registers.md). An instrument, or the adapter
in front of it, that speaks them can be used by anybody. All values are fixed-point whole numbers, most significant
word first (order ABCD); register 0x0000 holds 0x12345678 so that a client can prove the order.
"""

from drivers.codecs import registers
from drivers.codecs.numbers import Malformed
from drivers.codecs.registers import Layout
from drivers.modbus import ModbusRegisters
from drivers.roles import Identity

PROOF = bytes.fromhex("12345678")
#: Kind of instrument, register 0x0003.
METER, SOURCE = 1, 2
#: A register by itself: version, kind, state.
WORD = Layout("uint16", "ABCD")
_VERSIONS = {METER: 2, SOURCE: 1}
_MAKER, _MODEL, _SERIAL, _FIRMWARE = (0x0010, 8), (0x0018, 8), (0x0020, 8), (0x0028, 4)


def identify(device: ModbusRegisters, kind: int) -> Identity:
    """Ask who it is, after proof, version and kind.

    Raises:
        Malformed: The proof reads otherwise (another order of words or bytes), or another map.
    """
    head = device.holding(0x0000, 4)
    if head[:4] != PROOF:
        raise Malformed(
            f"proof register holds {head[:4].hex(' ')} instead of {PROOF.hex(' ')}: order of words or bytes"
        )
    version, found = (registers.whole(WORD, head[at : at + 2]) for at in (4, 6))
    if (version, found) != (_VERSIONS[kind], kind):
        raise Malformed(f"map version {version}, kind {found}; version {_VERSIONS[kind]}, kind {kind} expected")
    maker, model, serial, firmware = (
        registers.text(device.holding(*place)) for place in (_MAKER, _MODEL, _SERIAL, _FIRMWARE)
    )
    if not serial:
        raise Malformed("the serial number is empty")
    return Identity(maker, model, serial, firmware, f"{maker}; {model}; {serial}; {firmware}")
