"""Type evaluation: samples × tests × influence conditions, by the scheme of a regulation.

=============== =====================================================================================
`scheme`        which tests a regulation asks for, in which order; ``oiml_r_76_2006.toml``
`levels`        severities of OIML D 11; ``oiml_d_11_2013.toml``
`planning`      from the tables ``[type]`` of a campaign file to the cells
`judging`       the verdict
`sections`      tables and plots of the report
`evaluation`    the kind
=============== =====================================================================================
"""

from procedures.campaigns.type_evaluation.evaluation import KIND

__all__ = ["KIND"]
