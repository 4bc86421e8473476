"""Regeling gebruik en installatie EU-meetinstrumenten (BWBR0020566), art. 4 (Netherlands): scales in use."""

from typing import Literal

from pydantic import Field

from procedures.kit import Facts, Requirements
from procedures.mass.r76.items import ScaleVerification
from procedures.mass.r76.nameplate import WeighingNameplate


class DutchScale(WeighingNameplate):
    """A scale with what it is used for, which decides which classes may be used."""

    use: Literal["general", "precious", "parcels", "public-transport", "mortar", "waste", "fishery"] = Field(
        "general",
        title="用途 | Use",
        json_schema_extra={
            "general": "一般 | general", "precious": "贵金属、宝石 | precious metals and stones", "parcels": "邮包 | parcels",
            "public-transport": "公共运输货物 | goods of public transport", "mortar": "砂浆、混凝土厂 | mortar and concrete plants",
            "waste": "废料、砂石、土 | waste, sand, gravel, earth", "fishery": "船上渔获 | fishery products on board",
        },
    )  # fmt: skip
    in_place: bool = False


class ScalesNL(ScaleVerification[DutchScale]):
    """Inspection in use: the requirements of the directive, the limits those in service."""

    facts, subject_model = Facts.beside(__file__), DutchScale

    def requirements(self) -> Requirements:
        """The class is one that may be used for the purpose."""
        yield from super().requirements()
        allowed = self.facts.table("classes").texts(self.subject.use)
        accuracy = self.subject.accuracy_class
        yield self.require("class_of_use", accuracy, ", ".join(allowed), accuracy in allowed, "classes")
