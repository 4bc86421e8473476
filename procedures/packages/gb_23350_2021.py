"""GB 23350-2021 限制商品过度包装要求 食品和化妆品, with amendment No. 1 of 2022 (restricting excessive packaging)."""

from procedures.kit import Facts
from procedures.packages.excess_packaging import ExcessPackaging


class GB23350(ExcessPackaging):
    """Inspection of food and cosmetics, edition in force since 2023-09-01."""

    facts = Facts.beside(__file__)
