"""JJG 688-2025 汽车排放气体测试仪: exhaust gas analysers (China), nitrogen dioxide too. A draft: no limit was read."""

from procedures.emissions.exhaust_analysers_cn import ChineseAnalysers
from procedures.kit import Facts


class JJG688(ChineseAnalysers):
    """Initial and subsequent verification, in-service inspection."""

    facts = Facts.beside(__file__)
