"""Studies of a reference material: homogeneity, short- and long-term stability, characterisation, the certified value.

============ =====================================================================================
`tables`     the tables of the campaign file
`planning`   units drawn at random for each part of the study, portions in random order
`study`      from the results of the cells to what each part says
`judging`    requirements and figures
`showing`    tables and plots of the report
============ =====================================================================================
"""

from procedures.campaigns.reference_material.kind import ReferenceMaterial

KIND = ReferenceMaterial()
