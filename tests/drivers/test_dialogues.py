"""Golden dialogues: every byte a driver sends and what it makes of every byte it receives, from manuals and captures.

One file per driver in `dialogues/`, named as in the registry. `identify` is what is said before anything else; `lines`
are pairs of what is sent and what is answered, in order and without terminators; a command alone is not answered.
"""

from collections import deque
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from drivers import errors, registry
from drivers.fitting import Fitting
from drivers.link.line import Line, LineLink

FOLDER = Path(__file__).parent / "dialogues"


class DialogueLink(LineLink):
    """A line at whose other end the dialogue is read out; a wrong word ends it."""

    def __init__(self, line: Line, lines: list[tuple[str, ...]]) -> None:
        super().__init__("the dialogue", line)
        self._lines, self._answers = deque(lines), deque[bytes]()

    def _send(self, data: bytes) -> None:
        assert self._lines, f"{data!r} is sent after the dialogue has ended"
        sent, *answers = self._lines.popleft()
        assert data == sent.encode() + self.line.sent_end
        self._answers += [answer.encode() + self.line.received_end for answer in answers]

    def _receive(self, seconds: float) -> bytes:
        return self._answers.popleft() if self._answers else b""

    def _reopen(self) -> None:
        self._answers.clear()

    def close(self) -> None:
        assert not self._lines, f"not said: {list(self._lines)}"


class CountingClock:
    """Time that passes only when it is slept through."""

    def __init__(self) -> None:
        self._now = Decimal(0)

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    def elapsed(self) -> Decimal:
        return self._now

    def sleep(self, seconds: Decimal) -> None:
        self._now += seconds


def cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        content = yaml.safe_load(path.read_text("utf-8"))
        found += [
            pytest.param(path.stem, content["identify"], dialogue, id=f"{path.stem}: {dialogue['name']}")
            for dialogue in content["dialogues"]
        ]
    return found


@pytest.mark.parametrize(("driver", "identify", "dialogue"), cases())
def test_dialogue(driver: str, identify: list[Any], dialogue: dict[str, Any]) -> None:
    kind = registry.load(driver)
    assert kind.LINE is not None
    link = DialogueLink(kind.LINE, [(sent, *answer) for sent, *answer in [*identify, *dialogue["lines"]]])
    fitted: Any = kind.fit(Fitting("role", link.where, CountingClock(), link, {}, dialogue.get("options", {})))
    fitted.identity()
    call = getattr(fitted, dialogue["call"])
    arguments = [Decimal(a) if a[-1].isdigit() else a for a in dialogue.get("args", [])]
    if "raises" in dialogue:
        with pytest.raises(getattr(errors, dialogue["raises"]), match=dialogue.get("says")):
            call(*arguments)
    else:
        given = call(*arguments)
        if "gives" in dialogue:
            assert [given.text, str(given.value), given.unit] == dialogue["gives"]
    link.close()
