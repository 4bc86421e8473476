"""Who asks: the station that signed the request, as `supervision.entrance` found it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader

from supervision.request_log import Rule
from supervision.stations import Station

if TYPE_CHECKING:
    from supervision.store import PlatformStore

SIGNATURE = APIKeyHeader(
    name="Signature", auto_error=False, scheme_name="signature",
    description="HTTP Message Signatures (RFC 9421) by the registered key of a station, over @method, @authority, @path, "
    "@query and content-digest; with the headers Signature-Input and Content-Digest.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform.

    Attributes:
        store: Its database.
        name: What it is called.
        trial: Whether it takes results of simulated benches: it is there for tests of institutes then.
        log: How long lines of its log of requests are kept.
    """

    store: PlatformStore
    name: str = ""
    trial: bool = False
    log: Rule = field(default_factory=Rule)


def platform_of(request: Request) -> Platform:
    """The platform that answers."""
    found: Platform = request.app.state.platform
    return found


def station_of(request: Request, _: Annotated[str | None, Security(SIGNATURE)] = None) -> Station:
    """The station that asks."""
    found: Station = request.state.station
    return found


At = Annotated[Platform, Depends(platform_of)]
Caller = Annotated[Station, Depends(station_of)]
