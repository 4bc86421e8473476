"""A hardened line link over pyserial: real ports, `socket://host:port` and `rfc2217://host:port`.

A real port is opened exclusively (two programs on one port share the replies at random). What has arrived is read in
one piece; pyserial's own `read_until` asks the operating system byte by byte. A port that was lost (an adapter was
unplugged) is released at once and opened again at the next identification.
"""

import os
import select
import socket
import time
from contextlib import suppress
from typing import Any

import serial

from drivers.errors import LinkError
from drivers.link.line import Line, LineLink, OnBytes
from drivers.link.settings import Settings

try:
    from termios import error as terminal_error
except ImportError:  # Windows
    terminal_error = OSError  # type: ignore[misc,assignment]

# pyserial lets `termios.error` pass, and a TypeError or AttributeError where its own state is half closed.
_LIBRARY_ERRORS = (serial.SerialException, terminal_error, OSError, ValueError, TypeError, AttributeError)
_SLICE = 0.05
#: USB adapters hand over what they have received every 16 ms (the FTDI chips' default), or when it is much.
_QUIET = 0.02
_LOOK = 0.002  # s between two looks during a short wait


class SerialLink(LineLink):
    """A serial line given as a port name or a pyserial URL.

    Args:
        url: `/dev/ttyUSB0`, `COM3`, `socket://…`, `rfc2217://…`.
        where: Role and address for error messages.
        line: Framing and time limit.
        on_bytes: Byte log.
        settings: Baud rate, bits, parity, stop bits.
    """

    def __init__(
        self, url: str, where: str, line: Line, on_bytes: OnBytes | None = None, settings: Settings | None = None
    ) -> None:
        super().__init__(where, line, on_bytes)
        self._url, self._settings = url, settings or Settings()
        self._is_socket = url.startswith("socket://")
        self.quiet = 0.0 if self._is_socket else _QUIET
        self._port: Any = None

    def _reopen(self) -> None:
        if self._port is not None and not self._is_socket and not self._reader_died():
            self._flush()
            return
        self.close()
        choices: dict[str, Any] = {} if "://" in self._url else {"exclusive": True}
        try:
            self._port = serial.serial_for_url(  # type: ignore[no-untyped-call]
                self._url,
                baudrate=self._settings.baud,
                **self._character(),
                timeout=_SLICE,
                write_timeout=None if self._url.startswith("rfc2217://") else self.line.timeout,
                **choices,
            )
        except _LIBRARY_ERRORS as error:
            raise self._lost(f"Cannot be opened: {error}.") from error
        self.sent_count = 0
        if (raw := self._raw_socket()) is not None:
            raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def _character(self) -> dict[str, Any]:
        """Bits, parity, stop bits; a pseudo terminal carries whole bytes and Linux refuses it any other setting."""
        if os.path.realpath(self._url).startswith("/dev/pts/"):
            return {"bytesize": 8, "parity": "N", "stopbits": 1}
        return {"bytesize": self._settings.bits, "parity": self._settings.parity, "stopbits": self._settings.stop}

    def _reader_died(self) -> bool:
        """Whether an RFC 2217 server has ended the connection: pyserial would wait 3 s for an answer to a flush."""
        thread = getattr(self._port, "_thread", None)
        return thread is not None and not thread.is_alive()

    def _flush(self) -> None:
        try:
            self._port.reset_input_buffer()
        except _LIBRARY_ERRORS as error:
            raise self._gone("Connection lost", error) from error

    def change_speed(self, baud: int) -> None:
        """Change the speed once all bytes have left; see `LineLink.change_speed`. A `socket://` line has none."""
        if self._port is None:
            raise self._lost("The link is closed.")
        if self._is_socket or self._port.baudrate == baud:
            return
        try:
            self._port.flush()
            self._port.baudrate = baud
        except _LIBRARY_ERRORS as error:
            raise self._gone(f"Cannot be set to {baud} Bd", error) from error

    def _send(self, data: bytes) -> None:
        if self._port is None:
            raise self._lost("The link is closed.")
        try:
            if (raw := self._raw_socket()) is not None:
                data = data[raw.send(data) :]  # what did not fit, and only that, pyserial waits for
            if data:
                self._port.write(data)
        except _LIBRARY_ERRORS as error:
            raise self._gone("Cannot send", error) from error

    def _receive(self, seconds: float) -> bytes:
        if self._port is None:
            raise self._lost("The link is closed.")
        try:
            return self._from_socket(seconds) if self._is_socket else self._from_port(seconds)
        except LinkError:
            raise
        except _LIBRARY_ERRORS as error:
            raise self._gone("Connection lost", error) from error

    def _gone(self, what: str, error: BaseException) -> LinkError:
        """The port is of no use any more: it is released, so that it can be opened again when it is back."""
        self.close()
        return self._lost(f"{what}: {error}.")

    def _from_socket(self, seconds: float) -> bytes:
        # pyserial's socket reader fills its whole buffer or waits; what is there is taken in one piece instead.
        raw = self._raw_socket()
        if raw is None or not select.select([raw], [], [], seconds)[0]:
            return b""
        if not (data := raw.recv(4096)):
            raise self._lost("The device server closed the connection.")
        return data

    def _from_port(self, seconds: float) -> bytes:
        deadline = time.monotonic() + seconds
        while not (waiting := int(self._port.in_waiting)) and seconds < _SLICE:
            if time.monotonic() >= deadline:
                return b""
            time.sleep(_LOOK)
        # The port's own time-out stays at one slice: changing it would set the line parameters again.
        return bytes(self._port.read(max(1, waiting)))

    def _raw_socket(self) -> socket.socket | None:
        return getattr(self._port, "_socket", None) if self._is_socket else None

    def local_port(self) -> int | None:
        """TCP port at our end of a `socket://` or `rfc2217://` line, otherwise None."""
        raw = getattr(self._port, "_socket", None)
        try:
            return None if raw is None else int(raw.getsockname()[1])
        except OSError:  # the connection has ended
            return None

    def close(self) -> None:
        """Release the port; one that is already lost has nothing left to release."""
        raw, port, self._port = self._raw_socket(), self._port, None
        if port is None:
            return
        with suppress(*_LIBRARY_ERRORS):
            if raw is not None:
                raw.close()
                port.is_open = False  # pyserial would wait 0.3 s after closing a socket
            else:
                port.close()
