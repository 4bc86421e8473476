"""Where a run is performed, in its journal, from the receiver that the laboratory names."""

from typing import Any

from services.laboratory.place import place_of
from tests.drivers.test_gnss import GGA, RMC, sent, serve


def named(lab: Any, receiver: str) -> None:
    with (lab.folder / "laboratory.toml").open("a") as file:
        file.write(f'\n[place]\nreceiver = "{receiver}"\nseconds = 5\n')


def test_the_place_is_a_remark_with_its_source(lab: Any) -> None:
    receiver = serve(sent(GGA) + b"\n" + sent(RMC) + b"\n")
    named(lab, receiver)
    assert lab.run("JJG 52", "--seed", 7).code == 0
    opened, remark = lab.events()[:2]
    assert (opened.kind, remark.kind) == ("opened", "remark")
    assert "25.0401233° N, 102.7100450° E (WGS 84)" in remark.body["text"]
    assert f"{receiver} {sent(GGA).decode().strip()}" in remark.body["text"]
    assert lab("replay", "last").code == 0
    assert lab("report", "last", "-o", lab.folder / "made").code == 0


def test_a_receiver_that_is_not_there_stops_nothing(lab: Any) -> None:
    bench = lab.folder / "benches/gauge.toml"
    assert place_of(bench) == ""
    named(lab, "/dev/no-such-receiver")
    assert place_of(bench).startswith("地点未能取得 / no place: /dev/no-such-receiver: No place was received")
