"""A DCC of version 3.3.0, from what it states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from reports.dcc.building import child, marked, texts, worded
from reports.dcc.names import NAMESPACES, ROOT, VERSION
from reports.dcc.write_quantities import put_quantity, put_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.dcc.model import Contact, Dcc, Measurement, Quantity, Result, Thing, Told
    from reports.dcc.names import Words

_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"


def write_tree(dcc: Dcc) -> Any:
    """The certificate as a tree; its root."""
    names = NAMESPACES | {"xsi": "http://www.w3.org/2001/XMLSchema-instance"}
    root = etree.Element(ROOT, nsmap=names, schemaVersion=VERSION)
    root.set(_SCHEMA, f"{NAMESPACES['dcc']} https://ptb.de/dcc/v{VERSION}/dcc.xsd")
    about = child(root, "administrativeData")
    _software(about, "dccSoftware", dcc.software)
    _core(child(about, "coreData"), dcc)
    items = child(about, "items")
    for thing in dcc.items:
        _thing(child(items, "item"), thing, "item")
    laboratory = child(about, "calibrationLaboratory")
    texts(laboratory, "calibrationLaboratoryCode", [dcc.laboratory.code])
    _contact(child(laboratory, "contact"), dcc.laboratory)
    people = child(about, "respPersons")
    for place, (name, role) in enumerate(dcc.people):
        made = child(people, "respPerson")
        worded(child(made, "person"), "name", name, needed=True)
        texts(made, "role", [role])
        texts(made, "mainSigner", ["true" if place == 0 else ""])
    _contact(child(about, "customer"), dcc.customer)
    _list(about, "statements", "statement", dcc.statements)
    results = child(root, "measurementResults")
    for measurement in dcc.measurements:
        _measurement(child(results, "measurementResult"), measurement)
    return root


def to_bytes(root: Any) -> bytes:
    """A tree as a file. A signed tree is not to be laid out: its white space is signed."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def laid_out(root: Any) -> Any:
    """The tree with a line for each element, as people read it; its root."""
    etree.indent(root)
    return root


def _software(parent: Any, name: str, entries: Sequence[tuple[Words, str]]) -> None:
    listed = child(parent, name)
    for called, release in entries:
        made = child(listed, "software")
        worded(made, "name", called, needed=True)
        child(made, "release", release)


def _core(core: Any, dcc: Dcc) -> None:
    child(core, "countryCodeISO3166_1", dcc.country)
    texts(core, "usedLangCodeISO639_1", dcc.languages)
    texts(core, "mandatoryLangCodeISO639_1", dcc.mandatory)
    child(core, "uniqueIdentifier", dcc.number)
    texts(core, "receiptDate", [dcc.received])
    child(core, "beginPerformanceDate", dcc.begin)
    child(core, "endPerformanceDate", dcc.end)
    child(core, "performanceLocation", dcc.place)
    texts(core, "issueDate", [dcc.issued])
    if dcc.replaces:
        changed = child(core, "reportAmendedSubstituted")
        child(changed, "typeOfChange", "substituted")
        child(changed, "replacedUniqueIdentifier", dcc.replaces)


def _measurement(made: Any, measurement: Measurement) -> None:
    marked(made, measurement.kinds)
    worded(made, "name", measurement.name, needed=True)
    _list(made, "usedMethods", "usedMethod", measurement.methods)
    if measurement.software:
        _software(made, "usedSoftware", measurement.software)
    if measurement.equipment:
        listed = child(made, "measuringEquipments")
        for thing in measurement.equipment:
            _thing(child(listed, "measuringEquipment"), thing, "measuringEquipment")
    _list(made, "influenceConditions", "influenceCondition", measurement.conditions)
    results = child(made, "results")
    for result in measurement.results:
        _result(child(results, "result"), result)
    _list(made, "measurementMetaData", "metaData", measurement.remarks)


def _result(made: Any, result: Result) -> None:
    marked(made, result.kinds)
    worded(made, "name", result.name, needed=True)
    data = child(made, "data")
    worded(data, "text", result.said)
    for table in result.tables:
        put_table(data, table)


def _list(parent: Any, name: str, each: str, entries: Sequence[Told]) -> None:
    if entries:
        listed = child(parent, name)
        for told in entries:
            _told(marked(child(listed, each), told.kinds), told, each)


def _told(made: Any, told: Told, element: str) -> None:
    plain = element in {"usedMethod", "influenceCondition"}  # the others are statements
    worded(made, "name", told.name, needed=plain)
    if plain:
        worded(made, "description", told.said)
    if element == "usedMethod":
        texts(made, "norm", told.norms)
        texts(made, "reference", told.references)
        _quantities(made, "usedMethodQuantities", "usedMethodQuantity", told.quantities)
        return
    if element == "influenceCondition":
        texts(made, "status", [told.status])
        data = child(made, "data")
        if not told.quantities:
            worded(data, "text", told.said, needed=True)
    else:
        texts(made, "norm", told.norms)
        texts(made, "reference", told.references)
        worded(made, "declaration", told.said)
        texts(made, "date", [told.date])
        if told.conformity:
            name = "conformity" if len(told.conformity) == 1 else "conformityXMLList"
            child(made, name, " ".join(told.conformity))
        data = child(made, "data") if told.quantities else None
    for quantity in told.quantities:
        put_quantity(data, quantity)
    texts(made, "nonSIDefinition", [told.definition])
    texts(made, "nonSIUnit", [told.unit])


def _thing(made: Any, thing: Thing, element: str) -> None:
    marked(made, thing.kinds)
    worded(made, "name", thing.name, needed=True)
    worded(made, "description", thing.said)
    if thing.maker:
        worded(child(made, "manufacturer"), "name", thing.maker)
    texts(made, "model", [thing.model])
    if thing.numbers or element == "item":
        listed = child(made, "identifications")
        for issuer, number in thing.numbers or (("other", "–"),):
            found = child(listed, "identification")
            child(found, "issuer", issuer)
            child(found, "value", number or "–")
    _quantities(made, f"{element}Quantities", f"{element}Quantity", thing.quantities)


def _quantities(parent: Any, name: str, each: str, quantities: Sequence[Quantity]) -> None:
    if quantities:
        listed = child(parent, name)
        for quantity in quantities:
            put_quantity(listed, quantity, each)


def _contact(made: Any, contact: Contact) -> None:
    worded(made, "name", contact.name, needed=True)
    texts(made, "eMail", [contact.mail])
    texts(made, "phone", [contact.phone])
    location = child(made, "location")
    for name, text in (("city", contact.city), ("countryCode", contact.country), ("postCode", contact.post_code),
                       ("street", contact.street)):  # fmt: skip
        texts(location, name, [text])
    worded(location, "further", contact.further, needed=len(location) == 0)
