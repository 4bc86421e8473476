"""Another edition on R 76: a data file of its own with some of the items, and a nameplate with its classes."""

import shutil
from pathlib import Path

from procedures.kit import Facts
from procedures.mass.jjg_539_2016 import JJG539, IndicatingScale
from procedures.mass.jjg_539_2016 import facts as of_jjg_539
from procedures.mass.r76.items import ScaleVerification
from procedures.regulation import Stage

KEPT = ("appearance", "zero", "eccentricity", "weighing", "repeatability")


def own_facts(folder: Path) -> Facts:
    """The facts of JJG 539 under another name, with fewer items and another stage."""
    text = of_jjg_539.file.read_text("utf-8").replace('id = "JJG 539-2016"', 'id = "LAB R76-2026"')
    lines = text.splitlines()
    items = range(lines.index("[items]") + 1, lines.index("[texts]"))
    kept = [line for n, line in enumerate(lines) if n not in items or line.split(" ")[0] in KEPT]
    file = folder / "own.toml"
    shutil.copy(of_jjg_539.file.with_name("r76_scales.toml"), folder)
    file.write_text("\n".join(kept).replace('stages = "IS"', 'stages = "V"'), "utf-8")
    return Facts(file)


def test_an_edition_has_the_items_that_its_facts_name(tmp_path: Path) -> None:
    class Own(ScaleVerification[IndicatingScale]):
        facts, subject_model = own_facts(tmp_path), IndicatingScale

    items = {i.key: i for i in Own.items()}
    assert tuple(items)[2:] == KEPT
    assert items["zero"].stages == {Stage.IN_SERVICE}
    assert items["zero"].clause.startswith("LAB R76-2026")
    assert {i.key: i.clause for i in JJG539.items()}["zero"].startswith("JJG 539-2016")
    assert Own.regulation.id == "LAB R76-2026"
