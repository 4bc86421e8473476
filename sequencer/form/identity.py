"""For which instrument a form was made, and its number: a form decides that instrument, once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from records.event import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

ROWS = {
    "number": "# 表号 form number",
    "regulation": "# 规程 regulation",
    "stage": "# 检定类别 stage",
    "subject": "# 被检计量器具 instrument",
    "nameplate": "# 铭牌摘要 nameplate digest",
    "kind": "# 工作类别 work",
    "order": "# 委托单号 order",
    "batch": "# 批次 batch",
    "follows": "# 接续记录 follows run",
    "cell": "# 样品试验单元 cell of a campaign",
}
OF_THE_ORDER = ("kind", "order", "batch", "follows")
"""Fields that a form may leave empty: what the run belongs to."""
MAY_BE_EMPTY = (*OF_THE_ORDER, "cell")
"""First cell of the row of each field; the second cell holds its value."""


@dataclass(frozen=True, slots=True)
class FormIdentity:
    """What a form was made for.

    Attributes:
        number: Unique number of the form; it can be decided once.
        regulation: Edition, ``JJG 52-2013``.
        stage: Kind of verification.
        subject: Maker, model and serial number, for people.
        nameplate: SHA-256 of the nameplate, as `nameplate_digest` makes it.
        kind: What the run is for, where that is not what the regulation regulates.
        order, batch, follows: What the run belongs to; empty where the form was made for none.
        cell: Campaign and cell that the run fills; empty where it fills none.
    """

    number: str
    regulation: str
    stage: str
    subject: str
    nameplate: str
    kind: str = ""
    order: str = ""
    batch: str = ""
    follows: str = ""
    cell: str = ""

    def rows(self) -> list[tuple[str, str]]:
        """The rows of the form that carry it."""
        stated = ((f.name, str(getattr(self, f.name))) for f in fields(self))
        return [(ROWS[name], value) for name, value in stated if value or name not in MAY_BE_EMPTY]

    def differences(self, expected: FormIdentity) -> list[str]:
        """What the form was made for that the run is not, one line each; the number is not compared.

        An order that only one of the two names is that of the run, see `services.laboratory.prepare.of_form`.
        """
        return [
            f"the form was made for {ROWS[f.name][2:]} {getattr(self, f.name)!r}, this run is for "
            f"{getattr(expected, f.name)!r}; fill in a form made for this instrument, regulation and stage"
            for f in fields(self)
            if f.name != "number" and getattr(self, f.name) != getattr(expected, f.name)
            if f.name not in OF_THE_ORDER or (getattr(self, f.name) and getattr(expected, f.name))
        ]


def new_identity(number: str, regulation: str, stage: str, nameplate: Mapping[str, Any]) -> FormIdentity:
    """The identity of a form for an instrument.

    Args:
        number: Number of the form.
        regulation: Edition.
        stage: Kind of verification.
        nameplate: The nameplate as the journal keeps it.
    """
    subject = " ".join(str(nameplate.get(key, "")) for key in ("maker", "model", "serial"))
    return FormIdentity(number, regulation, stage, subject, nameplate_digest(nameplate))


def nameplate_digest(nameplate: Mapping[str, Any]) -> str:
    """First 16 hexadecimal digits of the SHA-256 of the nameplate."""
    return hashlib.sha256(canonical(dict(nameplate)).encode()).hexdigest()[:16]


def identity_of(rows: Mapping[str, str]) -> FormIdentity:
    """The identity that rows of a form give.

    Args:
        rows: Second cell by first cell of the rows that begin with ``#``.

    Raises:
        ValueError: A row is missing or empty.
    """
    missing = [text for name, text in ROWS.items() if not rows.get(text, "").strip() and name not in MAY_BE_EMPTY]
    if missing:
        raise ValueError(f"the form does not state {', '.join(m[2:] for m in missing)}; `steelyard form` writes a form")
    return FormIdentity(**{name: rows.get(text, "").strip() for name, text in ROWS.items()})
