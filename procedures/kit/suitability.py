"""Whether the standards are good enough, at the comparison where they are tightest."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from metrology.exact import divide, plain, trimmed
from metrology.rounding import round_significant
from metrology.units import convert, convert_difference
from procedures.base import Requirement
from procedures.kit.stated_conditions import Wrong, chosen
from procedures.standards import Standard, ambiguity, measuring
from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from metrology.status import Source
    from procedures.kit.dry_run import Compared
    from procedures.kit.value import Origin


class Use(NamedTuple):
    """One value of a standard that enters a result, and how much of what is permitted it may use up; None without a limit."""

    origin: Origin
    permitted: Decimal | None


def uses(compared: Iterable[Compared], role: str) -> list[Use]:
    """Every use of the standards of a role."""
    found: list[Use] = []
    for c in compared:
        mine = [o for o in c.origins if o.role == role and o.standard]
        permitted = c.permitted(mine) if mine else []
        if permitted:
            found += map(Use, mine, permitted)
        elif c.limit is None:
            found += [Use(o, None) for o in mine]
    return found


@dataclass(frozen=True, slots=True)
class Demand:
    """How small the error of a standard must be at one use.

    Attributes:
        ratio: It is at most what is permitted divided by this; None where that is not asked.
        percent: It is at most so much of the reading, %; None where that is not asked.
        uncertainty: As `ratio`, for U of its certificate in place of its error: its corrected values are used.
    """

    ratio: Decimal | None = None
    percent: Decimal | None = None
    uncertainty: Decimal | None = None

    @property
    def parts(self) -> Decimal | None:
        """Into how many parts what is permitted is divided."""
        return self.ratio or self.uncertainty

    def allowed(self, use: Use, permitted: Decimal) -> Decimal:
        """Largest error at a use, in the unit of the reading, where so much is permitted."""
        if self.percent is not None:
            return abs(use.origin.at) * self.percent / 100
        return divide(permitted, self.parts or Decimal(1))


def demands(table: Mapping[str, Any], subject: object, wrong: Wrong) -> dict[str, Demand]:
    """What ``[standards]`` of an edition asks of the standards of each role, for an instrument.

    Raises:
        AuthorError: A demand is not a number.
    """
    found = {}
    for kind in ("ratio", "percent", "uncertainty"):
        for role, stated in table.get(kind, {}).items():
            number = chosen(stated, subject, f"standards.{kind}.{role}", wrong)
            if isinstance(number, bool) or not isinstance(number, int | Decimal):
                raise wrong(f"standards.{kind}.{role}", f"is {number!r}, not a number")
            found[role] = Demand(**{kind: Decimal(number)})
    return found


def suitable(
    role: str, demand: Demand, standards: Sequence[Standard], of_role: Sequence[Use], source: Source
) -> Iterator[Requirement]:
    """Requirements on the standards of a role: error at most a part of the limit, range, one correction."""
    if not standards:
        text = Text(f"标准器（{role}）", f"standard ({role})")
        yield _requirement("standard_missing", source, text, "—", "≥ 1", conforms=False)
    unknown = ambiguity(standards)
    if unknown is not None:
        yield _requirement("standard_correction", source, unknown, str(len(standards)), "1", conforms=False)
    for standard in standards:
        mine = [u for u in of_role if measuring([standard], u.origin.unit)]
        if mine:
            yield from _of(standard, mine, demand, source)


def _of(standard: Standard, mine: Sequence[Use], demand: Demand, source: Source) -> Iterator[Requirement]:
    values = [convert(u.origin.at, u.origin.unit, standard.unit) for u in mine]
    low, high = min(values), max(values)
    text = Text(f"{standard.id} 证书范围", f"certified range of {standard.id}")
    covered = all(map(standard.covers, values))
    have, need = (f"{plain(a)}～{plain(b)} {standard.unit}" for a, b in ((standard.lower, standard.upper), (low, high)))
    yield _requirement("standard_range", source, text, have, need, conforms=covered)
    limited = [(u, u.permitted) for u in mine if u.permitted is not None]
    if not covered or not limited:
        return
    errors = [_error(standard, u, demand) for u, _ in limited]
    tightest = max(range(len(limited)), key=lambda i: errors[i] - demand.allowed(*limited[i]))
    (use, permitted), error = limited[tightest], errors[tightest]
    allowed = demand.allowed(use, permitted)
    at = f"{plain(use.origin.at)} {use.origin.unit}"
    zh, en = ("扩展不确定度", "U") if demand.uncertainty is not None else ("最大允许误差", "MPE")
    text = Text(f"{standard.id} 在 {at} 的{zh}", f"{en} of {standard.id} at {at}")
    limit = f"≤ {_short(allowed)} {use.origin.unit}"
    conforms = error <= allowed if demand.parts is None else demand.parts * error <= permitted
    yield _requirement("standard_mpe", source, text, f"{_short(error)} {use.origin.unit}", limit, conforms=conforms)


def _error(standard: Standard, use: Use, demand: Demand) -> Decimal:
    at = convert(use.origin.at, use.origin.unit, standard.unit)
    stated = standard.maximum_permissible_error if demand.uncertainty is None else standard.expanded_uncertainty
    return convert_difference(stated(at), standard.unit, use.origin.unit)


def _short(number: Decimal) -> str:
    return plain(trimmed(round_significant(number, 4)))


def _requirement(code: str, source: Source, text: Text, value: str, limit: str, *, conforms: bool) -> Requirement:
    return Requirement(code, source.clause, text, value, limit, conforms, source.status)
