"""A GNSS receiver: the sentences of the standard's examples, what is no fix, and a receiver on a socket."""

import socket
import threading
from contextlib import suppress
from decimal import Decimal

import pytest

from drivers.errors import LinkError
from drivers.gnss import fix_of, received

# A fix in Kunming; check sums computed by hand (exclusive or of all between $ and *).
GGA = "GPGGA,080005.00,2502.4074,N,10242.6027,E,1,09,0.9,1892.4,M,-38.2,M,,"
RMC = "GPRMC,080005.00,A,2502.4074,N,10242.6027,E,0.1,,231126,,,A"
NO_FIX = "GPGGA,080004.00,,,,,0,00,99.9,,M,,M,,"
VOID = "GPRMC,080004.00,V,,,,,,,231126,,,N"


def sent(body: str) -> bytes:
    total = 0
    for c in body:
        total ^= ord(c)
    return f"${body}*{total:02X}\r".encode()


def test_a_place_is_read_exactly() -> None:
    fix = fix_of([sent(NO_FIX), sent(VOID), b"\xff\xfe", sent(GGA), sent(RMC)])
    assert fix is not None
    assert fix.latitude == Decimal("25.0401233")  # 25 + 2.4074 / 60
    assert fix.longitude == Decimal("102.7100450")  # 102 + 42.6027 / 60
    assert (fix.satellites, fix.hdop, fix.moment.isoformat()) == ("09", "0.9", "2026-11-23T08:00:05+00:00")
    south = fix_of([sent(GGA.replace(",N,", ",S,").replace(",E,", ",W,")), sent(RMC)])
    assert south is not None
    assert (south.latitude, south.longitude) == (-fix.latitude, -fix.longitude)


@pytest.mark.parametrize("lines", [
    [], [sent(NO_FIX), sent(RMC)], [sent(GGA), sent(VOID)], [sent(GGA)[:-3] + b"00\r", sent(RMC)],
    [sent(GGA).replace(b"2502", b"2503"), sent(RMC)], [sent(GGA.replace("2502.4074", "xx")), sent(RMC)],
    [sent(GGA), sent(NO_FIX), sent(RMC)],
])  # fmt: skip
def test_what_states_no_place_is_none(lines: list[bytes]) -> None:
    assert fix_of(lines) is None


def serve(content: bytes) -> str:
    """A receiver on a socket of this computer that sends the same until the other side hangs up."""
    listening = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        with listening, listening.accept()[0] as line, suppress(OSError):
            while True:
                line.sendall(content)

    threading.Thread(target=answer, daemon=True).start()
    return f"socket://127.0.0.1:{listening.getsockname()[1]}"


def test_a_receiver_on_a_socket() -> None:
    fix = received(serve(b"rest of a line\n" + sent(GGA) + b"\n" + sent(RMC) + b"\n"), 9600, 10.0)
    assert fix.sentence == sent(GGA).decode().strip()


def test_a_receiver_that_is_not_there_or_says_nothing() -> None:
    with pytest.raises(LinkError, match="No place was received"):
        received("/dev/no-such-port", 9600, 1.0)
    with pytest.raises(LinkError, match="No place was received"):
        received(serve(sent(NO_FIX) + b"\n"), 9600, 1.0, iter([0.0, *[0.1] * 200, 5.0]).__next__)
