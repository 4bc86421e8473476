"""Who takes a step on the page Result."""

from types import SimpleNamespace
from typing import Any

from console.web.done_work import functions_here
from services.accounts.roles import Role
from tests.console.conftest import CONFIG


def view(*roles: Role, accounts: bool = True) -> Any:
    user = SimpleNamespace(sessions=object() if accounts else None, roles=frozenset(roles))
    return SimpleNamespace(user=user, console=SimpleNamespace(laboratory=CONFIG))


def test_with_accounts_the_roles_count_for_one_job_and_for_the_whole_order() -> None:
    assert functions_here(view(Role.CLERK), "C001") == ["clerk"]  # no function in the laboratory's file of people
    assert functions_here(view(Role.READER), "R001") == []
    assert functions_here(view(accounts=False), "R001") == ["reviewer"]
