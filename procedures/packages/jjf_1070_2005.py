"""JJF 1070-2005 定量包装商品净含量计量检验规则, the edition before: for lots inspected until 2024-10-11."""

from procedures.kit import Facts
from procedures.packages.net_content import NetContent


class JJF1070Of2005(NetContent):
    """Inspection of a lot."""

    facts = Facts.beside(__file__)
