"""An OPC UA server that has the values of meters: value, status code and source time stamp of each node. Library: `asyncua`.

All nodes that are due are asked for in one request. A status that is not good gives no value, one that is uncertain a doubt.
Where the server keeps a history of a node, earlier values come from it: the value in force at an instant.
"""

from __future__ import annotations

import logging
import struct
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from drivers.codecs import floats
from drivers.errors import BadReply, InstrumentError, LinkError, Reported, WrongInstrument
from drivers.roles import QUANTITIES, Reading
from monitoring.opcua_security import AnotherServer, secure
from monitoring.owner import Taken
from monitoring.sample import STALE, UNCERTAIN
from monitoring.schedule import length
from monitoring.skew import ZERO, between
from monitoring.source_values import number, utc

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from monitoring.monitor_file import LineEntry, MeterEntry
    from monitoring.sample import Point

SECONDS: Final = 4.0
"""For an answer, where the file gives no timeout."""
AHEAD: Final = 5.0
"""Seconds by which a time stamp may be ahead of our clock before it is not used."""
BEFORE: Final = 2.0
"""Periods before an instant in which the history is searched for the value in force."""
NO_TIME: Final = datetime(1971, 1, 1, tzinfo=UTC).timestamp()
"""Earlier time stamps are those of servers that have none."""
GOOD_BITS, UNCERTAIN_BITS = 0, 1
REMEDY: Final = "Look at the OPC UA server and at the node of the monitor file."
SECURITY: Final = (
    "Write in `security` of the line a policy and a mode that it offers, as Basic256Sha256,SignAndEncrypt."
)
OTHER: Final = (
    "Nothing was asked of it. Ask who runs the server whether its certificate was renewed, before you write the new one "
    "into the file: somebody may answer in its place."
)
NO_CLOCK: Final = "the server tells no time"


class OpcUaSource:
    """An OPC UA server.

    Args:
        name: Name of the line in the monitor file.
        entry: What the file says of it.
        meters: The meters there.
        folder: Folder of the monitor file.
        now: Seconds since 1970.
        zone: Time zone of the place.
    """

    def __init__(
        self, name: str, entry: LineEntry, meters: Mapping[str, MeterEntry], folder: Path, now: Callable[[], float],
        zone: ZoneInfo,
    ) -> None:  # fmt: skip
        self.name, self.simulated = name, set[str]()
        self.serials: dict[str, str] = {}  # of the system that has the values, nothing is known of the meters
        self._entry, self._meters, self._folder, self._now, self._zone = entry, meters, folder, now, zone
        self._where = f"{name} ({entry.address})"
        self._client: Any = None
        self._kept: dict[tuple[str, str], bool] = {}

    def fit(self) -> None:
        """Look for the library, and at the nodes as they are written; nothing is sent yet."""
        try:
            from asyncua import ua
        except ImportError as error:
            remedy = "Install the extra of Steelyard: pip install 'steelyard[opcua]'."
            raise InstrumentError("The library for OPC UA is missing.", where=self._where, remedy=remedy) from error
        logging.getLogger("asyncua").addHandler(logging.NullHandler())  # what is wrong is said by us
        for name, meter in self._meters.items():
            for quantity, of in meter.where.items():
                try:
                    ua.NodeId.from_string(of.node)
                except (ua.UaError, ValueError) as error:
                    what, remedy = (
                        f"{of.node!r} is no node for {quantity}.",
                        "Write it as ns=2;s=Meter1.Energy or ns=2;i=1001.",
                    )
                    raise InstrumentError(what, where=f"{name} ({self._entry.address})", remedy=remedy) from error

    def read(self, due: Mapping[Point, int]) -> list[Taken]:
        """The values of now, all in one request."""
        from asyncua import ua

        points = list(due)
        try:
            values = self._ask(
                lambda c: c.uaclient.read_attributes([self._node(p) for p in points], ua.AttributeIds.Value)
            )
            return [self._taken(p, value, due[p]) for p, value in zip(points, values, strict=True)]
        except InstrumentError as error:
            return [Taken(p, None, self._now(), str(error)) for p in points]

    def skew(self, meter: str) -> Decimal | None:  # noqa: ARG002  one clock for all meters of the server
        """By how many seconds the clock of the server is ahead."""
        from asyncua import ua

        node = ua.NodeId(ua.ObjectIds.Server_ServerStatus_CurrentTime)
        before = self._now()
        (value,) = self._ask(lambda c: c.uaclient.read_attributes([node], ua.AttributeIds.Value))
        after, shown = self._now(), value.Value.Value if value.Value is not None else None
        if not isinstance(shown, datetime):
            raise BadReply(f"{NO_CLOCK}.", where=self._where, remedy=REMEDY)
        face = datetime.fromtimestamp(utc(shown), self._zone).replace(tzinfo=None)
        return between(_face(face), before, after, self._zone)

    def profiled(self, meter: str) -> tuple[str, ...]:
        """Quantities; whether the server keeps a history of them is asked of it when they are needed."""
        return tuple(self._meters[meter].where)

    def recorded(self, point: Point, instants: Sequence[int]) -> dict[int, Taken | None]:
        """The values in force at earlier instants, by the history that the server keeps."""
        if not self._historical(point):
            return dict.fromkeys(instants)
        found: dict[int, Taken | None] = {}
        for instant in instants:
            begin = datetime.fromtimestamp(instant - BEFORE * length(point.period), UTC)
            end = datetime.fromtimestamp(instant + 0.001, UTC)
            values = self._ask(partial(self._history, point, begin, end))
            stamps = [(utc(v.SourceTimestamp), v) for v in values if v.SourceTimestamp is not None]
            in_force = [(at, v) for at, v in stamps if at <= instant]
            taken = self._taken(point, max(in_force, key=lambda pair: pair[0])[1], instant) if in_force else None
            found[instant] = taken if taken is not None and taken.reading is not None else None
        return found

    def close(self) -> None:
        """End the session."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(Exception):  # it is given up whatever happens
                client.disconnect()
            with suppress(Exception):
                client.tloop.stop()

    def _node(self, point: Point) -> Any:
        from asyncua import ua

        return ua.NodeId.from_string(self._meters[point.meter].where[point.quantity].node)

    def _historical(self, point: Point) -> bool:
        """Whether the server lets the history of a node be read."""
        from asyncua import ua

        key = (point.meter, point.quantity)
        if key not in self._kept:
            (value,) = self._ask(
                lambda c: c.uaclient.read_attributes([self._node(point)], ua.AttributeIds.UserAccessLevel)
            )
            level = value.Value.Value if value.StatusCode.is_good() and value.Value is not None else 0
            self._kept[key] = bool(int(level) >> ua.AccessLevel.HistoryRead & 1)
        return self._kept[key]

    async def _history(self, point: Point, begin: datetime, end: datetime, client: Any) -> list[Any]:
        """Newest first, so that one value is enough."""
        found: list[Any] = await client.get_node(self._node(point)).read_raw_history(end, begin, 1, return_bounds=False)
        return found

    def _ask(self, work: Callable[[Any], Coroutine[Any, Any, Any]]) -> Any:
        """Ask the server, in a session that is opened where there is none."""
        from asyncua import ua

        try:
            client = self._connected()
            return client.tloop.post(work(client.aio_obj))
        except ua.UaStatusCodeError as error:
            self.close()
            raise Reported(f"The server reports {type(error).__name__}.", where=self._where, remedy=REMEDY) from error
        except AnotherServer as error:
            self.close()
            what = f"The server has the certificate {error.found}, the monitor file states {error.wanted}."
            raise WrongInstrument(what, where=self._where, remedy=OTHER) from error
        except Exception as error:
            self.close()
            said = str(error).strip() or type(error).__name__
            if isinstance(error, ua.UaError) and "matching" in said:
                what = f"The server does not offer the security {self._entry.security or 'none'}."
                raise Reported(what, where=self._where, remedy=SECURITY) from error
            raise LinkError(f"The server does not answer: {said}.", where=self._where, remedy=REMEDY) from error

    def _connected(self) -> Any:
        if self._client is None:
            from asyncua.sync import Client, ThreadLoop

            seconds = self._entry.timeout or SECONDS
            loop = ThreadLoop(4 * seconds)
            loop.daemon = True  # it does not keep a process alive that ends otherwise
            loop.start()
            try:
                client = Client(self._entry.address, timeout=seconds, tloop=loop)
                if self._entry.user:
                    client.set_user(self._entry.user)
                    client.set_password(self._entry.password(self._folder))
                if self._entry.security:
                    secure(client, self._entry, self._folder)
                client.connect()
            except BaseException:
                loop.stop()
                raise
            self._client = client
        return self._client

    def _taken(self, of: Point, value: Any, instant: int) -> Taken:
        """A value of the server as one for an instant, or why it is none."""
        now, code = self._now(), value.StatusCode
        severity = code.value >> 30 if code is not None else GOOD_BITS
        if severity > UNCERTAIN_BITS:
            return Taken(of, None, now, f"the server gives no value: {code.name}")
        at = utc(value.SourceTimestamp) if value.SourceTimestamp is not None else now
        at = at if NO_TIME < at <= now + AHEAD else now
        try:
            shown, text = _number(value.Value)
        except ValueError as error:
            return Taken(of, None, now, f"the node is no number: {error}")
        doubts = (UNCERTAIN,) * (severity == UNCERTAIN_BITS) + (STALE,) * (instant - at > length(of.period))
        unit = self._meters[of.meter].where[of.quantity].unit or QUANTITIES[of.quantity]
        return Taken(of, Reading(text, shown, unit), min(at, now), doubts=doubts)


def _number(variant: Any) -> tuple[Decimal, str]:
    from asyncua import ua

    raw = variant.Value if variant is not None else None
    if variant is not None and variant.VariantType == ua.VariantType.Float and isinstance(raw, float):
        found = floats.single(struct.pack(">f", raw))
        return found, str(found)
    return number(raw), str(raw)


def _face(face: datetime) -> Decimal:
    return Decimal(f"{(face - ZERO).total_seconds():.3f}")
