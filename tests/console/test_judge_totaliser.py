"""One stored run of a totaliser under the laws of Spain, the Netherlands, France and the European Union."""

from typing import Any

ES = "ICT/155/2020 II 3.3"
OTHERS = {
    ("Regeling EU-meetinstrumenten art. 12", "in-service"): "conform",
    ("NOR INDI0606591A III.10", "subsequent"): "conform",
    ("2014/32/EU VIII IV", "initial"): "not_conform",
}


def test_a_totaliser_that_may_stay_in_use_could_not_be_placed_on_the_market(lab: Any) -> None:
    """Its error of 0.4 % is below 0.5 % in service and above 0.25 %."""
    example = lab.folder / "hopper"
    assert lab("example", ES, "-o", example).code == 0
    bench, plate = (example / f"{part}/discontinuous_totaliser.toml" for part in ("benches", "subjects"))
    worn = bench.read_text("utf-8").replace('defect = "gain"', 'defect = "gain"\nsize = 0.004')
    bench.write_text(worn, "utf-8")
    plate.write_text(plate.read_text("utf-8").replace("DT-2026-0001", "DT-2026-0002"), "utf-8")
    measured = ("--bench", bench, "--subject", plate, "--stage", "subsequent", "--seed", "7")
    assert lab("run", ES, *measured).code == 0
    run = lab("show", "last", "--json").document["run"]
    for (edition, stage), outcome in OTHERS.items():
        said = lab("judge", run, "--under", edition, "--stage", stage, "--json")
        found = {item["key"]: item["outcome"] for item in said.document["items"]}
        assert found["indication"] == outcome, edition
