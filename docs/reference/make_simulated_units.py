"""Writes `simulated-units.md` beside it from the catalogue: `python docs/reference/make_simulated_units.py`."""

from pathlib import Path

from drivers.simulation.blocks import Unit
from drivers.simulation.catalogue import UNITS, unit
from drivers.simulation.lone_instruments import VARIANTS

PAGE = Path(__file__).with_name("simulated-units.md")
HEAD = """# Simulated units

Made by `python docs/reference/make_simulated_units.py` from the catalogue: what is composed of physics blocks, and
can be put on a simulated bench by its name ([simulate a unit under test](../how-to/simulate-a-unit.md)). A person
reads the channels and applies the quantities. Sizes are those of the simulation, never of a regulation. The scale, the
gauge and the multimeter: [the simulated laboratory](../explanation/simulation.md). The instrument of each driver:
[Drivers](drivers.md).
"""


def page() -> str:
    """The whole page."""
    composed = {name: kind for name in sorted(UNITS) if isinstance(kind := unit(name), Unit)}
    lines = [HEAD, "| unit | on the bench | takes | sets | shows | further commands | beside it |", "|---" * 7 + "|"]
    for name, kind in composed.items():
        takes = ", ".join(f"`{port}` ({takes.unit})" for port, takes in kind.takes.items())
        sets = ", ".join(f"`{quantity}` ({spec.unit})" for quantity, spec in kind.sets.items())
        shows = ", ".join(f"`{channel}` ({spec.unit})" for channel, spec in kind.channels.items())
        does = ", ".join(f"`{act}`" for act in kind.does)
        beside = ", ".join(f"`{called}` = `{entry}`" for called, entry in kind.company.items())
        label = f"`{name}`" + (f", on the line of `{kind.answers}`" if kind.answers else "")
        lines.append(f"| {label} | `sim:{kind.name}` | {takes} | {sets} | {shows} | {does} | {beside} |")
    lines += ["", f"Instruments of another range: {', '.join(f'`{name}`' for name in VARIANTS)}.", "", "## Defects", ""]
    lines += ["| unit | defect | usual size | channel | item that fails |", "|---" * 5 + "|"]
    for name, kind in composed.items():
        for defect, what in kind.defects.items():
            size, block = (f"{what.size:g}", type(what.blocks[0]).__name__) if what.blocks else ("", "")
            channel = what.channel or next(iter(kind.channels)) if what.blocks else "found by an inspector"
            shown = f"{size} (`{block}`)" if block else ""
            lines.append(f"| `{name}` | `{defect}` | {shown} | {channel} | {', '.join(what.fails)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
