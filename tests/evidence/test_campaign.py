"""The campaign of `make evidence` knows its checks, and says when one of them fails."""

from pathlib import Path

import pytest

from tests.evidence.campaign import NUMBERS, ROOT, attempt


def test_every_number_has_checks_that_are_there() -> None:
    assert [int(name.partition(" ")[0]) for name in NUMBERS] == list(range(19, 31))
    for checks in NUMBERS.values():
        for check in checks:
            file, _, test = check.partition("::")
            assert (ROOT / file).is_file(), check
            assert f"def {test}" in (ROOT / file).read_text("utf-8"), check


def test_an_attack_that_is_not_found_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "test_one.py").write_text("def test_bad():\n    assert False\n\ndef test_good():\n    pass\n", "ascii")
    results = attempt([str(tmp_path / "test_one.py")])
    assert (results.done, len(results.missed)) == (1, 1)
    assert results.missed[0].endswith("test_bad")
    missing = attempt([str(tmp_path / "test_two.py")])
    assert missing.missed
    assert capfd.readouterr() is not None
