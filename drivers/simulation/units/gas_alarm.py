"""A combustible gas alarm with a display, on the mixture of a gas mixer."""

from drivers.simulation.blocks import (
    AtFull,
    Channel,
    Defect,
    Drift,
    Gain,
    Lag,
    Noise,
    Offset,
    Response,
    Sets,
    Stuck,
    Takes,
    Unit,
)

# In % of the lower explosive limit; sizes are chosen for limits of some 5 %, not those of a regulation.
UNIT = Unit(
    name="alarm",
    usual={"serial": "SIM-0001", "upper": "100 %", "alarm": "25 %", "resolution": "1 %"},
    company={"mixer": "gas_mixer"},
    takes={"gas": Takes("%", usual="mixer.gas", stands="upper")},
    channels={
        "indication": Channel(
            "%", "gas", honest=(AtFull(1.0), Offset(0.5), Noise(0.1), Lag(4.0)), upper="upper", step="resolution"
        ),
        # What its threshold sees, and whether it sounds.
        "threshold": Channel("%", "indication", upper="upper", step=0.1),
        "alarm": Channel("1", "threshold", law=lambda seen, at: float(seen >= at), fields=(("alarm", "%"),), step=1),
        "response": Response("s", "indication", step=0.1, part=0.9),
    },
    defects={
        "span": Defect(Gain(0.2), fails="indication"),
        "zero": Defect(Offset(8.0), fails="indication"),
        "slow": Defect(Lag(40.0), fails="response"),
        "drift": Defect(Drift(10.0, tau=900.0), fails="drift"),
        "unsteady": Defect(Noise(3.0), fails="repeatability"),
        "deaf": Defect(Offset(-15.0), channel="threshold", fails="alarm"),
        "stuck": Defect(Stuck(), fails="indication"),
        "appearance": Defect(finding={"case": "外壳破损 | case broken"}, fails="appearance"),
    },
)

#: Mass-flow controllers that dilute a gas of known content; the true content is up to 0.3 % of it off the stated one.
MIXER = Unit(
    name="mixer",
    sets={"gas": Sets("%", tau=1.0, gain=0.003)},
    channels={"gas": Channel("%", "gas", upper=100.0, step=0.1)},
)
