"""The password of a store's URL is in no message, on no screen and in no JSON document, whatever command meets it."""

from typing import Any

import pytest

SECRET = "s3cr3t-w0rd"  # noqa: S105  nobody's
URL = f"postgresql://op:{SECRET}@127.0.0.1:1/runs"
COMMANDS = (
    "runs", "runs --json", "show last", "show last --json", "report last -o out", "export last -o x.csv", "replay last",
    "replay last --json", "verify", "verify --json", "resume last", "backup b", "restore b", "migrate", "keys list",
    "keys restart --reason x", "ledger adopt --reason x", "ledger accept --reason x", "doctor", "doctor --json",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_a_server_that_cannot_be_reached_is_one_error_without_the_password(lab: Any, command: str) -> None:
    said = lab(*command.split(), "--store", URL)
    assert said.code == (1 if command.startswith("doctor") else 2)
    assert SECRET not in said.out + said.err
    assert "127.0.0.1" in said.out + said.err or command == "restore b"


def test_a_run_is_refused_without_the_password(lab: Any) -> None:
    said = lab.run("JJG 52", "--store", URL)
    assert said.code == 2
    assert SECRET not in said.out + said.err
