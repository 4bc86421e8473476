"""Keeps samples: those that come while one transaction is written go together into the next (one synchronisation for all)."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from monitoring.errors import NotKept

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from monitoring.sample import Sample
    from monitoring.store import SampleStore

MOST = 20_000
"""Samples in one transaction."""


class Keeper:
    """The only writer of samples.

    Args:
        store: Where they are kept.
        make_room: Called where the disk is full; whether it is worth trying once more.
        acknowledged: Told the samples that are durable now.
        judge: Called in the thread that writes, when samples are durable and before they are acknowledged.
    """

    def __init__(
        self,
        store: SampleStore,
        make_room: Callable[[], bool],
        acknowledged: Callable[[Sequence[Sample]], None] = lambda _: None,
        judge: Callable[[], None] = lambda: None,
    ) -> None:
        self._store, self._make_room, self._acknowledged, self._judge = store, make_room, acknowledged, judge
        self._thread = ThreadPoolExecutor(1, "keeper")
        self._waiting: list[tuple[Sequence[Sample], asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def keep(self, samples: Sequence[Sample]) -> None:
        """Make samples durable; they are acknowledged when this returns, and not before.

        Raises:
            NotKept: They are not durable; nothing was acknowledged.
        """
        if not samples:
            return
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((samples, done))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        await done

    async def do(self, work: Callable[[], None]) -> None:
        """Do other writing, in the thread that writes; raises what the work raises."""
        await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """Wait for what is being written."""
        self._thread.shutdown()

    async def _write(self) -> None:
        while self._waiting:
            parts, size = [], 0
            while self._waiting and size < MOST:
                parts.append(self._waiting.pop(0))
                size += len(parts[-1][0])
            together = [sample for samples, _ in parts for sample in samples]
            try:
                await self.do(partial(self._durably, together))
            except NotKept as error:
                for _, done in parts:
                    if not done.done():
                        done.set_exception(NotKept(error.reason, full=error.full))
                continue
            except BaseException:
                for _, done in parts:
                    done.cancel()
                raise
            self._acknowledged(together)
            for _, done in parts:
                if not done.done():
                    done.set_result(None)

    def _durably(self, samples: Sequence[Sample]) -> None:
        try:
            self._store.keep(samples)
        except NotKept as error:
            if not error.full or not self._make_room():
                raise
            self._store.keep(samples)
        self._judge()
