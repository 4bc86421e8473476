"""Gate: the standard that answers on the bench is the one the register says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drivers.roles import Identity
    from records.entries import StandardUsed
    from sequencer.gates.context import Case


def identity(case: Case) -> Iterable[Text]:
    """Another serial number, model or firmware answers than those of every standard registered for the role.

    What an instrument does not say, and what the register leaves open, cannot be compared.
    """
    for role, serial in case.facts.expected.items():
        registered = [s for s in case.opened.standards if s.role == role.partition("@")[0]]
        if registered and not any(_agree(s.serial, serial) for s in registered):
            wanted = "; ".join(s.serial for s in registered)
            yield Text(
                f"角色 {role}：台架文件指定的编号为 {serial}，登记的计量标准编号为 {wanted}",
                f"role {role}: the bench file expects serial number {serial}, the register says {wanted}",
            )
    for role, found in case.facts.identities.items():
        registered = [s for s in case.opened.standards if s.role == role.partition("@")[0]]
        if registered and not any(_same(s, found) for s in registered):
            wanted = "; ".join(_described(s.model, s.serial, s.firmware) for s in registered)
            got = _described(found.model, found.serial, found.firmware)
            yield Text(
                f"角色 {role} 应答的仪器是 {got}，登记的计量标准是 {wanted}",
                f"role {role}: {got} answers, the register says {wanted}",
            )


def _same(standard: StandardUsed, found: Identity) -> bool:
    return (
        _agree(standard.serial, found.serial)
        and _agree(standard.firmware, found.firmware)
        and (not found.model or not standard.model or _bare(standard.model) in _bare(found.model))
    )


def _agree(wanted: str, got: str) -> bool:
    return not wanted or not got or wanted.strip() == got.strip()


def _bare(model: str) -> str:
    """A model without the signs that makers and registers put differently: PACE-5000 and Pace5000."""
    return re.sub(r"[\W_]+", "", model).casefold()


def _described(model: str, serial: str, firmware: str) -> str:
    return " ".join(part for part in (model, f"№ {serial}" if serial else "", firmware) if part)
