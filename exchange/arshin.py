"""The adapter for registers of the kind of Arshin: XML records, an answer for each that comes later in a protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from exchange.answers import Answer, Reason
from exchange.arshin_xml import application, read_protocol, record_element
from exchange.errors import ExchangeError, FormError, Refused, Unreachable
from exchange.forms import Result
from exchange.http import SPOILT
from exchange.identity import instrument_identity
from exchange.outbox import Sent
from exchange.reading import read_form
from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exchange.envelope import Envelope
    from exchange.forms import TaskAnswer
    from exchange.http import Link

NO_TASKS = Text("该类平台不下达任务", "a platform of this kind gives no tasks")
NOT_FOUND = 404


class Uploaded(BaseModel):
    """Under which number an upload is processed."""

    model_config = ConfigDict(frozen=True)
    number: str


class Arshin:
    """Speaks to a register of this kind.

    Args:
        link: The connection.
    """

    def __init__(self, link: Link) -> None:
        self._link, self._settings = link, link.settings

    def tasks(self, after: int) -> tuple[list[dict[str, Any]], int]:
        """There are none.

        Raises:
            ExchangeError: Always.
        """
        del after
        raise ExchangeError([NO_TASKS])

    def answer(self, task_id: str, answer: TaskAnswer) -> None:
        """There are none to answer.

        Raises:
            ExchangeError: Always.
        """
        del task_id, answer
        raise ExchangeError([NO_TASKS])

    def upload(self, sha256: str, content: bytes) -> None:
        """A record of this kind has no files."""
        del sha256, content

    def download(self, sha256: str, offset: int) -> bytes:
        """There are none.

        Raises:
            ExchangeError: Always.
        """
        del sha256, offset
        raise ExchangeError([NO_TASKS])

    def send(self, envelopes: Sequence[Envelope]) -> list[Sent]:
        """Send results, of each instrument the first; their answers are awaited.

        A result of which a record cannot be made is refused here, with the field named.

        Raises:
            Refused, Unreachable: The register does not take the upload.
        """
        records, keys, found = [], list[str](), list[Sent]()
        instruments = set[str]()
        for e in envelopes:
            result = read_form(Result, e.record)
            instrument = instrument_identity(result.instrument)
            if instrument in instruments:
                continue
            instruments.add(instrument)
            try:
                records.append(record_element(e.key, result, self._settings.types.get(result.instrument.model, "")))
                keys.append(e.key)
            except FormError as error:
                reasons = [Reason(code="field", field=p.field, zh=p.text.zh, en=p.text.en) for p in error.problems]
                found.append(Sent(Answer(key=e.key, state="refused", reasons=reasons)))
        if not records:
            return found
        said = self._link.ask(
            "POST", self._settings.paths.uploads, Uploaded, content=application(records), allowed=(202,)
        )
        return [*found, *(Sent(Answer(key=key, state="later"), said.number) for key in keys)]

    def fetch(self, number: str, envelopes: Sequence[Envelope]) -> list[Sent]:
        """The answers to an upload, as far as the register has them.

        Raises:
            Refused, Unreachable: It does not say.
        """
        try:
            content = self._link.raw("GET", self._settings.paths.protocol.format(number=number))
            said = read_protocol(content)
        except FormError as error:
            raise Unreachable([SPOILT]) from error
        except Refused as error:
            if error.status == NOT_FOUND:
                return []
            raise
        wanted = {e.key for e in envelopes}
        return [
            Sent(Answer(
                key=p.key, state="accepted" if p.accepted else "refused",
                reasons=[Reason(code="register", zh=p.reason, en=p.reason)] if p.reason else [],
            ))
            for p in said or () if p.key in wanted
        ]  # fmt: skip
