"""Who is told of an alarm, who else where nobody acknowledges it, and by what."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BeforeValidator, Field, model_validator

from drivers.bench_tables import Strict

if TYPE_CHECKING:
    from collections.abc import Iterator

WHO: Final = r"^[^\s,;#+/]{1,64}$"
"""A person's number or name, or ``role:`` and a role; it stands in a topic of MQTT."""


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


People = Annotated[tuple[Annotated[str, Field(pattern=WHO)], ...], BeforeValidator(_listed), Field(min_length=1)]


class Level(Strict):
    """Those who are told together.

    Attributes:
        after: Minutes without acknowledgement since the alarm was raised; 0 for the first level.
        tell: Persons, or roles as ``role:shift``.
    """

    after: Annotated[float, Field(ge=0, le=10_080)] = 0.0
    tell: People


class Route(Strict):
    """Levels, each told later than the one before."""

    levels: Annotated[tuple[Level, ...], Field(min_length=1, max_length=10)]

    @model_validator(mode="after")
    def _later(self) -> Route:
        times = [level.after for level in self.levels]
        if times[0] != 0:
            raise ValueError("the first level is told at once: after = 0, or leave it out")
        if any(b <= a for a, b in itertools.pairwise(times)):
            raise ValueError("each level is told later than the one before")
        return self


class Mqtt(Strict):
    """A broker to which samples and alarms are published, with QoS 1.

    Attributes:
        host, port: Where it is.
        topic: What every topic begins with.
        tls: Whether the connection is encrypted and the broker has to prove who it is.
        ca: File with the certificate of the authority of the broker; empty for those of the system.
        certificate, private_key: Files of ours, where the broker wants them.
        user, password_file: Who we are; the password stands in a file of its own.
        samples: Whether samples are published, or alarms alone.
    """

    host: Annotated[str, Field(min_length=1, max_length=253)]
    port: Annotated[int, Field(ge=1, le=65535)] = 1883
    topic: Annotated[str, Field(pattern=r"^[^\s#+/]+(/[^\s#+/]+)*$", max_length=200)] = "steelyard"
    tls: bool = False
    ca: str = ""
    certificate: str = ""
    private_key: str = ""
    user: str = ""
    password_file: str = ""
    samples: bool = True

    @model_validator(mode="after")
    def _whole(self) -> Mqtt:
        if (self.ca or self.certificate) and not self.tls:
            raise ValueError("certificates need tls = true")
        if bool(self.certificate) != bool(self.private_key):
            raise ValueError("certificate and private_key belong together")
        if self.password_file and not self.user:
            raise ValueError("a password needs a user")
        if self.user and not self.tls and self.host not in {"localhost", "127.0.0.1", "::1"}:
            raise ValueError("a password is sent to another computer by tls = true only")
        return self


class Log(Strict):
    """A file to which a line of JSON is added for each thing that happens to an alarm."""

    path: Annotated[str, Field(min_length=1)]


class Webhook(Strict):
    """An address to which each thing that happens to an alarm is posted as JSON.

    Attributes:
        url: ``https://``, or ``http://`` on this computer.
        token_file: File with a bearer token; empty for none.
    """

    url: Annotated[str, Field(pattern=r"^https?://[^\s]+$", max_length=500)]
    token_file: str = ""

    @model_validator(mode="after")
    def _private(self) -> Webhook:
        if self.url.startswith("http://") and self.url[7:].split("/")[0].rsplit(":", 1)[0] not in {
            "localhost",
            "127.0.0.1",
            "[::1]",
        }:
            raise ValueError("another computer is told by https:// only")
        return self


class Transmission(Strict):
    """By what others are told; each is optional."""

    mqtt: Mqtt | None = None
    log: Log | None = None
    webhook: Webhook | None = None

    @property
    def receivers(self) -> tuple[str, ...]:
        """Their names in the store."""
        return tuple(name for name in ("mqtt", "log", "webhook") if getattr(self, name) is not None)


def unused_routes(routes: dict[str, Route], named: set[str]) -> Iterator[tuple[tuple[object, ...], str]]:
    """Routes that no alarm names: a slip of the pen, and nobody would be told."""
    for name in routes:
        if name not in named:
            yield ("routes", name), "no alarm names this route"
