"""A particle number counter for exhaust gas, and a generator of solid particles with a reference counter."""

from drivers.simulation.blocks import (
    AtFull,
    Channel,
    Defect,
    Gain,
    Idle,
    Lag,
    Large,
    Noise,
    Offset,
    Sets,
    Stuck,
    Takes,
    Unit,
)

_UPPER = 1_250_000.0

# Sizes are parts of the concentration, or 1/cm³, for limits of 25 %; they are of this simulation, not of a regulation.
UNIT = Unit(
    name="counter",
    usual={"serial": "SIM-0001"},
    company={"aerosol": "aerosol", "barometer": "ptu300"},
    takes={"particles": Takes("1/cm³", usual="aerosol.concentration")},
    channels={
        "indication": Channel(
            "1/cm³",
            "particles",
            honest=(Gain(0.04), AtFull(5000.0), Noise(150.0), Lag(2.5)),
            upper=_UPPER,
            step=100.0,
        ),
    },
    defects={
        "gain": Defect(Gain(0.4), fails="linearity"),
        "low": Defect(Gain(-0.4), fails="linearity"),
        "saturates": Defect(Large(-2.0, above=0.25), fails="linearity"),
        "offset": Defect(Offset(32000.0), fails=("zero", "linearity")),
        "leak": Defect(Idle(9000.0), fails="zero"),
        "slow": Defect(Lag(9.0), fails="response"),
        "stuck": Defect(Stuck(), fails=("response", "linearity")),
        "low_flow": Defect(finding={"low_flow": "流量低时无提示 | no sign of low flow"}, fails="low_flow"),
        "clean_air": Defect(finding={"clean_air": "清洁空气检查不通过 | fails with clean air"}, fails="clean_air"),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails="examination"),
    },
)
#: Without a concentration, filtered air. Its own error is up to 1 %.
AEROSOL = Unit(
    name="aerosol",
    sets={"concentration": Sets("1/cm³", tau=0.3, gain=0.01)},
    channels={"concentration": Channel("1/cm³", "concentration", honest=(Gain(0.002),), upper=_UPPER, step=100.0)},
)
