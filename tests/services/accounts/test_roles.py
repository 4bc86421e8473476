"""Role × action, entered a second time; and what the register of people has to say to it."""

import pytest

from services.accounts.errors import AccessRefused
from services.accounts.roles import (
    ABLE,
    ACTION_TEXTS,
    CONFIRMED,
    MACHINE,
    ROLE_TEXTS,
    Action,
    Role,
    effective,
    may,
    refuse_without_function,
    roles_named,
)

MATRIX = """
              operator checker approver clerk manager reader auditor
view             x        x       x        x      x      x       x
cases            x        x       x        .      x      .       .
integrity        .        x       x        .      x      .       x
file-integrity   .        x       x        .      x      .       .
decide-integrity .        .       x        .      .      .       .
programme        .        .       .        .      x      .       x
measure          x        .       .        .      .      .       .
take-over        .        .       .        .      x      .       .
stop-others      .        .       .        .      x      .       .
amend            x        .       .        .      .      .       .
check            .        x       .        .      .      .       .
approve          .        .       x        .      .      .       .
seal             .        .       .        .      x      .       .
register         .        .       .        x      x      .       .
issue            .        .       .        x      x      .       .
standards        .        .       .        .      x      .       .
acknowledge      x        x       x        .      x      .       .
accounts         .        .       .        .      x      .       .
"""


def cells() -> list[tuple[str, str, bool]]:
    head, *lines = (line.split() for line in MATRIX.strip().splitlines())
    return [(action, role, mark == "x") for action, *marks in lines for role, mark in zip(head, marks, strict=True)]


def test_the_matrix_names_every_role_and_every_action() -> None:
    assert {(a, r) for a, r, _ in cells()} == {(a, r) for a in Action for r in Role}
    assert set(ABLE) == set(ACTION_TEXTS) == set(Action)
    assert set(ROLE_TEXTS) == set(Role)


@pytest.mark.parametrize(("action", "role", "able"), cells())
def test_what_a_role_may(action: str, role: str, able: bool) -> None:
    assert may({Role(role)}, Action(action)) is able


def test_several_roles_allow_what_one_of_them_does() -> None:
    assert may({Role.OPERATOR, Role.CHECKER}, Action.CHECK)
    assert not may((), Action.VIEW)


def test_signatures_of_people_are_never_a_machines() -> None:
    assert not any(may(MACHINE, action) for action in CONFIRMED - {Action.AMEND})


def test_a_role_needs_its_function() -> None:
    with pytest.raises(AccessRefused, match="does not give R001 the function verifier"):
        refuse_without_function("R001", ["reviewer"], [Role.OPERATOR, Role.CHECKER])
    refuse_without_function("E001", [], [Role.READER, Role.MANAGER])
    assert effective([Role.OPERATOR, Role.READER], ["reviewer"]) == {Role.READER}
    assert effective([Role.CHECKER], ["reviewer"]) == {Role.CHECKER}


@pytest.mark.parametrize("names", [[], ["root"], ["operator", "Operator"]])
def test_an_unknown_role_is_refused(names: list[str]) -> None:
    with pytest.raises(AccessRefused):
        roles_named(names)
