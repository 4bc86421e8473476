"""JJG 34-2008 指示表 (dial indicators), a draft."""

from procedures.kit import Facts
from procedures.length.gauges import LengthGauge, LengthItems

facts = Facts.beside(__file__)


class DialIndicator(LengthGauge):
    """A dial indicator with a division of 0.01 mm."""

    limits = facts


class JJG34(LengthItems[DialIndicator]):
    """Verification of dial indicators."""

    facts, subject_model = facts, DialIndicator
