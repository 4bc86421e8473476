"""Publishes samples and alarms to a broker: MQTT 3.1.1, QoS 1, last states retained, a last will."""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING, Any, Final

import aiomqtt

from services.monitoring.transmission.messages import happening, sample
from services.monitoring.transmission.sender import ALARMS, SAMPLES, Away, Sender

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from monitoring.alarm_routes import Mqtt
    from monitoring.monitoring import Monitor
    from monitoring.rows import Value
    from monitoring.sample import Point

KEEP_ALIVE: Final = 20
"""Seconds: the broker publishes the last will when it has heard nothing for one and a half times as long."""
ANSWER: Final = 10.0
"""Seconds for the broker to confirm."""
PENDING: Final = 10_000
"""Messages that may wait for their confirmation without a warning."""
ONLINE, OFFLINE = "online", "offline"


class MqttSender(Sender):
    """A broker.

    Topics below ``TOPIC/MONITOR``: ``status`` (``online``, ``offline``; retained), ``sample/METER/QUANTITY/PERIOD`` and
    ``alarm/RULE/METER/QUANTITY`` (JSON, the newest retained), ``notify/WHO/ALARM`` for each person or role that is told.
    """

    name = "mqtt"

    def __init__(self, monitor: Monitor, settings: Mqtt, told: Callable[[str, str], None]) -> None:
        self.streams = (ALARMS, SAMPLES) if settings.samples else (ALARMS,)
        self._at, self._folder = settings, monitor.file.folder
        self._topic = f"{settings.topic}/{monitor.file.monitor.name}"
        self._newest: dict[Point, int] = {}
        self._client: aiomqtt.Client | None = None
        super().__init__(monitor, told)
        self._idle = self._alive

    async def connected(self) -> None:
        """Connect, and publish until the broker is gone."""
        try:
            made = self._made()
        except OSError as error:
            raise Away(str(error)) from error
        try:
            async with made as self._client:
                await self._publish("status", ONLINE.encode(), retain=True)
                await self.pump()
                await self._publish("status", OFFLINE.encode(), retain=True)
        except (aiomqtt.MqttError, OSError, TimeoutError) as error:
            raise Away(_why(error)) from error

    async def send(self, stream: str, found: Sequence[Any]) -> None:
        """Publish, and wait for every confirmation."""
        await (self._samples(found) if stream == SAMPLES else self._alarms(found))

    async def _samples(self, found: Sequence[Value]) -> None:
        """Publish samples; that of the newest instant of a point is retained."""
        work = []
        for v in found:
            newest = v.instant >= self._newest.get(v.point, 0)
            if newest:
                self._newest[v.point] = v.instant
            topic = f"sample/{v.meter}/{v.quantity}/{v.period}"
            work.append(self._publish(topic, sample(self._monitor.file.monitor.name, v), retain=newest))
        await asyncio.gather(*work)

    async def _alarms(self, found: Sequence[Any]) -> None:
        """Publish what happened to alarms, one after the other: the last one of each is what is retained."""
        for h in found:
            body = happening(self._monitor.file.monitor.name, h)
            await self._publish(f"alarm/{h.rule}/{h.meter}/{h.quantity}", body, retain=True)
            for who in h.people.split(", ") if h.people else ():
                await self._publish(f"notify/{who}/{h.alarm}", body, retain=False)

    async def _alive(self) -> None:
        """Say again that we are there: so a broker that went and came back is noticed, and its last will undone."""
        await self._publish("status", ONLINE.encode(), retain=True)

    async def _publish(self, topic: str, body: bytes, *, retain: bool) -> None:
        assert self._client is not None  # noqa: S101  called while connected
        await self._client.publish(f"{self._topic}/{topic}", body, qos=1, retain=retain, timeout=ANSWER)

    def _made(self) -> aiomqtt.Client:
        at = self._at
        client = aiomqtt.Client(
            at.host, at.port, username=at.user or None, password=_secret(self._folder, at.password_file), tls_context=self._tls(),
            identifier=f"steelyard-{self._monitor.file.monitor.name}", keepalive=KEEP_ALIVE, timeout=ANSWER,
            will=aiomqtt.Will(f"{self._topic}/status", OFFLINE, qos=1, retain=True),
        )  # fmt: skip
        client.pending_calls_threshold = PENDING
        return client

    def _tls(self) -> ssl.SSLContext | None:
        at = self._at
        if not at.tls:
            return None
        context = ssl.create_default_context()
        if at.ca:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # this authority, and none of the system
            _loaded(self._folder / at.ca, context.load_verify_locations)
        if at.certificate:
            certificate, key = self._folder / at.certificate, self._folder / at.private_key
            _loaded(key, lambda _: context.load_cert_chain(certificate, key))
        return context


def _loaded(path: Path, load: Callable[[Path], None]) -> None:
    """Load a file of certificates or keys; raises `OSError` that names it."""
    try:
        load(path)
    except ssl.SSLError as error:
        raise OSError(f"{path}: no certificate or key in PEM, or not one that fits ({error.reason})") from error
    except OSError as error:
        raise OSError(f"{path}: {error.strerror}") from error


def _why(error: BaseException) -> str:
    """Why a broker is away, with what to do where it is about certificates."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return (
                f"the certificate of the broker is not accepted: {cause.verify_message}; "
                "write in `ca` the certificate of the authority that issued it"
            )
        cause = cause.__cause__ or cause.__context__
    return str(error) or type(error).__name__


def _secret(folder: Path, file: str) -> str | None:
    try:
        return (folder / file).read_text("utf-8").strip() if file else None
    except OSError as error:
        raise OSError(f"{folder / file}: {error.strerror}") from error
