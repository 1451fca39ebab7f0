"""Templates: properties, elements, environments, literals."""

from __future__ import annotations

from collections.abc import Callable

from compiler.ir.function import Instr, Value
from compiler.ir.types import Kinds

from . import abi
from .emit_base import MD_INVARIANT, FunctionEmitter, Operand, boxed_constant, emits
from .emit_values import string_operand
from .llvm_text import quoted
from .place import Place


def _index_of(key: str) -> int | None:
    """The array index that a property name spells, if any."""
    if key.isascii() and key.isdigit() and (key == "0" or key[0] != "0") and len(key) <= 10 and int(key) < 2**32 - 1:
        return int(key)
    return None


def _index_operand(e: FunctionEmitter, key: str, index: int) -> str:
    return boxed_constant(index) if index < 1 << 31 else string_operand(e, key)


# -- properties ----------------------------------------------------------------------------------
# What fast_get_prop and its like are told about their operands (runtime/fast/property.c).
OBJECT_IS_CELL, VALUE_IS_NO_CELL = 1, 2


def known_cell(value: Value) -> int:
    return OBJECT_IS_CELL if value.kinds and value.kinds | Kinds.CELL == Kinds.CELL else 0


@emits("get_prop")
def _get_prop(e: FunctionEmitter, i: Instr) -> None:
    key, receiver = i.attrs["key"], e.arg(i, 0)
    index = _index_of(key)
    if index is not None:
        result = e.call("lode_get_elem", receiver, _index_operand(e, key, index))
    else:
        site = e.data.new_ic()
        general = "lode_peek_prop" if "quick" in i.attrs else "lode_get_prop"
        if e.hot():
            fast = "fast_get_length"
            operands: list[Operand] = [receiver, site]
            if key != "length":
                # Methods are in prototypes, but the functions of Math and its like are its own.
                method = i in e.callees and not (isinstance(i.args[0], Instr) and i.args[0].op.name == "get_global")
                fast = "fast_get_method" if method else "fast_get_prop"
                operands.append(str(known_cell(i.args[0])))
            e.define(i, e.guarded_by(
                i, fast, operands, lambda: e.call(general, receiver, string_operand(e, key), site)))
            return
        result = e.call(general, receiver, string_operand(e, key), site)
    e.bind(i, result)
    e.check_value(result, i)


@emits("get_super")
def _get_super(e: FunctionEmitter, i: Instr) -> None:
    home, this, key = e.arg(i, 0), e.arg(i, 1), i.attrs["key"]
    site = e.data.new_ic()
    general: list[Operand] = [home, string_operand(e, key), this, site]
    if e.hot():
        e.define(i, e.guarded(i, "fast_get_super", [home, site], "lode_get_super", general))
        return
    result = e.call("lode_get_super", *general)
    e.bind(i, result)
    e.check_value(result, i)


@emits("getter_of")
def _getter_of(e: FunctionEmitter, i: Instr) -> None:
    obj, key, site = e.arg(i, 0), string_operand(e, i.attrs["key"]), e.data.new_ic()
    if e.hot():
        e.bind(i, e.call("fast_getter_of", obj, key, site))
    else:
        e.bind(i, e.call("lode_getter_of", obj, key, site))


@emits("set_prop")
def _set_prop(e: FunctionEmitter, i: Instr) -> None:
    key, strict = i.attrs["key"], str(int(bool(i.attrs.get("strict"))))
    receiver, value = e.arg(i, 0), e.arg(i, 1)
    index = _index_of(key)
    if index is not None:
        ok = e.call("lode_set_elem", receiver, _index_operand(e, key, index), value, strict)
        e.check_ok(ok, i)
        return
    site = e.data.new_ic()
    known = known_cell(i.args[0]) | (0 if i.args[1].kinds & (Kinds.CELL | Kinds.EMPTY) else VALUE_IS_NO_CELL)
    fast = ("fast_set_prop", receiver, value, site, str(known)) if e.hot() else None
    if "quick" in i.attrs:
        store(e, i, fast, lambda: e.call("lode_poke_prop", receiver, string_operand(e, key), value, site))
        return
    store(e, i, fast, lambda: e.call("lode_set_prop", receiver, string_operand(e, key), value, site, strict))


def store(e: FunctionEmitter, i: Instr, fast: tuple[Operand, ...] | None, slow: Callable[[], str]) -> None:
    """A store by the fast path, if it is worth one and handles the operands, else by the runtime's function."""
    join = e.branch_to_slow(e.call(str(fast[0]), *fast[1:])) if fast else None
    e.check_ok(slow(), i)
    if join is not None:
        e.line(f"br label %{join}")
        e.start(join)


def _shape_site(e: FunctionEmitter, i: Instr) -> Place:
    return e.data.shape_site(i.attrs["site"], tuple(i.attrs["keys"]), tuple(i.attrs["writes"]))


@emits("has_shape")
def _has_shape(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call("fast_has_shape", e.arg(i, 0), _shape_site(e, i), str(known_cell(i.args[0]))))


@emits("learn_shape")
def _learn_shape(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call("lode_learn_shape", e.arg(i, 0), _shape_site(e, i)))


def _tbaa(e: FunctionEmitter, name: str) -> str:
    """The suffix of an access to memory that holds nothing else while no JavaScript runs: two names don't alias."""
    root = e.data.debug.node('!{!"lode"}')
    kind = e.data.debug.node(f"!{{!{quoted(name)}, {root}, i64 0}}")
    return f", !tbaa {e.data.debug.node(f'!{{{kind}, {kind}, i64 0}}')}"


def _slot_address(e: FunctionEmitter, i: Instr) -> tuple[str, str]:
    """The object and the place of its property, both as pointers."""
    place = e.at(e.data.shape_offset(i.attrs["site"], i.attrs["index"]))
    offset = e.let(f"load i32, ptr {place}{_tbaa(e, 'offset')}")
    cell = e.let(f"inttoptr i64 {e.arg(i, 0)} to ptr")
    return cell, e.let(f"getelementptr inbounds i8, ptr {cell}, i64 {e.let(f'zext nneg i32 {offset} to i64')}")


@emits("slot_load")
def _slot_load(e: FunctionEmitter, i: Instr) -> None:
    _, place = _slot_address(e, i)
    e.define(i, f"load i64, ptr {place}{_tbaa(e, 'property ' + i.attrs['key'])}")


@emits("slot_store")
def _slot_store(e: FunctionEmitter, i: Instr) -> None:
    cell, place = _slot_address(e, i)
    e.line(f"store i64 {e.arg(i, 1)}, ptr {place}{_tbaa(e, 'property ' + i.attrs['key'])}")
    if i.args[1].kinds & (Kinds.CELL | Kinds.EMPTY):
        e.call("fast_barrier", cell)


@emits("get_elem")
def _get_elem(e: FunctionEmitter, i: Instr) -> None:
    args = [e.arg(i, 0), e.arg(i, 1)]
    if "quick" in i.attrs:
        e.bind(i, e.quick(i, "fast_get_elem", args))
        return
    if e.hot():
        e.define(i, e.guarded(i, "fast_get_elem", args, "lode_get_elem", args))
        return
    result = e.call("lode_get_elem", *args)
    e.bind(i, result)
    e.check_value(result, i)


@emits("set_elem")
def _set_elem(e: FunctionEmitter, i: Instr) -> None:
    strict = str(int(bool(i.attrs.get("strict"))))
    args = (e.arg(i, 0), e.arg(i, 1), e.arg(i, 2))
    if "quick" in i.attrs:
        e.check_ok(e.call("fast_set_elem", *args), i)
        return
    store(e, i, ("fast_set_elem", *args) if e.hot() else None, lambda: e.call("lode_set_elem", *args, strict))


@emits("instanceof")
def _instanceof(e: FunctionEmitter, i: Instr) -> None:
    result = e.call("lode_instanceof", e.arg(i, 0), e.arg(i, 1), e.data.new_ic())
    e.bind(i, result)
    e.check_value(result, i)


@emits("get_global")
def _get_global(e: FunctionEmitter, i: Instr) -> None:
    function = "lode_get_global_or_undefined" if i.attrs.get("typeof") else "lode_get_global"
    name, site = string_operand(e, i.attrs["key"]), e.data.new_ic()
    if e.hot():
        e.define(i, e.guarded(i, "fast_get_global", [site], function, [name, site]))
        return
    result = e.call(function, name, site)
    e.bind(i, result)
    e.check_value(result, i)


@emits("set_global")
def _set_global(e: FunctionEmitter, i: Instr) -> None:
    strict = str(int(bool(i.attrs.get("strict"))))
    ok = e.call("lode_set_global", string_operand(e, i.attrs["key"]), e.arg(i, 0), e.data.new_ic(), strict)
    e.check_ok(ok, i)


@emits("copy_data_properties")
def _copy_data_properties(e: FunctionEmitter, i: Instr) -> None:
    keys = [e.names[a] for a in i.args[2:]]
    buffer = e.store_args(keys)
    e.check_ok(e.call("lode_copy_data_properties", e.arg(i, 0), e.arg(i, 1), str(len(keys)), buffer), i)


# -- elements, guarded before --------------------------------------------------------------------
@emits("array_length", "array_size", "array_get", "array_put", "elem_load", "string_code_at")
def _array(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call(f"fast_{i.op.name}", *(e.names[a] for a in i.args)))


# Element types in the order of the kinds (runtime/value/value.h).
_ELEMENT_TYPES = ("int8", "uint8", "uint8_clamped", "int16", "uint16", "int32", "uint32", "float16", "float32",
                  "float64")


_IN_MEMORY = {"int8": "i8", "uint8": "i8", "int16": "i16", "uint16": "i16", "int32": "i32", "uint32": "i32",
              "float32": "float", "float64": "double"}
_NAN = "0x7FF8000000000000"


@emits("typed_is", "typed_plain")
def _typed_is(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call(f"fast_{i.op.name}", e.arg(i, 0), str(_ELEMENT_TYPES.index(i.attrs["type"]))))


@emits("typed_length", "typed_data")
def _typed_view(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call(f"fast_{i.op.name}", e.arg(i, 0)))


def _element(e: FunctionEmitter, i: Instr) -> tuple[str, str]:
    """The type of an element in memory, and its place. Arrays may share memory: all have one name.

    Accesses are plain, of shared memory too: see "Shared memory" in compiler/README.md."""
    memory = _IN_MEMORY[i.attrs["type"]]
    index = e.let(f"zext nneg i32 {e.arg(i, 1)} to i64")
    return memory, e.let(f"getelementptr inbounds {memory}, ptr {e.arg(i, 0)}, i64 {index}")


@emits("typed_load_i32")
def _typed_load_i32(e: FunctionEmitter, i: Instr) -> None:
    memory, place = _element(e, i)
    load = f"load {memory}, ptr {place}{_tbaa(e, 'typed element')}"
    if memory == "i32":
        e.define(i, load)
    else:
        e.define(i, f"{'zext' if i.attrs['type'][0] == 'u' else 'sext'} {memory} {e.let(load)} to i32")


@emits("typed_load_f64")
def _typed_load_f64(e: FunctionEmitter, i: Instr) -> None:
    """NaNs of other bits than JavaScript's own can't be boxed."""
    memory, place = _element(e, i)
    value = e.let(f"load {memory}, ptr {place}{_tbaa(e, 'typed element')}")
    if memory == "float":
        value = e.let(f"fpext float {value} to double")
    e.define(i, f"select i1 {e.let(f'fcmp ord double {value}, {value}')}, double {value}, double {_NAN}")


@emits("typed_store_i32", "typed_store_f64")
def _typed_store(e: FunctionEmitter, i: Instr) -> None:
    memory, place = _element(e, i)
    value = e.arg(i, 2)
    if memory in ("i8", "i16"):
        value = e.let(f"trunc i32 {value} to {memory}")
    elif memory == "float":
        value = e.let(f"fptrunc double {value} to float")
    e.line(f"store {memory} {value}, ptr {place}{_tbaa(e, 'typed element')}")


@emits("plain_array", "iteration_intact")
def _iteration(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call(f"fast_{i.op.name}", *(e.names[a] for a in i.args)))


@emits("array_item")
def _array_item(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call("fast_array_item", e.arg(i, 0), str(i.attrs["index"])))


@emits("is_builtin")
def _is_builtin(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call(f"fast_is_builtin_{i.attrs['name']}", e.arg(i, 0)))


@emits("elements_kind")
def _elements_kind(e: FunctionEmitter, i: Instr) -> None:
    pointer = e.let(f"inttoptr i64 {e.arg(i, 0)} to ptr")
    where = e.let(f"getelementptr inbounds i8, ptr {pointer}, i64 {abi.CELL_AUX}")
    byte = e.let(f"load i8, ptr {where}")
    e.define(i, f"zext i8 {byte} to i32")


@emits("elem_store")
def _elem_store(e: FunctionEmitter, i: Instr) -> None:
    e.call("fast_elem_store", e.arg(i, 0), e.arg(i, 1), e.arg(i, 2))


# -- environments --------------------------------------------------------------------------------
@emits("new_env")
def _new_env(e: FunctionEmitter, i: Instr) -> None:
    initial = abi.JS_EMPTY if i.attrs.get("tdz") else abi.JS_UNDEFINED
    function = "fast_new_env" if e.hot() and i.attrs["size"] <= 16 else "lode_new_env"
    e.bind(i, e.call(function, e.arg(i, 0), str(i.attrs["size"]), str(initial)))


@emits("module_env")
def _module_env(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.arg(i, 0))


@emits("module_function")
def _module_function(e: FunctionEmitter, i: Instr) -> None:
    e.data.info(i.attrs["func"])
    e.data.module_functions[i.attrs["index"]] = i.attrs["func"]


@emits("import_load")
def _import_load(e: FunctionEmitter, i: Instr) -> None:
    # Linking sets the pointer before any code of the module runs.
    cell = e.let(f"load ptr, ptr {e.at(e.data.import_cell(i.attrs['index']))}, !invariant.load {MD_INVARIANT}")
    e.define(i, f"load i64, ptr {cell}")


@emits("import_meta")
def _import_meta(e: FunctionEmitter, i: Instr) -> None:
    result = e.call("lode_import_meta", e.data.desc())
    e.bind(i, result)
    e.check_value(result, i)


@emits("import_call")
def _import_call(e: FunctionEmitter, i: Instr) -> None:
    result = e.call("lode_import", e.data.desc(), e.arg(i, 0), e.arg(i, 1))
    e.bind(i, result)
    e.check_value(result, i)


@emits("function_env")
def _function_env(e: FunctionEmitter, i: Instr) -> None:
    pointer = e.let(f"inttoptr i64 {e.arg(i, 0)} to ptr")
    where = e.let(f"getelementptr inbounds i8, ptr {pointer}, i64 {abi.FUNCTION_ENV}")
    e.define(i, f"load ptr, ptr {where}")


@emits("env_parent")
def _env_parent(e: FunctionEmitter, i: Instr) -> None:
    pointer = e.arg(i, 0)
    for _ in range(i.attrs["depth"]):
        where = e.let(f"getelementptr inbounds i8, ptr {pointer}, i64 {abi.ENV_PARENT}")
        pointer = e.let(f"load ptr, ptr {where}")
    e.bind(i, pointer)


@emits("env_load")
def _env_load(e: FunctionEmitter, i: Instr) -> None:
    offset = abi.ENV_VALUES + 8 * i.attrs["index"]
    where = e.let(f"getelementptr inbounds i8, ptr {e.arg(i, 0)}, i64 {offset}")
    e.define(i, f"load i64, ptr {where}")


@emits("env_store")
def _env_store(e: FunctionEmitter, i: Instr) -> None:
    e.call("fast_env_store", e.arg(i, 0), str(i.attrs["index"]), e.arg(i, 1))


# -- functions, classes, literals ----------------------------------------------------------------
@emits("closure")
def _closure(e: FunctionEmitter, i: Instr) -> None:
    result = e.call("lode_closure", e.data.info(i.attrs["func"]), e.arg(i, 0))
    e.bind(i, result)


@emits("new_class")
def _new_class(e: FunctionEmitter, i: Instr) -> None:
    result = e.call("lode_new_class", e.data.info(i.attrs["func"]), e.arg(i, 0), e.arg(i, 1))
    e.bind(i, result)
    e.check_value(result, i)


@emits("new_object")
def _new_object(e: FunctionEmitter, i: Instr) -> None:
    keys = tuple(i.attrs["keys"])
    if not keys:
        e.bind(i, e.call("lode_new_object"))
        return
    buffer = e.store_args([e.names[a] for a in i.args])
    site = e.data.new_literal(keys)
    if e.hot() and len(keys) <= 16:
        e.bind(i, e.call("fast_new_literal", site, buffer, str(len(keys))))
    else:
        e.bind(i, e.call("lode_new_literal", site, buffer))


_SMALL_ARRAY = 16


@emits("new_array")
def _new_array(e: FunctionEmitter, i: Instr) -> None:
    buffer = e.store_args([e.names[a] for a in i.args])
    function = "fast_new_array" if e.hot() and 0 < len(i.args) <= _SMALL_ARRAY else "lode_new_array"
    e.bind(i, e.call(function, str(len(i.args)), buffer))


@emits("concat")
def _concat(e: FunctionEmitter, i: Instr) -> None:
    result = e.call("lode_concat", str(len(i.args)), e.store_args([e.names[a] for a in i.args]))
    e.bind(i, result)
    e.check_value(result, i)


@emits("template_object")
def _template_object(e: FunctionEmitter, i: Instr) -> None:
    site = e.data.new_template(tuple(i.attrs["cooked"]), tuple(i.attrs["raw"]))
    result = e.call("lode_template_object", site)
    e.bind(i, result)
    e.check_value(result, i)


@emits("arguments_mapped")
def _arguments_mapped(e: FunctionEmitter, i: Instr) -> None:
    slots = list(i.attrs["slots"])
    operands = [e.names[a] for a in i.args]
    e.bind(i, e.call("lode_arguments_mapped", *operands, str(len(slots)), e.data.int_table(slots)))
