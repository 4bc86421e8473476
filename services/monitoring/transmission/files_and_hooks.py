"""Adds what happens to alarms to a log file, or posts it to a webhook."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Any, Final

import httpx

from services.monitoring.transmission.messages import happening
from services.monitoring.transmission.sender import Away, Sender

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from monitoring.alarm_routes import Log, Webhook
    from monitoring.monitoring import Monitor

ANSWER: Final = 10.0
"""Seconds for the other side to answer."""


class LogSender(Sender):
    """A file: one line of JSON for each thing that happens."""

    name = "log"

    def __init__(self, monitor: Monitor, settings: Log, told: Callable[[str, str], None]) -> None:
        self._path = monitor.file.folder / settings.path
        super().__init__(monitor, told)

    async def connected(self) -> None:
        """Write until stopped."""
        await self.pump()

    async def send(self, stream: str, found: Sequence[Any]) -> None:  # noqa: ARG002  alarms alone
        """Add lines, and synchronise them with the disk."""
        lines = b"".join(happening(self._monitor.file.monitor.name, h) + b"\n" for h in found)
        try:
            await asyncio.to_thread(self._add, lines)
        except OSError as error:
            raise Away(f"{error.filename or self._path}: {error.strerror}") from error

    def _add(self, lines: bytes) -> None:
        with self._path.open("ab") as file:
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())


class WebhookSender(Sender):
    """An address; any answer but 2xx is tried again."""

    name = "webhook"

    def __init__(self, monitor: Monitor, settings: Webhook, told: Callable[[str, str], None]) -> None:
        self._at, self._folder = settings, monitor.file.folder
        self._client: httpx.AsyncClient | None = None
        super().__init__(monitor, told)

    async def connected(self) -> None:
        """Post until the other side is gone."""
        try:
            token = (self._folder / self._at.token_file).read_text("utf-8").strip() if self._at.token_file else ""
        except OSError as error:
            raise Away(f"{error.filename}: {error.strerror}") from error
        head = {"Authorization": " ".join(("Bearer", token))} if token else {}
        async with httpx.AsyncClient(
            timeout=ANSWER, headers=head, follow_redirects=False, trust_env=False
        ) as self._client:
            await self.pump()

    async def send(self, stream: str, found: Sequence[Any]) -> None:  # noqa: ARG002  alarms alone
        """Post one after the other."""
        assert self._client is not None  # noqa: S101  called while connected
        for h in found:
            body = happening(self._monitor.file.monitor.name, h)
            try:
                answer = await self._client.post(
                    self._at.url, content=body, headers={"Content-Type": "application/json"}
                )
            except httpx.HTTPError as error:
                raise Away(str(error) or type(error).__name__) from error
            if not answer.is_success:
                raise Away(f"{self._at.url}: HTTP {answer.status_code}")
