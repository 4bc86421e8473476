"""Decisions (符合性判定): six outcomes, the rules that reach them, and the trace that every document prints."""

from metrology.decision.decide import AnyLimit, decide
from metrology.decision.decision import Decision
from metrology.decision.outcome import BY_SEVERITY, Outcome, combine
from metrology.decision.rule import Judgement, Rule, Zones
from metrology.decision.rules import (
    ILAC_G8_BINARY,
    ILAC_G8_NON_BINARY,
    ISO14253_1,
    ISO14253_1_CONFORMITY,
    ISO14253_1_NONCONFORMITY,
    JJF1094,
    JJF1094_DIRECT,
    R111_WEIGHTS,
    SHARED_RISK,
    SIMPLE,
    rule_for,
)

__all__ = [
    "BY_SEVERITY",
    "ILAC_G8_BINARY",
    "ILAC_G8_NON_BINARY",
    "ISO14253_1",
    "ISO14253_1_CONFORMITY",
    "ISO14253_1_NONCONFORMITY",
    "JJF1094",
    "JJF1094_DIRECT",
    "R111_WEIGHTS",
    "SHARED_RISK",
    "SIMPLE",
    "AnyLimit",
    "Decision",
    "Judgement",
    "Outcome",
    "Rule",
    "Zones",
    "combine",
    "decide",
    "rule_for",
]
