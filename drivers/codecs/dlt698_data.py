"""DL/T 698.45 application data: GetRequestNormal and its response, and the data types that registers use.

`05 01 PIID OAD 00` asks; `85 01 PIID OAD 01 TYPE…` or `85 01 PIID OAD 00 DAR` answers, followed by the optional report
list and time tag (DL/T 698.45-2017 6.3.7). Integers are sent most significant byte first.
"""

from dataclasses import dataclass

from drivers.codecs.axdr import Value, first_value
from drivers.codecs.numbers import Malformed, Refused

#: Types that are kept as they are: date_time, date, time, date_time_s, OI, OAD, scaler with unit; tag to bytes.
FIXED = {25: 10, 26: 5, 27: 3, 28: 7, 80: 2, 81: 4, 89: 2}
REASONS = {
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
        raise Refused(f"{attribute} was not given: {REASONS.get(apdu[8], 'reason')} ({apdu[8]})")
    if choice != 1:
        raise Malformed(f"result {choice} is neither data nor a reason")
    value, rest = first_value(apdu[8:], FIXED)
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
