"""An honest instrument conforms, whatever the draw."""

from typing import Any

import pytest

from tests.thorough import number


@pytest.mark.parametrize("seed", range(number(8, 50)))
@pytest.mark.parametrize("kind", ["scale", "gauge"])
def test_an_honest_instrument_conforms(verify: Any, kind: str, seed: int) -> None:
    verified = verify(kind, seed=seed)
    assert verified.outcome == "conform", verified.verdict
    assert {i["outcome"] for i in verified.bodies("item")} == {"conform"}
