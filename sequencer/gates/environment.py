"""Gate: the environment can be judged, by standards whose certificates cover the regulation's limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.exact import plain
from metrology.units import convert, unit
from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from procedures.conditions import Condition
    from sequencer.gates.context import Case


def environment(case: Case) -> Iterable[Text]:
    """No standard stands behind a limited quantity, or none is certified over the values the regulation allows.

    That a quantity itself is outside is not refused here: it is measured, and makes the run void. A quantity without
    limits is recorded, by whatever reads it.
    """
    for c in case.procedure.conditions(case.procedure.subject):
        yield from _covered(case, c)


def _covered(case: Case, c: Condition) -> Iterable[Text]:
    edges = [edge for edge in (c.lower, c.upper) if edge is not None]
    if not edges:
        return
    stated = [
        (s.id, q.certified())
        for s in case.opened.standards
        for q in s.quantities
        if s.role == c.role and unit(q.unit).dimension == unit(c.unit).dimension
    ]
    en = c.name.en[:1].lower() + c.name.en[1:]
    if not stated:
        yield Text(
            f"没有测量{c.name.zh}的计量标准（角色 {c.role}）", f"no standard stands behind the {en} (role {c.role})"
        )
    elif not any(all(q.covers(convert(edge, c.unit, q.unit)) for edge in edges) for _, q in stated):
        named = ", ".join(name for name, _ in stated)
        yield Text(
            f"{named} 的证书范围不包含规程要求的{c.name.zh} {'～'.join(map(plain, edges))} {c.unit}",
            f"{named}: the certified range does not cover the {en} the regulation asks for,"
            f" {' to '.join(map(plain, edges))} {c.unit}",
        )
