"""A small kind of campaign for the tests: gauges, each verified once or more; one that fails settles the whole."""

from decimal import Decimal
from typing import Any

from metrology.decision import Outcome
from metrology.text import Text
from procedures.campaigns.file import CampaignFile, TableModel
from procedures.campaigns.judgement import CampaignJudgement, Note, Plot, Requirement, Section, Series, Table
from procedures.campaigns.kind import EveryCell, overall
from procedures.campaigns.plan import Cell, Plan, Sample
from procedures.campaigns.results import Results


class Gauges(TableModel):
    """The tables of the kind."""

    regulation: str
    serials: list[str]
    rounds: int = 1


class GaugeCampaign(EveryCell):
    """Some gauges by one regulation."""

    name = "gauges"
    title = Text("压力表抽查报告", "Report on Some Gauges")

    def plan(self, file: CampaignFile, seed: str) -> Plan:
        """A cell for each gauge and round."""
        asked = file.read(Gauges)
        edition = file.edition(asked.regulation).regulation.id
        plate = file.nameplate("subjects/gauge.toml")
        samples = tuple(Sample(key=s, nameplate={**plate, "serial": s}) for s in asked.serials)
        cells = tuple(
            Cell(
                key=f"{s.key}/round{n}",
                sample=s.key,
                item="gauge",
                name=Text(f"第 {n} 轮", f"round {n}"),
                regulation=edition,
            )
            for n in range(1, asked.rounds + 1)
            for s in samples
        )
        return Plan(cells=cells, samples=samples, parameters={"seed": seed}, edition=edition)

    def judge(self, plan: Plan, results: Results) -> CampaignJudgement:
        """Every run conforms."""
        rows = tuple(
            Requirement(
                key,
                Text(f"{key} 合格", f"{key} conforms"),
                str(r.outcome),
                "conform",
                r.outcome,
                plan.edition,
                "unverified",
                (key,),
            )
            for key, r in results.items()
        )
        return CampaignJudgement(overall(rows), rows, figures={"runs": str(len(results))})

    def sections(self, plan: Plan, results: Results, judgement: CampaignJudgement) -> list[Section]:
        """A table, a plot, a note."""
        heads = (Text("单元", "Cell"), Text("最大误差", "Largest error"), Text("结论", "Conclusion"))
        worst = {
            k: max((abs(x) for p in r.points for x in p.values.values()), default=Decimal(0))
            for k, r in results.items()
        }
        rows: Any = tuple((k, str(worst[k]), Outcome(results[k].outcome)) for k in results)
        points = tuple((Decimal(n), worst[k]) for n, k in enumerate(worst, 1))
        limit = ((Text("上限", "limit"), max(worst.values())),)
        return [
            Table(Text("误差", "Errors"), heads, rows),
            Plot(
                Text("误差", "Errors"),
                Text("单元", "cell"),
                Text("误差/MPa", "error in MPa"),
                (Series(Text("误差", "error"), points),),
                limit,
                tuple(worst),
            ),
            Note(Text("其他", "More"), (Text("无", "none"),)),
        ]


KIND = GaugeCampaign()
