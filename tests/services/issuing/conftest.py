"""The store with a run of every kind, made once."""

import pytest

from tests.services.issuing.runs_of_every_kind import Kept, made


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return made(tmp_path_factory.mktemp("issuing") / "store")
