"""Which kinds of campaigns there are: ours, and those of installed packages."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import procedures.campaigns
from procedures.errors import UnknownCampaignKind

if TYPE_CHECKING:
    from procedures.campaigns.kind import CampaignKind

GROUP = "steelyard.campaigns"
"""Entry points of installed packages: each names an object of the protocol `CampaignKind`."""


def kinds() -> dict[str, CampaignKind]:
    """Every kind by its name."""
    return dict(_kinds())


def kind_of(name: str) -> CampaignKind:
    """The kind of this name.

    Raises:
        UnknownCampaignKind: There is none.
    """
    found = kinds()
    if name not in found:
        raise UnknownCampaignKind(f"no kind of campaign {name!r}; known are {', '.join(sorted(found)) or 'none'}")
    return found[name]


@cache
def _kinds() -> tuple[tuple[str, CampaignKind], ...]:
    found = [*_shipped(), *(point.load() for point in entry_points(group=GROUP))]
    return tuple((kind.name, kind) for kind in found)


def _shipped() -> list[CampaignKind]:
    """The object ``KIND`` of each package below `procedures.campaigns`."""
    packages = [m.name for m in pkgutil.iter_modules(procedures.campaigns.__path__, "procedures.campaigns.") if m.ispkg]
    return [importlib.import_module(name).KIND for name in packages]
