"""JJG 21-2008 千分尺 (outside micrometers), a draft."""

from procedures.kit import Facts
from procedures.length.gauges import LengthGauge, LengthItems

facts = Facts.beside(__file__)


class Micrometer(LengthGauge):
    """An outside micrometer."""

    limits = facts


class JJG21(LengthItems[Micrometer]):
    """Verification of micrometers."""

    facts, subject_model = facts, Micrometer
