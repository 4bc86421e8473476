"""The cover page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.decision import Outcome
from metrology.validity import Mode
from procedures.text import NO_TEXT, Text
from reports import anti_fraud, calibration
from reports.content import judgement
from reports.content.common import Json, both, labelled, shown
from reports.drafts import trial
from reports.errors import BadJournal
from reports.identity import CALIBRATION, IN_SERVICE, VERIFICATION, Kind, decided, ended, withheld
from reports.last_day import last_day
from reports.outcomes import of_item
from reports.unfinished import statement_remark
from reports.wording import kind_in_words

if TYPE_CHECKING:
    from datetime import date

    from reports.view import RunView

_ABSENT = "—"


def cover(run: RunView, kind: Kind) -> Json:
    """Fields, conclusion, the items it rests on, signatures and dates of the cover.

    Raises:
        BadJournal: The run's date is none.
        NoVerdict: The run has no verdict.
    """
    subject = run.opened.subject
    fields = [
        labelled("送检单位", "Client", subject.client or _ABSENT),
        labelled("计量器具名称", "Instrument", subject.name),
        labelled("型号／规格", "Model / specification", subject.model or _ABSENT),
        labelled("出厂编号", "Serial no.", subject.serial or _ABSENT),
        labelled("制造单位", "Manufacturer", subject.maker or _ABSENT),
        labelled("评定依据" if run.opened.judges else "检定依据", "Regulation", _regulation(run)),
    ]
    listed = _listed(run, kind)
    if subject.client_address:
        fields.insert(1, labelled("单位地址", "Client's address", subject.client_address))
    return {
        "fields": [{**field, "en": field["en"] if field["en"] != field["zh"] else ""} for field in fields],
        "conclusion": {
            "name": both(Text("评定结论" if run.opened.judges else "检定结论", "Conclusion")),
            **_concluded(run, kind),
        },
        "listed": listed,
        "listed_name": both(_listed_name(listed)),
        "remark": both(_of_kind(run, kind)),
        "signatures": _signatures(run),
        "dates": _dates(run, kind),
    }


def _concluded(run: RunView, kind: Kind) -> Json:
    """What the cover concludes; a calibration certificate has a statement of its own."""
    if kind is Kind.DRAFT:
        return {"key": "none", **both(_NO_CONCLUSION)}
    if (found := anti_fraud.concluded(run)) is not None:
        return {"key": str(decided(run).outcome), **both(found)}
    if kind is not Kind.CALIBRATION:
        return _conclusion(run, kind)
    name, key, said = calibration.conclusion(run)
    return {"name": both(name), "key": key, **both(said)}


def _regulation(run: RunView) -> Text:
    title = run.opened.regulation.title
    number = run.opened.regulation.id
    alone = run.opened.policy.documents_language == "en"
    return Text(f"{number}《{title.zh}》", f"{number} {title.en}".strip() if alone else title.en)


def _conclusion(run: RunView, kind: Kind) -> Json:
    verdict = decided(run)
    if kind is Kind.JUDGEMENT:
        return {"key": str(verdict.outcome), **both(judgement.conclusion(run, verdict.outcome))}
    if run.opened.kind not in {CALIBRATION, VERIFICATION} and verdict.outcome in _EXAMINED:
        return {"key": str(verdict.outcome), **both(_EXAMINED[verdict.outcome])}
    if run.opened.stage == IN_SERVICE and run.opened.kind == VERIFICATION and verdict.outcome in _INSPECTED:
        return {"key": str(verdict.outcome), **both(_INSPECTED[verdict.outcome])}
    if kind is Kind.CERTIFICATE:
        return {"key": "conform", **both(_conforming(verdict.grade))}
    if kind is Kind.NOTICE:
        return {"key": "not_conform", "zh": "不合格", "en": "Does not conform"}
    return {"key": "none", **both(_NO_CONCLUSION)}


_NO_CONCLUSION = Text("未作出合格与否的结论", "No conclusion on conformity")

_EXAMINED = {
    Outcome.CONFORM: Text("所检项目符合规程要求", "The items examined meet the requirements"),
    Outcome.NOT_CONFORM: Text("所检项目不符合规程要求", "The items examined do not meet the requirements"),
}
_INSPECTED = {
    Outcome.CONFORM: Text("符合使用中检查的要求", "Meets the requirements of the in-service inspection"),
    Outcome.NOT_CONFORM: Text("不符合使用中检查的要求", "Does not meet the requirements of the in-service inspection"),
}


def _conforming(grade: Text) -> Text:
    """合格, with the class before it where the regulation names one: Ⅲ级合格."""
    if not grade.zh:
        return Text("合格", "Conforms")
    zh = grade.zh if grade.zh.endswith(("级", "等")) else f"{grade.zh}级"
    en = grade.en or grade.zh
    return Text(f"{zh}合格", f"Conforms, {en}" if "class" in en.lower() else f"Conforms, class {en}")


def _listed(run: RunView, kind: Kind) -> list[Json]:
    """The items that kept the instrument from a certificate."""
    if kind in {Kind.CERTIFICATE, Kind.CALIBRATION}:
        return []
    ignored = {Outcome.CONFORM, Outcome.NOT_APPLICABLE}
    return [
        {"name": both(item.name), "clause": item.clause, "outcome": shown(of_item(run, item), item.outcome)}
        for item in run.results
        if item.outcome not in ignored and of_item(run, item).zh
    ]


def _listed_name(listed: list[Json]) -> Text:
    keys = {entry["outcome"]["key"] for entry in listed}
    only = next(iter(keys)) if len(keys) == 1 else ""
    return _ONLY.get(only, Text("所涉项目", "Items concerned"))


_ONLY = {
    "not_conform": Text("不合格项目", "Items not conforming"),
    "incomplete": Text("未完成项目", "Incomplete items"),
    "invalid": Text("无效项目", "Void items"),
    "undecided": Text("待定项目", "Undecided items"),
}


def _of_kind(run: RunView, kind: Kind) -> Text:
    """What the document is, and what it is not."""
    if run.opened.judges is not None:
        return judgement.remark(run, run.opened.judges)
    if kind is Kind.DRAFT:
        return trial(run)
    if kind is Kind.CALIBRATION:
        return calibration.REMARK
    return _remark(run) if kind is Kind.STATEMENT else NO_TEXT


def _remark(run: RunView) -> Text:
    verdict = ended(run)
    if anti_fraud.concluded(run) is not None:
        return anti_fraud.remark(run)
    if verdict in _INSPECTED and run.opened.kind == CALIBRATION:
        return Text(
            "本报告给出校准结果，不作合格与否的结论，不是检定证书。",
            "This report gives calibration results and states no conformity; it is no verification certificate.",
        )
    if verdict in _EXAMINED and run.opened.kind != VERIFICATION:
        work = kind_in_words(run.opened.kind, run.opened.stage)
        return Text(
            f"{work.zh}不是检定；本报告不是检定证书，不给出有效期。",
            f"{work.en} is no verification; this report is no verification certificate and gives no validity.",
        )
    if verdict in _INSPECTED and run.opened.stage == IN_SERVICE:
        return Text(
            "使用中检查不是检定，不给出有效期；本报告不是检定证书。",
            "An in-service inspection is no verification and gives no validity; this report is no certificate.",
        )
    if withheld(run):
        return Text(
            "各项检定结果均符合规程要求，但所依据的部分规程数据未经核实，本机构规定此时不出具检定证书。",
            "Every item conforms, but the run depends on data of the regulation that are not verified, and this"
            " laboratory issues no certificate on such data.",
        )
    return statement_remark(verdict, run.opened.kind)


def _signatures(run: RunView) -> list[Json]:
    if run.opened.judges is not None:
        return [_signature(run, "评定人", "Judged by", "operator")]
    if run.opened.regulation.draft:
        return [_signature(run, "操作人员", "Operator", "operator")]
    return [
        _signature(run, "批准人", "Approved by", "approver"),
        _signature(run, "核验员", "Checked by", "reviewer"),
        _signature(run, "检定员", "Verified by", "operator"),
    ]


def _signature(run: RunView, zh: str, en: str, role: str) -> Json:
    return {"name": {"zh": zh, "en": en}, "person": run.signed(role)}


def _dates(run: RunView, kind: Kind) -> list[Json]:
    try:
        verified = run.verified_on
    except ValueError:
        raise BadJournal(f"the date of the run is {run.opened.date!r}, not YYYY-MM-DD") from None
    if kind is Kind.JUDGEMENT:
        return [_dated("读数日期", "Date of the readings", verified)]
    if kind is Kind.DRAFT:
        return [_dated("试运行日期", "Date of the trial", verified)]
    dates = [_dated("检定日期", "Date of verification", verified)]
    if kind is Kind.CALIBRATION and (due := calibration.due(run, verified)) is not None:
        dates.append(_dated("约定复校日", "Recalibration agreed", due))
    if kind is Kind.CERTIFICATE:
        replaced = Mode(run.opened.regulation.validity_mode) is Mode.ROTATION
        names = ("使用期限至", "To be replaced after") if replaced else ("有效期至", "Valid until")
        dates.append(_dated(*names, last_day(run)))
    return dates


def _dated(zh: str, en: str, day: date | None) -> Json:
    name = {"name": {"zh": zh, "en": en}}
    if day is None:
        return {**name, "year": "", "month": "", "day": ""}
    return {**name, "year": f"{day.year}", "month": f"{day.month:02d}", "day": f"{day.day:02d}"}
