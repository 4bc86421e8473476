"""The station's key in a token: SoftHSM stands for one."""

import os
import shutil
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from records import audit, token_key
from records.bundle import write_bundle
from records.errors import StoreError
from records.journal import Journal
from records.store import Store
from records.verification import ledger_of, verify_store
from services.keys import key_list
from services.signing.signing import signer

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "98764321"
pytestmark = [
    pytest.mark.systems,
    pytest.mark.skipif(
        not MODULE.exists() and not os.environ.get("STEELYARD_ALL_PEERS"), reason="apt-get install softhsm2"
    ),
]


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder of tokens for this process: the library reads its configuration once."""
    folder = tmp_path_factory.mktemp("tokens")
    (folder / "conf").write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\n", encoding="ascii")
    os.environ["SOFTHSM2_CONF"] = str(folder / "conf")
    program = shutil.which("softhsm2-util")
    assert program is not None
    subprocess.run(
        [program, "--init-token", "--free", "--label", "bench", "--so-pin", "1234567", "--pin", PIN],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


@pytest.fixture
def laboratory(tokens: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """A laboratory whose key is in a token; gives a file of it."""
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    monkeypatch.delenv("STEELYARD_KEY_AGENT", raising=False)
    monkeypatch.delenv(token_key.PIN, raising=False)
    token_key._opened.cache_clear()
    _log_out()

    def made(label: str, *more: str) -> Path:
        own = '[laboratory]\nname = "a"\nname_en = "a"\naddress = "a"\nauthorisation = "a"\n'
        lines = [own, "[token]", f'module = "{MODULE}"', 'token = "bench"', f'label = "{label}"', *more]
        (tmp_path / "laboratory.toml").write_text("\n".join(lines), encoding="utf-8")
        return tmp_path / "bench.toml"

    assert tokens.is_dir()
    return made


def _log_out() -> None:
    """End every session of this process, as the end of a process does."""
    import pkcs11

    pkcs11.lib(str(MODULE)).reinitialize()


@pytest.fixture
def key(laboratory: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], token_key.TokenKey]:
    def of(label: str) -> token_key.TokenKey:
        monkeypatch.setenv(token_key.PIN, PIN)
        found = signer(laboratory(label))
        assert isinstance(found, token_key.TokenKey)
        return found

    return of


def only_p256(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that has no Ed25519."""
    monkeypatch.setattr(token_key, "_ED25519", ())


def run_of(url: str, key: token_key.TokenKey) -> Store:
    store = Store(url)
    journal = Journal(store, "a", key)
    journal.append("opened", {})
    journal.append("observation", {"value": "1"}, "error/1")
    journal.append("closed", {})
    journal.close()
    return store


@pytest.mark.parametrize(("curve", "algorithm"), [("ed25519", "Ed25519"), ("p256", "ECDSA P-256 SHA-256")])
def test_a_run_sealed_by_a_token(
    key: Callable[[str], token_key.TokenKey],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    curve: str,
    algorithm: str,
) -> None:
    if curve == "p256":
        only_p256(monkeypatch)
    made = key(curve)
    store = run_of(str(tmp_path / "runs.sqlite"), made)
    assert verify_store(store).intact
    (listed,) = ledger_of(store).trust.keys.values()
    assert audit.algorithm(listed.public) == algorithm
    monkeypatch.chdir(tmp_path)
    found = key_list(str(tmp_path / "runs.sqlite"))
    assert (found["own"]["algorithm"], found["keys"][0]["algorithm"]) == (algorithm, algorithm)
    bundle, public = write_bundle(store, "a", tmp_path / "a.bundle", ledger_of(store).trust.public)
    done = subprocess.run(
        [sys.executable, str(audit.__file__), bundle, public], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert f"sealed with {algorithm} key {made.name}" in done.stdout
    bundle.write_text(bundle.read_text("utf-8").replace('"value": "1"', '"value": "2"'), "utf-8")
    assert subprocess.run([sys.executable, str(audit.__file__), bundle, public], check=False).returncode == 1


def test_the_key_is_the_same_next_time_and_cannot_be_read(
    key: Callable[[str], token_key.TokenKey],
) -> None:
    from pkcs11 import Attribute

    first = key("again")
    token_key._opened.cache_clear()
    _log_out()
    second = key("again")
    assert first.public == second.public
    assert (second._private[Attribute.SENSITIVE], second._private[Attribute.EXTRACTABLE]) == (True, False)


def test_of_two_valid_signatures_one_is_evidence(
    key: Callable[[str], token_key.TokenKey], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With r and s, r and n - s is valid too: somebody without the key could write a second signature."""
    only_p256(monkeypatch)
    made = key("other half")
    for n in range(8):
        signature = made.sign_ledger(f"{n}")
        assert audit.signed(made.public, signature, audit.ledger_message(f"{n}")) == ""
        raw = b64decode(signature)
        other = raw[:32] + (audit.P256_ORDER - int.from_bytes(raw[32:], "big")).to_bytes(32, "big")
        said = audit.signed(made.public, b64encode(other).decode(), audit.ledger_message(f"{n}"))
        assert said == "its signature is not in canonical form"
    assert audit.signed(made.public, made.sign_ledger("a"), audit.ledger_message("b")) == "its signature is wrong"


def test_no_message_holds_the_pin_and_no_child_inherits_it(
    laboratory: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = laboratory("wrong pin")
    with pytest.raises(StoreError, match=f"set {token_key.PIN}"):
        signer(bench)
    monkeypatch.setenv(token_key.PIN, "55550000")
    with pytest.raises(StoreError) as wrong:
        signer(bench)
    assert "PinIncorrect" in str(wrong.value)
    assert "55550000" not in f"{wrong.value!r} {wrong.value.__cause__!r}"
    assert token_key.PIN not in os.environ


def test_a_pin_file_that_others_may_read_is_refused(laboratory: Callable[..., Path], tmp_path: Path) -> None:
    bench, file = laboratory("from a file", 'pin_file = "pin"'), tmp_path / "pin"
    with pytest.raises(StoreError, match="cannot be read: FileNotFoundError"):
        signer(bench)
    file.write_text(f"{PIN}\n", encoding="ascii")
    file.chmod(0o640)
    with pytest.raises(StoreError, match="its owner alone may read"):
        signer(bench)
    file.chmod(0o600)
    assert signer(bench).name


@pytest.mark.parametrize(("old", "new", "says"), [
    ('token = "bench"', 'token = "no such token"', "NoSuchToken"),
    (str(MODULE), "/nowhere/lib.so", "in token 'bench' of /nowhere/lib.so"),
])  # fmt: skip
def test_a_token_that_cannot_be_used_is_named(
    laboratory: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, old: str, new: str, says: str
) -> None:
    bench = laboratory("any")
    file = bench.with_name("laboratory.toml")
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    monkeypatch.setenv(token_key.PIN, PIN)
    with pytest.raises(StoreError, match=says):
        signer(bench)
