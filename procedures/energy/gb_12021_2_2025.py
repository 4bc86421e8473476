"""GB 12021.2-2025 家用电冰箱耗电量限定值及能效等级 (energy label of household refrigerators), a draft."""

from procedures.energy.grades import Scale
from procedures.energy.refrigerators import RefrigeratorTest
from procedures.kit import Facts


class GB120212(RefrigeratorTest):
    """Test of the label of a refrigerator from 2026-06-01."""

    facts = Facts.beside(__file__)

    def scales(self) -> dict[str, Scale]:
        """The index; its limits were not found."""
        return {"eta": self.number_scale("eta", "eta")}
