"""A regulation of a laboratory's own that reads what a meter shows, for tests of what answers and what is asked."""

from typing import Any

NUMBER = "JJG(滇) 12"
MODULE = """
from datetime import date
from decimal import Decimal
from typing import Any
from drivers.roles import {role}
from metrology.status import Source, Status
from procedures.base import Procedure
from procedures.conditions import air
from procedures.regulation import Regulation, item
from {module} import {subject}
from procedures.text import Text

SOURCE = Source("1", Status.VERIFIED)

class Own(Procedure[{subject}, Any]):
    meter: {role}
    under_test = "meter"
    subject_model = {subject}

    @classmethod
    def conditions(cls, subject):
        del subject
        return air((15, 25), source=SOURCE)

    title, issued, in_force = Text("地方规程", "Provincial"), date(2020, 1, 1), date(2020, 6, 1)
    regulation = Regulation("JJG(滇) 12", "2020", title, issued, in_force, (), 12, (SOURCE,))

    def omits(self, key):
        return Text("无", "none") if key == "specification" else None

    @item("register", "1", "示值", "Indication", measured=False)
    def register(self):
        for number in range(1, {readings} + 1):
            with self.run.point(f"register_{{number}}"):
                shown = self.run.observe("W", self.meter.{call}, unit="{unit}", expect=Decimal(0),
                                         ask=Text("示值", "Indication"))
                self.run.decide(Text("示值", "Indication"), shown * 0, 1, unit="{unit}", formula="0",
                                substitution="0", source=SOURCE)
                self.run.dwell({pause}, Text("等待", "wait"))
"""
PLATE = """[instrument]
name = "表"
name_en = "Meter"
maker = "M"
model = "X"
client = "C"
serial = "{}"
"""


def bring(lab: Any, *, model: str = "procedures.subject:Subject", **fields: str) -> None:
    """Write the regulation into the laboratory, and have its people authorised for it."""
    folder = lab.folder / "regulations"
    folder.mkdir(exist_ok=True)
    module, _, subject = model.partition(":")
    text = MODULE.format(module=module, subject=subject, **fields)
    (folder / "own.py").write_text(text, encoding="utf-8")
    if "[plugins]" not in (lab.folder / "laboratory.toml").read_text("utf-8"):
        lab.edit("laboratory.toml", ("[policy]", '[plugins]\nregulations = ["regulations"]\n\n[policy]'))
        lab.edit("people.toml", ('regulation = "JJG 52"', f'regulation = "{NUMBER}"'))
