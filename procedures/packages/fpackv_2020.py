"""Fertigpackungsverordnung 2020 (Germany): content of prepackages by mass, volume, drained mass, length, area, number."""

from decimal import Decimal
from functools import cached_property

from metrology.exact import plain
from procedures.kit import Facts, Requirements
from procedures.packages.lot import deficiency
from procedures.packages.net_content import NetContent
from procedures.text import Text


class FPackV(NetContent):
    """Test by the authority, annexes 3 and 4."""

    facts = Facts.beside(__file__)

    def plan(self) -> str:
        """Tables a to f of annex 3, or the table of annex 4."""
        s = self.subject
        if not s.weighed:
            return "plan_measured"
        if s.content == "drained":
            return "plan_drained"
        if s.heavy and s.goods == "soil":
            return "plan_soil"
        if not s.destructive:
            return "plan"
        return "plan_e" if s.e_mark and s.lot_size >= self.facts.number("e_from") else "plan_destructive"

    def allowed(self) -> Decimal:
        """Of a lot that is tested as a whole, a part; of a sample, the number of acceptance."""
        whole = self.row is None or self.row["n"] == 0
        return self.facts.number("whole") * self.sample if whole else super().allowed()

    def exceeds(self, short: Decimal) -> bool:
        """Every package that is short by more than T counts, annex 3 no. 7."""
        return short > self.T

    def tolerance(self) -> str:
        """Above 10 kg or 10 L there is no other deficiency than the limit of marketability."""
        return self.limit() if self.subject.heavy else super().tolerance()

    def rounding(self) -> str:
        """Only the values of § 9 are rounded up."""
        return "heavy" if self.subject.heavy else super().rounding()

    def limit(self) -> str:
        """Table of the limit of marketability."""
        s = self.subject
        if s.heavy:
            return {"coal": "most_coal", "soil": "most_soil"}.get(str(s.goods), "most_heavy")
        if s.weighed:
            return f"most_{s.most}"
        yarn = s.yarn and s.content == "length" and s.size <= self.facts.number("yarn")
        return "most_yarn" if yarn else f"T_{s.content}"

    @cached_property
    def T_most(self) -> Decimal:
        """The limit of marketability: a table of its own, rounded by itself."""
        return deficiency(self.facts, self.limit(), self.rounding(), self.subject.size)

    def omits(self, key: str) -> Text | None:
        """What is judged on the mean, and by a number of packages."""
        s, number, text = self.subject, self.facts.number, self.facts.text
        if key in {"shortages", "mean"} and s.heavy:
            return text("heavy")
        if key == "shortages" and (not s.weighed or s.content == "drained"):
            return text("no_number")
        if key == "mean" and s.content == "count" and s.size <= number("each"):
            return text("few")
        if key == "mean" and not s.weighed and s.lot_size < number("measured_from"):
            return text("small")
        return super().omits(key)

    def requirements(self) -> Requirements:
        """Nominal quantities of the ordinance, and the size of a lot in a store."""
        s, number = self.subject, self.facts.number
        if s.heavy and s.goods == "coal":
            sizes = self.facts.table("coal").numbers("kg")
            kg = s.nominal.to("kg").value if s.content == "mass" else Decimal(0)
            yield self.require("nominal", s.nominal, f"{', '.join(map(plain, sizes))} kg", kg in sizes, "coal")
        elif s.heavy and s.goods:
            most = number("paint_most") if s.goods == "paint" else s.size
            yield self.require("nominal", s.nominal, f"≤ {plain(most)} {self.unit}", s.size <= most, "heavy")
        else:
            yield from super().requirements()
        if s.place == "store":
            most = number("lot_most")
            yield self.require("lot_most", s.lot_size, f"≤ {plain(most)}", s.lot_size <= most, "lot")

    def marks(self) -> tuple[str, ...]:
        """The packer, ℮ and the drained mass besides."""
        s = self.subject
        more = ("e_mark",) * bool(s.e_mark) + ("drained_mark",) * (s.content == "drained")
        return (*super().marks(), "packer", *more)
