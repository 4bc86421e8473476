"""Radiation sources of medicine: what is set on a panel, and what meters, phantoms and rulers show of the radiation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drivers.simulation.blocks import Block, Channel, Defect, Gain, Noise, Offset, Sets, Small, Takes, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What is set: unit, and what the panel states before anybody sets it.
_SETTINGS: Final = {
    "kv": ("kV", 70.0), "ma": ("mA", 100.0), "time": ("ms", 100.0), "mas": ("mAs", 25.0), "iodine": ("mg/cm³", 0.0),
    "dose": ("Gy", 1.0), "thickness": ("mm", 10.0), "width": ("mm", 12.0), "bmc": ("g/cm", 1.0), "bmd": ("g/cm²", 1.0),
}  # fmt: skip
#: What the maker states, shown on the panel beside what is set.
_STATED: Final = {
    "ctdi": ("mGy", 30.0), "glandular": ("mGy", 1.0), "mtf": ("lp/cm", 6.0), "x_quality": ("1", 0.67),
    "e_quality": ("1", 9.2),
}  # fmt: skip
_MARKS: Final = {"marks": "标志不清 | marks illegible"}


def fixed(unit: str, value: float, step: float, *honest: Block, upper: float = 1.0) -> Channel:
    """A property that no setting changes."""
    return Channel(unit, "kv", law=lambda *_: value, honest=honest, upper=upper, step=step)


def set_to(name: str, *honest: Block, step: float, upper: float, unit: str = "") -> Channel:
    """What a setting gives."""
    return Channel(unit or _SETTINGS[name][0], name, honest=honest, upper=upper, step=step)


def source(channels: Mapping[str, Channel], defects: Mapping[str, Defect], settings: str = "kv") -> Unit:
    """A source with the settings that it has."""
    return Unit(
        name="machine",
        usual={"serial": "SIM-0001"},
        company={"panel": "exposure_panel"},
        takes={name: Takes(_SETTINGS[name][0], usual=f"panel.{name}") for name in settings.split()},
        channels=channels,
        defects={**defects, "marks": Defect(finding=_MARKS, fails="examination")},
    )


# Sizes are of this simulation, not of a regulation.
DIAGNOSTIC = source(
    {
        "kv": set_to("kv", Gain(0.015), step=0.1, upper=150.0),
        "ma": set_to("ma", Gain(0.04), step=0.1, upper=500.0),
        "time": set_to("time", Gain(0.02), step=0.1, upper=1000.0),
        "mas": set_to("mas", Gain(0.02), step=0.01, upper=100.0),
        "output": Channel(
            "mGy", "mas", law=lambda q: 0.04 * (q or 25.0), honest=(Gain(0.03), Noise(0.005)), upper=4.0, step=0.0001
        ),
        "kerma_rate": fixed("mGy/min", 35.0, 0.1, Offset(2.0)),
        "kerma": fixed("mGy", 4.0, 0.01, Offset(0.2)),
        "glandular": fixed("mGy", 1.02, 0.01, Offset(0.05)),
        "hvl": fixed("mm", 2.6, 0.01, Offset(0.05)),
        "hvl_breast": fixed("mm", 0.35, 0.001, Offset(0.01)),
        "resolution": fixed("lp/cm", 24.0, 1.0),
        "low_contrast": fixed("%", 1.5, 0.1),
        "uniformity": fixed("%", 1.2, 0.1),
        "hole": fixed("mm", 0.8, 0.1),
        "vessel": fixed("mm", 0.8, 0.1),
        "vessel_low": fixed("mm", 1.5, 0.1),
        "density": Channel("1", "iodine", law=lambda c: 0.3 + 0.05 * c, honest=(Noise(0.01),), upper=2.0, step=0.01),
        "light_field": fixed("mm", 1.0, 0.5),
        "focus": fixed("mm", 1.1, 0.01, Offset(0.05)),
        "fibres": fixed("1", 5.0, 1.0),
        "groups": fixed("1", 4.0, 1.0),
        "masses": fixed("1", 4.0, 1.0),
    },
    {
        "voltage": Defect(Gain(-0.14), channel="kv", fails="kv"),
        "current": Defect(Gain(-0.25), channel="ma", fails="ma"),
        "timer": Defect(Gain(0.14), channel="time", fails="time"),
        "unsteady": Defect(Noise(0.9), channel="output", fails=("repeatability", "linearity")),
        "bent": Defect(Small(-0.5, below=0.4), channel="output", fails="linearity"),
        "soft": Defect(Offset(-0.6), channel="hvl", fails="hvl"),
        "hard": Defect(Offset(0.2), channel="hvl_breast", fails="hvl"),
        "blurred": Defect(Offset(-14.0), channel="resolution", fails=("resolution_new", "resolution")),
        "grey": Defect(Offset(1.5), channel="low_contrast", fails=("contrast_new", "contrast")),
        "shaded": Defect(Offset(2.0), channel="uniformity", fails="uniformity"),
        "shifted": Defect(Offset(25.0), channel="light_field", fails="light_field"),
        "worn": Defect(Offset(1.0), channel="focus", fails="focus"),
        "strong": Defect(Offset(60.0), channel="kerma_rate", fails="kerma"),
        "overexposed": Defect(Offset(8.0), channel="kerma", fails="kerma"),
        "holes": Defect(Offset(0.5), channel="hole", fails="contrast"),
        "vessels": Defect(Offset(1.0), channel="vessel", fails="vessel"),
        "faint": Defect(Offset(1.0), channel="vessel_low", fails="contrast"),
        "subtraction": Defect(Small(2.5, below=0.5), channel="density", fails="linearity"),
        "glandular": Defect(Offset(0.6), channel="glandular", fails="dose"),
        "fibres": Defect(Offset(-2.0), channel="fibres", fails="fibres"),
        "specks": Defect(Offset(-2.0), channel="groups", fails="groups"),
    },
    "kv ma time mas iodine",
)

SCANNER = source(
    {
        "ctdi": fixed("mGy", 30.0, 0.1, Offset(1.0)),
        "ct_number": fixed("HU", 0.5, 0.1, Noise(0.5)),
        "noise": fixed("%", 0.25, 0.01, Offset(0.02)),
        "layer": fixed("HU", 0.0, 0.1, Noise(0.5)),
        "water": fixed("HU", 0.0, 0.1, Offset(1.0)),
        "air": fixed("HU", -1000.0, 0.1, Offset(5.0)),
        "thickness": set_to("thickness", Offset(0.1), step=0.01, upper=20.0),
        "mtf": fixed("lp/cm", 6.0, 0.01, Offset(0.1)),
        "resolution": fixed("lp/cm", 7.0, 0.1),
        "resolution_high": fixed("lp/cm", 10.0, 0.1),
        "contrast_1": fixed("mm", 1.5, 0.1),
        "contrast_03": fixed("mm", 4.0, 0.1),
    },
    {
        "dose": Defect(Offset(-9.0), channel="ctdi", fails="dose"),
        "shaded": Defect(Noise(9.0), channel="ct_number", fails="uniformity"),
        "noisy": Defect(Offset(0.2), channel="noise", fails="noise"),
        "rows": Defect(Noise(40.0), channel="layer", fails="consistency"),
        "water": Defect(Offset(6.0), channel="water", fails="water"),
        "air": Defect(Offset(45.0), channel="air", fails="air"),
        "slices": Defect(Offset(1.4), channel="thickness", fails="thickness"),
        "blurred": Defect(Offset(-1.5), channel="mtf", fails="mtf"),
        "faint": Defect(Offset(1.0), channel="contrast_1", fails="contrast_1"),
    },
    "kv thickness",
)

ACCELERATOR = source(
    {
        "dose": set_to("dose", Gain(0.006), step=0.0001, upper=10.0),
        "e_dose": Channel("Gy", "dose", honest=(Gain(0.006),), upper=10.0, step=0.0001),
        "x_quality": fixed("1", 0.671, 0.001, Offset(0.005)),
        "e_quality": fixed("1", 9.22, 0.01, Offset(0.05)),
        "flatness": fixed("Gy", 1.0, 0.001, Noise(0.005)),
        "symmetry": fixed("Gy", 1.0, 0.001, Noise(0.003)),
        "e_sym": fixed("Gy", 1.0, 0.001, Noise(0.003)),
        "repeated": fixed("Gy", 1.0, 0.0001, Noise(0.001)),
        "e_repeated": fixed("Gy", 1.0, 0.0001, Noise(0.001)),
        "light": fixed("mm", 0.0, 0.1, Offset(0.5)),
        "e_axes": fixed("mm", 6.0, 0.1, Offset(0.5)),
        "e_diagonals": fixed("mm", 13.0, 0.1, Offset(0.5)),
    },
    {
        "monitor": Defect(Gain(0.05), channel="dose", fails="x_dose"),
        "electrons": Defect(Gain(0.05), channel="e_dose", fails="e_dose"),
        "energy": Defect(Offset(-0.04), channel="x_quality", fails="x_quality"),
        "light": Defect(Offset(3.5), channel="light", fails="x_light"),
        "unflat": Defect(Noise(0.2), channel="flatness", fails="x_flatness"),
        "unsteady": Defect(Noise(0.03), channel="repeated", fails="x_repeat"),
        "foil": Defect(Offset(9.0), channel="e_diagonals", fails="e_diagonals"),
    },
    "kv dose",
)

DENSITOMETER = source(
    {
        "bmd": set_to("bmd", Gain(0.02), Noise(0.002), step=0.001, upper=2.0),
        "bmc": set_to("bmc", Gain(0.01), Noise(0.002), step=0.001, upper=3.0),
        "width": set_to("width", Gain(0.01), Noise(0.01), step=0.01, upper=30.0),
        "bmc_8h": fixed("g/cm", 1.0, 0.001, Noise(0.003)),
        "width_8h": fixed("mm", 12.0, 0.01, Noise(0.02)),
        "frame": fixed("µGy/h", 0.03, 0.001, Offset(0.01)),
        "leakage": fixed("mGy/h", 0.4, 0.01, Offset(0.05)),
    },
    {
        "scale": Defect(Gain(0.14), channel="bmd", fails="error_bmd"),
        "unsteady": Defect(Noise(0.09), channel="bmd", fails="repeat_bmd"),
        "small": Defect(Small(0.6, below=0.45), channel="bmd", fails="error_bmd"),
        "idle": Defect(finding={"working": "不能正常工作 | it does not work"}, fails="examination"),
        "leaking": Defect(Offset(1.0), channel="leakage", fails="leakage"),
        "bmc": Defect(Gain(0.07), channel="bmc", fails="error_bmc"),
        "width": Defect(Gain(-0.07), channel="width", fails="error_width"),
        "frame": Defect(Offset(0.2), channel="frame", fails="frame"),
    },
    "kv bmd bmc width",
)

#: What an operator sets, and what the panel states.
PANEL = Unit(
    name="panel",
    sets={name: Sets(unit, tau=0.1, rest=rest) for name, (unit, rest) in _SETTINGS.items()},
    channels={
        **{name: Channel(unit, name, upper=1e4, step=0.001) for name, (unit, _) in _SETTINGS.items()},
        "e_dose": Channel("Gy", "dose", upper=1e4, step=0.001),
        **{name: fixed(unit, value, 0.01, upper=100.0) for name, (unit, value) in _STATED.items()},
    },
)
