"""One run at a time on a physical bench."""

import os
import signal
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from drivers.bench import load_bench
from sequencer.errors import Refused
from services.bench_lock import only_user

CONFIG = Path(__file__).parents[2] / "config/benches"
REAL = """
[bench]
name = "NAME"
[roles.source]
driver = "pace"
address = "TCPIP::10.0.0.5::5025::SOCKET"
[roles.gauge]
driver = "person"
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def bench(folder: Path, name: str, text: str = REAL) -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text.replace("NAME", name), "utf-8")
    return path


def hold(stack: ExitStack, path: Path) -> None:
    stack.enter_context(only_user(load_bench(path), path))


def test_the_second_is_told_who_holds_it(folder: Path) -> None:
    path = bench(folder, "one")
    with ExitStack() as first, ExitStack() as second:
        hold(first, path)
        with pytest.raises(Refused, match=f"process {os.getpid()} has held it since 20.*bench one"):
            hold(second, path)
        first.close()
        hold(second, path)


def test_another_bench_file_with_the_same_instrument(folder: Path) -> None:
    with ExitStack() as stack:
        hold(stack, bench(folder, "one"))
        with pytest.raises(Refused, match=r"10\.0\.0\.5"):
            hold(stack, bench(folder, "two", REAL.replace("TCPIP", "tcpip")))
        hold(stack, bench(folder, "three", REAL.replace("10.0.0.5", "10.0.0.6")))


def test_a_bench_by_hand_is_held_and_a_simulated_one_is_not() -> None:
    by_hand, simulated = CONFIG / "gauge-by-hand.toml", CONFIG / "gauge.toml"
    with ExitStack() as stack:
        for _ in range(2):
            hold(stack, simulated)
        hold(stack, by_hand)
        with pytest.raises(Refused, match="gauge-by-hand"):
            hold(stack, by_hand)


def test_a_killed_process_holds_nothing(folder: Path) -> None:
    path = bench(folder, "one")
    file = load_bench(path)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        with only_user(file, path):
            os.write(writer, b"held")
            signal.pause()
        os._exit(0)
    assert os.read(reader, 4) == b"held"
    with ExitStack() as stack:
        with pytest.raises(Refused, match=f"process {child} "):
            hold(stack, path)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        hold(stack, path)
