"""Inspection of goods: a list of lots or of sales packages, each judged by one run; the rate of those that conform.

=============== =====================================================================================
`planning`      from ``[inspection]`` and the list of lots to the cells; what is drawn of each lot
`kind`          the kind
=============== =====================================================================================
"""

from procedures.campaigns.inspection.kind import KIND

__all__ = ["KIND"]
