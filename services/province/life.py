"""What happens to instruments between verifications: bought, replaced, moved, stopped, scrapped, registered twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from registers.instruments import INSTRUMENTS, covered_until
from services.province.batch import KEY, MARK, Batch, Rows
from services.province.chance import stream
from services.province.days import moment
from services.province.stock import Held

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence
    from datetime import date

    from services.province.days import Year
    from services.province.users import User
    from services.province.work import Working

EVENTS: Final = ("moved", "stopped", "started", "scrapped", "bought", "twice")
A_DAY: Final = 40_000
"""One event of each sort a day for so many instruments; the rest by chance."""
REPLACED: Final = 0.85
"""Part of the meters that are replaced when their life ends."""


class Life:
    """Makes what happens on each day, in the order of the days.

    Args:
        seed: The seed.
        working: The instruments as they are.
        year: The year.
        users: The users of every county by type.
    """

    def __init__(self, seed: int, working: Working, year: Year, users: dict[str, dict[str, list[User]]]) -> None:
        self._seed, self._working, self._users = seed, working, users
        self._counties = list(users)
        self._ends: dict[str, list[int]] = {}
        days = _days(year)
        for place, record in enumerate(working.now):
            until = covered_until(record)
            if record.mode == "rotation" and record.status == "in-use" and until in days:
                self._ends.setdefault(until, []).append(place)

    def day(self, day: date) -> Batch:
        """What happens on a day."""
        of, changed = stream(self._seed, "life", day), dict[int, None]()
        for what in EVENTS:
            for _ in range(self._count(of)):
                self._one(what, of, day, changed)
        for place in self._ends.get(day.isoformat(), ()):
            self._replace(of, day, place, changed)
        rows = [(self._working.held[place].key, self._working.now[place]) for place in changed]
        return Batch(
            moment(day, 11), "simulated: instruments bought, moved, stopped, replaced", [Rows(INSTRUMENTS, rows)]
        )

    def _count(self, of: random.Random) -> int:
        mean = len(self._working.held) / A_DAY
        return int(mean) + (of.random() < mean % 1)

    def _one(self, what: str, of: random.Random, day: date, changed: dict[int, None]) -> None:
        place = of.randrange(len(self._working.held))
        record, held = self._working.now[place], self._working.held[place]
        fields: dict[str, Any] = {}
        if what == "started" and record.status == "stopped":
            fields = {"status": "in-use", "status_reason": "", "status_since": None}
        elif what == "moved" and record.status == "in-use":
            user = of.choice(self._users[of.choice(self._counties)][held.kind.user])
            fields = {"owner": user.key, "division": user.division, "industry": user.industry}
        elif what in {"stopped", "scrapped"} and record.status == "in-use":
            fields = {"status": what, "status_reason": f"{MARK}", "status_since": day}
        elif what == "bought":
            self._new(held, day, changed, first=False)
        elif what == "twice" and record.status == "in-use" and record.serial:
            self._twice(place, day, changed)
        if fields:
            self._set(place, fields, changed)

    def _set(self, place: int, fields: dict[str, Any], changed: dict[int, None]) -> None:
        self._working.now[place] = replace(self._working.now[place], **fields)
        changed[place] = None

    def _replace(self, of: random.Random, day: date, place: int, changed: dict[int, None]) -> None:
        if self._working.now[place].status == "in-use" and of.random() < REPLACED:
            self._set(place, {"status": "scrapped", "status_reason": f"到期轮换{MARK}", "status_since": day}, changed)
            self._new(self._working.held[place], day, changed, first=True)

    def _new(self, like: Held, day: date, changed: dict[int, None], *, first: bool) -> None:
        """A new instrument; a meter was verified by its maker, any other waits for its first verification."""
        n = len(self._working.held) + 1
        verified = {"verified_on": day, "result": "conform"} if first or like.kind.mode != "periodic" else {}
        fields: dict[str, Any] = {"verified_on": None, "valid_until": None, "result": ""} | verified
        record = replace(
            like.record, serial=f"{KEY}{n:07d}", code=f"{KEY}L{n:07d}", installed=day, status="in-use", status_reason="",
            status_since=None, mode=like.kind.mode, **fields,
        )  # fmt: skip
        self._add(Held(f"I{n:07d}", like.kind, like.user, record), changed)

    def _twice(self, place: int, day: date, changed: dict[int, None]) -> None:
        """The instrument was registered a second time; the second row is merged into the first."""
        n, of = len(self._working.held) + 1, self._working.now[place]
        key = self._working.held[place].key
        double = replace(
            of, code=f"{KEY}L{n:07d}", status="merged", status_reason=f"重复登记{MARK}", status_since=day, merged_into=key,
            verified_on=None, valid_until=None, result="", run="", seals=(),
        )  # fmt: skip
        self._add(Held(f"I{n:07d}", self._working.held[place].kind, self._working.held[place].user, double), changed)

    def _add(self, held: Held, changed: dict[int, None]) -> None:
        self._working.held.append(held)
        self._working.now.append(held.record)
        changed[len(self._working.held) - 1] = None


def _days(year: Year) -> set[str]:
    days: Sequence[int] = range((year.end - year.start).days + 1)
    return {(year.start + timedelta(days=n)).isoformat() for n in days}
