"""What every line link promises, over PyVISA and over pyserial alike."""

import contextlib
import socket
import threading
from collections.abc import Callable
from typing import Any

import pytest

from drivers.errors import BadReply, LinkError
from drivers.link.factory import open_link
from drivers.link.line import Line, LineLink

ADDRESSES = {"visa": "TCPIP::127.0.0.1::{port}::SOCKET", "serial": "socket://127.0.0.1:{port}"}
Start = Callable[..., Any]


@pytest.fixture(params=ADDRESSES)
def connect(request: pytest.FixtureRequest) -> Any:
    """Makes an identified link to a port."""
    links: list[LineLink] = []

    def make(port: int, timeout: float = 0.3, **options: Any) -> LineLink:
        address = ADDRESSES[request.param].format(port=port)
        links.append(open_link(address, f"meter at {address}", Line(b"\n", b"\n", timeout), **options))
        identify(links[-1])
        return links[-1]

    yield make
    for link in links:
        link.close()


def identify(link: LineLink) -> None:
    with link.identification():
        if link.query("ID?") != "METER":
            raise link.reject("another instrument")


def meter(line: bytes) -> list[tuple[float, bytes]] | None:
    """Answers ID? and numbers; words make it misbehave."""
    number = line.rpartition(b" ")[2]
    return {
        b"ID?": [(0.0, b"METER\r\n")],
        b"silent": [],
        b"late": [(0.5, b"STALE\n")],
        b"half": [(0.0, b"12.")],
        b"split": [(0.001, bytes([byte])) for byte in b"12.5\n"],
        b"trickle": [(0.1, bytes([byte])) for byte in b"123456789\n"],
        b"twice": [(0.0, b"1\n1\n")],
        b"noise": [(0.0, b"\xff\x001\n")],
        b"hang up": None,
    }.get(line, [(0.0, number + b"\n")])


def test_reply_without_its_terminator(scripted: Start, connect: Any) -> None:
    assert connect(scripted(meter).port).query("ECHO 4.0") == "4.0"


def test_reply_in_single_bytes(scripted: Start, connect: Any) -> None:
    assert connect(scripted(meter).port).query("split") == "12.5"


@pytest.mark.parametrize("fault", ["silent", "late", "half", "trickle"])
def test_no_complete_reply_in_time_poisons_the_link(scripted: Start, connect: Any, fault: str) -> None:
    link = connect(scripted(meter).port)
    with pytest.raises(
        LinkError, match=r"(?i)no complete answer"
    ):  # "trickle" is complete after 1 s: the limit holds for the whole
        link.query(fault)
    with pytest.raises(LinkError, match="cannot be trusted"):
        link.query("ECHO 1")


def test_late_reply_never_answers_the_next_question(scripted: Start, connect: Any) -> None:
    link = connect(scripted(meter).port)
    with pytest.raises(LinkError):
        link.query("late")
    for _attempt in range(5):
        try:
            identify(link)
        except (LinkError, BadReply):
            continue
        assert link.query("ECHO 7") == "7"
        return
    pytest.fail("the link never recovered")


def test_second_reply_is_noticed_before_the_next_question(scripted: Start, connect: Any) -> None:
    link = connect(scripted(meter).port)
    assert link.query("twice") == "1"
    with pytest.raises(BadReply, match="unexpected bytes"):
        link.query("ECHO 2")
    identify(link)
    assert link.query("ECHO 2") == "2"


def test_noise_is_a_bad_reply(scripted: Start, connect: Any) -> None:
    link = connect(scripted(meter).port)
    with pytest.raises(BadReply):
        link.query("noise")
    assert link.poisoned is not None


def test_disconnect_is_noticed_at_once_and_mended_by_identification(scripted: Start, connect: Any) -> None:
    link = connect(scripted(meter).port, timeout=60.0)
    with pytest.raises(LinkError, match=r"^(?!.*(?i:no complete answer))"):  # lost, and not waited for until the limit
        link.query("hang up")
    identify(link)
    assert link.query("ECHO 3") == "3"


def test_nobody_at_the_address(connect: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = int(server.getsockname()[1])
    with pytest.raises(LinkError):
        connect(port)


def test_nothing_is_believed_before_identification(scripted: Start) -> None:
    link = open_link(f"socket://127.0.0.1:{scripted(meter).port}", "meter", Line())
    with pytest.raises(LinkError, match="not identified yet"):
        link.query("ECHO 1")


def test_greeting_is_not_taken_for_an_answer(scripted: Start, connect: Any) -> None:
    port = scripted(meter, greeting=b'I4 A "B021002593"\r\n').port
    try:
        link = connect(port)
    except BadReply:  # it came after the line had been drained
        return
    assert link.query("ECHO 1") == "1"


def test_continuous_output_cannot_be_identified(connect: Any) -> None:
    server, stop = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def stream() -> None:
        while not stop.is_set():
            client, _ = server.accept()
            with client, contextlib.suppress(OSError):
                while not stop.wait(0.01):
                    client.sendall(b"  12.3 kg\r\n")

    threading.Thread(target=stream, daemon=True).start()
    for _attempt in range(2):
        with pytest.raises((LinkError, BadReply)):
            connect(int(server.getsockname()[1]))
    stop.set()


def test_byte_log_holds_everything_in_order(scripted: Start, connect: Any) -> None:
    log: list[tuple[str, bytes]] = []
    link = connect(scripted(meter).port, on_bytes=lambda direction, data: log.append((direction, data)))
    link.query("ECHO 1.50")
    with pytest.raises(LinkError):
        link.query("half")
    sent = b"".join(data for direction, data in log if direction == "sent")
    received = b"".join(data for direction, data in log if direction == "received")
    assert sent == b"ID?\nECHO 1.50\nhalf\n"
    assert received == b"METER\r\n1.50\n12."
    assert [direction for direction, _ in log[:4]] == ["sent", "received", "sent", "received"]


def test_two_threads_never_get_each_others_reply(scripted: Start, connect: Any) -> None:
    link = connect(scripted(meter).port, timeout=5.0)
    wrong: list[str] = []

    def ask(base: int) -> None:
        wrong.extend(str(n) for n in range(base, base + 100) if link.query(f"ECHO {n}") != str(n))

    threads = [threading.Thread(target=ask, args=(base,)) for base in (0, 1000, 2000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_small_messages_are_not_held_back(scripted: Start, connect: Any) -> None:
    """Nagle's delay is off: two commands before a question would otherwise wait 40 ms for an acknowledgement."""
    link = connect(scripted(meter).port)
    raw = link._raw_socket() if hasattr(link, "_raw_socket") else link._socket
    assert raw.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
