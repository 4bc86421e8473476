"""The port of a dispenser's board: its own talk is told from an answer, and an honest board gives none."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.errors import InstrumentError, LinkError
from drivers.roles import PortAnalyser
from drivers.simulation.device import Name
from drivers.simulation.faults import Fault

WRITES = "02 57 4B 30 39 38 30 03"
TALK = b"\x02S0000000\x03"
pytestmark = pytest.mark.waits


class Board:
    """A board that says its state, and answers as it is told."""

    scheme, end, pause = "socket://127.0.0.1:{port}", b"\x03", 0.004

    def __init__(self, answer: bytes = b"", said: bytes = TALK) -> None:
        self.name, self.mishaps = Name("", "", "", ""), dict[str, Any]()
        self.answer, self.said, self.heard = answer, said, list[bytes]()

    def handle(self, message: bytes) -> bytes | None:
        self.heard.append(message)
        return self.answer or None

    def say(self) -> bytes:
        return self.said


def on(fitted: Any, board: Board, **options: str) -> Any:
    bench = fitted("port_analyser", device=lambda _time: board, options=options)
    assert isinstance(bench.driver, PortAnalyser)
    return bench


def settled(bench: Any) -> None:
    """Let the board have said something before anybody listens, as on a real line."""
    assert any(bench.driver.heard(Decimal("0.1")).value for _ in range(5000))


def test_an_honest_board_talks_and_answers_nothing(fitted: Any) -> None:
    board = Board()
    bench = on(fitted, board)
    settled(bench)
    bench.driver.send(WRITES)
    found = bench.driver.answered()
    assert (found.value, found.unit) == (0, "1")
    assert bytes.fromhex(WRITES)[:-1] in board.heard  # it was really sent


@pytest.mark.parametrize(("answer", "size"), [
    (b"\x02A000\x03", 6), (b"\x06", 1), (b"\x02W1\x03\x06", 5), (b"\x02\x15\x03", 3),
])  # fmt: skip
def test_an_answer_is_told_from_the_talk_and_counted(fitted: Any, answer: bytes, size: int) -> None:
    bench = on(fitted, Board(answer))
    settled(bench)
    bench.driver.send(WRITES)
    found = bench.driver.answered()
    assert found.value == size
    assert answer.hex(" ").upper() in found.text


def test_what_the_board_began_to_say_before_the_telegram_is_no_answer(fitted: Any) -> None:
    board = Board()
    bench = on(fitted, board)
    settled(bench)
    board.said = b"\x02T12:00\x03"
    bench.driver.send(WRITES)
    assert bench.driver.answered().value == 0


def test_a_board_that_is_silent_is_no_fault(fitted: Any) -> None:
    bench = on(fitted, Board(said=b""))
    assert (bench.driver.heard(Decimal(10)).value, bench.driver.heard(Decimal(1)).text) == (0, "-")
    bench.driver.send(WRITES)
    assert bench.driver.answered().value == 0


def test_a_telegram_that_is_cut_at_an_edge_is_no_answer(fitted: Any) -> None:
    driver = on(fitted, Board(said=b"")).driver
    parted = driver._parted
    assert parted(b"000\x03" + TALK + TALK[:4]) == ([TALK], 0)
    assert parted(b"000\x03" + TALK + b"\x06" + TALK[:4]) == ([TALK], 1)
    assert parted(b"\x06" + TALK) == ([TALK], 1)
    assert parted(b"\x06") == ([], 1)
    assert parted(b"") == ([], 0)


@pytest.mark.parametrize("options", [{"start": "0203"}, {"end": "xx"}, {"window": "0"}, {"window": "a"}, {"baud": "1"}])
def test_options_that_do_not_fit_are_refused(fitted: Any, options: dict[str, str]) -> None:
    with pytest.raises(InstrumentError):
        fitted("port_analyser", options=options)


def test_a_line_that_is_lost_is_said(fitted: Any) -> None:
    driver = fitted("port_analyser", faults=(Fault("disconnect_before", 1),)).driver
    with pytest.raises(LinkError):
        any(driver.heard(Decimal(1)).value for _ in range(5000))
