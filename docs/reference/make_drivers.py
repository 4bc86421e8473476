"""Writes `drivers.md` beside it from the drivers' own docstrings: `python docs/reference/make_drivers.py`."""

import re
import sys
from pathlib import Path

from drivers import registry
from drivers.roles import ROLES, claimed
from drivers.simulation.lone_instruments import SIMULATORS

PAGE = Path(__file__).with_name("drivers.md")
LABELS = ("Manual", "Manuals", "Standard", "Role", "Safe state", "Settle criterion", "Error queue", "Identity")
SHOWN = ("Line", "Role", "Safe state", "Settle criterion", "Error queue", "Identity", "Acknowledgement")
_LABEL = re.compile(r"(?:^|(?<=\. )|(?<=\) ))(" + "|".join((*LABELS, "Acknowledgement", "Line", "Options")) + r"): ")
HEAD = """# Drivers

Made by `python docs/reference/make_drivers.py` from the docstrings of the drivers. A driver whose manual was not
available for some detail states it under *unverified*: confirm it on the instrument before use. Options are those of
the role's `options` in the bench file, usual values in brackets. Manuals are in the module's docstring; a
laboratory's own drivers come from [its folders](../how-to/add-an-instrument.md). Besides these, `driver = "person"`
fills any role, and `simulated_person` every role whose methods the simulated unit before it has.
"""


def sections(text: str) -> tuple[str, dict[str, str]]:
    """Take a docstring apart: what the instrument is, and its labelled sections."""
    parts = _LABEL.split(" ".join(text.split()))
    head = parts[0].strip()
    return head.split(". ")[0].rstrip("."), dict(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))


def unverified(text: str) -> str:
    """What a docstring calls unverified, as a sentence; empty when nothing is."""
    joined = " ".join(text.split())
    found = re.search(r"unverified: (.*)$", joined)
    if found:
        return found[1]
    return "see the docstring." if "unverified" in joined else ""


def page() -> str:
    """The whole page."""
    rows, details = [], []
    for name in sorted(registry.BUILT_IN):
        module = registry.load(name).__module__
        text = sys.modules[module].__doc__ or ""
        title, found = sections(text)
        roles = ", ".join(role.__name__ for role in claimed(registry.load(name), ROLES))
        simulated = "yes" if name in SIMULATORS else "–"
        rows.append(f"| [`{name}`](#{name}) | {title} | {roles} | {simulated} | {'yes' if unverified(text) else '–'} |")
        details.append(f"## {name}\n\n{title}. Module `{module}`.\n")
        options = f"- **Options**: {options_of(name)}"
        lines = [options, *(f"- **{label}**: {found[label]}" for label in SHOWN if label in found)]
        details.append("\n".join(_without(line) for line in lines))
        if doubt := unverified(text):
            details.append(f"- **unverified**: {doubt}")
        details.append("")
    table = ["| driver | instrument | roles | simulator | unverified details |", "|---|---|---|---|---|", *rows]
    return "\n".join([HEAD, *table, "", *details]).rstrip("\n") + "\n"


def options_of(name: str) -> str:
    """What the driver's `fit` says of its options, with their usual values."""
    text = " ".join((registry.load(name).fit.__doc__ or "").split())
    _, known, options = text.partition("Options: ")
    return options if known else "none."


def _without(line: str) -> str:
    return re.sub(r" unverified: .*$", "", line)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
