"""A body that was encoded once has the canonical JSON that encoding it again would give, and cannot be changed."""

import copy
import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology.text import Text
from records import audit
from records.entries import ENTRIES, Asked, Conclusion, ConclusionWords, Finding, Number, Observation, read
from records.event import encode
from records.written import Written
from tests.real_runs import SHIPPED, performed

ANY = st.text(max_size=12)


@pytest.mark.parametrize("regulation", sorted(SHIPPED))
def test_every_entry_of_a_run(regulation: str) -> None:
    for event in performed(regulation):
        entry = read(event, ENTRIES[event.kind])
        body = entry.body()
        assert encode(body) == encode(dict(body)) == audit.canonical(json.loads(json.dumps(body))).encode()
        assert isinstance(body, Written) is (event.kind != "opened")


@given(ANY, ANY, st.lists(ANY, max_size=3), ANY)
def test_any_text(text: str, note: str, trail: list[str], question: str) -> None:
    asked = Asked(question=Text(question, text))
    entry = Observation(
        role="r", method="m", how="operator", text=text, note=note, trail=tuple(trail), elapsed="0",
        value=Number(number="1.50", unit=note), words=asked,
    )  # fmt: skip
    assert encode(entry.body()) == audit.canonical(dict(entry.body())).encode()


def change(body: Any, way: str) -> None:
    match way:
        case "set":
            body["answer"] = "not_conform"
        case "delete":
            del body["answer"]
        case "update":
            body.update(answer="not_conform")
        case _:
            body.pop("answer")


@pytest.mark.parametrize("way", ["set", "delete", "update", "pop"])
def test_it_is_not_changed(way: str) -> None:
    body = Finding(answer="conform", how="operator", elapsed="0", words=Asked(question=Text("", ""))).body()
    with pytest.raises(TypeError, match="copy it"):
        change(body, way)
    assert pickle.loads(pickle.dumps(body)) == copy.deepcopy(body) == body  # noqa: S301  our own
    changed = {**body, "answer": "not_conform"}
    assert encode(changed) != encode(body)


def test_a_key_that_sorts_differently_elsewhere_is_refused() -> None:
    with pytest.raises(ValueError, match="ASCII"):
        Conclusion(item="i", outcome="conform", values={"ΔL": "1"}, words=ConclusionWords(label=Text("", "")))
