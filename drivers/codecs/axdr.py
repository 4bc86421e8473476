"""Data of DLMS/COSEM and DL/T 698.45 registers: A-XDR values with their type tags (IEC 61334-6, IEC 62056-6-2 4.1.5).

Both protocols share the tags of integers, strings, arrays and structures; integers are sent most significant byte
first. Types of fixed length that differ between them are named by the caller. Integers of two bytes and more whose
bits are those that makers reserve for *not valid* (all ones unsigned, 7FFF… and 8000… signed) are refused.
"""

from collections.abc import Mapping
from decimal import Decimal

from drivers.codecs import floats
from drivers.codecs.numbers import Malformed, Refused

Value = int | bool | str | bytes | Decimal | None | list["Value"]

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
_NULL, _ARRAY, _STRUCTURE, _BOOL, _BITS, _OCTETS, _VISIBLE, _UTF8, _SINGLE, _DOUBLE = 0, 1, 2, 3, 4, 9, 10, 12, 23, 24
_DEEPEST = 8


def first_value(data: bytes, fixed: Mapping[int, int], depth: int = 0) -> tuple[Value, bytes]:
    """First value of `data`, and the bytes that follow it.

    Args:
        data: Type tag, value, and more.
        fixed: Further types that are kept as bytes: tag to number of bytes.
        depth: Arrays and structures around this value.

    Raises:
        Malformed: An unknown type, bytes missing, nesting that no register has.
        Refused: An integer that is reserved for *not valid*.
    """
    if depth > _DEEPEST:
        raise Malformed(f"data nested deeper than {_DEEPEST}")
    tag, rest = _take(data, 1)
    if tag[0] in _INTEGERS:
        size, signed = _INTEGERS[tag[0]]
        content, rest = _take(rest, size)
        return _integer(content, signed=signed), rest
    if tag[0] in fixed:
        return _take(rest, fixed[tag[0]])
    if tag[0] in (_ARRAY, _STRUCTURE):
        return _list(rest, fixed, depth)
    return _simple(tag[0], rest)


def _integer(content: bytes, *, signed: bool) -> int:
    number, bits = int.from_bytes(content, "big", signed=signed), 8 * len(content)
    reserved = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else ((1 << bits) - 1,)
    if len(content) > 1 and number in reserved:
        raise Refused(f"{content.hex().upper()} is reserved for a value not valid")
    return number


def _list(data: bytes, fixed: Mapping[int, int], depth: int) -> tuple[Value, bytes]:
    count, rest = _take(data, 1)
    values: list[Value] = []
    for _index in range(count[0]):
        value, rest = first_value(rest, fixed, depth + 1)
        values.append(value)
    return values, rest


def _simple(tag: int, data: bytes) -> tuple[Value, bytes]:
    if tag == _NULL:
        return None, data
    if tag == _BOOL:
        content, rest = _take(data, 1)
        return bool(content[0]), rest
    if tag in (_SINGLE, _DOUBLE):
        content, rest = _take(data, 4 if tag == _SINGLE else 8)
        return (floats.single if tag == _SINGLE else floats.double)(content), rest
    if tag in (_BITS, _OCTETS, _VISIBLE, _UTF8):
        return _string(tag, data)
    raise Malformed(f"data type {tag} is not one of a register")


def _string(tag: int, data: bytes) -> tuple[Value, bytes]:
    count, rest = _take(data, 1)
    if count[0] & 0x80:
        raise Malformed("long strings are not used by registers")
    content, rest = _take(rest, (count[0] + 7) // 8 if tag == _BITS else count[0])
    return (content if tag in (_BITS, _OCTETS) else _text(content)), rest


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed(f"{content.hex(' ')} is not text") from error


def _take(data: bytes, count: int) -> tuple[bytes, bytes]:
    if len(data) < count:
        raise Malformed(f"{count} bytes expected, {len(data)} have come")
    return data[:count], data[count:]
