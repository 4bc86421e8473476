"""JJG 1149-2022 电动汽车非车载充电机 (off-board chargers for electric vehicles, d.c.)."""

from procedures.electricity.jjg_1148_2022 import JJG1148
from procedures.kit import Facts


class JJG1149(JJG1148):
    """Verification of d.c. chargers."""

    facts = Facts.beside(__file__)
    supplies = ("DC",)
