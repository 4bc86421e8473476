"""Mathematics of measurement: rounding, limits, decisions, uncertainty, statistics, sampling.

Pure functions: no files, no clocks, no databases. Nothing is imported here, so that a part costs only what it uses.
"""
