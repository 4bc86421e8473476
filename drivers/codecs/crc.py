"""Cyclic redundancy checks of 16 bits, both reflected: CRC-16/X.25 (ISO/IEC 13239, HDLC) and CRC-16/MODBUS."""


def _table(polynomial: int) -> tuple[int, ...]:
    def entry(value: int) -> int:
        for _bit in range(8):
            value = value >> 1 ^ (polynomial if value & 1 else 0)
        return value

    return tuple(entry(byte) for byte in range(256))


_X25, _MODBUS = _table(0x8408), _table(0xA001)


def x25(data: bytes) -> int:
    """CRC-16/X.25: polynomial 1021 reflected, start FFFF, result inverted; sent low byte first."""
    value = 0xFFFF
    for byte in data:
        value = value >> 8 ^ _X25[(value ^ byte) & 0xFF]
    return value ^ 0xFFFF


def modbus(data: bytes) -> int:
    """CRC-16/MODBUS (Modbus over serial line V1.02, 6.2.2): polynomial 8005 reflected, start FFFF; low byte first."""
    value = 0xFFFF
    for byte in data:
        value = value >> 8 ^ _MODBUS[(value ^ byte) & 0xFF]
    return value
