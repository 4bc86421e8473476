"""The other end of the control port: what the simulated people's drivers and the virtual clock speak through."""

import json
import socket
from collections.abc import Callable, Mapping
from decimal import Decimal
from threading import Lock
from typing import Any

from drivers.errors import LinkError, Reported


def _no_links() -> Mapping[int, int]:
    return {}


class ControlClient:
    """A line to the simulated laboratory.

    Args:
        address: `host:port` of the control port.
        sent: Gives, for every open link, our port and the bytes sent: the fence of each request.

    Attributes:
        elapsed: The world's time in the last reply; virtual time moves only by what is asked here.
    """

    def __init__(self, address: str, sent: Callable[[], Mapping[int, int]] = _no_links) -> None:
        self._where, self._sent, self._lock = f"simulated laboratory ({address})", sent, Lock()
        host, _, port = address.rpartition(":")
        try:
            self._socket = socket.create_connection((host, int(port)), timeout=10.0)
        except (OSError, ValueError) as error:
            raise self._lost(f"Cannot be reached: {error}.") from error
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._number = 0
        self._replies = self._socket.makefile("rb")
        self.elapsed = Decimal(self.ask("now")["elapsed"])

    def ask(self, do: str, **arguments: str) -> dict[str, Any]:
        """Have one thing done.

        Raises:
            LinkError: The laboratory is gone.
            Reported: It refuses, for the reason given.
        """
        with self._lock:
            self._number += 1
            fence = {str(port): count for port, count in self._sent().items()}
            request = {"id": self._number, "do": do, "with": arguments, "after": fence}
            try:
                self._socket.sendall(json.dumps(request).encode() + b"\n")
                reply = self._reply(self._number)
            except OSError as error:
                raise self._lost(f"Connection lost: {error}.") from error
        self.elapsed = Decimal(reply["elapsed"])
        if "refused" in reply:
            remedy = "Correct the request or the bench file."
            raise Reported(f"Refused: {reply['refused']}.", where=self._where, remedy=remedy)
        return reply

    def _reply(self, number: int) -> dict[str, Any]:
        """The reply to a request; one that an interruption left behind is skipped."""
        while True:
            line = self._replies.readline()
            if not line.endswith(b"\n"):
                raise self._lost("Connection closed.")
            reply: dict[str, Any] = json.loads(line)
            if reply["id"] == number:
                return reply

    def close(self) -> None:
        """Leave the laboratory."""
        self._replies.close()
        self._socket.close()

    def _lost(self, what: str) -> LinkError:
        return LinkError(what, where=self._where, remedy="Start the simulated laboratory again.")
