"""A pH meter on a source of potentials, and with its electrodes in standard solutions."""

from drivers.simulation.blocks import Channel, Defect, Gain, Noise, Offset, Sets, Shaped, State, Takes, Unit


def _alkaline(at: State) -> float:
    return max(0.0, at.inputs[0] - 7.0) / 2.0


# Sizes are in pH, chosen for a class of 0.01; they are of this simulation, not of a regulation.
UNIT = Unit(
    name="meter",
    usual={"serial": "SIM-0001", "resolution": "0.01 pH"},
    company={"source": "ph_source", "buffers": "ph_buffers"},
    takes={"given": Takes("pH", usual="source.pH"), "solution": Takes("pH", usual="buffers.pH")},
    channels={
        "electronic": Channel("pH", "given", honest=(Offset(0.001), Noise(0.0005)), upper=16.0, step="resolution"),
        "pH": Channel("pH", "solution", honest=(Offset(0.003), Noise(0.001)), upper=16.0, step="resolution"),
    },
    defects={
        "offset": Defect(Offset(0.05), channel="electronic", fails="electronic"),
        "slope": Defect(Gain(0.006), channel="electronic", fails="electronic"),
        "restless": Defect(Noise(0.05), channel="electronic", fails=("electronic", "electronic_scatter")),
        "electrode": Defect(Offset(-0.06), channel="pH", fails="total"),
        "alkaline": Defect(Shaped(-0.08, shape=_alkaline), channel="pH", fails="total"),
        "unsteady": Defect(Noise(0.06), channel="pH", fails=("total", "total_scatter")),
        "junction": Defect(finding={"electrode": "液络部堵塞 | the junction is blocked"}, fails="examination"),
    },
)
#: Set in pH at 25 °C; its true potential is a little beside the stated one.
SOURCE = Unit(
    name="source",
    sets={"pH": Sets("pH", rest=7.0, offset=0.0002)},
    channels={"pH": Channel("pH", "pH", upper=16.0, step=0.001)},
)
BUFFERS = Unit(
    name="buffers",
    sets={"pH": Sets("pH", rest=6.864, offset=0.001)},
    channels={"pH": Channel("pH", "pH", upper=16.0, step=0.001)},
)
