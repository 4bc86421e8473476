"""How a DLMS/COSEM client's APDUs travel: in the TCP wrapper, or in HDLC frames over a connection of their own."""

from typing import Protocol

from drivers.codecs import dlms, hdlc
from drivers.codecs.hdlc import Frame
from drivers.fitting import decoding
from drivers.link.line import LineLink

_POLL = 0x10
_RECEIVE_READY = 0x01
_MOST_SEGMENTS = 64


class Channel(Protocol):
    """Carries APDUs to one meter and back."""

    def open(self) -> None:
        """Connect."""
        ...

    def request(self, apdu: bytes) -> tuple[bytes, bytes]:
        """Send an APDU; give the frame (or the last of several) that answers it, and the APDU in it."""
        ...

    def close(self) -> None:
        """Disconnect."""
        ...


class WrapperChannel:
    """The TCP wrapper; nothing is connected beyond the TCP line itself.

    Args:
        link: The line.
        client: Client address.
        server: Logical device.
    """

    def __init__(self, link: LineLink, client: int, server: int) -> None:
        self._link, self._client, self._server = link, client, server

    def open(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to do: a new AARQ ends the association before it."""

    def request(self, apdu: bytes) -> tuple[bytes, bytes]:
        """Send an APDU and give its answer; see `Channel`."""
        raw = self._link.exchange(dlms.wrap(apdu, self._client, self._server), dlms.wrapped_length)
        with decoding(self._link):
            return raw, dlms.unwrap(raw, self._client, self._server)


class HDLCChannel:
    """HDLC in normal response mode, window 1.

    Args:
        link: The line.
        client: Client address bytes.
        server: Server address bytes.
    """

    def __init__(self, link: LineLink, client: bytes, server: bytes) -> None:
        self._link, self._client, self._server = link, client, server
        self._sent = self._received = 0

    def open(self) -> None:
        """SNRM, answered by UA; the numbers begin at zero."""
        self._sent = self._received = 0
        self._unnumbered(hdlc.SNRM, (hdlc.UA,))

    def close(self) -> None:
        """DISC, answered by UA, or by DM where the meter had left before."""
        self._unnumbered(hdlc.DISC, (hdlc.UA, hdlc.DM))

    def request(self, apdu: bytes) -> tuple[bytes, bytes]:
        """Send an APDU and give its answer, put together from its segments; see `Channel`."""
        control = self._received << 5 | _POLL | self._sent << 1
        self._sent = (self._sent + 1) % 8
        raw, frame = self._exchange(control, dlms.LLC_COMMAND + apdu)
        whole = self._numbered(frame)
        for _segment in range(_MOST_SEGMENTS):
            if not frame.segmented:
                break
            raw, frame = self._exchange(self._received << 5 | _POLL | _RECEIVE_READY, b"")
            whole += self._numbered(frame)
        else:
            raise self._link.reject(f"more than {_MOST_SEGMENTS} segments")
        if not whole.startswith(dlms.LLC_RESPONSE):
            raise self._link.reject(f"{whole[:3].hex(' ')} is not the header of an answer")
        return raw, whole[3:]

    def _numbered(self, frame: Frame) -> bytes:
        """Information of an I frame with the numbers that are due."""
        due = self._sent << 5 | self._received << 1
        if frame.control & ~_POLL != due:
            raise self._link.reject(f"control field {frame.control:02X} comes, {due | _POLL:02X} is due")
        self._received = (self._received + 1) % 8
        return frame.information

    def _unnumbered(self, control: int, answers: tuple[int, ...]) -> None:
        _, frame = self._exchange(control, b"")
        if frame.control not in answers:
            raise self._link.reject(f"control field {frame.control:02X} does not answer {control:02X}")

    def _exchange(self, control: int, information: bytes) -> tuple[bytes, Frame]:
        request = hdlc.encode(Frame(self._server, self._client, control, information))
        raw = self._link.exchange(request, hdlc.length)
        with decoding(self._link):
            frame = hdlc.decode(raw)
        if (frame.source, frame.destination) != (self._server, self._client):
            raise self._link.reject(f"{frame.source.hex()} answers {frame.destination.hex()}, another was asked")
        return raw, frame
