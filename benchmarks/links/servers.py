"""The other end of the lines that are measured, in a process of its own: `python benchmarks/links/servers.py`.

Prints the ports of a line server (`X?` is answered with a number), of a Modbus/TCP server and the name of a terminal,
then serves until its standard input closes.
"""

import asyncio
import os
import sys
import threading
import tty

REPLY = b"+1.23456789E+00\n"
MODBUS = bytes.fromhex("03 04 00 01 00 02".replace(" ", ""))


class Lines(asyncio.Protocol):
    """Answers every line."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client has come."""
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """It asks."""
        self.transport.write(REPLY * data.count(b"\n"))  # type: ignore[attr-defined]


class Registers(asyncio.Protocol):
    """Answers a Modbus/TCP request for two holding registers."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client has come."""
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """It asks."""
        self.transport.write(data[:2] + b"\0\0\0\x07" + data[6:7] + MODBUS)  # type: ignore[attr-defined]


def terminal() -> str:
    """A terminal whose lines are answered; gives its name."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)

    def work() -> None:
        while data := os.read(ours, 256):
            os.write(ours, REPLY * data.count(b"\n"))

    threading.Thread(target=work, daemon=True).start()
    return os.ttyname(theirs)


async def main() -> None:
    """Serve until standard input closes."""
    loop = asyncio.get_running_loop()
    servers = [await loop.create_server(kind, "127.0.0.1", 0) for kind in (Lines, Registers)]
    print(*(server.sockets[0].getsockname()[1] for server in servers), terminal(), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
