"""The monitor file: lines, meters on them, what is read of each and how often, and where it is kept."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, field_validator, model_validator

from drivers.bench_addresses import wrong_line
from drivers.bench_file import ExpectedIdentity, SerialSettings
from drivers.bench_tables import Strict, Text
from drivers.roles import QUANTITIES
from inputs.bounded import BadFile, read_text, read_toml
from inputs.toml_lines import line_of, lines_of
from monitoring.alarm_routes import Route, Transmission, unused_routes
from monitoring.alarm_rules import ErrorsEntry, Rule, in_file, wrong_rules
from monitoring.errors import MonitorFileError
from monitoring.sample import Point
from monitoring.schedule import Period  # noqa: TC001  pydantic reads the annotations
from monitoring.simulation_table import Simulated, wrong_simulation
from monitoring.source_entries import Where, kind_of, reading, wrong_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
MANUAL = "manual"
"""The driver of a meter that nobody reads by wire."""
SIMULATED = "sim:"
"""The address of a line whose meters are simulated."""
SECURITY = r"^$|^(Basic256Sha256|Aes128Sha256RsaOaep|Aes256Sha256RsaPss),(Sign|SignAndEncrypt)$"
DIGEST = r"^$|^[0-9A-Fa-f]{2}(:?[0-9A-Fa-f]{2}){31}$"
_NAME = re.compile(NAME)


def _listed(value: object) -> object:
    """One period is a list of one."""
    return (value,) if isinstance(value, str) else value


class Head(Strict):
    """Who this monitor is.

    Attributes:
        name: Name of the monitor, by which a platform knows it.
        zone: Time zone of the place; instants are aligned to its clock.
        platform: Platform of ``platforms.toml`` that samples are sent to; empty for none.
    """

    name: Annotated[str, Field(pattern=NAME)]
    zone: str = "Asia/Shanghai"
    platform: str = ""

    @field_validator("zone")
    @classmethod
    def _known(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"there is no time zone {zone!r}; write Asia/Shanghai or another of that kind") from error
        return zone


class Limits(Strict):
    """What is in time, and how an outage is made good.

    Attributes:
        late_after: Seconds behind its instant after which a reading is late.
        skew: Seconds by which the clock of a meter may differ without a flag.
        compare_clock: Minutes after which the clock of a meter is compared again.
        retry: Seconds after which a meter that did not answer is asked again.
        upload: Seconds between two uploads.
        back_fill_days: For how many days back a meter is asked for what it recorded.
    """

    late_after: Annotated[float, Field(gt=0, le=3600)] = 60.0
    skew: Annotated[float, Field(gt=0, le=3600)] = 60.0
    compare_clock: Annotated[float, Field(gt=0, le=1440)] = 60.0
    retry: Annotated[float, Field(gt=0, le=3600)] = 20.0
    upload: Annotated[float, Field(ge=1, le=3600)] = 60.0
    back_fill_days: Annotated[int, Field(ge=0, le=400)] = 30


class Kept(Strict):
    """Where samples are kept, and what goes when there is no more room.

    Attributes:
        path: The file, beside the monitor file unless it is a whole path.
        free_mb: Megabytes of the disk that stay free: below, the oldest samples that a platform has acknowledged are thinned.
        most_mb: Megabytes that the file may take; 0: as many as the disk has.
    """

    path: Annotated[str, Field(min_length=1)]
    free_mb: Annotated[float, Field(ge=0, le=1_000_000)] = 200.0
    most_mb: Annotated[float, Field(ge=0, le=1_000_000)] = 0.0


class LineEntry(Strict):
    """A line: one owner reads all meters on it, one after the other. An OPC UA server or a database is one too.

    Attributes:
        address: Where it is, as in a bench file; ``sim:`` for simulated meters; ``opc.tcp://…``, ``postgresql://…``,
            ``sqlite://FILE``.
        serial: Settings of a serial line.
        timeout: Seconds for a reply, where the driver's own are not right.
        user, password_file: Who asks an OPC UA server or a database; the password stands in a file of its own.
        security: Of OPC UA: policy and mode, as ``Basic256Sha256,SignAndEncrypt``; empty for none.
        certificate, private_key: Files of ours, where there is security.
        server_certificate: File of the certificate that the server must have, where there is security.
        server_sha256: SHA-256 digest of it (of its DER form), in place of the file.
        query: Of a database: the query of all its meters that have none of their own.
        good, uncertain: Of a database: what the column ``status`` has where a value is good, or uncertain.
    """

    address: Annotated[str, Field(min_length=1)]
    serial: SerialSettings = SerialSettings()
    timeout: Annotated[float | None, Field(gt=0, le=120)] = None
    user: str = ""
    password_file: str = ""
    security: Annotated[str, Field(pattern=SECURITY)] = ""
    certificate: str = ""
    private_key: str = ""
    server_certificate: str = ""
    server_sha256: Annotated[str, Field(pattern=DIGEST)] = ""
    query: Annotated[str, Field(max_length=10_000), AfterValidator(reading)] = ""
    good: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    uncertain: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()

    def password(self, folder: Path) -> str:
        """The password; raises `OSError` where its file cannot be read."""
        return (folder / self.password_file).read_text("utf-8").strip() if self.password_file else ""

    @model_validator(mode="after")
    def _reachable(self) -> LineEntry:
        if bool(self.security) != bool(self.certificate and self.private_key):
            raise ValueError("security, certificate and private_key belong together")
        if (self.server_certificate or self.server_sha256) and not self.security:
            raise ValueError(
                "without security a server proves nothing; write security, certificate and private_key too"
            )
        if self.server_certificate and self.server_sha256:
            raise ValueError("write server_certificate or server_sha256, not both")
        if kind_of(self.address):
            return self
        if problems := wrong_line("", self.address, serial="serial" in self.model_fields_set):
            raise ValueError("; ".join(problems))
        return self


class MeterEntry(Strict):
    """A meter.

    Attributes:
        driver: Name in the driver registry, or ``manual``.
        line: Its line; empty for a manual one.
        options: Settings of the driver.
        identity: Who must answer.
        read: Quantity to the periods at which it is kept.
        instrument: Key, label or serial number in the register of instruments, for its certificate.
        energy: Code of the kind of energy, as the platform names it; may be empty.
        where: Of a meter whose values an OPC UA server or a database has: where each quantity is.
    """

    driver: Annotated[str, Field(min_length=1)]
    line: str = ""
    options: dict[str, Text] = Field(default_factory=dict)
    identity: ExpectedIdentity | None = None
    read: Annotated[dict[str, Annotated[tuple[Period, ...], BeforeValidator(_listed)]], Field(min_length=1)]
    instrument: str = ""
    energy: Annotated[str, Field(max_length=40)] = ""
    where: dict[str, Where] = Field(default_factory=dict)

    @field_validator("read")
    @classmethod
    def _quantities(cls, read: dict[str, Any]) -> dict[str, Any]:
        if unknown := sorted(set(read) - set(QUANTITIES)):
            raise ValueError(f"there is no quantity {', '.join(unknown)}; there are {', '.join(QUANTITIES)}")
        return read

    def points(self, meter: str) -> Iterator[Point]:
        """What is read of it."""
        for quantity, periods in self.read.items():
            for period in dict.fromkeys(periods):
                yield Point(meter, quantity, period)


class MonitorFile(Strict):
    """A monitor; `folder` is where its file lies."""

    monitor: Head
    store: Kept
    limits: Limits = Limits()
    lines: dict[str, LineEntry] = Field(default_factory=dict)
    meters: Annotated[dict[str, MeterEntry], Field(min_length=1)]
    alarms: dict[str, Rule] = Field(default_factory=dict)
    routes: dict[str, Route] = Field(default_factory=dict)
    errors: dict[str, ErrorsEntry] = Field(default_factory=dict)
    transmission: Transmission = Transmission()
    simulation: Simulated | None = None
    folder: Path = Path()

    @property
    def zone(self) -> ZoneInfo:
        """Time zone of the place."""
        return ZoneInfo(self.monitor.zone)

    @property
    def database(self) -> Path:
        """The file of the store."""
        return self.folder / self.store.path

    @property
    def simulates(self) -> bool:
        """Whether every line is simulated, so that time may be."""
        return bool(self.lines) and all(line.address == SIMULATED for line in self.lines.values())

    def points(self, line: str | None = None) -> list[Point]:
        """What is read: of all meters, or of those on one line."""
        return [p for name, m in self.meters.items() if line is None or m.line == line for p in m.points(name)]

    def first_told(self, route: str) -> tuple[str, ...]:
        """Who is told of an alarm at once; nobody where it has no route."""
        of = self.routes.get(route)
        return of.levels[0].tell if of is not None else ()


def load_monitor(path: Path) -> MonitorFile:
    """Read and check a monitor file.

    Raises:
        MonitorFileError: The file cannot be read or has wrong fields; each is named with its line.
    """
    try:
        lines, content = lines_of(read_text(path)), read_toml(path)
    except BadFile as error:
        raise MonitorFileError([f"{path}: {error}"]) from error

    def placed(where: tuple[object, ...], what: str) -> str:
        return f"{path}:{line_of(lines, where)}: {'.'.join(map(str, where)) or 'monitor'}: {what}"

    try:
        found = MonitorFile.model_validate({**content, "folder": path.parent})
    except ValidationError as error:
        raise MonitorFileError(
            [placed(in_file(e["loc"]), e["msg"].removeprefix("Value error, ")) for e in error.errors(include_url=False)]
        ) from error
    if problems := [placed(where, what) for where, what in _crossed(found)]:
        raise MonitorFileError(problems)
    return found


def _crossed(found: MonitorFile) -> Iterator[tuple[tuple[object, ...], str]]:
    """What does not fit together."""
    tables = {t: getattr(found, t) for t in ("lines", "meters", "alarms", "routes", "errors")}
    for table, names in tables.items():
        for name in names:
            if not _NAME.fullmatch(name):
                yield (table, name), "a name has letters, digits and . _ - only"
    for name, m in found.meters.items():
        if m.driver == MANUAL and m.line:
            yield ("meters", name, "line"), "a manual meter is on no line"
        elif m.driver != MANUAL and m.line not in found.lines:
            yield ("meters", name, "line"), f"there is no line {m.line!r}; write [lines.{m.line or 'NAME'}]"
    yield from wrong_sources(found.lines, found.meters)
    yield from wrong_rules(found.alarms, found.errors, found.routes, found.points())
    yield from unused_routes(found.routes, {rule.route for rule in found.alarms.values()})
    yield from wrong_simulation(
        found.simulation, found.meters, [name for name, line in found.lines.items() if line.address == SIMULATED]
    )
