"""Orden ICT/155/2020, anexo XIII: evidential breath analysers (Spain). A draft until the limits of OIML R 126 were read."""

from decimal import Decimal

from metrology.limits import Constant, Greatest, Limit, OfReading
from metrology.status import Source
from procedures.concentration.breath_analysers import BreathAnalysers
from procedures.kit import Facts, within
from procedures.regulation import Stage

facts = Facts.beside(__file__)


class BreathAnalysersES(BreathAnalysers):
    """Periodic verification, and verification after repair."""

    facts = facts

    def prepare(self) -> None:
        """A range beyond 2 mg/L has a further gas."""
        super().prepare()
        if self.top > facts.number("wide"):
            self.contents.append((facts.number("wide_part") * self.top).quantize(facts.number("step")))

    def blows(self) -> int:
        """Twice as many after repair."""
        return int(facts.table("repeats").row("n")[self.row])

    @property
    def row(self) -> str:
        """Periodic, or after repair."""
        return "repair" if self.run.stage is Stage.AFTER_REPAIR else "periodic"

    def limit(self, content: Decimal, shown: Decimal) -> Limit:
        """The greater of a constant and a part of the content; beyond 2 mg/L a line."""
        del shown
        if content > facts.number("wide"):
            above = facts.table("above").row(self.row)
            return within(above["slope"] * content - above["less"])
        row = facts.table(f"mpe_{self.row}").row("mg/L")
        return Greatest(Constant(row["least"]), OfReading(row["percent"]))

    def limit_source(self, content: Decimal) -> Source:
        """Limits of analysers in service are reported; the others are not."""
        return facts.table("above" if content > facts.number("wide") else f"mpe_{self.row}").source

    @facts.item("ref x E MPE")
    def injection(self) -> None:
        """Blown in shorter and longer, one content stays within its limit."""
        content, blows = facts.number("injected"), int(facts.number("injections"))
        for way, (duration,) in ((way, facts.table("ways").numbers(way)) for way in facts.table("ways").rows):
            self.gas.blow_for(duration, "s")
            for n in range(1, blows + 1):
                with self.at(way, content, str(n), words=f"吹气 {duration} s 第 {n} 次 | {duration} s, blow {n}"):
                    self.blown(content)
        self.gas.blow_for(facts.number("usual_duration"), "s")
