"""Campaigns: not one instrument but a sample decides. A kind is a package beside these modules with an object ``KIND``.

============== ====================================================================================
`file`         the campaign file: what a kind reads its tables, nameplates and editions with
`plan`         the frozen plan: samples, cells, levels of their conditions, parameters of the kind
`results`      what the runs of the cells found
`judgement`    verdict, requirements, and the sections of the report
`kind`         the protocol of a kind
`kinds`        which kinds there are
============== ====================================================================================
"""
