"""The instruments that are registered at the beginning of the year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from registers.instruments import INSTRUMENTS, Instrument
from services.province.batch import KEY, MARK, Batch, Rows
from services.province.chance import stream
from services.province.days import moment, valid_until
from services.province.kinds import Kind, kinds
from services.rates.prefectures import PREFECTURES

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from services.province.days import Year
    from services.province.size import Size
    from services.province.users import User

EDITION: Final = "CN-2020"
PART: Final = 5_000
"""Instruments of one change."""
STATES: Final = (("in-use", 940), ("stopped", 30), ("sealed", 10), ("scrapped", 20))
ONLY_LABEL: Final = 0.01
"""Part of the instruments that have a label and no serial number."""

MODE_UNKNOWN: Final = 0.5
"""Part of the charging points whose mode is not known, as the catalogue does not give it."""


class Held(NamedTuple):
    """An instrument of the stock with its kind and its user."""

    key: str
    kind: Kind
    user: User
    record: Instrument


def care(seed: int, prefecture: str) -> float:
    """How well a prefecture looks after its instruments: the part that comes in time; differs, so that the map shows it."""
    return 0.90 + 0.10 * stream(seed, "care", prefecture).random()


def stock(seed: int, size: Size, year: Year, users: dict[str, dict[str, list[User]]]) -> list[Held]:
    """The instruments, in the order of their keys."""
    of = stream(seed, "stock")
    all_kinds, counties = kinds(), list(users)
    shares = [k.share for k in all_kinds]
    weights = [next(p.weight for p in PREFECTURES if p.code == county[:4]) for county in counties]
    chosen = zip(
        of.choices(all_kinds, shares, k=size.instruments),
        of.choices(counties, weights, k=size.instruments), strict=True,
    )  # fmt: skip
    found = []
    cared = {p.code: care(seed, p.code) for p in PREFECTURES}
    for n, (kind, county) in enumerate(chosen, 1):
        user = of.choice(users[county][kind.user])
        found.append(Held(f"I{n:07d}", kind, user, _instrument(of, n, kind, user, year, cared[county[:4]])))
    return found


def batches(held: Sequence[Held], year: Year) -> Iterator[Batch]:
    """The stock as changes."""
    for n, start in enumerate(range(0, len(held), PART)):
        rows = [(h.key, h.record) for h in held[start : start + PART]]
        yield Batch(moment(year.start, 0, 20 + n // 60, n % 60), "simulated: stock", [Rows(INSTRUMENTS, rows)])


def _instrument(of: random.Random, n: int, kind: Kind, user: User, year: Year, cared: float) -> Instrument:
    status: Any = of.choices([s for s, _ in STATES], [w for _, w in STATES])[0]
    serial = "" if of.random() < ONLY_LABEL else f"{KEY}{n:07d}"
    fields = _dates(of, kind, user, year, cared)
    fields |= {"domain": kind.domain, "mode": kind.mode}
    if kind.kind == "charging-point" and of.random() < MODE_UNKNOWN:
        fields["mode"] = ""
    if status != "in-use":
        fields |= {"status_reason": "模拟", "status_since": year.start - timedelta(days=of.randrange(10, 400))}
    return Instrument(
        name=kind.name, name_en=kind.name_en, maker=f"{kind.maker}{MARK}", model=kind.model, serial=serial,
        code=f"{KEY}L{n:07d}", kind=kind.kind, range=kind.range, accuracy_class=kind.accuracy_class, owner=user.key,
        place=f"{of.randrange(1, 90)} 号位{MARK}", division=user.division, item=f"{EDITION}/{kind.item}",
        industry=user.industry,
        status=status, life_years=kind.life_years, cycle_months=kind.cycle_months,
        regulation=kind.regulation, **fields,
    )  # fmt: skip


def _dates(of: random.Random, kind: Kind, user: User, year: Year, cared: float) -> dict[str, Any]:
    """When it was installed and verified before the year; one in a hundred never was."""
    if kind.mode != "periodic":
        installed = year.start - timedelta(days=of.randrange(1, (kind.life_years or 8) * 375))
        passed = {"verified_on": installed, "result": "conform"} if of.random() < 0.995 else {}
        return {"installed": installed, **passed}
    installed = year.start - timedelta(days=of.randrange(200, 3600))
    if of.random() < 0.01:
        return {"installed": installed}
    verified = _last(user, kind, year)
    if of.random() > cared:  # it did not come
        verified -= timedelta(days=of.randrange(20, 200))
    if of.random() < 0.006:
        return {"installed": installed, "verified_on": verified, "result": "not_conform"}
    until = valid_until(verified, kind.cycle_months)
    return {"installed": installed, "verified_on": verified, "valid_until": until, "result": "conform"}


def _last(user: User, kind: Kind, year: Year) -> date:
    """The last day before the year on which the instruments of a user are verified."""
    days = round(kind.cycle_months * 365 / 12)
    return year.start - timedelta(days=1 + (user.anniversary + 3 * len(kind.kind)) % days)
