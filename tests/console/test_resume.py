"""A run that was stopped, by whatever, ends with the verdict it would have had."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from records.errors import StoreError
from records.journal import Journal
from records.keys import station_key
from records.store import Store

PERSON = ('[roles.gauge]\ndriver = "simulated_person"', '[roles.gauge]\ndriver = "person"')
ANSWERS = ["0", "0.4", "0.4"]  # zero, then 0.4 MPa before and after tapping; the next prompt is left unanswered
PROMPT = "升 0.8 MPa 轻敲前示值"


class Running:
    """`steelyard run` as a process of its own, waiting at a prompt for a person who does not answer."""

    def __init__(self, lab: Any) -> None:
        lab.edit("benches/gauge.toml", PERSON)
        bench = lab.folder / "benches/gauge.toml"
        words = (
            "run",
            "JJG 52",
            "--bench",
            bench,
            "--subject",
            lab.subject("gauge"),
            "--date",
            "2026-11-23",
            "--seed",
            "7",
        )
        command = [sys.executable, "-m", "console.cli.main", *map(str, words)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=pipe, env={**os.environ, "PYTHONUTF8": "1", "STEELYARD_LANG": "zh"}
        )
        assert self.process.stdin is not None
        self.process.stdin.write("".join(f"{a}\n" for a in ANSWERS).encode())
        self.process.stdin.flush()
        self.screen = self._until(PROMPT)

    def _until(self, text: str) -> str:
        assert self.process.stderr is not None
        seen = b""
        while text.encode() not in seen:
            byte = self.process.stderr.read(1)
            assert byte, f"ended before {text!r}: {seen.decode()}"
            seen += byte
        return seen.decode()

    def stop(self, number: int) -> tuple[int, str]:
        """Send a signal; returns exit code and the rest of the screen."""
        self.process.send_signal(number)
        _, err = self.process.communicate(timeout=30)
        return self.process.returncode, err.decode()


@pytest.fixture
def running(lab: Any) -> Iterator[Running]:
    found = Running(lab)
    yield found
    if found.process.poll() is None:
        found.process.kill()
    found.process.communicate()


def goes_on(lab: Any, *, restored: int) -> None:
    before = lab.events()
    operator = lab.operator("JJG 52", "gauge", {})
    said = lab("resume", "last", "--json", stdin=operator)
    assert (said.code, said.document["outcome"]) == (0, "conform")
    assert operator.prompts[0].startswith(PROMPT)
    after = lab.events()
    assert [e.hash for e in after[: len(before)]] == [e.hash for e in before]
    once = [
        (e.kind, e.address) for e in after if e.kind in {"observation", "finding", "command", "dwell", "conclusion"}
    ]
    assert len(once) == len(set(once))
    kinds = [e.kind for e in after]
    assert (kinds.count("resumed"), kinds.count("restored"), kinds.count("closed")) == (1, restored, 1)
    assert lab("replay", "last").code == 0
    assert lab("verify").code == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda n: n.name)
def test_a_signal_stops_safely(lab: Any, running: Running, number: signal.Signals) -> None:
    code, screen = running.stop(number)
    assert code == 3
    stopped = lab.events()[-1]
    assert stopped.kind == "interrupted"
    assert number.name in stopped.body["reason"]
    assert stopped.body["safe"] == ["source: safe state confirmed by read-back"]
    assert "safe state confirmed" in screen
    assert "steelyard resume" in screen
    assert stopped.run in screen
    if number is signal.SIGTERM:
        goes_on(lab, restored=3)


def test_kill_9_loses_nothing_that_was_read(lab: Any, running: Running) -> None:
    code, _ = running.stop(signal.SIGKILL)
    assert code == -signal.SIGKILL
    assert "interrupted" not in [e.kind for e in lab.events()]
    texts = [e.body["text"] for e in lab.events() if e.kind == "observation" and e.body["how"] == "operator"]
    assert texts == ANSWERS
    assert lab("verify").code == 0
    assert lab("replay", "last").code == 1
    goes_on(lab, restored=3)


def crashed(lab: Any, seq: int, *words: Any, **how: Any) -> Any:
    """A run whose process ends at an entry: nothing is written any more, also not why it stopped."""
    append = Journal.append

    def dying(self: Journal, kind: str, body: Any, address: str = "") -> Any:
        last = (
            (self._waiting[-1][0].seq if self._waiting else self._written[0]) if not self.__dict__.get("dead") else seq
        )
        if last >= seq:
            self.__dict__["dead"] = True
            raise KeyboardInterrupt
        return append(self, kind, body, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Journal, "append", dying)
        return lab.run(*words, "--seed", 7, **how)


@pytest.mark.parametrize("part", [0.0, 0.02, 0.35, 0.6, 0.8, 0.97])
@pytest.mark.parametrize(("regulation", "subject"), [("JJG 539", "scale-with-defect"), ("JJG 52", "gauge-with-defect")])
def test_a_crash_anywhere_gives_the_same_verdict(lab: Any, regulation: str, subject: str, part: float) -> None:
    """A hysteresis is found only where every point is approached again from the side it was approached from."""
    first = lab.run(regulation, "--seed", 7, "--json", subject=subject).document
    crashed(lab, int(part * lab.events()[-1].seq), regulation, subject=subject)
    kept = [e.hash for e in lab.events()]
    assert lab.events()[-1].kind not in {"interrupted", "closed"}
    assert lab("verify").code == 0
    said = lab("resume", "last", "--json")
    assert said.code == 1
    assert said.document["verdict"] == first["verdict"]
    assert [e.hash for e in lab.events()][: len(kept)] == kept
    assert lab("replay", "last").code == 0


def test_a_finished_run_is_told_again_and_nothing_is_added(lab: Any) -> None:
    lab.run("JJG 52", "--seed", 7)
    entries = lab.entries()
    said = lab("resume", "last")
    assert (said.code, said.out.split()[1]) == (0, "conform")
    assert lab.entries() == entries


@pytest.mark.parametrize(("file", "old", "new"), [("benches/gauge.toml", "dwell = 5", "dwell = 6")])
def test_another_bench_is_not_the_same_run(lab: Any, file: str, old: str, new: str) -> None:
    crashed(lab, 20, "JJG 52")
    lab.edit(file, (old, new))
    before = lab.entries()
    said = lab("resume", "last")
    assert said.code == 2
    assert "has changed" in said.err
    assert lab.entries() == before


def test_a_bench_file_that_moved(lab: Any) -> None:
    crashed(lab, 20, "JJG 52")
    path = lab.folder / "benches/gauge.toml"
    moved = path.rename(path.with_name("moved.toml"))
    said = lab("resume", "last")
    assert said.code == 2
    assert "--bench" in said.err
    assert lab("resume", "last", "--bench", moved).code == 0


def test_a_form_is_not_gone_on_with_at_the_bench(lab: Any) -> None:
    """What a form says was read elsewhere; the bench must not fill in the rest of it."""
    crashed(lab, 20, "JJG 52", "--readings", lab.form("JJG 52", {}))
    before = lab.entries()
    said = lab("resume", "last")
    assert said.code == 2
    assert "--readings" in said.err
    assert lab.entries() == before


def test_two_who_go_on_with_the_same_run(lab: Any) -> None:
    """The second finds the entry taken and stops; the journal stays whole."""
    crashed(lab, 20, "JJG 52")
    store = Store(str(lab.store))
    past = store.events(store.find("last"))
    rival = Journal(store, past[0].run, station_key(), past)
    rival.append("resumed", {"operator": "V001", "known": len(past), "reason": ""})
    mine = Journal(store, past[0].run, station_key(), past)
    with pytest.raises(StoreError, match=r"append-only|UNIQUE"):
        mine.append("resumed", {"operator": "R001", "known": len(past), "reason": ""})
    assert lab("verify").code == 0
    assert lab("resume", "last").code == 0
