"""A run that is being performed is shown as running and cannot be resumed by somebody else."""

import pytest

from sequencer.errors import Refused
from services.running import is_running, performing


def test_a_run_is_running_while_it_is_performed() -> None:
    assert not is_running("20260101-000000-abcdef0")
    with performing("20260101-000000-abcdef0"):
        assert is_running("20260101-000000-abcdef0")
        with pytest.raises(Refused, match="is being performed"), performing("20260101-000000-abcdef0"):
            pass
    assert not is_running("20260101-000000-abcdef0")
