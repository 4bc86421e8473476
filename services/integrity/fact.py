"""A fact about a unit: what happened when, with the numbers of the records that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from metrology.text import Text
from metrology.validity.dates import months_after
from services.integrity.kinds import KINDS, STANDING

if TYPE_CHECKING:
    from datetime import date

    from services.integrity.kinds import Kind


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact.

    Attributes:
        id: The same for the same fact on every day: kind and number of what shows it.
        kind: A key of `KINDS`.
        on: Its day.
        owner: Key of the organisation; empty where the code is known at once.
        unit: Code of the unit; empty where the owner has none, or none is known.
        instrument: Key of the instrument; empty for none.
        runs, seals: Records and seals that show it.
        case, alert, commitment: Number of the case, kind of the alert, commitment.
        until: Last day of a commitment, or on which an overdue instrument counted as verified.
        simulated: Whether it rests on a simulated run.
    """

    id: str
    kind: Kind
    on: date
    owner: str = ""
    unit: str = ""
    instrument: str = ""
    runs: tuple[str, ...] = ()
    seals: tuple[str, ...] = ()
    case: str = ""
    alert: str = ""
    commitment: str = ""
    until: str = ""
    simulated: bool = False

    @property
    def shown(self) -> Text:
        """What it is, in a line, with its kind."""
        said = [t for t in (KINDS[self.kind], self.details) if t.en]
        return Text("，".join(t.zh for t in said), ", ".join(t.en for t in said))

    @property
    def details(self) -> Text:
        """What it is about; empty where its kind and its runs say it."""
        parts = [
            Text(f"器具 {self.instrument}", f"instrument {self.instrument}") if self.instrument else None,
            Text(f"有效期至 {self.until}", f"valid until {self.until}") if self.until else None,
            Text(f"封印 {'、'.join(self.seals)}", f"seal {', '.join(self.seals)}") if self.seals else None,
            Text(f"案件 {self.case}", f"case {self.case}") if self.case else None,
            Text(f"提醒 {self.alert}", f"alert {self.alert}") if self.alert else None,
            Text(f"承诺 {self.commitment}", f"commitment {self.commitment}") if self.commitment else None,
        ]
        said = [part for part in parts if part is not None]
        return Text("，".join(t.zh for t in said), ", ".join(t.en for t in said))

    def counts_on(self, day: date, months: int) -> bool:
        """Whether it counts on a day: one that lasts does, any other until the day so many months after it, included."""
        return self.on <= day and (self.kind in STANDING or months_after(self.on, months) >= day)

    def to_dict(self) -> dict[str, Any]:
        """For programs."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        return {**plain, "on": self.on.isoformat(), "text": self.shown.to_dict()}
