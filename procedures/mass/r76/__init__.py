"""OIML R 76-1:2006, non-automatic weighing instruments: its tables and formulas, one idea per module.

JJG 539-2016 follows this Recommendation. Formulas are functions of numbers and `procedures.kit` values in one unit of
mass; an edition's data file adds its table of MPE, the clauses of its items and their stages.

==================  =============================================================================
`instrument`        the nameplate: accuracy class, partial ranges, Max, Min, e, d
`limits`            the table of MPE, in service twice that, multi-interval instruments
`errors`            changeover point (A.4.4.3)
`loads`             which loads a test needs, with the reason of each
`specification`     Table 3, Table 4 and the relation of e and d, before anything is measured
`entry`             what an instrument cannot have shown, found where the value is born
`eccentricity`, `repeatability`, `discrimination`, `zero_tare`, `substitution`
`nameplate`         what a subject file says
`weighing`          how a load is weighed, the error at zero, substitution loads
`items`             the items of a verification, which editions examine by their facts
==================  =============================================================================
"""
