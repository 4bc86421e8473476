"""A run by a regulation that the laboratory wrote itself."""

from typing import Any

from tests.procedures.test_laboratory_modules import write


def test_a_run_by_a_regulation_of_the_laboratory(lab: Any) -> None:
    folder = lab.folder / "regulations"
    folder.mkdir()
    write(folder, "own", "JJG(滇) 12")
    lab.edit("laboratory.toml", ("[policy]", '[plugins]\nregulations = ["regulations"]\n\n[policy]'))
    lab.edit("people.toml", ('regulation = "JJG 539"', 'regulation = "JJG(滇) 12"'))
    assert lab.run("JJG(滇) 12").code == 0
    assert lab("replay", "last").code == 0
    said = lab("regulations", "--laboratory", lab.folder, "--json")
    assert "JJG(滇) 12-2020" in {d["id"] for d in said.document}
