"""Sends the samples of a monitor to its platform: signed, each once, in order, through the outbox of the exchange."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select, update

from exchange.draft import Draft
from exchange.ecqs import Ecqs
from exchange.errors import ExchangeError
from exchange.http import Link
from exchange.outbox import Outbox
from exchange.outbox_tables import report
from metrology.text import Text
from monitoring import tables as t
from monitoring.rows import behind
from monitoring.schedule import moment
from services.exchange.opening import choose, laboratory, opened_client
from services.exchange.pushing import Pushed, deliver
from services.signing.signing import signer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import httpx

    from exchange.settings import PlatformSettings
    from monitoring.monitor_file import MonitorFile
    from monitoring.rows import Value
    from monitoring.store import SampleStore
    from records.ledger import Signer

EACH: Final = 200
"""Samples in one record."""
AT_ONCE: Final = 20_000
"""Samples that are signed before they are sent."""
EVENT: Final = "samples"
FILE: Final = "platforms.toml"


@dataclass
class Uploading:
    """A monitor and its platform.

    Attributes:
        file, store: The monitor and its samples.
        name, settings: The platform, as ``platforms.toml`` names and describes it.
        key: The station's key.
        folder: Folder of the laboratory.
        sleep, clock: Waits, and gives the time, seconds since 1970.
    """

    file: MonitorFile
    store: SampleStore
    name: str
    settings: PlatformSettings
    key: Signer
    folder: Path
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.time
    tries: int = 3
    _clients: list[httpx.Client] = field(default_factory=list)

    @cached_property
    def outbox(self) -> Outbox:
        """What is sent to the platform; it lies in the store of the samples."""
        return Outbox(self.store.engine, self.name)

    @cached_property
    def platform(self) -> Ecqs:
        """The platform.

        Raises:
            Unreachable: What vouches for it cannot be read.
        """
        client = opened_client(self.settings, self.folder)
        self._clients.append(client)
        link = Link(self.settings, self.key, client, self.sleep, self.clock, self.tries)
        return Ecqs(link, self.settings.paths.samples)

    def upload(self) -> Pushed:
        """Sign what is new and send all that waits; what cannot be delivered stays for the next time.

        Raises:
            NotKept: The store cannot be written.
        """
        done = Pushed()
        while True:
            done.collected += (new := self._queue())
            try:
                deliver(self, done)
            except ExchangeError as error:
                done.unreachable = error.reasons
            self._settle()
            if new < AT_ONCE or done.unreachable or done.refused:
                return done

    def again(self) -> int:
        """Take refused records back, with what waits behind them: the next upload signs them again. Returns how many."""
        refused = [row.document for row in self.outbox.rows("refused")]
        back = [document for one in refused for document, _ in self.outbox.step_back(one)]
        if back:
            first = min(_range(document)[0] for document in back)
            with self.store.writing() as connection:
                connection.execute(update(t.place).where(t.place.c.platform == self.name).values(queued=first - 1))
        return len(back)

    def places(self) -> tuple[int, int]:
        """Up to which number samples were signed, and up to which the platform has acknowledged them."""
        with self.store.reading() as connection:
            row = connection.execute(select(t.place).where(t.place.c.platform == self.name)).first()
        return (row.queued, row.acknowledged) if row is not None else (0, 0)

    def close(self) -> None:
        """End the connection."""
        for client in self._clients:
            client.close()

    def _queue(self) -> int:
        queued, _ = self.places()
        found = behind(self.store, queued, AT_ONCE)
        if not found:
            return 0
        sent = [v for v in found if self.settings.trial or not v.simulated]
        drafts = [self._draft(sent[n : n + EACH]) for n in range(0, len(sent), EACH)]
        outbox = self.outbox  # its tables are made before the transaction begins
        with self.store.writing() as connection:
            there = connection.execute(select(t.place.c.queued).where(t.place.c.platform == self.name)).scalar()
            if (there or 0) != queued:  # another process was quicker
                return 0
            outbox.add(connection, drafts, self.key)
            last = {"queued": found[-1].seq}
            if there is None:
                connection.execute(insert(t.place).values(platform=self.name, acknowledged=0, **last))
            else:
                connection.execute(update(t.place).where(t.place.c.platform == self.name).values(**last))
        return len(found)

    def _draft(self, part: Sequence[Value]) -> Draft:
        monitor = self.file.monitor.name
        record = {
            "form": 1, "institute": self.settings.institute, "monitor": monitor, "first": part[0].seq, "last": part[-1].seq,
            "samples": [self._form(v) for v in part],
        }  # fmt: skip
        document = f"{monitor}/{part[0].seq}-{part[-1].seq}"
        return Draft(document, EVENT, self.settings.institute, f"monitor|{monitor}", "", record, "", {})

    def _form(self, v: Value) -> dict[str, Any]:
        c, meter = v.certificate, self.file.meters.get(v.meter)
        return {
            "meter": v.meter, "energy": meter.energy if meter is not None else "", "quantity": v.quantity,
            "period": v.period, "instant": moment(v.instant), "value": f"{v.value:f}", "unit": v.unit, "flag": v.flag,
            "entry": v.entry, "taken": moment(v.taken), "skew": "" if v.skew is None else str(v.skew),
            "certificate": c.number if c else "", "valid_until": c.last if c else "", "by": v.by,
            "simulated": v.simulated,
        }  # fmt: skip

    def _settle(self) -> None:
        """Note how far the platform has everything: samples behind that are never thinned."""
        of = report.c
        waiting = select(of.document).where(of.platform == self.name, of.state.in_(("ready", "sent", "refused")))
        with self.store.reading() as connection:
            first = connection.scalar(waiting.order_by(of.n).limit(1))
        queued, acknowledged = self.places()
        through = _range(first)[0] - 1 if first is not None else queued
        if through != acknowledged:
            with self.store.writing() as connection:
                same = t.place.c.platform == self.name
                connection.execute(update(t.place).where(same).values(acknowledged=through))
        self.outbox.shorten()


@contextmanager
def uploading(file: MonitorFile, store: SampleStore, **how: Any) -> Iterator[Uploading]:
    """A monitor and the platform that its file names.

    Args:
        file: The monitor file.
        store: Its samples.
        **how: Other attributes of `Uploading`.

    Raises:
        PlatformsFileError: ``platforms.toml`` is missing or wrong.
        ExchangeError: It names no such platform, or one that takes no samples.
        StoreError: The station's key cannot be used.
    """
    place = laboratory(file.folder)
    found, name = choose(place, file.monitor.platform)
    settings = found.platform[name]
    if settings.kind != "ecqs":
        zh = f"平台 {name} 的种类不接收采集数据"
        raise ExchangeError([Text(zh, f"platform {name} is of a kind that takes no samples")])
    at = Uploading(file, store, name, settings, signer(place / FILE), place, **how)
    try:
        yield at
    finally:
        at.close()


def _range(document: str) -> tuple[int, int]:
    """The first and the last sample of a record, from its name."""
    first, _, last = document.rpartition("/")[2].partition("-")
    return int(first), int(last)
