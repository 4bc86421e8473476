"""Supervision sampling (监督抽查): units drawn from batches of products; verdicts on units and on batches kept apart.

=============== =====================================================================================
`planning`      from ``[supervision]`` and the lists of batches and units to the cells; the draw
`kind`          the kind: batch verdict, re-inspection by the reserve units, both rates
=============== =====================================================================================
"""

from procedures.campaigns.supervision.kind import KIND

__all__ = ["KIND"]
