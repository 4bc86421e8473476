"""A bench where a person reads everything, answered at the terminal."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.clock import WallClock
from records.store import Store

UP = "升 0.4 MPa 轻敲后示值"


@pytest.fixture(autouse=True)
def waited(monkeypatch: pytest.MonkeyPatch) -> list[Decimal]:
    """The three minutes at the upper limit are not waited for here; what was asked for is kept."""
    seconds: list[Decimal] = []
    monkeypatch.setattr(WallClock, "sleep", lambda _clock, asked: seconds.append(asked))
    return seconds


def by_hand(lab: Any, other: dict[str, list[str]] | None = None) -> tuple[Any, Any]:
    operator = lab.operator("JJG 52", "gauge", other or {})
    return lab.run("JJG 52", bench="gauge-by-hand", subject="gauge", stdin=operator), operator


def readings(lab: Any) -> dict[str, tuple[str, str]]:
    return {e.address: (e.body.get("text", ""), e.body["how"]) for e in lab.events() if e.kind == "observation"}


def test_a_whole_run_at_the_keyboard(lab: Any, waited: list[Decimal]) -> None:
    said, operator = by_hand(lab)
    assert said.code == 0
    assert sum(waited) == Decimal(180)
    opened = lab.events()[0].body
    assert opened["simulated"] is False
    assert {how for _, how in readings(lab).values()} == {"operator"}
    assert len(readings(lab)) == 4 + 2 + 8 * 3
    tasks = [p for p in operator.prompts if p.endswith("Enter")]
    assert sum("1.2 MPa" in task for task in tasks) == 2
    assert any("通大气" in task for task in tasks)
    assert lab("replay", "last").code == 0


def test_the_screen_says_how_far_it_is(lab: Any) -> None:
    said, _ = by_hand(lab)
    assert "示值误差" in said.err
    assert "0.0 ≤ 0.01280 MPa" in said.err
    assert "余 0" in said.err
    assert "模拟" not in said.err


@pytest.mark.parametrize("slip", ["0.405", "4 bar", "", "未测", "O.4"])
def test_a_refused_entry_is_asked_again_and_kept_on_record(lab: Any, slip: str) -> None:
    said, operator = by_hand(lab, {UP: [f"{slip}\n"]})
    assert said.code == 0
    assert sum(UP in prompt for prompt in operator.prompts) == 2
    assert readings(lab)["indication/up/0.4MPa/after"][0] == "0.4"
    refused = [e.body.get("text", "") for e in lab.events() if e.kind == "refused"]
    assert refused == ([slip] if slip == "0.405" else [])


def test_a_doubtful_entry_is_kept_with_a_reason(lab: Any) -> None:
    said, _ = by_hand(lab, {UP: ["0.6\n"], "保留该值的原因": ["指针确在此处\n"]})
    assert said.code == 1
    assert readings(lab)["indication/up/0.4MPa/after"][0] == "0.6"
    (doubt,) = (e.body for e in lab.events() if e.kind == "refused")
    assert (doubt["text"], doubt["code"], doubt["reason"]) == ("0.6", "reading_far", "指针确在此处")
    (kept,) = (e.body for e in lab.events() if e.kind == "observation" and e.body.get("text", "") == "0.6")
    assert kept["note"] == "指针确在此处"


def test_a_doubtful_entry_without_a_reason_is_asked_again(lab: Any) -> None:
    said, _ = by_hand(lab, {UP: ["0.6\n"], "保留该值的原因": ["\n"]})
    assert said.code == 0
    (doubt,) = (e.body for e in lab.events() if e.kind == "refused")
    assert (doubt["text"], doubt.get("reason", "")) == ("0.6", "")


def test_what_could_not_be_read_is_incomplete(lab: Any) -> None:
    said, _ = by_hand(lab, {UP: ["未测：指针脱落\n"]})
    assert said.code == 5
    assert readings(lab)["indication/up/0.4MPa/after"][0] == ""


def test_a_check_answered_in_words_nobody_knows(lab: Any) -> None:
    said, operator = by_hand(lab, {"外壳、玻璃": ["maybe\n", "不合格：玻璃破裂\n"]})
    assert said.code == 1
    assert sum("外壳" in p for p in operator.prompts) == 2
    (found,) = (e.body for e in lab.events() if e.kind == "finding" and e.address.endswith("case"))
    assert (found["answer"], found["note"], found["how"]) == ("not_conform", "玻璃破裂", "operator")


def test_the_end_of_input_interrupts_and_the_rest_is_done_later(lab: Any) -> None:
    said, _ = by_hand(lab, {"升 0.8 MPa 轻敲后示值": [""]})
    assert said.code == 3
    assert lab.events()[-1].kind == "interrupted"
    before = lab.events()
    assert "indication/up/0.8MPa/after" not in readings(lab)
    operator = lab.operator("JJG 52", "gauge", {})
    resumed = lab("resume", "last", stdin=operator)
    assert resumed.code == 0
    assert "up 0.8MPa：测量曾被中断" in resumed.err
    after = lab.events()
    assert [e.hash for e in after[: len(before)]] == [e.hash for e in before]
    again = [p for p in operator.prompts if not p.endswith("Enter")]
    assert again[0].startswith("升 0.8 MPa 标准值")  # the three readings at a pressure belong together
    assert not any("0.4 MPa" in p for p in again[:3])
    restored = [e.body.get("args", []) for e in after if e.kind == "restored"]
    assert restored == [[], ["0.4", "MPa"], ["0.8", "MPa"]]
    assert lab("replay", "last").code == 0
    assert lab("verify").code == 0


def test_a_scale_at_the_keyboard(lab: Any) -> None:
    operator = lab.operator("JJG 539", "scale", {"升 2500 g 示值": ["2502\n"]})
    said = lab.run("JJG 539", bench="scale-by-hand", stdin=operator)
    assert said.code == 0
    assert [e.body["code"] for e in lab.events() if e.kind == "refused"] == ["indication_not_multiple_of_d"]
    assert any("在位置 3 放置 5000 g" in p for p in operator.prompts)
    assert lab("replay", "last").code == 0


def test_the_next_step_is_said_in_words(lab: Any) -> None:
    """Items by their title, places in Chinese; what was refused is told once."""
    operator = lab.operator("JJG 539", "scale", {"50 g 示值": ["9\n"]})
    said = lab.run("JJG 539", bench="scale-by-hand", stdin=operator)
    assert said.code == 0
    assert "置零准确度" in said.err
    assert any("在中心放置 50 g" in prompt for prompt in operator.prompts)
    assert said.err.count("示值 9 g 不是实际分度值") == 1


def test_a_store_without_runs_is_not_called_intact(lab: Any) -> None:
    Store(str(lab.store)).close()
    assert "nothing was checked" in lab("verify").err
