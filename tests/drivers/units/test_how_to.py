"""The how-to is followed literally: its unit becomes a plug-in of a laboratory and stands on its bench."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from drivers.bench import load_bench, open_bench
from drivers.bench_roles import role_problems
from drivers.roles import AppliedStandard, Display, Inspector, Stopwatch

D = Decimal
PAGE = (Path(__file__).parents[3] / "docs/how-to/simulate-a-unit.md").read_text(encoding="utf-8")
ROLES = {"meter": Display, "buffers": AppliedStandard, "inspector": Inspector}


@pytest.fixture
def laboratory(tmp_path: Path) -> Path:
    """The files of the page, in a laboratory's folder; the store room has one sample of every defect."""
    for code in re.findall(r"```(?:python|toml)\n(.*?)```", PAGE, re.DOTALL):
        if (place := re.match(r"# File (\S+)\n", code)) is not None:
            path = tmp_path / place[1]
            path.parent.mkdir(exist_ok=True)
            path.write_text(code, encoding="utf-8")
    (tmp_path / "laboratory.toml").write_text('[plugins]\ndrivers = ["drivers"]\n', encoding="utf-8")
    bench = tmp_path / "benches/ph_meter.toml"
    samples = "".join(f'\n[[simulation.samples]]\nserial = "{name}"\ndefect = "{name}"\n' for name in DEFECTS)
    bench.write_text(bench.read_text(encoding="utf-8") + samples, encoding="utf-8")
    return bench


DEFECTS = ("zero", "unsteady", "drift", "slow", "stuck", "cracked")


def seen(bench: Path, serial: str) -> dict[str, Any]:
    with open_bench(load_bench(bench), subject={"serial": serial, "resolution": "0.01 pH"}, seed=1) as opened:
        roles: dict[str, Any] = opened.roles
        found: dict[str, Any] = {"errors": []}
        for buffer in ("4.003", "9.182"):
            roles["buffers"].apply(D(buffer), "pH")
            found["response"] = roles["meter"].response().value
            shown = [roles["meter"].indication().value for _ in range(6)]
            found["errors"].append(shown[-1] - roles["buffers"].value().value)
            found["range"] = max(shown) - min(shown)
        opened.clock.sleep(D(1800))
        found["moved"] = roles["meter"].indication().value - shown[-1]
        return found | {"electrode": roles["inspector"].check("electrode")}


def test_the_page_gives_a_bench_on_which_each_defect_shows(laboratory: Path) -> None:
    assert role_problems(load_bench(laboratory), ROLES) == []
    honest = seen(laboratory, "PH-0001")
    assert max(map(abs, honest["errors"])) < D("0.03")
    assert (honest["range"] <= D("0.02"), honest["moved"] <= D("0.02"), honest["response"] < 2) == (True,) * 3
    assert honest["electrode"] == "conform"
    slope = seen(laboratory, "PH-0002")["errors"]
    assert slope[1] - slope[0] > D("0.04")
    assert min(seen(laboratory, "zero")["errors"]) > D("0.06")
    assert seen(laboratory, "unsteady")["range"] > D("0.05")
    assert seen(laboratory, "drift")["moved"] > D("0.05")
    assert seen(laboratory, "slow")["response"] > 100
    assert seen(laboratory, "stuck")["errors"][1] < -2
    assert seen(laboratory, "cracked")["electrode"].startswith("not_conform")


def test_every_block_and_role_of_the_page_is_there_and_none_is_missing() -> None:
    from drivers import roles
    from drivers.simulation import blocks
    from drivers.simulation.blocks import Block

    listed = PAGE.partition("## 2. Choose the blocks")[2].partition("## 3.")[0]
    rows = [line.split("|")[1] for line in listed.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    kinds = {name: getattr(blocks, name) for name in blocks.__all__}
    assert named == {n for n, kind in kinds.items() if isinstance(kind, type) and issubclass(kind, Block)} - {"Block"}
    assert all(hasattr(roles, role.__name__) for role in (*ROLES.values(), Stopwatch))


def test_a_unit_with_the_name_of_a_shipped_one_is_refused(laboratory: Path) -> None:
    own = laboratory.parent.parent / "drivers/field_ph_meter.py"
    own.rename(own.with_name("ph_meter.py"))
    laboratory.write_text(laboratory.read_text("utf-8").replace("field_ph_meter", "ph_meter"), "utf-8")
    with pytest.raises(ValueError, match=r"'ph_meter' is a unit of Steelyard; give that of .*ph_meter.py another name"):
        load_bench(laboratory)
