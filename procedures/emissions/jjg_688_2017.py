"""JJG 688-2017 汽车排放气体测试仪: exhaust gas analysers (China). A draft: no limit was read."""

from procedures.emissions.exhaust_analysers_cn import ChineseAnalysers
from procedures.kit import Facts


class JJG688(ChineseAnalysers):
    """Initial and subsequent verification, in-service inspection."""

    facts = Facts.beside(__file__)
