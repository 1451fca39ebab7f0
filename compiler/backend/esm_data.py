"""The static data of an ES module: JsEsmDesc and its tables (runtime/modules/esm.h)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import abi
from .names import data_symbol

if TYPE_CHECKING:
    from .data import ModuleData


def esm_tables(data: ModuleData) -> list[str]:
    """LLVM text of the tables and the JsEsmDesc; adds the names to the module's constants."""
    record = data.module.esm
    assert record is not None
    position = data.debug.map.position
    attributes: list[list[int]] = []
    requests = []
    for request in record.requests:
        requests.append([data.constant(request.specifier), len(attributes), len(request.attributes)])
        attributes += [[data.constant(key), data.constant(value)] for key, value in request.attributes]
    imports = [[e.request, _name(data, e.name), *position(e.pos)] for e in record.imports]
    exports = [[data.constant(e.name), e.slot, e.request, _name(data, e.import_name), *position(e.pos)]
               for e in record.exports]
    tables = {
        "requests": requests, "attributes": attributes, "import_entries": imports, "exports": exports,
        "stars": [[n] for n in record.stars], "variables": [[n] for n in record.variables],
    }
    out = [_integers(data, name, rows) for name, rows in tables.items()]
    functions = sorted(data.module_functions.items())
    rows = ", ".join(f"%JsEsmFunction {{ ptr {data.info(function)}, i32 {slot} }}" for slot, function in functions)
    body = f"[ {rows} ]" if rows else "zeroinitializer"
    symbol = f"@{data_symbol(data.module, 'functions')}"
    out.append(f"{symbol} = hidden constant [{max(len(functions), 1)} x %JsEsmFunction] {body}, align 8")
    fields = [f"ptr @{data_symbol(data.module, t)}" for t in (*tables, "functions")]
    fields.append(data.place("imports"))
    counts = [len(requests), len(imports), len(exports), len(record.stars), len(record.variables), len(functions),
              record.size, abi.ESM_ASYNC if record.is_async else 0]
    fields += [f"i32 {n}" for n in counts]
    out.append(f"@{data_symbol(data.module, 'esm')} = hidden constant %JsEsmDesc {{ {', '.join(fields)} }}, align 8")
    return out


def _name(data: ModuleData, name: str | None) -> int:
    return abi.ESM_NONE if name is None else data.constant(name)


def _integers(data: ModuleData, name: str, rows: list[list[int]]) -> str:
    """A table of structs of 32-bit members."""
    values = [n & 0xFFFFFFFF for row in rows for n in row]
    body = f"[ {', '.join(f'i32 {n}' for n in values)} ]" if values else "zeroinitializer"
    return f"@{data_symbol(data.module, name)} = hidden constant [{max(len(values), 1)} x i32] {body}, align 8"
