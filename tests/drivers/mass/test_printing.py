"""Balances that print, and a line of packages with a bar code reader: each line in its order, none lost or twice."""

import socket
import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from drivers.clock import WallClock
from drivers.errors import NeedsPerson, NotSettled, Reported
from drivers.fitting import Fitting
from drivers.link.factory import open_link
from drivers.mass.package_line import PackageLine, names
from drivers.mass.printing import PrintingBalance

IDENTITY = {b"I2": b'I2 A "XPR6002S 6200.00 g"', b"I3": b'I3 A "2.30"', b"I4": b'I4 A "B926"', b"Z": b"Z A"}


class Printing:
    """Something that answers questions and says what a test has it say."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._client: socket.socket | None = None
        self._here = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            self._client = client
            self._here.set()
            for line in client.makefile("rb"):
                client.sendall(IDENTITY[line.strip()] + b"\r\n")

    def say(self, data: bytes) -> None:
        assert self._here.wait(2)
        assert self._client is not None
        self._client.sendall(data)

    def close(self) -> None:
        self._server.close()


@pytest.fixture(name="line")
def a_line() -> Iterator[Printing]:
    made = Printing()
    yield made
    made.close()


def weight(value: str, status: str = "S") -> bytes:
    return f"S {status} {value:>10} g\r\n".encode()


@pytest.fixture(name="balance")
def a_balance(line: Printing) -> Callable[..., PrintingBalance]:
    def make(**options: str) -> PrintingBalance:
        link = open_link(f"socket://127.0.0.1:{line.port}", "balance", PrintingBalance.LINE)
        made = PrintingBalance.fit(Fitting("balance", "balance", WallClock(), link, options=options))
        made.identity()
        return made

    return make


def test_every_weight_in_the_order_of_printing(line: Printing, balance: Any) -> None:
    """Also those that were printed while nobody was listening, and one that comes in two pieces."""
    made = balance()
    made.zero()
    line.say(weight("512.31") + weight("511.02") + b"S S     50")
    found = [made.mass() for _ in range(2)]
    line.say(b"9.99 g\r\n")
    found.append(made.mass())
    assert [(r.value, r.unit) for r in found] == [(Decimal(v), "g") for v in ("512.31", "511.02", "509.99")]
    assert found[0].text == "S S     512.31 g"


def test_what_is_no_second_package(line: Printing, balance: Any) -> None:
    """A bounced switch, a weight that was not stable, a line that only says busy."""
    made = balance(bounce="60", patience="0.2")
    line.say(weight("512.31") * 2 + weight("400.00", "D") + b"S I\r\n" + weight("511.02") + weight("512.31"))
    assert [str(made.mass().value) for _ in range(3)] == ["512.31", "511.02", "512.31"]
    with pytest.raises(NotSettled, match=r"No weight was printed within 0\.2 s"):
        made.mass()


def test_two_equal_packages_are_two(line: Printing, balance: Any) -> None:
    made = balance(bounce="0.001")
    line.say(weight("512.31"))
    first = made.mass()
    made._clock.sleep(Decimal("0.01"))
    line.say(weight("512.31"))
    assert made.mass() == first


def test_zero_drops_what_was_printed_before(line: Printing, balance: Any) -> None:
    made = balance()
    line.say(weight("7.00"))
    made._clock.sleep(Decimal("0.05"))
    made.zero()
    line.say(weight("512.31"))
    assert made.mass().value == Decimal("512.31")


@pytest.mark.parametrize("text", [b"S +\r\n", b"S -\r\n", b"S S  Error 10b\r\n"])
def test_what_is_no_weight_is_raised(line: Printing, balance: Any, text: bytes) -> None:
    made = balance()
    line.say(text)
    with pytest.raises(Reported):
        made.mass()


def test_what_it_does_not_do(balance: Any) -> None:
    with pytest.raises(NeedsPerson):
        balance().tare()
    packages = PackageLine.fit(Fitting("packages", "packages", WallClock()))
    packages.put("1", "full")
    packages.take_off()
    for ask in (packages.density, lambda: packages.content("1")):
        with pytest.raises(NeedsPerson):
            ask()


def test_a_label_is_waited_for(line: Printing) -> None:
    """Codes of other packages are passed over; both ends of a line are known."""
    link = open_link(f"socket://127.0.0.1:{line.port}", "packages", PackageLine.LINE)
    packages = PackageLine.fit(Fitting("packages", "packages", WallClock(), link, options={"patience": "0.3"}))
    threading.Timer(0.05, line.say, [b"6901234567892\r\nPK-1/3\r\nPK-1/4\rPK-1/5\r\n"]).start()
    packages.put("3", "full")
    packages.put("4", "full")
    packages.put("5", "full")
    threading.Timer(0.05, line.say, [b"PK-1/5\r\n"]).start()
    with pytest.raises(NotSettled, match=r"Package 6 was not scanned within 0\.3 s; scanned were PK-1/5"):
        packages.put("6", "full")


@pytest.mark.parametrize(("code", "number", "same"), [
    ("17", "17", True), ("PK/017", "17", True), ("PK-17-A", "17", True), ("117", "17", False), ("PK", "1", False),
])  # fmt: skip
def test_labels(code: str, number: str, same: bool) -> None:
    assert names(code, number) is same


def test_a_simulated_operator_weighs_two_packages(fitted: Any) -> None:
    bench = fitted("mt_sics_printing")
    bench.driver.zero()
    found = []
    for load in (512.3, 511.0):
        bench.device.pan.place(load, float(bench.clock.elapsed()))
        bench.clock.sleep(Decimal(10))
        found.append(bench.driver.mass().value)
    assert [round(v) for v in found] == [512, 511]
    bench.device.pan.place(7000.0, float(bench.clock.elapsed()))
    bench.clock.sleep(Decimal(10))
    with pytest.raises(Reported, match="overload"):
        bench.driver.mass()
