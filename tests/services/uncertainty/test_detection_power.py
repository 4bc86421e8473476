"""The power that a command states is that of the statistics, and figures that cannot be are refused."""

import json
from contextlib import suppress

import pytest

from console.cli.main import main
from metrology.detection import mode_difference_power, runs_needed
from services.uncertainty.detection_power import Design, NoSuchDesign, powers, signs


def test_the_design_of_an_investigation_finds_what_it_says() -> None:
    states, occasional, group, series = powers(Design())
    assert states.power == mode_difference_power(0.2, 0.03, 6, 0.10) > 0.999
    assert str(runs_needed(0.10)) in occasional.needed.en
    assert occasional.power > 0.99 > group.power
    assert all(test.false < 0.0011 for test in (states, occasional, group, series))
    assert powers(Design(pairs=3))[0].power < 0.3
    for wrong in (Design(difference=0.05), Design(fraction=0.6), Design(sigma=0.0), Design(group=0)):
        with pytest.raises(NoSuchDesign):
            powers(wrong)


def test_signs_of_one_owner() -> None:
    assert "0.00098" in signs(["-0.1"] * 10).en
    assert "to be examined" in signs(["-0.1"] * 18 + ["0.1"] * 2).en
    assert "chance explains it" in signs(["-0.1"] * 17 + ["0.1"] * 3).en
    with pytest.raises(NoSuchDesign, match="--errors"):
        signs(["short"])


def test_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["steelyard", "power", "--json"])
    with suppress(SystemExit):
        main()
    assert [row["power"] > 0.59 for row in json.loads(capsys.readouterr().out)] == [True] * 4
    monkeypatch.setattr("sys.argv", ["steelyard", "--lang", "en", "power", "--difference", "0.05"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "guard" in capsys.readouterr().err
