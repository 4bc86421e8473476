"""One run at a time on a physical bench."""

import os
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import platformdirs
import pytest

from drivers.bench import load_bench
from sequencer.errors import Refused
from services.locks.bench_lock import only_user

#: Locks hold on the whole machine, and tests may run in several processes: each has an instrument of its own.
PORT = str(1024 + os.getpid() % 60000)
CONFIG = Path(__file__).parents[2] / "config/benches"
REAL = """
[bench]
name = "NAME"
[roles.source]
driver = "pace"
address = "TCPIP::10.0.0.5::PORT::SOCKET"
[roles.gauge]
driver = "person"
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "run").mkdir(mode=0o700)
    monkeypatch.setattr(platformdirs, "user_runtime_path", lambda _name: tmp_path / "run" / "steelyard")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "elsewhere"))
    return tmp_path


def bench(folder: Path, name: str, text: str = REAL) -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text.replace("NAME", name).replace("PORT", PORT), "utf-8")
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
        for other in ("tcpip", "TCPIP0", "TCPIP1"):
            with pytest.raises(Refused, match=r"10\.0\.0\.5"):
                hold(stack, bench(folder, "two", REAL.replace("TCPIP", other)))
        for host in ("10.5", "0x0a000005", "167772165", "012.0.0.5"):
            with pytest.raises(Refused, match=r"10\.0\.0\.5"):
                hold(stack, bench(folder, "two", REAL.replace("10.0.0.5", host)))
        with pytest.raises(Refused, match=r"10\.0\.0\.5"):
            hold(stack, bench(folder, "two", REAL.replace("TCPIP::10.0.0.5::PORT::SOCKET", "socket://10.0.0.5:PORT")))
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


def test_another_folder_for_temporary_files_and_a_cleaned_one_change_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bench(folder, "one")
    with ExitStack() as stack:
        hold(stack, path)
        monkeypatch.setattr(tempfile, "tempdir", str(folder / "another"))
        with pytest.raises(Refused, match="bench one"):
            hold(stack, path)
        if sys.platform.startswith("linux"):
            for lock in (folder / "run/steelyard/benches").iterdir():
                lock.unlink()
            with pytest.raises(Refused, match="in use"):
                hold(stack, path)


def test_a_planted_link_is_not_followed(folder: Path) -> None:
    path, victim = bench(folder, "one"), folder / "victim"
    with ExitStack() as stack:
        hold(stack, path)
    victim.write_text("precious")
    for lock in (folder / "run/steelyard/benches").iterdir():
        lock.unlink()
        lock.symlink_to(victim)
    with ExitStack() as stack, pytest.raises(Refused, match="cannot be locked"):
        hold(stack, path)
    assert victim.read_text() == "precious"


def test_what_a_holder_wrote_reaches_the_terminal_as_plain_text(folder: Path) -> None:
    path = bench(folder, "one")
    path.write_text(path.read_text().replace('name = "one"', r'name = "on\u001b[2Je\nx"'))
    with ExitStack() as stack:
        hold(stack, path)
        with pytest.raises(Refused) as refused:
            hold(stack, path)
    assert "\x1b" not in str(refused.value)
    assert "bench on?[2Je?x" in str(refused.value)
