"""Automatic weighing instruments: what weighs without an operator, judged by a control instrument.

============================  ===============================================================================
`weighing`                    what all kinds share: a control instrument
`zero_setting`                zero and tare, found with small weights
`load_tables`                 limits by the load, the factor (x) of a class
`catchweighers`               categories X (mean error and standard deviation) and Y (each error)
`filling_machines`            fills: the deviation of each from their mean, and the set value
`totalisers`                  what both kinds of totalisers share: product, its total, two devices
`discontinuous_totalisers`    totalising hopper weighers
`belt_weighers`               continuous totalisers: the empty belt, the speed, product
`rail_weighbridges`           wagons in motion: single, coupled, as a train
============================  ===============================================================================
"""
