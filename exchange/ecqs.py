"""The adapter for platforms of the kind of e-CQS: JSON, tasks down, results up, each answered at once.

With the names, codes and paths of its settings it speaks to others of this kind too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson
from pydantic import RootModel

from exchange.answers import Answer, FileState, Reason, Receipt
from exchange.errors import Refused, Unreachable
from exchange.http import SPOILT
from exchange.mapping import inward
from exchange.outbox import Sent
from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exchange.envelope import Envelope
    from exchange.forms import TaskAnswer
    from exchange.http import Link

PART: Final = 256 * 1024
"""Bytes of a file that are sent at once."""
MOST_PARTS: Final = 10_000


class Document(RootModel[Any]):
    """What is answered as JSON."""


class Ecqs:
    """Speaks to a platform of this kind.

    Args:
        link: The connection.
        reports: Path that reports go to; empty for that of results.
    """

    def __init__(self, link: Link, reports: str = "") -> None:
        self._link, self._settings = link, link.settings
        self._reports = reports or link.settings.paths.results

    def tasks(self, after: int) -> tuple[list[dict[str, Any]], int]:
        """Tasks behind a number, in our words, and the number for the next request.

        Raises:
            Refused, Unreachable: There are none to be had.
        """
        said = self._link.ask("GET", self._settings.paths.tasks, Document, query={"after": after, "limit": 50}).root
        if not isinstance(said, dict) or not isinstance(said.get("tasks"), list) or type(said.get("next")) is not int:
            raise Unreachable([SPOILT])
        return [inward(t["task"], self._settings) for t in said["tasks"] if isinstance(t, dict) and "task" in t], said[
            "next"
        ]

    def answer(self, task_id: str, answer: TaskAnswer) -> None:
        """Tell the platform what is done with a task.

        Raises:
            Refused, Unreachable: It does not take the answer.
        """
        path = self._settings.paths.answer.format(task_id=task_id)
        self._link.ask("PUT", path, Document, content=answer.model_dump(mode="json"))

    def upload(self, sha256: str, content: bytes) -> None:
        """Bring a file to the platform; what is there of it already is not sent again.

        Raises:
            Refused, Unreachable: It does not take the file.
        """
        path = self._settings.paths.file.format(sha256=sha256)
        if not self._settings.paths.file:
            return
        short = len(content) <= PART  # sending all of it costs less than asking how much is there
        state = (
            FileState(sha256=sha256, received=0, size=0, complete=False)
            if short
            else self._link.ask("GET", path, FileState)
        )
        for _ in range(MOST_PARTS):
            if state.complete:
                return
            part = content[state.received : state.received + PART]
            query = {"offset": state.received, "size": len(content)}
            try:
                state = self._link.ask("PUT", path, FileState, query=query, content=part)
            except Refused as error:
                if error.code not in {"offset", "size"}:
                    raise
                state = self._link.ask("GET", path, FileState)
        raise Unreachable([SPOILT])

    def download(self, sha256: str, offset: int) -> bytes:
        """The bytes of a file of a task from an offset on.

        Raises:
            Refused, Unreachable: It does not hand the file over.
        """
        return self._link.raw("GET", self._settings.paths.content.format(sha256=sha256), query={"offset": offset})

    def send(self, envelopes: Sequence[Envelope]) -> list[Sent]:
        """Send results; what came of each that the platform answers.

        Raises:
            Refused, Unreachable: The platform takes none of them.
        """
        bodies = [self._body(e) for e in envelopes]
        content = {self._settings.wrapper: bodies} if self._settings.wrapper else bodies
        said = self._link.ask("POST", self._reports, Document, content=content, allowed=(200, 422)).root
        names = self._settings.answers
        listed = said.get(names.list) if names.list and isinstance(said, dict) else said
        if not isinstance(listed, list):
            raise _not_answered(said)
        return [Sent(answer) for answer in (self._answer(a) for a in listed) if answer is not None]

    def fetch(self, number: str, envelopes: Sequence[Envelope]) -> list[Sent]:
        """Nothing is answered later."""
        del number, envelopes
        return []

    def _body(self, e: Envelope) -> dict[str, Any]:
        return e.model_dump(mode="json") if self._settings.envelope else {**e.record, self._settings.answers.key: e.key}

    def _answer(self, said: Any) -> Answer | None:
        names = self._settings.answers
        state = names.states.get(str(said.get(names.state))) if isinstance(said, dict) else None
        if state is None:
            return None
        receipt = said.get(names.receipt)
        return Answer(
            key=str(said.get(names.key)), state=state, reasons=_reasons(said.get(names.reasons)),
            receipt=Receipt.model_validate(receipt) if isinstance(receipt, dict) else None,
        )  # fmt: skip


def _reasons(said: Any) -> list[Reason]:
    """The reasons of a platform: ours, or a text."""
    if isinstance(said, list) and all(isinstance(r, dict) and "code" in r for r in said):
        return [Reason.model_validate(r) for r in said]
    text = said if isinstance(said, str) else orjson.dumps(said).decode() if said else ""
    return [Reason(code="other", zh=text, en=text)] if text else []


def _not_answered(said: Any) -> Refused:
    reasons = _reasons(said.get("refused") if isinstance(said, dict) else None)
    texts = [Text(f"{r.field}：{r.zh}", f"{r.field}: {r.en}") for r in reasons]
    return Refused(texts or [SPOILT], 422)
