"""GB 12021.2-2015 家用电冰箱耗电量限定值及能效等级 (energy label of household refrigerators), a draft."""

from procedures.energy.grades import Scale
from procedures.energy.refrigerators import RefrigeratorTest
from procedures.kit import Facts


class GB120212(RefrigeratorTest):
    """Test of the label of a refrigerator until 2026-05-31."""

    facts = Facts.beside(__file__)

    def scales(self) -> dict[str, Scale]:
        """The index, by category."""
        return {"eta": self.table_scale("eta", self.facts.table("eta").columns.index(self.subject.category))}
