"""Start gate: the instrument that answers is the one of the nameplate, position by position."""

from types import SimpleNamespace

import pytest

from drivers.roles import Identity
from sequencer.gates.context import Facts
from tests.sequencer.test_gates import Bound, reasons


@pytest.mark.parametrize(("answered", "refused"), [
    ("SY-202600000001", False), (" SY-202600000001 ", False), ("202600000001", False), ("00000001", False),
    ("", False), ("202600000002", True), ("SY-9999-9999", True), ("1", True), ("000000000001", True),
])  # fmt: skip
@pytest.mark.parametrize("role", ["meter", "meter@2"])
def test_under_test(answered: str, refused: bool, role: str) -> None:
    bound = Bound(subject=SimpleNamespace(serial="SY-202600000001"), under_test="meter")
    facts = Facts(identities={role: Identity(serial=answered), "meter@3": Identity(serial="other")})
    assert bool(reasons("under_test", facts=facts, procedure=bound, position="2")) is refused


def test_under_test_compares_each_position_with_its_own_nameplate() -> None:
    serials = ["000000000003", "000000000002", "000000000001"]
    facts = Facts(identities={f"meter@{n}": Identity(serial=s) for n, s in enumerate(serials, 1)})
    said = {}
    for place in "123":
        bound = Bound(subject=SimpleNamespace(serial=place), under_test="meter")
        said[place] = reasons("under_test", facts=facts, procedure=bound, position=place)
    assert [bool(said[place]) for place in "123"] == [True, False, True]
    assert "position 1, role meter" in said["1"][0]


def test_under_test_of_a_procedure_that_names_no_role() -> None:
    assert not reasons("under_test", facts=Facts(identities={"meter": Identity(serial="9")}))
