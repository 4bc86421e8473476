"""Without accounts a console serves this computer alone, and answers to the names of this computer only."""

from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import Headers

from console.web.entrance import entrance_of, is_loopback
from console.web.guard import refuse_strangers
from services.accounts.errors import AccessRefused, NotAllowed
from tests.services.accounts.conftest import accounts, url

__all__ = ["accounts", "url"]
EVERYWHERE = "0.0.0.0"  # noqa: S104  that is what is refused
HERE = "127.0.0.1:8300"


@pytest.mark.parametrize(("host", "here"), [
    ("127.0.0.1", True), ("127.8.9.1", True), ("localhost", True), ("LOCALHOST.", True), ("::1", True), ("[::1]", True),
    (EVERYWHERE, False), ("::", False), ("192.168.1.7", False), ("127.0.0.1.evil.example", False), ("", False),
    ("localhost.evil.example", False), ("bench-2", False),
])  # fmt: skip
def test_which_addresses_are_of_this_computer(host: str, here: bool) -> None:
    assert is_loopback(host) is here


def test_the_network_wants_accounts(tmp_path: Path, lab: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    store = str(tmp_path / "runs.sqlite")
    assert entrance_of(store, "127.0.0.1").sessions is None
    assert not (tmp_path / "runs.sqlite").exists()
    for host in (EVERYWHERE, "192.168.1.7", "bench-2"):
        with pytest.raises(AccessRefused, match="steelyard accounts add PERSON --role operator"):
            entrance_of(store, host)
    said = lab("console", "--host", EVERYWHERE, "--lab", lab.folder, "--store", store)
    assert (said.code, "nobody has an account" in said.err) == (2, True)


def test_where_there_are_accounts_this_computer_wants_them_too(accounts: Any, url: str) -> None:
    for host in ("127.0.0.1", EVERYWHERE):
        assert entrance_of(url, host).sessions is not None


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8300", "192.168.1.7:8300", "", "127.0.0.1.evil.example"]
)
def test_a_name_that_somebody_points_at_this_computer_is_refused(host: str) -> None:
    with pytest.raises(NotAllowed, match="address of this computer only"):
        refuse_strangers(Headers({"host": host}), "GET", single=True)
    refuse_strangers(Headers({"host": host}), "GET", single=False)  # a session's cookie is for one name


@pytest.mark.parametrize("host", [HERE, "localhost:8300", "[::1]:8300", "LOCALHOST"])
def test_the_names_of_this_computer_are_answered(host: str) -> None:
    refuse_strangers(Headers({"host": host, "origin": f"http://{host}"}), "POST", single=True)


@pytest.mark.parametrize(("method", "headers", "passes"), [
    ("POST", {"origin": f"http://{HERE}", "cookie": "a=b"}, True), ("SOCKET", {"origin": f"http://{HERE}"}, True),
    ("POST", {"origin": "http://evil.example"}, False), ("POST", {"origin": "null"}, False), ("SOCKET", {}, False),
    ("POST", {"origin": "http://127.0.0.1:8301"}, False), ("POST", {"cookie": "a=b"}, False), ("POST", {}, True),
    ("POST", {"sec-fetch-site": "cross-site"}, False), ("PUT", {"origin": "http://evil.example"}, False),
    ("GET", {"origin": "http://evil.example", "cookie": "a=b"}, True),
    ("DELETE", {"sec-fetch-site": "same-site"}, False),
])  # fmt: skip
def test_what_changes_something_comes_from_our_pages(method: str, headers: dict[str, str], passes: bool) -> None:
    try:
        refuse_strangers(Headers({"host": HERE, **headers}), method, single=True)
    except NotAllowed:
        assert not passes
    else:
        assert passes
