"""An issued report that is computed again from its inputs, and what differs."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from metrology.text import Text
from records.register import LaboratoryFile, read
from registers.documents import DOCUMENTS
from registers.errors import RegistersError
from services.code_identity.code_manifest import manifest
from services.energy.issued import KIND, basis
from services.energy.making import Wanted, make
from services.issuing.basis import basis_of, stated
from services.register.book import opened_book

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Recomputed(NamedTuple):
    """What came of a second computation.

    Attributes:
        number: The report.
        same: Whether everything that it rests on and everything that was found is the same.
        inputs: Names of inputs that differ, are missing or new.
        found: Places of the results that differ.
        other: Whether anything else differs, such as the name of the laboratory.
        other_code: Whether the code that computed is another one.
    """

    number: str
    same: bool
    inputs: tuple[str, ...]
    found: tuple[str, ...]
    other: bool
    other_code: bool

    def document(self) -> dict[str, Any]:
        """The same for a program."""
        return {**self._asdict(), "inputs": list(self.inputs), "found": list(self.found)}


def recompute(number: str, file: Path, url: str, laboratory: Path) -> Recomputed:
    """Compute an issued report again.

    Args:
        number: Its number.
        file: The file of the site; the other inputs lie beside it.
        url: The store.
        laboratory: ``laboratory.toml``.

    Raises:
        NotRegistered: There is no such document.
        RegistersError: It is no report on the energy of a site, or what it rests on is missing or changed.
        RegisterError, Refused: As `services.energy.making.make`.
    """
    with opened_book(url) as book, closing(book.store):
        row = book.get(DOCUMENTS, number)
        if row.record.kind != KIND:
            en = f"document {number} is no report on energy metering; a run is computed again by steelyard verify"
            raise RegistersError([Text(f"文件 {number} 不是能源计量报告；检定记录用 steelyard verify 重新核算", en)])
        before = basis_of(book.store, row)
    asked = before["asked"]
    made = make(Wanted(file=file, **asked), url)
    now = basis(made, made.report(""), read(laboratory, LaboratoryFile))
    was, is_now = ({one["name"]: one["sha256"] for one in of["inputs"]} for of in (before, now))
    inputs = tuple(sorted(name for name in was.keys() | is_now.keys() if was.get(name) != is_now.get(name)))
    found = tuple(differences(before["found"], now["found"], ""))
    same = stated(before) == stated(now)
    return Recomputed(number, same, inputs, found, not (same or inputs or found), row.record.manifest != manifest())


def differences(before: Any, now: Any, place: str) -> Iterator[str]:
    """Where two results differ."""
    if isinstance(before, dict) and isinstance(now, dict):
        for key in sorted(before.keys() | now.keys()):
            yield from differences(before.get(key), now.get(key), f"{place}.{key}".lstrip("."))
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        for n, (one, other) in enumerate(zip(before, now, strict=True), 1):
            yield from differences(one, other, f"{place}[{n}]")
    elif before != now:
        yield place
