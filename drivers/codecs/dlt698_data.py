"""DL/T 698.45 application data: GetRequestNormal and its response, and the data types that registers use.

`05 01 PIID OAD 00` asks; `85 01 PIID OAD 01 TYPE…` or `85 01 PIID OAD 00 DAR` answers, followed by the optional report
list and time tag (DL/T 698.45-2017 6.3.7). Integers are sent most significant byte first.
"""

from dataclasses import dataclass

from drivers.codecs.numbers import Malformed, Refused

Value = int | bool | str | bytes | None | list["Value"]

#: Type tag to bytes and signedness: integers, enumeration.
_INTEGERS = {
    5: (4, True),
    6: (4, False),
    15: (1, True),
    16: (2, True),
    17: (1, False),
    18: (2, False),
    20: (8, True),
    21: (8, False),
    22: (1, False),
}
#: Type tag to bytes of types that are kept as they are: date_time, date, time, date_time_s, OI, OAD, scaler with unit.
_FIXED = {25: 10, 26: 5, 27: 3, 28: 7, 80: 2, 81: 4, 89: 2}
_NULL, _ARRAY, _STRUCTURE, _BOOL, _BITS, _OCTETS, _VISIBLE, _UTF8 = 0, 1, 2, 3, 4, 9, 10, 12
_DEEPEST = 8
_REASONS = {
    1: "hardware failure",
    2: "temporary failure",
    3: "read or write refused",
    4: "object undefined",
    5: "class of interface does not fit",
    6: "object does not exist",
    7: "type does not fit",
    8: "beyond limits",
    9: "data block not available",
    255: "other",
}


@dataclass(frozen=True, slots=True)
class Got:
    """The response to GetRequestNormal.

    Attributes:
        invoke: PIID.
        attribute: OAD, eight hexadecimal digits.
        value: What was read; None for null-data.
        trailer: Report list and time tag as received.
    """

    invoke: int
    attribute: str
    value: Value
    trailer: bytes = b"\x00\x00"


def get(attribute: str, invoke: int) -> bytes:
    """GetRequestNormal for an OAD, without a time tag."""
    return bytes([5, 1, invoke]) + bytes.fromhex(attribute) + b"\x00"


def got(apdu: bytes) -> Got:
    """Decode a GetResponseNormal.

    Raises:
        Malformed: Another APDU, a type that registers do not use, bytes missing or left over.
        Refused: The meter gives a reason instead of data (DAR).
    """
    if len(apdu) < 9 or apdu[:2] != b"\x85\x01":
        raise Malformed(f"{apdu.hex(' ')} is not a GetResponseNormal")
    attribute, choice = apdu[3:7].hex().upper(), apdu[7]
    if choice == 0:
        raise Refused(f"{attribute} was not given: {_REASONS.get(apdu[8], 'reason')} ({apdu[8]})")
    if choice != 1:
        raise Malformed(f"result {choice} is neither data nor a reason")
    value, rest = _value(apdu[8:], 0)
    if len(rest) < 2 or (rest == b"\x00\x00") != (len(rest) == 2):
        raise Malformed(f"{rest.hex(' ') or 'nothing'} follows the data, a report list and a time tag were expected")
    return Got(apdu[2], attribute, value, rest)


def answer(attribute: str, invoke: int, apdu: bytes) -> Value:
    """Value of the response to `get(attribute, invoke)`, and of nothing else.

    Raises:
        Malformed: As `got`; another attribute or another invocation.
        Refused: As `got`.
    """
    if len(apdu) > 6 and (apdu[2] & 0x3F != invoke & 0x3F or apdu[3:7] != bytes.fromhex(attribute)):
        raise Malformed(f"{apdu[2]:02X} {apdu[3:7].hex()} answers, {invoke:02X} {attribute} was asked")
    return got(apdu).value


def _value(data: bytes, depth: int) -> tuple[Value, bytes]:
    """First value of `data` and what follows it."""
    if depth > _DEEPEST:
        raise Malformed(f"data nested deeper than {_DEEPEST}")
    tag, rest = _take(data, 1)
    if tag[0] in _INTEGERS:
        size, signed = _INTEGERS[tag[0]]
        content, rest = _take(rest, size)
        return int.from_bytes(content, "big", signed=signed), rest
    if tag[0] in _FIXED:
        return _take(rest, _FIXED[tag[0]])
    if tag[0] in (_ARRAY, _STRUCTURE):
        return _list(rest, depth)
    return _simple(tag[0], rest)


def _list(data: bytes, depth: int) -> tuple[Value, bytes]:
    count, rest = _take(data, 1)
    values: list[Value] = []
    for _index in range(count[0]):
        value, rest = _value(rest, depth + 1)
        values.append(value)
    return values, rest


def _simple(tag: int, data: bytes) -> tuple[Value, bytes]:
    if tag == _NULL:
        return None, data
    if tag == _BOOL:
        content, rest = _take(data, 1)
        return bool(content[0]), rest
    if tag in (_BITS, _OCTETS, _VISIBLE, _UTF8):
        count, rest = _take(data, 1)
        if count[0] & 0x80:
            raise Malformed("long strings are not used by registers")
        content, rest = _take(rest, (count[0] + 7) // 8 if tag == _BITS else count[0])
        return (content, rest) if tag in (_BITS, _OCTETS) else (_text(content), rest)
    raise Malformed(f"data type {tag} is not one of a register")


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed(f"{content.hex(' ')} is not text") from error


def _take(data: bytes, count: int) -> tuple[bytes, bytes]:
    if len(data) < count:
        raise Malformed(f"{count} bytes expected, {len(data)} have come")
    return data[:count], data[count:]
