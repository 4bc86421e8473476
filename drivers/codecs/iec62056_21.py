"""IEC 62056-21 mode C: messages of the optical and current-loop interface, bytes to values and back.

Sign-on `/?ADDRESS!`, identification `/XXXZ…`, option select `ACK 0 Z Y`, data message `STX … ! CR LF ETX BCC`,
programming message `SOH C D [STX … ] ETX BCC` (IEC 62056-21:2002 6.3). BCC is the exclusive or of everything
after SOH or STX up to and with ETX (ISO/IEC 1155).
"""

import re
from dataclasses import dataclass
from functools import reduce
from operator import xor

from drivers.codecs.numbers import Malformed, plain_text

SOH, STX, ETX, ACK, NAK = 0x01, 0x02, 0x03, 0x06, 0x15
#: Speed in baud by the identification character Z of mode C.
SPEEDS = {"0": 300, "1": 600, "2": 1200, "3": 2400, "4": 4800, "5": 9600, "6": 19200}
_SIGN_ON = re.compile(rb"/\?([0-9A-Za-z ]{0,32})!\r\n")
_IDENTIFICATION = re.compile(rb"/([A-Za-z]{2}[A-Za-z])([0-9A-Ia-z])((?:\\.)*)([^/!\r\n]{0,16})\r\n")
_OPTION = re.compile(rb"\x06([0-2])([0-9A-Ia-z])([0-9A-Za-z])\r\n")
_COMMAND = re.compile(rb"[PWREBpwreb][0-5]")
_DATA_SET = re.compile(r"([^()/!]*)\(([^()/!*]*)(?:\*([^()/!*]*))?\)")
_LONGEST_LINE = 64


@dataclass(frozen=True, slots=True)
class SignOn:
    """The reader's greeting.

    Attributes:
        address: Device address, empty for the only one on the line.
    """

    address: str = ""


@dataclass(frozen=True, slots=True)
class Identification:
    """The meter's answer to a sign-on.

    Attributes:
        maker: Three letters of the FLAG association.
        speed: Character Z that proposes a speed; not a mode C meter unless it is in `SPEEDS`.
        escapes: Sequences of a backslash and a character between speed and text, as received.
        text: Maker's text, model and often version.
    """

    maker: str
    speed: str
    text: str
    escapes: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """Acknowledgement and option select.

    Attributes:
        speed: Character Z of the speed to go on with.
        mode: `0` data readout, `1` programming.
        protocol: Protocol control character, `0` normal.
    """

    speed: str
    mode: str
    protocol: str = "0"


@dataclass(frozen=True, slots=True)
class Block:
    """A message with a block check character.

    Attributes:
        data: What stands between STX and ETX.
        command: Command letter and type (`P0`, `R1`, `W1`, `B0`), empty for a data message.
        framed: Whether STX stands in front of the data of a command (`B0` has none).
    """

    data: bytes = b""
    command: str = ""
    framed: bool = True


Message = SignOn | Identification | Option | Block | bool


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set `ADDRESS(VALUE*UNIT)`.

    Attributes:
        address: Identification code, an OBIS code in short form; empty where the standard lets it be left out.
        value: The value as received.
        unit: The unit as received, empty where there is none.
    """

    address: str
    value: str
    unit: str


def block_check(data: bytes) -> int:
    """BCC over `data`."""
    return reduce(xor, data, 0)


def length(received: bytes) -> int | None:
    """Length of the first message, None while too little has come.

    Raises:
        Malformed: A beginning that no message has.
    """
    if not received:
        return None
    if received[0] in (SOH, STX):
        end = received.find(b"\x03")
        return None if end < 0 else end + 2
    if received[0] == NAK or received == bytes([ACK]):
        return 1
    if received[0] not in (ACK, ord("/")):
        raise Malformed(f"{received[:8]!r} does not begin a message of IEC 62056-21")
    end = received.find(b"\r\n")
    if end < 0 and len(received) > _LONGEST_LINE:
        raise Malformed(f"{received!r} does not end")
    return None if end < 0 else end + 2


def decode(raw: bytes) -> Message:
    """Decode one whole message; a lone ACK is True, NAK is False.

    Raises:
        Malformed: Wrong block check character, or bytes that no message has.
    """
    if raw in (bytes([ACK]), bytes([NAK])):
        return raw[0] == ACK
    if length(raw) != len(raw):
        raise Malformed(f"{raw!r} is not one whole message of IEC 62056-21")
    if raw[0] in (SOH, STX):
        return _block(raw)
    if (found := _SIGN_ON.fullmatch(raw)) is not None:
        return SignOn(found[1].decode("ascii"))
    if (found := _OPTION.fullmatch(raw)) is not None:
        return Option(found[2].decode("ascii"), found[3].decode("ascii"), found[1].decode("ascii"))
    if (found := _IDENTIFICATION.fullmatch(raw)) is not None:
        maker, speed, escapes, text = (plain_text(part) for part in found.groups())
        return Identification(maker, speed, text, escapes)
    raise Malformed(f"{raw!r} is not a message of IEC 62056-21")


def encode(message: Message) -> bytes:
    """Encode a message; undone by `decode`."""
    if isinstance(message, bool):
        return bytes([ACK if message else NAK])
    if isinstance(message, SignOn):
        return b"/?" + message.address.encode("ascii") + b"!\r\n"
    if isinstance(message, Identification):
        return f"/{message.maker}{message.speed}{message.escapes}{message.text}\r\n".encode("ascii")
    if isinstance(message, Option):
        return f"\x06{message.protocol}{message.speed}{message.mode}\r\n".encode("ascii")
    head = b"" if not message.command else message.command.encode("ascii")
    body = head + (b"\x02" if message.command and message.framed else b"") + message.data + b"\x03"
    return bytes([SOH if message.command else STX]) + body + bytes([block_check(body)])


def data_sets(block: Block) -> list[DataSet]:
    """Data sets of a readout or a reply, in their order; `!` ends a readout.

    Raises:
        Malformed: Text that is not made of data sets.
    """
    text = block.data.decode("latin-1")
    if text.endswith("!\r\n"):
        text = text[:-3]
    found = []
    for line in (line for line in text.split("\r\n") if line):
        plain_text(line.encode("latin-1"))
        sets = [DataSet(match[1], match[2], match[3] or "") for match in _DATA_SET.finditer(line)]
        if "".join(match[0] for match in _DATA_SET.finditer(line)) != line:
            raise Malformed(f"{line!r} is not made of data sets")
        found += sets
    return found


def _block(raw: bytes) -> Block:
    body, received = raw[1:-1], raw[-1]
    if block_check(body) != received:
        raise Malformed(f"block check character {received:02X} instead of {block_check(body):02X}")
    if raw[0] == STX:
        return Block(body[:-1])
    command, rest = body[:2], body[2:-1]
    if not _COMMAND.fullmatch(command) or (rest and rest[0] != STX):
        raise Malformed(f"{raw!r} is not a command of IEC 62056-21")
    return Block(rest[1:], command.decode("ascii"), bool(rest))
