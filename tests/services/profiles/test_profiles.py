"""Sector profiles: each runs from end to end on simulators; only what has a whole chain on the day is available."""

import shlex
from datetime import date
from pathlib import Path

import pytest

from procedures.registry import edition
from records.errors import RecordsError, RegisterError
from services.profiles.bundle import write_profile
from services.profiles.capability import Able, able
from services.profiles.profile import FOLDER, file_named, profiles, read_profile
from services.refused.bad_search import BadSearch
from tests.procedures.conftest import DAY, verified

KEYS = ("biology", "energy-chemicals", "equipment", "non-ferrous", "power", "tobacco")


def looked(folder: Path, on: date = DAY) -> dict[str, Able]:
    """What the laboratory can do, by regulation or name."""
    found = able(read_profile(folder / "profile.toml"), str(folder / "none.sqlite"), folder, on)
    return {a.item.regulation or a.item.en: a for a in found}


def test_the_sectors_of_the_programme() -> None:
    known = profiles()
    assert tuple(known) == KEYS
    counted = {key: (len(p.covered), len(p.items)) for key, p in known.items()}
    assert counted == {
        "biology": (6, 10),
        "energy-chemicals": (13, 19),
        "equipment": (11, 18),
        "non-ferrous": (10, 14),
        "power": (9, 12),
        "tobacco": (8, 13),
    }
    lacking = {i.en for i in known["tobacco"].items if not i.regulation}
    assert {
        "Draw resistance instrument and its standards",
        "Ventilation instrument",
        "Circumference instrument",
    } <= lacking


@pytest.mark.parametrize("key", KEYS)
def test_each_runs_from_end_to_end(tmp_path: Path, key: str) -> None:
    folder = tmp_path / "lab"
    lines = [shlex.split(line) for line in write_profile(file_named(key), folder)]
    can = looked(folder)
    assert len(lines) == len(profiles()[key].covered)
    for words in lines:
        number, bench, subject = words[2], Path(words[4]), Path(words[6])
        stage = words[words.index("--stage") + 1] if "--stage" in words else "initial"
        draft = edition(number, DAY).regulation.draft
        assert verified(number, bench, subject, stage=stage).outcome == ("undecided" if draft else "conform"), number
        assert (can[number].state, can[number].bench) == ("draft" if draft else "available", bench.name)
    assert {a.state for a in can.values() if not a.item.regulation} == {"lacking"}


def test_only_what_has_a_whole_chain_on_the_day_is_available(tmp_path: Path) -> None:
    folder = tmp_path / "lab"
    write_profile(file_named("power"), folder)
    assert looked(folder)["JJG 596"].state == "available"
    assert {a.state for a in looked(folder, date(2031, 1, 1)).values()} == {"unable", "lacking"}
    assert looked(folder, date(2001, 1, 1))["JJG 596"].why.en.startswith("JJG 596-2012 came into force")
    room = folder / "standards.toml"
    room.write_text(
        room.read_text("utf-8").replace(
            "[standards.EM-01]", '[standards.EM-01]\nstate = "suspended"\nstate_reason = "x"'
        ),
        "utf-8",
    )
    broken = looked(folder)["JJG 596"]
    assert (broken.state, broken.why.en) == ("unable", "the chain of EM-01 is broken at EM-01")
    (folder / "benches/electricity-meter.toml").unlink()
    assert looked(folder)["JJG 596"].why.en == "no bench file fits it"


def test_standards_that_examples_share_stand_once(tmp_path: Path) -> None:
    write_profile(file_named("biology"), tmp_path / "lab")
    room = (tmp_path / "lab/standards.toml").read_text("utf-8")
    assert room.count("[standards.AB-01]") == room.count("[standards.BP-01]") == 1


@pytest.mark.parametrize(("text", "said"), [
    ("", "key"),
    ('key = "x"\nzh = "x"\nen = "x"\nitems = []\n', "there are none"),
    ('key = "x"\nzh = "x"\nen = "x"\n[[items]]\nzh = "a"\nen = "a"\n', "either regulation"),
    ('key = "x"\nzh = "x"\nen = "x"\n[[items]]\nzh = "a"\nen = "a"\nregulation = 52\n', "regulation"),
    ("key = [", "TOML"),
])  # fmt: skip
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(RegisterError, match=said):
        read_profile(path)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSearch, match="there is no folder"):
        able(read_profile(file_named("power")), "", tmp_path / "nowhere", DAY)
    with pytest.raises(RegisterError, match="biology, energy-chemicals"):
        file_named("steel")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/a").write_text("")
    with pytest.raises(RecordsError, match="is not an empty folder"):
        write_profile(FOLDER / "power.toml", tmp_path / "full")
    assert not [*tmp_path.glob(".*unfinished")]
