"""GB 23350-2009 限制商品过度包装要求 食品和化妆品, the edition before: until 2023-08-31; a draft."""

from datetime import date
from decimal import Decimal
from typing import Any

from procedures.kit import Facts, Value
from procedures.packages.excess_packaging import ExcessPackaging
from procedures.text import Text

AMENDED = date(2022, 8, 15)
"""First day of amendment No. 1 of the edition of 2021, for mooncakes and zongzi."""


class GB23350Of2009(ExcessPackaging):
    """Inspection of food and cosmetics by the volume of the initial packages: necessary is (1 + k)·V₀."""

    facts = Facts.beside(__file__)

    @classmethod
    def refuses(cls, subject: Any, on: date) -> Text | None:
        """Mooncakes and zongzi came under the edition of 2021 a year before the others."""
        if subject.goods in {"mooncake", "zongzi"} and on >= AMENDED:
            return Text(
                "月饼、粽子自 2022-08-15 起执行 GB 23350-2021 第 1 号修改单",
                "mooncakes and zongzi are under amendment No. 1 of GB 23350-2021 since 2022-08-15",
            )
        return None

    def needed(self) -> Value:
        """(1 + k)·V₀ in mL, V₀ measured on the initial packages."""
        k = self.factor(self.subject.goods)
        initial = self.read(
            "initial_volume", self.packing.initial_volume, unit="mL", expect=self.necessary(), bounded=False
        )
        return initial * (1 + k)

    def limit(self) -> Decimal:
        """Largest interspace ratio in %, by the kind of goods."""
        table = self.facts.table("interspace")
        return table.numbers(self.subject.goods if self.subject.goods in table else "any")[0]
