"""An instrument that is far off on a bench that runs by itself is found not to conform, not left without a verdict."""

from __future__ import annotations

from typing import Any


def test_a_gross_error_is_a_verdict_and_its_doubt_is_kept(lab: Any) -> None:
    sample = 'serial = "SY-2026-0002"\ndefect = "span"'
    lab.edit("benches/scale.toml", (sample, sample + "\nsize = -40.0"))
    assert lab.run("JJG 539", subject="scale-with-defect").code == 1
    events = lab.events()
    verdict = next(e for e in events if e.kind == "verdict")
    assert "weighing" in verdict.body["failed"]
    doubted = [e for e in events if e.kind == "refused"]
    codes = {e.address: e.body["code"] for e in doubted}
    far = {f"net/{way}/6250g/I#1" for way in ("up", "down")}  # 35 g off: less than 10 e, more than five times the MPE
    assert {address for address, code in codes.items() if code == "reading_far"} == far
    assert set(codes.values()) == {"indication_far_from_load", "reading_far"}
    assert all(e.body["reason"] for e in doubted)
