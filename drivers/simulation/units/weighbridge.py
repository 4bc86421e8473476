"""A weighbridge that serves as control instrument; read by a person."""

from drivers.simulation.blocks import Channel, Gain, Takes, Unit

UNIT = Unit(
    name="control",
    takes={"load": Takes("kg")},
    channels={"mass": Channel("kg", takes="load", honest=(Gain(0.0001),), upper=10000.0, step=0.5)},
)
