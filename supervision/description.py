"""The description of the interface as a page: made from the OpenAPI document, without a script or a request elsewhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

if TYPE_CHECKING:
    from collections.abc import Iterator

STYLE: Final = (
    "body{font-family:system-ui,'Noto Sans CJK SC',sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;line-height:1.5;"
    "color:#1b1f24;background:#fff}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;"
    "padding:.25rem .5rem;border-bottom:1px solid #c9d1d9}code{font-size:.95em}h3{margin-top:2rem}"
)
POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

description = APIRouter()


@description.get("/docs", response_class=HTMLResponse, include_in_schema=False)
def show(request: Request) -> HTMLResponse:
    """The page."""
    return HTMLResponse(page(request.app.openapi()), headers={"Content-Security-Policy": POLICY})


def page(document: dict[str, Any]) -> str:
    """An OpenAPI document as HTML."""
    about = document["info"]
    paths = "".join(_operations(document["paths"]))
    schemas = "".join(_schema(name, of) for name, of in sorted(document["components"]["schemas"].items()))
    text = "".join(f"<p>{escape(part)}</p>" for part in about["description"].strip().split("\n\n"))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(about["title"])}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head><body>'
        f'<h1>{escape(about["title"])}</h1>{text}<p><a href="/openapi.json">openapi.json</a></p><h2>Paths</h2>{paths}'
        f"<h2>Schemas</h2>{schemas}</body></html>"
    )


def _operations(paths: dict[str, Any]) -> Iterator[str]:
    for path, methods in paths.items():
        for method, of in methods.items():
            parameters = "".join(
                f"<tr><td><code>{escape(p['name'])}</code></td><td>{p['in']}</td><td>{_type(p['schema'])}</td></tr>"
                for p in of.get("parameters", ())
            )
            content = of.get("requestBody", {}).get("content", {})
            body = "".join(f"<p>Content: <code>{escape(m)}</code> {_type(c['schema'])}</p>" for m, c in content.items())
            answers = "".join(
                f"<tr><td>{status}</td><td>{escape(a['description'])}</td><td>{_content(a)}</td></tr>"
                for status, a in of["responses"].items()
            )
            yield (
                f"<h3><code>{method.upper()} {escape(path)}</code></h3><p>{escape(of.get('description', ''))}</p>"
                f"{f'<table>{parameters}</table>' if parameters else ''}{body}<table>{answers}</table>"
            )


def _schema(name: str, of: dict[str, Any]) -> str:
    wanted = of.get("required", ())
    rows = "".join(
        f"<tr><td><code>{escape(field)}</code></td><td>{'required' if field in wanted else ''}</td><td>{_type(kind)}</td>"
        f"<td>{escape(kind.get('description', ''))}</td></tr>"
        for field, kind in of.get("properties", {}).items()
    )
    return f'<h3 id="{escape(name)}">{escape(name)}</h3><p>{escape(of.get("description", ""))}</p><table>{rows}</table>'


def _content(answer: dict[str, Any]) -> str:
    return " ".join(_type(c.get("schema", {})) for c in answer.get("content", {}).values())


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f'<a href="#{name}">{name}</a>'
    if "items" in schema:
        return f"list of {_type(schema['items'])}"
    if "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        return " | ".join(f"<code>{escape(str(v))}</code>" for v in values)
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    said = escape(schema.get("type", ""))
    return f"{said} <code>{escape(schema['pattern'])}</code>" if "pattern" in schema else said
