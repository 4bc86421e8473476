"""Under the policy JJF 1094 a regulation that states no uncertainty is decided directly, and the record says it."""

from typing import Any


def test_decisions_name_the_rule_they_really_took(lab: Any) -> None:
    lab.edit("laboratory.toml", ('decision = "simple"', 'decision = "JJF 1094"'))
    said = lab.run("JJG 539", "--seed", 7)
    assert said.code == 0
    decisions = [e.body["decision"] for e in lab.events() if e.kind == "conclusion" and e.body.get("decision")]
    assert {d["rule"] for d in decisions} == {"JJF 1094, direct comparison by the regulation"}
    assert lab("replay", "last").code == 0
