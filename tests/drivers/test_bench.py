"""Bench files, and opening what they describe."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from drivers import registry
from drivers.bench import BenchFile, BenchFileError, load_bench, open_bench
from drivers.errors import InstrumentError, LinkError, WrongInstrument
from drivers.roles import Person

BENCHES = Path(__file__).parents[2] / "config/benches"
SCALE = {"serial": "SY-TEST", "max": "15 kg", "e": "5 g"}
GAUGE = {"serial": "G-TEST", "class": "1.6", "lower": "0 MPa", "upper": "1.6 MPa", "division": "0.05 MPa"}


@pytest.mark.parametrize("name", ["scale", "gauge", "scale-by-hand", "gauge-by-hand"])
def test_shipped_benches_are_valid_and_name_known_drivers(name: str) -> None:
    file = load_bench(BENCHES / f"{name}.toml")
    assert file.name == name
    assert file.zh
    assert file.en
    assert file.simulated is not name.endswith("by-hand")
    assert {role.driver for role in file.roles.values()} <= set(registry.names())


def write(folder: Path, text: str) -> Path:
    path = folder / "bench.toml"
    path.write_text(text, encoding="utf-8")
    return path


BAD = """
[bench]
zh = 3
[roles.scale]
driver = "mt_sics"
adress = "sim:scale"
uses = { loads = "nobody" }
serial = { parity = "X" }
timeout = -1
[simulation]
unit = "scale"
temperature = "warm"
"""


def test_every_error_is_named_at_once_with_file_and_field(tmp_path: Path) -> None:
    path = write(tmp_path, BAD)
    with pytest.raises(BenchFileError) as caught:
        load_bench(path)
    text = "\n".join(caught.value.reasons)
    assert all(reason.startswith(str(path)) for reason in caught.value.reasons)
    fields = (
        "bench.name",
        "bench.zh",
        "roles.scale.adress",
        "roles.scale.serial.parity",
        "roles.scale.timeout",
        "simulation.temperature",
    )
    assert all(field in text for field in fields), text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[bench", "is not TOML"),
        ('[bench]\nname = "b"\n[roles.a]\ndriver = "mt_sics"\naddress = "sim:scale"', "simulation: missing"),
        ('[bench]\nname = "b"\n[roles.a]\ndriver = "person"\n[simulation]\nunit = "scale"', "no role is simulated"),
        ('[bench]\nname = "b"\n[roles.a]\ndriver = "person"\nuses = { loads = "x" }', "no role 'x'"),
        ('[bench]\nname = "b"\n[roles]', "roles"),
    ],
)
def test_unusable_files(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(BenchFileError, match=expected):
        load_bench(write(tmp_path, text))


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(BenchFileError, match=r"none\.toml"):
        load_bench(tmp_path / "none.toml")


def one_role(**role: Any) -> BenchFile:
    return BenchFile.model_validate({"name": "b", "roles": {"scale": role}})


@pytest.mark.parametrize(
    ("role", "error", "says"),
    [
        ({"driver": "abacus", "address": "COM9"}, BenchFileError, "known: .*mt_sics"),
        ({"driver": "mt_sics", "address": "socket://127.0.0.1:9"}, LinkError, "socket://127.0.0.1:9"),
        ({"driver": "pace", "address": "TCPIP::127.0.0.1::9::SOCKET"}, LinkError, "Connection refused"),
        ({"driver": "mt_sics", "address": "/dev/ttyNOPE"}, LinkError, "/dev/ttyNOPE"),
        ({"driver": "pace", "address": "TCPIP::nonsense"}, LinkError, "Cannot be opened"),
        ({"driver": "mt_sics"}, InstrumentError, "no address"),
        ({"driver": "mt_sics", "address": "COM9", "options": {"pace": 1}}, InstrumentError, "Known options: patience"),
        ({"driver": "pace", "address": "COM9", "options": {"slew": "fast"}}, InstrumentError, "slew"),
    ],
)
def test_what_cannot_be_opened_says_where_and_what_to_do(
    role: dict[str, Any], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says), open_bench(one_role(**role), subject={}, seed=1):
        pytest.fail("opened")


def with_identity(name: str, role: str, **identity: str) -> BenchFile:
    file = load_bench(BENCHES / f"{name}.toml")
    entry = file.roles[role].model_validate({**file.roles[role].model_dump(), "identity": identity})
    return file.model_copy(update={"roles": {**file.roles, role: entry}})


@pytest.mark.parametrize("identity", [{"model": "PACE6000"}, {"serial": "SIM-5000-0"}, {"maker": "Mensor"}])
def test_another_instrument_than_the_bench_names_is_refused(identity: dict[str, str]) -> None:
    file = with_identity("gauge", "source", **identity)
    with pytest.raises(WrongInstrument, match=next(iter(identity.values()))), open_bench(file, subject=GAUGE, seed=1):
        pytest.fail("opened")


def test_unknown_simulated_instrument_and_circle() -> None:
    file = load_bench(BENCHES / "scale.toml")
    lost = file.roles["scale"].model_copy(update={"address": "sim:moon"})
    circle = file.roles["loads"].model_copy(update={"uses": {"scale": "scale"}})
    for role, entry, says in (("scale", lost, "moon"), ("loads", circle, "circle")):
        changed = file.model_copy(update={"roles": {**file.roles, role: entry}})
        with pytest.raises(BenchFileError, match=says), open_bench(changed, subject=SCALE, seed=1):
            pytest.fail("opened")


@pytest.mark.parametrize(
    ("subject", "says"),
    [({"serial": "1", "max": "heavy", "e": "5 g"}, "max"), ({"serial": "1", "max": "15 l", "e": "5 g"}, "max")],
)
def test_subject_that_nothing_can_be_built_from(subject: dict[str, str], says: str) -> None:
    with (
        pytest.raises(BenchFileError, match=says),
        open_bench(load_bench(BENCHES / "scale.toml"), subject=subject, seed=1),
    ):
        pytest.fail("opened")


def test_open_bench_tells_what_stands_on_it(bench: Any) -> None:
    log: list[tuple[str, str, bytes]] = []
    with bench("gauge", on_bytes=lambda *entry: log.append(entry), start=Decimal(120)) as opened:
        assert opened.simulated
        assert opened.drivers["source"] == "pace"
        assert opened.addresses["source"] == "sim:source"  # no port of today's, so that journals repeat
        assert opened.standards == {"source": ["PC-01"], "room": ["TH-01"]}
        assert opened.identities["source"].serial == "SIM-5000-01"
        assert opened.clock.elapsed() == 120
        opened.clock.sleep(Decimal("0.5"))
        assert opened.clock.elapsed() == Decimal("120.5")
        assert opened.clock.now().tzinfo is not None
    assert {role for role, _, _ in log} == {"source", "room"}
    assert ("source", "sent", b"*IDN?\n") in log


def test_bench_by_hand_connects_nothing() -> None:
    with open_bench(load_bench(BENCHES / "gauge-by-hand.toml"), subject=GAUGE, seed=1) as opened:
        assert all(isinstance(role, Person) for role in opened.roles.values())
        assert opened.make_safe() == []
        assert not opened.simulated
        assert opened.clock.elapsed() >= 0


def test_a_person_adds_no_weights_behind_our_back() -> None:
    file = load_bench(BENCHES / "scale.toml")
    roles = {**file.roles, "loads": file.roles["loads"].model_copy(update={"driver": "person"})}
    with open_bench(file.model_copy(update={"roles": roles}), subject=SCALE, seed=1) as opened:
        scale: Any = opened.roles["scale"]
        with pytest.raises(InstrumentError, match="Nobody"):
            scale.changeover(Decimal("0.5"), "g")
