"""The decision rules of verification regulations, calibration guides and product standards."""

from decimal import Decimal

from metrology.decision.rule import Rule, Zones
from metrology.exact import Number
from metrology.status import Source, Status

_G8_NOTE = "read in accreditation bodies' and laboratories' summaries of the guide"
_ISO_NOTE = "the one-sided factor 1.65 u = 0.83 U was recomputed for 95 %, not read in the standard"

SIMPLE = Rule(
    "simple acceptance",
    source=Source("JJF 1094-2002 5.3.1", Status.SECONDARY, "a regulation has already limited U, so |E| ≤ MPEV decides"),
)
"""Verification by a regulation: within the limit, limit included, conforms. The regulation itself limits U."""

SHARED_RISK = Rule("shared risk", source=Source("ILAC-G8:09/2019; OIML G 19:2017", Status.SECONDARY, _G8_NOTE))
"""Zero guard band by agreement: the risk of a result near the limit is shared between the parties."""

JJF1094 = Rule(
    "JJF 1094",
    guard=Decimal(1),
    binary=False,
    refusal_at_edge=True,
    direct_ratio=3,
    zones=Zones("conform", "undecided", "undecided", "not conform"),
    source=Source("JJF 1094-2002 5.3.1", Status.SECONDARY, "read in examination and teaching texts that agree"),
)
"""U ≤ MPEV/3: direct comparison. Else |E| ≤ MPEV − U conforms, |E| ≥ MPEV + U does not, between is undecided (待定)."""

JJF1094_DIRECT = Rule(
    "JJF 1094, direct comparison by the regulation",
    source=Source("JJF 1094-2002 5.3.1.1", Status.SECONDARY, "read in examination and teaching texts that agree"),
)
"""What JJF 1094 comes to where a verification regulation limits the uncertainty itself, so that none is evaluated."""


def rule_for(policy: Rule, expanded_uncertainty: Number | None) -> Rule:
    """Return the rule that a decision under a laboratory's policy really takes.

    Under JJF 1094 a regulation that states no uncertainty is applied by direct comparison, and the decision bears that
    rule's name, so that no document claims an uncertainty that was never considered. Any other rule that needs U is
    returned as it is, and refuses to judge without one.

    Args:
        policy: the rule of the laboratory's policy.
        expanded_uncertainty: U of the error, None where the procedure states none.
    """
    return JJF1094_DIRECT if policy == JJF1094 and expanded_uncertainty is None else policy


R111_WEIGHTS = Rule(
    "OIML R 111 weights",
    guard=Decimal(1),
    source=Source("OIML R 111-1:2004 5.3", Status.SECONDARY, "the clause itself was not available"),
)
"""Weights: |E| ≤ MPE − U. That U itself must not exceed MPE/3 is another requirement (5.2), tested by the procedure."""

ILAC_G8_BINARY = Rule(
    "ILAC-G8 binary, w = U", guard=Decimal(1), source=Source("ILAC-G8:09/2019 4.2.2", Status.SECONDARY, _G8_NOTE)
)
"""Binary statement with the guard band w = U: pass within the limit less U, else fail."""

ILAC_G8_NON_BINARY = Rule(
    "ILAC-G8 non-binary, w = U",
    guard=Decimal(1),
    binary=False,
    zones=Zones("pass", "conditional pass", "conditional fail", "fail"),
    source=Source("ILAC-G8:09/2019 4.2.3", Status.SECONDARY, _G8_NOTE),
)
"""Four statements with w = U; both conditional ones are undecided, and the decision keeps which it was as its zone."""

ISO14253_1 = Rule(
    "ISO 14253-1",
    guard=Decimal("0.83"),
    binary=False,
    zones=Zones("conformity proved", "neither proved", "neither proved", "non-conformity proved"),
    source=Source("ISO 14253-1:2017", Status.UNVERIFIED, _ISO_NOTE),
)
"""Both proofs at once, each at 95 %: conformity inside the limit less 0.83 U, non-conformity beyond it plus 0.83 U."""

ISO14253_1_CONFORMITY = Rule(
    "ISO 14253-1, proving conformity",
    guard=Decimal("0.83"),
    source=Source("ISO 14253-1:2017", Status.UNVERIFIED, _ISO_NOTE),
)
"""The supplier's side: what is not proved to conform is refused."""

ISO14253_1_NONCONFORMITY = Rule(
    "ISO 14253-1, proving non-conformity",
    guard=Decimal("-0.83"),
    source=Source("ISO 14253-1:2017", Status.UNVERIFIED, _ISO_NOTE),
)
"""The customer's side: only what is proved not to conform is refused. The one rule under which a larger U accepts more,
since the uncertainty counts against the party that must give the proof."""
