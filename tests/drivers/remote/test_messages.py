"""Messages to an agent that are lost, doubled, late or out of order: never a wrong reading, never a command twice."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.errors import BadReply, LinkError
from drivers.link import agent
from drivers.link.agent import AgentLink
from drivers.remote import serving
from tests.drivers.remote.scene import KINDS, Scene
from tests.thorough import number

QUESTIONS = 60


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agent, "PAUSE", 0.0)


def identified(link: AgentLink) -> None:
    """Open the link as a driver does: drained, and the instrument has answered."""
    with link.identification(0.0):
        assert link.query("Q0") == "A0"


def asked(link: AgentLink, count: int) -> Iterator[tuple[int, str]]:
    """Ask question after question; after a failure the instrument is identified again, and the question is given up."""
    for n in range(1, count + 1):
        try:
            if link.poisoned is not None:
                identified(link)
            yield n, link.query(f"Q{n}")
        except (LinkError, BadReply):
            assert link.poisoned is not None


def asked_until_lost(link: AgentLink) -> Iterator[tuple[int, str]]:
    """Ask until the link is lost."""
    for n in range(1, 4):
        try:
            yield n, link.query(f"Q{n}")
        except LinkError as error:
            assert "The link to the agent tower was lost" in error.what  # noqa: PT017  after some questions
            return
    pytest.fail("the link was not lost")


@pytest.mark.parametrize("seed", range(number(6, 300)))
def test_a_reading_is_right_or_there_is_none_and_no_question_is_put_twice(tmp_path: Path, seed: int) -> None:
    scene = Scene(tmp_path, seed, chance=0.12)
    link = scene.link()
    for n, answer in asked(link, QUESTIONS):
        assert answer == f"A{n}"
    link.close()
    scene.owner.stop(10)
    counts = Counter(q for q in scene.instrument.asked if q != "Q0")
    assert max(counts.values()) == 1
    scene.instrument.close()


def test_without_faults_every_question_is_answered_and_the_outputs_are_safe_at_the_end(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    link = scene.link()
    assert [answer for _, answer in asked(link, 30)] == [f"A{n}" for n in range(1, 31)]
    assert scene.secured == []
    link.close()
    assert scene.safe.wait(10)  # by itself; being stopped would make the outputs safe too
    scene.owner.stop(10)
    assert (scene.secured, scene.owner.last) == (["the bench has ended"], "")
    scene.instrument.close()


@pytest.mark.parametrize("kind", KINDS)
def test_each_fault_ends_the_connection_and_the_outputs_are_made_safe(tmp_path: Path, kind: str) -> None:
    scene = Scene(tmp_path)
    link = scene.link()
    identified(link)
    kinds = iter([kind])
    scene.fault = lambda: next(kinds, "none")  # type: ignore[method-assign]
    found = dict(asked_until_lost(link))
    assert found == {n: f"A{n}" for n in found}
    assert len(found) < 2  # a message that is doubled shows with the next one
    identified(link)
    assert len(scene.secured) == 1
    assert "the link was lost" in scene.secured[0]
    assert link.query("Q9") == "A9"
    link.close()
    scene.owner.stop(10)
    scene.instrument.close()


def test_a_link_that_is_lost_takes_every_line_of_the_bench_and_is_said_to_the_next(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    scene = Scene(tmp_path, roles=("gauge", "source"))
    gauge, source = scene.link("gauge"), scene.link("source")
    identified(gauge)
    identified(source)
    scene.fault = lambda: "cut"  # type: ignore[method-assign]
    with pytest.raises(LinkError):
        gauge.query("Q1")
    scene.fault = lambda: "none"  # type: ignore[method-assign]
    while not scene.secured:  # the agent has noticed
        pass
    with pytest.raises(LinkError):
        source.query("Q2")
    identified(source)
    assert len(scene.secured) == 1
    assert "agent tower: the link was lost" in capfd.readouterr().err
    source.close()
    scene.owner.stop(10)
    scene.instrument.close()


def test_a_bench_that_falls_silent_is_lost(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    scene.agent.silence = 0.05
    link = scene.link()
    identified(link)
    while not scene.secured:  # no beat comes within that time
        pass
    assert "nothing was heard in time" in scene.secured[0]
    with pytest.raises(LinkError):
        link.query("Q1")
    assert "Q1" not in scene.instrument.asked
    scene.owner.stop(10)
    scene.instrument.close()


def test_another_bench_and_a_role_that_is_not_served_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = Scene(tmp_path)
    link = scene.link()
    identified(link)
    with pytest.raises(LinkError, match=r"no line of a role 'room'; there are: gauge"):
        identified(scene.link("room"))
    monkeypatch.setattr("drivers.link.agent_channel.TOKEN", "another process")
    with pytest.raises(LinkError, match="another bench uses these instruments"):
        identified(scene.link())
    assert link.query("Q1") == "A1"
    link.close()
    scene.owner.stop(10)
    with pytest.raises(LinkError, match="being stopped"):
        identified(scene.link())
    scene.instrument.close()


def test_a_command_that_comes_late_is_not_carried_out(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    scene.late = (serving.LATE + serving.SILENCE) / 2  # the connection is not given up yet
    link = scene.link()
    identified(link)
    kinds = iter(["none", "late request"])  # the look whether the line is empty, then the question
    scene.fault = lambda: next(kinds, "none")  # type: ignore[method-assign]
    with pytest.raises(LinkError):
        link.query("Q1")
    assert scene.safe.wait(10)  # by itself; being stopped would make the outputs safe too
    scene.owner.stop(10)
    assert "Q1" not in scene.instrument.asked
    assert "a request came" in scene.secured[0]
    scene.instrument.close()
