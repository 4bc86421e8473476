"""Fertigpackungsverordnung 2020 §§ 35, 36, annex 6 (Germany): measuring container bottles."""

from decimal import Decimal

from metrology.exact import trimmed
from procedures.kit import Facts, Requirements
from procedures.packages.bottles import MeasuringBottles
from procedures.packages.lot import deficiency


class FPackVBottles(MeasuringBottles):
    """Test by the authority where bottles are made or imported."""

    facts = Facts.beside(__file__)

    def permissible(self) -> Decimal:
        """§ 36 Abs. 2 and 3: a part of the nominal volume, for the brim volume too."""
        return trimmed(deficiency(self.facts, "mpe", "", self.subject.size))

    def requirements(self) -> Requirements:
        """Bottles with the letter M have one of four nominal volumes, each with its brim volume."""
        s, table = self.subject, self.facts.table("m_bottles")
        if not s.m_mark:
            yield from super().requirements()
            return
        brim = table.numbers(f"{s.size:f}")[0] if f"{s.size:f}" in table else None
        limit = "; ".join(f"{size}: {table.numbers(size)[0]:f} mL" for size in table.rows)
        conforms = brim is not None and s.brim is not None and s.brim.to("mL").value == brim
        yield self.require("m_bottle", f"{s.nominal}: {s.brim}", limit, conforms, "m_mark")

    def marks(self) -> tuple[str, ...]:
        """The reversed epsilon, or M, and the height of the figures."""
        if self.subject.m_mark:
            return ("m_letter",)
        table = self.facts.table("height")
        key = next(k for k in table.rows if k == "more" or self.subject.size <= Decimal(k))
        return (*super().marks(), "epsilon", f"height_{table.numbers(key)[0]:f}")
