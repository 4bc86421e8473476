"""JJG 99-2022: the tests of every edition for weights."""

import pytest

from tests.procedures.mass.weights_air import *  # noqa: F403
from tests.procedures.mass.weights_shared import *  # noqa: F403


@pytest.fixture(scope="session", name="regulation")
def the_regulation() -> str:
    return "JJG 99-2022"
