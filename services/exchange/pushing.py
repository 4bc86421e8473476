"""Reports to a platform what the outbox holds; what cannot be delivered now stays and is tried again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from exchange.answers import Answer, Reason
from exchange.errors import ExchangeError, Refused
from exchange.outbox import Sent
from metrology.text import Text
from services.exchange.collecting import Wanted, collect, collect_these
from services.exchange.tasks import tell_answers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from exchange.envelope import Envelope
    from exchange.outbox import Outbox
    from exchange.settings import PlatformSettings
    from services.exchange.opening import Adapter, Exchange

CHANGED: Final = Text("发件箱中的文件已被改动，未上报", "a file of it was changed in the outbox; it was not sent")


@dataclass
class Pushed:
    """What came of a push.

    Attributes:
        collected: Results that were put into the outbox.
        accepted, refused, later, sent: Results by what the platform said; `sent`: its answer is awaited.
        told: Tasks whose answer the platform now knows.
        problems: What cannot be reported as it is, by document.
        unreachable: Why not everything could be delivered; empty where it could.
    """

    collected: int = 0
    accepted: int = 0
    refused: int = 0
    later: int = 0
    sent: int = 0
    told: int = 0
    problems: dict[str, Sequence[Text]] = field(default_factory=dict)
    unreachable: Sequence[Text] = ()


def push(at: Exchange, progress: Callable[[int], None] = lambda _: None) -> Pushed:
    """Report everything that can be reported now.

    Args:
        at: The laboratory and the platform.
        progress: Told how many results were answered so far.

    Raises:
        StoreError: The store cannot be written.
    """
    collected = collect(at)
    done = Pushed(collected=collected.new, problems=dict(collected.problems))
    try:
        done.told = tell_answers(at)
        fetch(at, done)
        deliver(at, done, progress)
    except ExchangeError as error:  # unreachable, or it takes nothing from this station
        done.unreachable = error.reasons
    return done


def retry(at: Exchange, document: str) -> int:
    """Make a refused report again from its record, with what waits behind it; returns how many were queued.

    Raises:
        ExchangeError: None of the document was refused, or it cannot be made as the record and the registers are now.
    """
    behind = at.outbox.step_back(document)
    if not behind:
        zh = f"没有被平台退回的 {document}"
        raise ExchangeError([Text(zh, f"no report of {document} was refused by the platform")])
    made = collect_these(at, [Wanted(*one) for one in behind])
    if made.problems:
        raise ExchangeError([reason for reasons in made.problems.values() for reason in reasons])
    return made.new


def fetch(at: Exchange, done: Pushed) -> None:
    """Ask for the answers that are awaited, and note them in `done`.

    Raises:
        ExchangeError: The platform does not say.
    """
    for number in at.outbox.awaited():
        answers = at.platform.fetch(number, at.outbox.sent_as(number))
        at.outbox.settle(answers, at.clock())
        _count(done, [a for a in answers if not a.awaited])


class Delivering(Protocol):
    """What reports and where to."""

    @property
    def settings(self) -> PlatformSettings:
        """The platform."""
        ...

    @property
    def outbox(self) -> Outbox:
        """What is reported."""
        ...

    @property
    def platform(self) -> Adapter:
        """The connection to it."""
        ...

    @property
    def clock(self) -> Callable[[], float]:
        """Gives the time, seconds since 1970."""
        ...


def deliver(at: Delivering, done: Pushed, progress: Callable[[int], None] = lambda _: None) -> None:
    """Send what waits in the outbox, and note what came of it in `done`.

    Raises:
        ExchangeError: Not everything could be sent; the rest waits.
    """
    there = set[str]()
    while envelopes := at.outbox.waiting(at.clock(), at.settings.batch):
        damaged = _upload(at, envelopes, there)
        whole = [e for e in envelopes if e.key not in damaged]
        answers = [*damaged.values(), *(at.platform.send(whole) if whole else ())]
        settled = at.outbox.settle(answers, at.clock())
        _count(done, answers)
        progress(done.accepted + done.refused + done.sent)
        if not settled:
            text = Text(
                "平台的答复与所报结果不符，未作更改", "the platform did not answer what was sent; nothing was noted"
            )
            raise Refused([text])


def _upload(at: Delivering, envelopes: Sequence[Envelope], there: set[str]) -> dict[str, Sent]:
    """Bring the files of results to the platform, each once; the results of which a file was changed here, by key.

    Raises:
        ExchangeError: The platform does not take a file.
    """
    damaged = dict[str, Sent]()
    for key, sha256 in at.outbox.files([e.key for e in envelopes]):
        if sha256 in there:
            continue
        content = at.outbox.content(key, sha256)
        if hashlib.sha256(content).hexdigest() != sha256:
            reason = Reason(code="file", field=sha256, zh=CHANGED.zh, en=CHANGED.en)
            damaged[key] = Sent(Answer(key=key, state="refused", reasons=[reason]))
            continue
        at.platform.upload(sha256, content)
        there.add(sha256)
    return damaged


def _count(done: Pushed, answers: Sequence[Sent]) -> None:
    for one in answers:
        if one.awaited:
            done.sent += 1
        elif one.answer.state in {"accepted", "known"}:
            done.accepted += 1
        elif one.answer.state == "refused":
            done.refused += 1
        else:
            done.later += 1
