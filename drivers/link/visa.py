"""A hardened line link over PyVISA, with pyvisa-py unless a vendor's VISA is named.

Raw sockets are read up to the terminator. HiSLIP, VXI-11, GPIB and USBTMC mark the end of a message themselves, so that
the terminator may be missing there. Serial resources are opened by `drivers.link.serial`.

What pyvisa-py 0.8 leaves to its user is done here: Nagle's delay is switched off on a raw socket (44 ms per
write-write-query otherwise), a connection that was refused or closed is noticed at once instead of ending in a
time-out, the errors of four libraries become one, and the resource manager is shared by the process and never closed
by a link.
"""

import select
import socket
from contextlib import suppress
from functools import lru_cache
from typing import Any

import pyvisa
from pyvisa import constants

from drivers.errors import LinkError
from drivers.link.line import Line, LineLink, OnBytes

_MESSAGE_AVAILABLE = 16  # bit of the status byte, IEEE 488.2 11.2.1


@lru_cache(maxsize=4)
def _manager(library: str) -> pyvisa.ResourceManager:
    """One per process: closing it anywhere would invalidate every link."""
    return pyvisa.ResourceManager(library)


def _ended(raw: socket.socket) -> bool:
    """Whether the other side has ended the connection."""
    return bool(select.select([raw], [], [], 0)[0]) and not raw.recv(1, socket.MSG_PEEK)


class VisaLink(LineLink):
    """A message-based VISA resource such as `TCPIP::host::5025::SOCKET`.

    Args:
        resource: VISA resource name.
        where: Role and address for error messages.
        line: Framing and time limit.
        on_bytes: Byte log.
        library: `@py`, or the path of a vendor's VISA library.
    """

    def __init__(
        self, resource: str, where: str, line: Line, on_bytes: OnBytes | None = None, library: str = "@py"
    ) -> None:
        super().__init__(where, line, on_bytes)
        self._name, self._library = resource, library
        self._resource: Any = None
        self._socket: socket.socket | None = None
        self._channel: socket.socket | None = None  # HiSLIP: its synchronous channel
        self._calls: socket.socket | None = None  # VXI-11: its core channel

    def _reopen(self) -> None:
        self.close()
        milliseconds = int(self.line.timeout * 1000)
        try:
            self._resource = _manager(self._library).open_resource(self._name, open_timeout=milliseconds)
            self._resource.timeout = milliseconds
            self._harden()
        except LinkError:
            raise
        except Exception as error:  # pyvisa-py raises a bare Exception when it cannot connect
            self.close()
            raise self._lost(f"Cannot be opened: {error}.") from error
        self.sent_count = 0

    def _marks_ends(self) -> bool:
        """Whether the transport marks the end of a message itself."""
        return self._name.upper().endswith("::INSTR")

    def _harden(self) -> None:
        sessions = getattr(self._resource.visalib, "sessions", {})
        session = sessions.get(self._resource.session)
        raw = getattr(session, "interface", None)
        if not isinstance(raw, socket.socket):
            self._channel, self._calls = getattr(raw, "_sync", None), getattr(raw, "sock", None)
            return
        self._socket = raw
        self._resource.set_visa_attribute(constants.ResourceAttribute.termchar_enabled, constants.VI_FALSE)
        if (code := raw.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)) != 0:
            self.close()
            raise self._lost(f"Connection refused ({OSError(code, 'connect').strerror or code}, code {code}).")
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def _send(self, data: bytes) -> None:
        if self._resource is None:
            raise self._lost("The link is closed.")
        try:
            self._resource.write_raw(data)
        except Exception as error:  # pyvisa-py raises what its four libraries raise, and bare RuntimeErrors
            raise self._lost(f"Cannot send: {error}.") from error

    def _receive(self, seconds: float) -> bytes:
        if self._resource is None:
            raise self._lost("The link is closed.")
        try:
            return self._from_library(seconds) if self._socket is None else self._from_socket(self._socket, seconds)
        except LinkError:
            raise
        except pyvisa.errors.VisaIOError as error:
            if error.error_code == constants.StatusCode.error_timeout:
                return b""
            raise self._lost(f"Cannot receive: {error}.") from error
        except Exception as error:  # the same
            raise self._lost(f"Cannot receive: {error}.") from error

    def _from_socket(self, raw: socket.socket, seconds: float) -> bytes:
        # pyvisa-py would wait as long as bytes trickle; what is there is taken from its socket in one piece.
        if not select.select([raw], [], [], seconds)[0]:
            return b""
        if not (data := raw.recv(4096)):
            raise self._lost("The instrument closed the connection.")
        return data

    def _from_library(self, seconds: float) -> bytes:
        if self._calls is not None and _ended(self._calls):
            raise self._lost("The instrument closed the connection.")
        if seconds <= 0 and not self._something_waits():
            return b""
        self._resource.timeout = max(50, int(seconds * 1000))
        data = bytes(self._resource.read_raw())
        if self._marks_ends() and not data.endswith(self.line.received_end):
            return data + self.line.received_end
        return data

    def _something_waits(self) -> bool:
        """Whether an answer waits that nobody asked for, as far as the interface lets one look."""
        if self._channel is not None:
            return bool(select.select([self._channel], [], [], 0)[0])
        return self._marks_ends() and bool(self._resource.read_stb() & _MESSAGE_AVAILABLE)

    def local_port(self) -> int | None:
        """TCP port at our end of a raw socket or of HiSLIP's synchronous channel, otherwise None."""
        raw = self._socket or self._channel
        try:
            return None if raw is None else int(raw.getsockname()[1])
        except OSError:  # the connection has ended
            return None

    def close(self) -> None:
        """Release the resource, also one that is lost; the process-wide resource manager stays."""
        resource, self._resource = self._resource, None
        calls, self._socket, self._channel, self._calls = self._calls, None, None, None
        if resource is None:
            return
        with suppress(Exception):  # the same; nothing is left to be done about a line that is lost
            if calls is not None and _ended(calls):
                calls.shutdown(socket.SHUT_RDWR)  # pyvisa-py would wait 5 s for an answer to its good-bye
            resource.close()
