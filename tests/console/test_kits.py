"""A field kit and its institute by their commands, over a stick and over a platform; what a screening may become."""

import time
from pathlib import Path
from typing import Any

import pytest

from records.keys import station_key
from supervision.stations import register
from tests.platform_parts import INSTITUTE, Hall

KIT = "kit.sqlite"
PLATFORMS = f'[platform.province]\nurl = "http://127.0.0.1/"\ninstitute = "{INSTITUTE}"\n'


@pytest.fixture
def both(lab: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An institute with a run, and a kit whose one run is a screening; `at` changes from one to the other."""

    def at(place: str) -> Any:
        monkeypatch.setenv("STEELYARD_KEYS", str(lab.folder / f"keys of {place}"))
        monkeypatch.setenv("STEELYARD_STORE", str(lab.folder / f"{place}.sqlite"))
        return lab

    monkeypatch.chdir(lab.folder)
    (lab.folder / "witness").mkdir()
    with (lab.folder / "laboratory.toml").open("a") as file:
        file.write('\n[ledger]\nwitness = "file:witness"\n')
    assert at("institute").run("JJG 52", "--seed", 7).code == 0
    assert at("kit").run("JJG 52", "--seed", 8, "--work", "screening").code == 0
    key = Path(at("kit")("keys", "list", "--json").document["own"]["file"])
    assert at("institute")("keys", "trust", key, "--station", "kit 3", "--reason", "field").code == 0
    return at


def test_a_screening_of_a_kit_becomes_a_report_and_no_certificate(both: Any, tmp_path: Path) -> None:
    assert both("kit")("kit", "pack", "-o", "stick").code == 0
    lab = both("institute")
    (run,) = lab("kit", "take", "stick", "--json").document["runs"]
    assert lab("kit", "take", "stick").code == 0
    said = lab("verify", "--witness", "--json")
    assert (said.code, said.document["witness"]["entries"], said.document["witness"]["untold"]) == (0, 2, [])
    (known,) = lab("kit", "list", "--json").document
    assert (known["runs"], known["revoked"], known["going"], known["absent"]) == (1, False, [], [])
    assert lab("report", run, "-o", "made").code == 0
    made = sorted(path.name.partition("_")[0] for path in Path("made").iterdir())
    assert "certificate" not in made, made
    assert "report" in made, made
    issued = lab("documents", "issue", run, "-o", "issued")
    assert not list(Path("issued").glob("certificate*")) if Path("issued").exists() else issued.code == 2
    assert lab("documents", "list", "--json").document == [] or all(
        d["kind"] != "certificate" for d in lab("documents", "list", "--json").document
    )


def test_over_a_platform(both: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hall = Hall(tmp_path)
    monkeypatch.setattr("services.kits.exchange.client_of", lambda _settings, _authority: hall.client)
    Path("platforms.toml").write_text(PLATFORMS)
    hall.clock.now = time.time()
    for place in ("kit", "institute"):
        both(place)
        register(hall.store, station_key().public, INSTITUTE, place)
    assert both("institute")("kit", "fetch").code == 0
    assert both("kit")("kit", "send").code == 0
    said = both("institute")("kit", "fetch", "--json")
    assert (said.code, len(said.document[0]["runs"]), said.document[0]["refused"]) == (0, 1, "")
    assert both("institute")("kit", "fetch", "--json").document == []
