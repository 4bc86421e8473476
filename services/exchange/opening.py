"""Opens what an exchange needs: the store, its registers, the platforms of the laboratory, a connection."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from exchange.arshin import Arshin
from exchange.ecqs import Ecqs
from exchange.errors import ExchangeError, Unreachable
from exchange.http import Link, client_of
from exchange.outbox import Outbox
from exchange.settings import FILE, platforms
from metrology.text import Text
from records.errors import RegisterError
from records.register import find_folder
from registers.book import Book
from services.signing.signing import signer
from services.stores import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import httpx

    from exchange.settings import Calendar, PlatformSettings, PlatformsFile
    from records.ledger import Signer
    from records.store import Store

    Adapter = Ecqs | Arshin


@dataclass
class Exchange:
    """A laboratory and one platform.

    Attributes:
        url: Address of the store.
        store, book: The store and its registers.
        name: Name of the platform in ``platforms.toml``.
        settings, calendar: What the file says.
        folder: Folder of the laboratory.
        key: The station's key.
        sleep, clock: Waits, and gives the time, seconds since 1970.
    """

    url: str
    store: Store
    book: Book
    name: str
    settings: PlatformSettings
    calendar: Calendar
    folder: Path
    key: Signer
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.time
    _client: list[httpx.Client] = field(default_factory=list)

    @cached_property
    def outbox(self) -> Outbox:
        """What is reported to the platform."""
        return Outbox(self.store.engine, self.name)

    @cached_property
    def platform(self) -> Adapter:
        """The platform.

        Raises:
            Unreachable: What vouches for it cannot be read.
        """
        client = opened_client(self.settings, self.folder)
        self._client.append(client)
        link = Link(self.settings, self.key, client, self.sleep, self.clock)
        return Ecqs(link) if self.settings.kind == "ecqs" else Arshin(link)

    def close(self) -> None:
        """End the connection."""
        for client in self._client:
            client.close()
        self.store.close()


def opened_client(settings: PlatformSettings, folder: Path) -> httpx.Client:
    """What makes requests to a platform of a laboratory.

    Raises:
        Unreachable: What vouches for the platform cannot be read.
    """
    authority = str(folder / settings.authority) if settings.authority else ""
    try:
        return client_of(settings, authority)
    except OSError as error:
        said = f"{authority}: {error}"
        text = Text(f"平台证书无法读取：{said}", f"the certificate of the platform cannot be read: {said}")
        raise Unreachable([text]) from error


@contextmanager
def opened(url: str, folder: Path, name: str = "", **how: object) -> Iterator[Exchange]:
    """A laboratory and one of its platforms.

    Args:
        url: The store.
        folder: A folder of the laboratory.
        name: The platform; empty where the file names only one.
        **how: Other attributes of `Exchange`.

    Raises:
        PlatformsFileError: The file is missing or wrong.
        ExchangeError: It names no such platform, or several and none is chosen.
        StoreError: The store cannot be opened.
    """
    place = laboratory(folder)
    found, chosen = choose(place, name)
    key = signer(place / FILE)
    store = open_store(url, place / FILE, key)
    exchange = Exchange(
        url, store, Book(store), chosen, found.platform[chosen], found.calendar, place, key, **how,  # type: ignore[arg-type]
    )  # fmt: skip
    try:
        yield exchange
    finally:
        exchange.close()


def choose(place: Path, name: str = "") -> tuple[PlatformsFile, str]:
    """The platforms of a laboratory, and the name of the one that is meant.

    Args:
        place: Folder of the laboratory.
        name: The platform; empty where the file names only one.

    Raises:
        PlatformsFileError: The file is missing or wrong.
        ExchangeError: It names no such platform, or several and none is chosen.
    """
    found = platforms(place)
    if name and name not in found.platform:
        raise ExchangeError([_which(Text(f"没有平台 {name}", f"there is no platform {name}"), sorted(found.platform))])
    if not name and len(found.platform) > 1:
        text = Text("请用 --platform 指明平台", "name the platform with --platform")
        raise ExchangeError([_which(text, sorted(found.platform))])
    return found, name or next(iter(found.platform))


def laboratory(folder: Path) -> Path:
    """The folder of the laboratory that a folder lies in; the same folder where it lies in none."""
    try:
        return find_folder(folder.resolve() / FILE)
    except RegisterError:
        return folder


def _which(text: Text, names: list[str]) -> Text:
    listed = ", ".join(names)
    return Text(f"{text.zh}；{FILE} 中有：{listed}", f"{text.en}; {FILE} has: {listed}")
