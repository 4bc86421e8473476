"""Field kits over a network: a kit brings its pack to the platform, its institute fetches it there."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exchange.errors import Unreachable
from exchange.http import Link, client_of
from exchange.packs import fetch_pack, send_pack, waiting
from exchange.settings import FILE
from metrology.text import Text
from records.errors import KitRefused
from services.exchange.opening import choose, laboratory
from services.kits.kits import pack_kit, take_kit
from services.signing.signing import signer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from exchange.pack_forms import PassedOn
    from records.kits.pack import Manifest
    from records.kits.taking import Taken

DONE = "taken"
"""File of the folder of packs with the number of the newest that was taken."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of a pack: what was taken, or why nothing was."""

    pack: PassedOn
    taken: Taken | None
    refused: str = ""


@contextmanager
def linked(folder: Path, name: str = "") -> Iterator[Link]:
    """A connection to a platform of a laboratory.

    Args:
        folder: A folder of the laboratory.
        name: The platform; empty where ``platforms.toml`` names only one.

    Raises:
        ExchangeError: There is no such platform, or what vouches for it cannot be read.
    """
    place = laboratory(folder)
    found, chosen = choose(place, name)
    settings = found.platform[chosen]
    authority = str(place / settings.authority) if settings.authority else ""
    try:
        client = client_of(settings, authority)
    except OSError as error:
        zh, en = "平台证书无法读取", "the certificate of the platform cannot be read"
        raise Unreachable([Text(f"{zh}：{authority}：{error}", f"{en}: {authority}: {error}")]) from error
    with client:
        yield Link(settings, signer(place / FILE), client)


def send_kit(url: str, folder: Path, link: Link) -> Manifest:
    """Pack what a kit measured and bring it to the platform; what was brought before a line broke is not brought again.

    Args:
        url: The kit's store.
        folder: Where the pack is written.
        link: The platform.

    Raises:
        RecordsError: The store is not what was written, or the folder cannot be written.
        ExchangeError: The platform does not take it.
    """
    manifest = pack_kit(url, folder)
    send_pack(link, folder)
    return manifest


def fetch_kits(url: str, folder: Path, link: Link) -> list[Fetched]:
    """Fetch every pack that the platform has for the institute, and take each.

    Args:
        url: The store of the institute.
        folder: Where packs are kept; a number in it says which were taken.
        link: The platform.

    Raises:
        RecordsError: The store cannot be used.
        ExchangeError: The platform does not hand a pack over; what was brought of it stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    done, found = folder / DONE, list[Fetched]()
    after = int(done.read_text(encoding="ascii")) if done.exists() else 0
    while packs := waiting(link, after):
        for passed in packs:
            found.append(_take(url, folder / str(passed.number), link, passed))
            after = passed.number
            done.write_text(str(after), encoding="ascii")
    return found


def _take(url: str, folder: Path, link: Link, passed: PassedOn) -> Fetched:
    try:
        fetch_pack(link, passed, folder)
        return Fetched(passed, take_kit(url, folder))
    except KitRefused as error:  # named, and the next one may be honest
        return Fetched(passed, None, str(error))


def refused(found: Sequence[Fetched]) -> bool:
    """Whether a person must look at one of them."""
    return any(one.taken is None or not one.taken.whole for one in found)
