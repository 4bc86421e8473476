"""The stations that a platform knows: whose key it is, and whether it may still be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import insert, select, update

from metrology.text import Text
from records.audit import fingerprint
from supervision.errors import NotAnswered, reason
from supervision.tables import station

if TYPE_CHECKING:
    from supervision.store import PlatformStore


class Station(NamedTuple):
    """A station of an institute.

    Attributes:
        key: Fingerprint of its key.
        public: The public key, hexadecimal.
        institute: The institute; it reads what is its own.
        name: What the station is called.
        division: Division code of the institute.
        registered: When the key was registered.
        revoked: Time from which it is refused; empty while it is not.
        reason: Why it was revoked.
    """

    key: str
    public: str
    institute: str
    name: str
    division: str
    registered: str
    revoked: str
    reason: str


def register(store: PlatformStore, public: bytes, institute: str, name: str, division: str = "") -> Station:
    """Register the key of a station.

    Args:
        store: The platform.
        public: The public key.
        institute: The institute, by the name that its results bear.
        name: What the station is called.
        division: Division code of the institute.

    Raises:
        NotAnswered: The key is registered, or was revoked.
    """
    made = Station(fingerprint(public), public.hex(), institute, name, division, store.moment(), "", "")
    with store.writing() as connection:
        there = connection.execute(select(station).where(station.c.key == made.key)).first()
        if there is not None:
            zh, en = (
                f"密钥 {made.key} 已登记（{there.institute}）",
                f"key {made.key} is registered already ({there.institute})",
            )
            raise NotAnswered(409, [reason("registered", Text(zh, en))])
        connection.execute(insert(station).values(**made._asdict()))
    return made


def revoke(store: PlatformStore, key: str, why: str) -> Station:
    """Refuse a key from now on; what it signed before stays.

    Raises:
        NotAnswered: There is no such key.
    """
    with store.writing() as connection:
        of = station.c.key == key
        row = connection.execute(select(station).where(of)).first()
        if row is None:
            raise NotAnswered(404, [reason("unknown-key", Text(f"没有密钥 {key}", f"there is no key {key}"))])
        if not row.revoked:
            connection.execute(update(station).where(of).values(revoked=store.moment(), reason=why))
        row = connection.execute(select(station).where(of)).one()
    return Station(*row)


def stations(store: PlatformStore) -> list[Station]:
    """Every station, by institute."""
    query = select(station).order_by(station.c.institute, station.c.registered, station.c.key)
    with store.reading() as connection:
        return [Station(*row) for row in connection.execute(query)]


def find(store: PlatformStore, key: str) -> Station | None:
    """A station by the fingerprint of its key."""
    with store.reading() as connection:
        row = connection.execute(select(station).where(station.c.key == key)).first()
    return Station(*row) if row is not None else None
