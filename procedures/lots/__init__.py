"""Plans by which lots of meters in service are examined, by jurisdiction."""

from procedures.lots.plans import LotScheme, SamplingPlan, scheme, schemes

__all__ = ["LotScheme", "SamplingPlan", "scheme", "schemes"]
