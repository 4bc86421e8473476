"""Automatic weighing instruments: what weighs without an operator, judged by a control instrument.

======================  =====================================================================================
`weighing`              what all kinds share: control instrument, zero, limits by the mass of the load
`catchweighers`         categories X (mean error and standard deviation) and Y (each error)
`filling_machines`      fills: the deviation of each from their mean, and the set value
======================  =====================================================================================
"""
