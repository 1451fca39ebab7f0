"""Layouts and constants of the runtime that compiled code relies on.

One table; ``static_asserts()`` turns it into C that fails to compile when a header disagrees (tests/test_backend.py
compiles it).
"""

from __future__ import annotations

import struct

from compiler.ir.function import EMPTY, ITER_DONE, UNDEFINED

# -- values (value/value.h) ----------------------------------------------------------------------------------------
JS_EMPTY = 0x00
JS_NULL = 0x02
JS_FALSE = 0x06
JS_TRUE = 0x07
JS_UNDEFINED = 0x0A
JS_ITER_DONE = 0x12
INT32_TAG = 0xFFFE000000000000
DOUBLE_OFFSET = 0x0002000000000000
NOT_CELL_MASK = INT32_TAG | 0x02

# -- cells, objects, functions, environments -----------------------------------------------------------------------
CELL_KIND = 4
CELL_FLAGS = 5
CELL_AUX = 6
OBJECT_ELEMENTS = 8
FUNCTION_CODE = 16
FUNCTION_ENV = 32
ENV_PARENT = 8
ENV_VALUES = 16

# -- the isolate ---------------------------------------------------------------------------------------------------
ISO_EXCEPTION = 16
ISO_STACK_LIMIT = 24
ISO_TAIL_LIMIT = 64
ISO_TAIL_INTEGER = 112
ISO_TAIL_VECTOR = 152
FIRST_PLACE = 16 << 10  # where the cells of compiled modules begin
ISOLATE_SIZE = 1 << 30  # address space, the cells included

# -- static data: LLVM types whose layout is the C structs' ----------------------------------------------------------
STRUCTS = {
    # JsConst: data, length, kind
    "JsConst": "{ ptr, i32, i32 }",
    # JsFunctionInfo: code, module, name, name_length, flags, length, slots_hint, source_start, source_end, line, column
    "JsFunctionInfo": "{ ptr, ptr, ptr, i32, i32, i16, i16, i32, i32, i32, i32 }",
    # JsCodeRange: start, info, lines, size, line_count, this_offset, reserved
    "JsCodeRange": "{ ptr, ptr, ptr, i32, i32, i32, i32 }",
    # JsModuleDesc: path, entry, source, source_length, flags, consts, const_cells, const_count, ic_count, ics,
    # templates, template_count, literal_count, literals, ranges, range_count, shape_site_count, shapes, unit,
    # split, offset_count, esm, offsets, literal_rows, template_rows, shape_rows
    "JsModuleDesc": "{ ptr, ptr, ptr, i32, i32, ptr, i64, i32, i32, i64, i64, i32, i32, i64, ptr, i32, i32, i64, ptr, "
                    "i32, i32, ptr, i64, ptr, ptr, ptr }",
    # JsEsmFunction: info, slot
    "JsEsmFunction": "{ ptr, i32 }",
    # JsEsmDesc: requests, attributes, imports, exports, stars, variables, functions, cells, request_count,
    # import_count, export_count, star_count, variable_count, function_count, size, flags
    "JsEsmDesc": "{ ptr, ptr, ptr, ptr, ptr, ptr, ptr, i64, i32, i32, i32, i32, i32, i32, i32, i32 }",
}
SIZES = {"JsIC": 48, "JsConst": 16, "JsLiteralSite": 16, "JsTemplateSite": 32, "JsFunctionInfo": 56, "JsCodeRange": 40,
         "JsShapeSite": 32, "int32_t": 4, "JsModuleDesc": 168, "JsEsmFunction": 16, "JsEsmDesc": 96, "JsEsmRequest": 12,
         "JsEsmImport": 16, "JsEsmExport": 24, "JsLine": 12, "JsValue": 8}
CONST_LATIN1, CONST_UTF16, CONST_UNDEFINED, CONST_BIGINT = 0, 1, 2, 3
NAME_UTF16 = 0x80000000
FN_CLASS = 0x0008
FN_MODULE = 0x0400
MODULE_NATIVE = 0x01
AWAIT_ROW = 0x80000000
MODULE_SCRIPT = 0x02
MODULE_PRINTS = 0x04
MODULE_IMPORTS = 0x08
ESM_NONE = 0xFFFFFFFF  # no request, name or slot
ESM_ASYNC = 0x01

_OFFSETS: dict[str, dict[str, int]] = {
    "JsCell": {"shape": 0, "kind": CELL_KIND, "flags": CELL_FLAGS, "aux": CELL_AUX, "gc": 7},
    "JsObject": {"elements": OBJECT_ELEMENTS, "slots": 16},
    "JsFunction": {"code": FUNCTION_CODE, "env": FUNCTION_ENV},
    "JsEnv": {"parent": ENV_PARENT, "values": ENV_VALUES},
    "JsIsolate": {"alloc_cursor": 0, "alloc_limit": 8, "exception": ISO_EXCEPTION, "stack_limit": ISO_STACK_LIMIT,
                  "tail_limit": ISO_TAIL_LIMIT, "tail.integer": ISO_TAIL_INTEGER, "tail.vector": ISO_TAIL_VECTOR},
    "JsIC": {"shape": 0, "offset": 4, "slot": 8, "new_shape": 16, "misses": 20, "state": 22, "flags": 23, "ways": 24,
             "own": 32, "proto": 36},
    "JsConst": {"data": 0, "length": 8, "kind": 12},
    "JsLiteralSite": {"shape": 0, "count": 4, "keys": 8},
    "JsTemplateSite": {"object": 0, "count": 8, "cooked": 16, "raw": 24},
    "JsFunctionInfo": {"code": 0, "module": 8, "name": 16, "name_length": 24, "flags": 28, "length": 32,
                       "slots_hint": 34, "source_start": 36, "source_end": 40, "line": 44, "column": 48},
    "JsLine": {"pc_offset": 0, "line": 4, "column": 8},
    "JsCodeRange": {"start": 0, "info": 8, "lines": 16, "size": 24, "line_count": 28, "this_offset": 32},
    "JsModuleDesc": {"path": 0, "entry": 8, "source": 16, "source_length": 24, "flags": 28, "consts": 32,
                     "const_cells": 40, "const_count": 48, "ic_count": 52, "ics": 56, "templates": 64,
                     "template_count": 72, "literal_count": 76, "literals": 80, "ranges": 88, "range_count": 96,
                     "shape_site_count": 100, "shapes": 104, "unit": 112, "split": 120, "offset_count": 124, "esm": 128,
                     "offsets": 136, "literal_rows": 144, "template_rows": 152, "shape_rows": 160},
    "JsShapeSite": {"shape": 0, "count": 4, "misses": 6, "keys": 8, "offsets": 16, "writes": 24},
    "JsEsmFunction": {"info": 0, "slot": 8},
    "JsEsmRequest": {"specifier": 0, "first_attribute": 4, "attribute_count": 8},
    "JsEsmImport": {"request": 0, "name": 4, "line": 8, "column": 12},
    "JsEsmExport": {"name": 0, "slot": 4, "request": 8, "import_name": 12, "line": 16, "column": 20},
    "JsEsmDesc": {"requests": 0, "attributes": 8, "imports": 16, "exports": 24, "stars": 32, "variables": 40,
                  "functions": 48, "cells": 56, "request_count": 64, "import_count": 68, "export_count": 72,
                  "star_count": 76, "variable_count": 80, "function_count": 84, "size": 88, "flags": 92},
}
_VALUES = {
    "JS_EMPTY": JS_EMPTY, "JS_NULL": JS_NULL, "JS_FALSE": JS_FALSE, "JS_TRUE": JS_TRUE, "JS_UNDEFINED": JS_UNDEFINED,
    "JS_ITER_DONE": JS_ITER_DONE, "JS_INT32_TAG": INT32_TAG, "JS_DOUBLE_OFFSET": DOUBLE_OFFSET,
    "JS_NOT_CELL_MASK": NOT_CELL_MASK, "JS_CONST_LATIN1": CONST_LATIN1, "JS_CONST_UTF16": CONST_UTF16,
    "JS_CONST_UNDEFINED": CONST_UNDEFINED, "JS_CONST_BIGINT": CONST_BIGINT,
    "JS_MODULE_NATIVE": MODULE_NATIVE, "JS_AWAIT_ROW": AWAIT_ROW, "JS_MODULE_SCRIPT": MODULE_SCRIPT,
    "JS_MODULE_PRINTS": MODULE_PRINTS, "JS_MODULE_IMPORTS": MODULE_IMPORTS, "JS_ESM_NONE": ESM_NONE,
    "JS_ESM_ASYNC": ESM_ASYNC, "JS_FN_CLASS": FN_CLASS, "JS_FN_MODULE": FN_MODULE, "JS_FIRST_PLACE": FIRST_PLACE,
    "JS_ISOLATE_SIZE": ISOLATE_SIZE,
}


def static_asserts() -> str:
    """C source that compiles exactly if the headers agree with this file."""
    lines = ['#include "modules/esm.h"', '#include "isolate.h"']
    for struct_name, fields in _OFFSETS.items():
        for name, offset in fields.items():
            lines.append(f'_Static_assert(offsetof({struct_name}, {name}) == {offset}, "{struct_name}.{name}");')
    for name, size in SIZES.items():
        lines.append(f'_Static_assert(sizeof({name}) == {size}, "sizeof {name}");')
    for name, value in _VALUES.items():
        lines.append(f'_Static_assert({name} == {value}ull, "{name}");')
    return "\n".join(lines) + "\n"


def signed64(bits: int) -> int:
    """bits as LLVM prints an i64."""
    return bits - (1 << 64) if bits >> 63 else bits


def double_bits(value: float) -> int:
    if value != value:
        return 0x7FF8000000000000  # the only NaN that boxing admits
    return int.from_bytes(struct.pack("<d", value), "little")


def boxed(value: object) -> int:
    """The boxed JsValue of a ``const`` attribute, unsigned."""
    if value is None:
        return JS_NULL
    if value is UNDEFINED:
        return JS_UNDEFINED
    if value is EMPTY:
        return JS_EMPTY
    if value is ITER_DONE:
        return JS_ITER_DONE
    if value is True:
        return JS_TRUE
    if value is False:
        return JS_FALSE
    if isinstance(value, int):
        if not -(1 << 31) <= value < 1 << 31:
            raise ValueError(f"const {value} is no int32")
        return INT32_TAG | (value & 0xFFFFFFFF)
    if isinstance(value, float):
        return (double_bits(value) + DOUBLE_OFFSET) & 0xFFFFFFFFFFFFFFFF
    raise TypeError(f"no constant: {value!r}")
