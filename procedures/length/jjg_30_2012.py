"""JJG 30-2012 通用卡尺 (callipers), a draft."""

from pydantic import Field

from procedures.kit import Facts
from procedures.length.gauges import LengthGauge, LengthItems, Lengths

facts = Facts.beside(__file__)


class Caliper(LengthGauge):
    """A calliper, with a depth bar or without."""

    limits = facts

    depths: Lengths = Field((), title="深度检定点 | Depths verified")


class JJG30(LengthItems[Caliper]):
    """Verification of callipers."""

    facts, subject_model = facts, Caliper
