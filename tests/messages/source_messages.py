"""The messages that the packages make: sentences in English outside `Text(zh, en)`, as forms with numbered fields."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SENTENCE = re.compile(r"[A-Za-z]{2,}[,;:]? [A-Za-z{(]|\} [a-z]{2,}|[a-z]{3,} ?\{")
NO_SENTENCE = re.compile(
    r"[\u4e00-\u9fff]| \| |<|#|::|^[A-Z0-9:, _.]+$|^[A-Z0-9:,_ ]+\{|^(SELECT|INSERT|CREATE|BEGIN|REVOKE) |"
    r"^(DELETE|PRAGMA|\nCREATE|steelyard|pip|bold) |\[bold|^\W*$"
)
"""Texts in two languages, SQL, SCPI, addresses, pictures, command lines, styles."""
IN_TWO_LANGUAGES = {
    "Text", "Finding", "NotAnAnswer", "Doubt", "Problem", "Limitation", "Unit", "of", "wording", "command", "reading",
    "Source", "compile", "write_text", "Thread", "info", "warning", "cast", "Column", "item", "removeprefix", "held",
}  # fmt: skip
"""Calls whose strings are no messages in English only."""
PLACES = {
    "drivers": ("simulation/", "roles/anti_fraud",
                "roles/electricity", "roles/flow", "roles/mass", "roles/medical", "roles/meters",
                "roles/appliances",
                "roles/packages", "roles/people", "roles/power", "roles/pressure", "roles/temperature", "roles/vessels",
                "pressure/pace_instrument",
                "temperature/hart_instrument"),
    "exchange": ("forms.py", "sample_forms.py", "envelope.py", "request_signature.py"),
    "inputs": (), "messages": (), "monitoring": ("tables.py",),
    "records": ("migrations/", "schema.py", "guards.py", "audit.py", "audit_campaign.py"),
    "registers": (),
    "procedures": ("kit/terms", "campaigns/type_evaluation/",
                   "mass/jjg_539", "mass/pricing", "mass/r76/", "concentration/", "electricity/",
                   "energy/", "flow/", "heat/", "investigations/",
                   "kit/read_laws", "medical/", "moisture/", "motion/", "packages/", "pressure/", "temperature/",
                   "vessels/"),
    "reports": ("content/", "anti_fraud.py", "unfinished.py", "work_words.py", "record/rows", "record/cover",
                "record/course", "fonts.py", "lot.py", "material.py",
                "campaign.py", "case.py", "sections.py", "plots.py"),
    "sequencer": ("reevaluation/conclusion_index",),
    "services": ("uncertainty/statement", "uncertainty/vector_statement", "uncertainty/plot"),
}  # fmt: skip
"""Packages whose sentences are messages, and their modules that hold texts in two languages or of a protocol.

Not `supervision`: what it describes to programs is English, and what it answers is in both languages.
"""
RAISING = ("metrology/calibration", "metrology/decision", "metrology/limits", "metrology/uncertainty",
           "metrology/units", "metrology/exact.py", "metrology/rounding.py", "procedures/mass", "procedures/flow",
           "procedures/heat", "procedures/motion", "procedures/campaigns",
           "procedures/packages", "procedures/vessels",
           "drivers/simulation", "exchange/forms.py", "exchange/sample_forms.py")  # fmt: skip
"""Where only what is raised is a message: libraries that a command hands a person's input to."""


def source_messages() -> dict[str, str]:
    """Form of every message to the place where it is made."""
    found: dict[str, str] = {}
    for package, others in PLACES.items():
        for file in sorted((ROOT / package).rglob("*.py")):
            if not str(file.relative_to(ROOT / package)).startswith(others or ("?",)):
                found |= {form: f"{file.relative_to(ROOT)}:{line}" for line, form in messages(file)}
    for place in RAISING:
        path = ROOT / place
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            found |= {form: f"{file.relative_to(ROOT)}:{line}" for line, form in messages(file, raised=True)}
    return found


def form_of(node: ast.Constant | ast.JoinedStr) -> str:
    """A string or f-string as the form that the catalogue knows it by."""
    parts = [node] if isinstance(node, ast.Constant) else node.values
    form, fields = "", 0
    for part in parts:
        if isinstance(part, ast.Constant):
            form += str(part.value).replace("{", "{{").replace("}", "}}")
        else:
            form, fields = f"{form}{{{fields}}}", fields + 1
    return form


def messages(file: Path, *, raised: bool = False) -> Iterator[tuple[int, str]]:
    """Line and form of each sentence in a module, docstrings and two-language texts aside."""
    tree = ast.parse(file.read_text("utf-8"))
    left_out = {id(node) for found in ast.walk(tree) for node in _left_out(found)}
    roots = [n.exc for n in ast.walk(tree) if isinstance(n, ast.Raise) and n.exc] if raised else [tree]
    for node in (node for root in roots for node in ast.walk(root)):
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            form = form_of(node)
            if id(node) not in left_out and SENTENCE.search(form) and not NO_SENTENCE.search(form):
                yield node.lineno, form


def _left_out(node: ast.AST) -> Iterator[ast.AST]:
    """What is no message: docstrings, annotations, texts in two languages, pieces of an f-string."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in IN_TWO_LANGUAGES:
        for argument in [*node.args, *(k.value for k in node.keywords)]:
            yield from ast.walk(argument)
    elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {"en", "zh", "(zh, en)"}:
        yield from ast.walk(node.value)
    elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
        yield from ast.walk(node.annotation)
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield part
            if isinstance(part, ast.FormattedValue) and part.format_spec is not None:
                yield part.format_spec
