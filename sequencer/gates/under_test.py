"""Gate: the instrument under test that answers on the bench is the one whose nameplate was handed in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sequencer.gates.context import Case

_SHORTEST_ADDRESS = 8
"""Digits of the shortest bus address that stands for a serial number (M-Bus secondary address, EN 13757-7)."""


def under_test(case: Case) -> Iterable[Text]:
    """Another serial number answers at the position than the nameplate says.

    An instrument that does not say its serial number cannot be compared; documents state that.
    """
    role = case.procedure.under_test
    if not role:
        return
    place = case.opened.place
    wanted = str(case.procedure.subject.serial)
    expected = case.facts.expected.get(f"{role}@{place}") or case.facts.expected.get(role, "")
    if expected and not same_serial(wanted, expected):
        yield Text(
            f"工位 {place} 角色 {role}：台架文件指定的编号（或总线地址）为 {expected}，铭牌上的编号为 {wanted}",
            f"position {place}, role {role}: the bench file expects serial number or bus address {expected}, "
            f"the nameplate says {wanted}",
        )
    found = case.facts.identities.get(f"{role}@{place}") or case.facts.identities.get(role)
    if found is None or not found.serial.strip():
        return
    if not same_serial(wanted, found.serial):
        yield Text(
            f"工位 {place} 角色 {role} 应答的仪器出厂编号为 {found.serial}，铭牌上的编号为 {wanted}",
            f"position {place}, role {role}: the instrument that answers has serial number {found.serial}, "
            f"the nameplate says {wanted}",
        )


def same_serial(nameplate: str, answered: str) -> bool:
    """Whether a serial number that an instrument gives is that of the nameplate.

    A bus address (DL/T 645, DL/T 698.45, CJ/T 188, M-Bus) is the serial number filled with zeros, or its last digits.

    >>> same_serial("1234567", "000001234567"), same_serial("SY-202611000001", "202611000001")
    (True, True)
    >>> same_serial("SY-2026-0001", "SY-9999-9999"), same_serial("1", "2"), same_serial("10", "1")
    (False, False, False)
    """
    a, b = nameplate.strip(), answered.strip()
    if a == b:
        return True
    if not (b.isascii() and b.isdigit()):
        return False
    if a.isascii() and a.isdigit() and a.lstrip("0") == b.lstrip("0"):
        return True
    digits = re.sub(r"\D", "", a, flags=re.ASCII)
    return len(b) >= _SHORTEST_ADDRESS and digits.endswith(b)
