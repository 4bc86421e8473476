"""A run that is being performed is shown as running and cannot be resumed by somebody else."""

import pytest
from sqlalchemy import create_engine

from records.run_locks import held_in_store
from sequencer.errors import Refused
from services.runs.running import is_running, performing
from tests.records.test_both_databases import fresh, postgresql  # noqa: F401  fixtures


def test_a_run_is_running_while_it_is_performed() -> None:
    assert not is_running("20260101-000000-abcdef0", "runs.sqlite")
    with performing("20260101-000000-abcdef0", "runs.sqlite"):
        assert is_running("20260101-000000-abcdef0", "runs.sqlite")
        with pytest.raises(Refused, match="is being performed"), performing("20260101-000000-abcdef0", "runs.sqlite"):
            pass
    assert not is_running("20260101-000000-abcdef0", "runs.sqlite")


@pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)
def test_a_run_of_another_computer_is_seen_through_the_store(fresh) -> None:  # noqa: F811
    """The other computer has no lock file of ours: it holds the run in the database alone."""
    url, run = fresh(), "20260101-000000-abcdef1"
    with held_in_store(url, f"run {run}") as ours:
        assert ours
        assert is_running(run, url)
        with pytest.raises(Refused, match="by another computer"), performing(run, url):
            pass
        with held_in_store(url, "run of another") as other:
            assert other
    assert not is_running(run, url)
    with performing(run, url), held_in_store(url, f"run {run}") as elsewhere:
        assert not elsewhere


@pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)
def test_a_connection_that_is_cut_holds_nothing(fresh) -> None:  # noqa: F811
    url, run = fresh(), "20260101-000000-abcdef2"
    with held_in_store(url, f"run {run}") as ours:
        assert ours
        engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
        with engine.begin() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
            )
        engine.dispose()
        assert not is_running(run, url)
