"""JJF 1070-2023 定量包装商品净含量计量检验规则 (net content of prepackages with fixed content)."""

from procedures.kit import Facts
from procedures.packages.net_content import NetContent


class JJF1070(NetContent):
    """Inspection of a lot, edition in force since 2024-10-12."""

    facts = Facts.beside(__file__)
