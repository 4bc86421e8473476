"""Takes the certificate of another laboratory into the register of standards."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from records.address import database_file, parse
from registers.measurement_standards import (
    CERTIFICATES,
    INSTITUTES,
    STANDARDS,
    Institute,
    MeasurementStandard,
    StandardCertificate,
)
from registers.values import made
from reports.dcc.names import said
from reports.errors import DccFault
from services.dcc.as_certificate import issuer, stated, validity
from services.dcc.opening import opened
from services.register.book import changing, opened_book
from services.register.changes import refusing

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from metrology.text import Text
    from registers.change import Change
    from reports.dcc.model import Dcc
    from reports.dcc.opening import Opened
    from services.dcc.opening import Sources


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says beside the certificate.

    Attributes:
        key: The standard; empty where its serial number finds it.
        traceable_to: Institute or standard above a new standard; empty where the issuer is a registered institute.
        institute: Key under which the issuer is registered as an institute, if it is none yet.
        valid_until: Last day, where the certificate states none.
        unproven: Take it in although its signature does not prove who issued it.
    """

    key: str = ""
    traceable_to: str = ""
    institute: str = ""
    valid_until: date | None = None
    unproven: bool = False


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came into the register.

    Attributes:
        standard, new: The standard, and whether it is a new one.
        certificate: Number of the certificate.
        valid_until: Its last day.
        quantities: Unit and number of points of each quantity, with its key.
        left: Tables that were not taken over, with the reason.
        signature: ``trusted``, ``unproven`` or ``none``.
    """

    standard: str
    new: bool
    certificate: str
    valid_until: str
    quantities: tuple[tuple[str, str, int], ...]
    left: tuple[tuple[Text, str], ...]
    signature: str


def take_in(url: str, file: Path, sources: Sources, wanted: Wanted, by: str, why: str) -> TakenIn:
    """Enter a certificate, and its standard where that is new: all of it, or nothing.

    Raises:
        DccRefused, DccFault: The certificate cannot be used, or its signature does not prove who issued it.
        RegistersError: The registers do not allow it.
    """
    found = opened(file, sources, strict=True)
    if found.signature != "trusted" and not wanted.unproven:
        raise DccFault(
            f"certificate {found.dcc.number}: its signature does not prove who issued it ({found.signature}); name the "
            "issuer's authority with --trust, or take it in all the same with --unproven"
        )
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    cause = f"{file.name}, DCC {found.dcc.version}, SHA-256 {digest}, signature {found.signature}"
    with refusing():
        rows, taken = _rows(_known(url), found, wanted)

    def write(change: Change) -> None:
        for register, key, record in rows:
            change.add(register, record, key)

    changing(url, by, why, write, cause)
    return taken


class Known(NamedTuple):
    """What the registers hold already."""

    standards: dict[str, MeasurementStandard]
    certificates: list[StandardCertificate]
    institutes: dict[str, Institute]


def _known(url: str) -> Known:
    path = database_file(parse(url))
    if path is not None and not path.is_file():
        return Known({}, [], {})
    with opened_book(url) as book:
        return Known(
            {row.key: row.record for row in book.rows(STANDARDS)},
            [row.record for row in book.rows(CERTIFICATES)],
            {row.key: row.record for row in book.rows(INSTITUTES)},
        )


def _rows(known: Known, found: Opened, wanted: Wanted) -> tuple[list[tuple[Any, str, Any]], TakenIn]:
    """The rows that are to be added, and what is said of them."""
    dcc, rows = found.dcc, list[tuple[Any, str, Any]]()
    key = wanted.key or _by_serial(known, dcc)
    before = known.standards.get(key)
    if before is None:
        above = wanted.traceable_to or _institute(known, dcc, wanted.institute)
        if above == wanted.institute and above not in known.institutes:
            rows.append((INSTITUTES, above, _as_institute(dcc)))
        rows.append((STANDARDS, key, _as_standard(dcc, above)))
    elif _serial(dcc) and before.serial != _serial(dcc):
        raise DccFault(
            f"certificate {dcc.number} is of the instrument with the serial number {_serial(dcc)!r}; standard {key} has "
            f"{before.serial!r}"
        )
    first, last = validity(dcc, before.interval_months if before is not None else 0, wanted.valid_until)
    units = {q["unit"] for row in known.certificates if row.standard == key for q in row.quantities}
    taken = stated(dcc, units.pop() if len(units) == 1 else "")
    certificate = StandardCertificate(
        standard=key,
        number=dcc.number,
        issuer=issuer(dcc).zh,
        valid_from=first,
        valid_until=last,
        accuracy="U (k = 2)",
        quantities=taken.quantities,
    )
    rows.append((CERTIFICATES, f"{key}/{dcc.number}", certificate))
    shown = tuple((q["unit"], q.get("key", ""), len(q["ranges"][0]["correction"]["table"])) for q in taken.quantities)
    return rows, TakenIn(key, before is None, dcc.number, last.isoformat(), shown, taken.left, found.signature)


def _by_serial(known: Known, dcc: Dcc) -> str:
    serial = _serial(dcc)
    same = [key for key, row in known.standards.items() if serial and row.serial == serial]
    if len(same) != 1:
        raise DccFault(
            f"no one standard has the serial number {serial!r} of certificate {dcc.number}; name the standard with --key"
        )
    return same[0]


def _serial(dcc: Dcc) -> str:
    return dcc.items[0].number() if dcc.items else ""


def _as_standard(dcc: Dcc, above: str) -> MeasurementStandard:
    item = dcc.items[0]
    names = {"name": said(item.name).zh, "name_en": said(item.name).en, "maker": said(item.maker).zh}
    return made(MeasurementStandard, {**names, "model": item.model, "serial": item.number(), "traceable_to": above})


def _institute(known: Known, dcc: Dcc, key: str) -> str:
    """The issuer among the institutes, or the key under which it is to be one."""
    name = issuer(dcc)
    names = {name.zh, name.en} - {""}
    same = [k for k, row in known.institutes.items() if {row.name, row.name_en} & names]
    if not same and not key:
        raise DccFault(
            f"{name.en} is no institute of the register: name what the standard is traceable to with --traceable-to, or enter "
            "the issuer with --institute KEY"
        )
    return same[0] if same else key


def _as_institute(dcc: Dcc) -> Institute:
    name = issuer(dcc)
    return made(Institute, {"name": name.zh, "name_en": name.en, "authorisation": dcc.laboratory.code})
