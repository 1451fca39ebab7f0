"""Templates: calls, and the functions around a body: direct and uniform entries."""

from __future__ import annotations

from compiler.ir.function import Function, Instr, Value
from compiler.ir.types import ANY, BOOL, F64, I32, VOID, Repr

from . import abi, emit_tail_calls
from .declarations import INTRINSICS
from .emit_base import LLVM_TYPE, MD_RSP, MD_UNLIKELY, BackendError, FunctionEmitter, direct_result_type, emits
from .emit_values import string_operand
from .names import code_symbol, uniform_symbol

_RT_REPR: dict[str, Repr] = {"i32": I32, "f64": F64, "bool": BOOL}


@emits("call", "construct")
def _call(e: FunctionEmitter, i: Instr) -> None:
    values = [e.names[a] for a in i.args[2:]]
    intrinsic = _intrinsic(i) if e.hot() else None
    tail = "tail" in i.attrs

    def ordinary(function: str) -> str:
        text = string_operand(e, i.attrs.get("text"))
        buffer = e.store_args(values)
        count = str(len(values))
        rest = (text, count, buffer) if tail else (count, buffer, text)
        return e.call(function, e.arg(i, 0), e.arg(i, 1), *rest)

    if intrinsic is not None:
        operands = [e.arg(i, 0), e.arg(i, 1), *(_number_operand(e, intrinsic, a) for a in i.args[2:])]
        e.define(i, e.guarded_by(i, intrinsic, operands, lambda: ordinary("lode_tail_call" if tail else "lode_call")))
        return
    what = "construct" if i.op.name == "construct" else "tail_call" if tail else "call"
    result = ordinary(f"fast_{what}" if e.hot() and what != "construct" else f"lode_{what}")
    e.bind(i, result)
    e.check_value(result, i)


_ANY_BOXING = frozenset(f"fast_intrinsic_{name}" for name in ("sqrt", "floor", "ceil", "trunc"))


def _number_operand(e: FunctionEmitter, intrinsic: str, value: Value) -> str:
    """The operand of a fast path. Where it is all the same how a number is boxed: as a double, which is unboxed for
    nothing, and not as what boxing decides at run time."""
    if intrinsic in _ANY_BOXING and isinstance(value, Instr) and value.op.name == "box_number":
        bits = e.let(f"bitcast double {e.arg(value, 0)} to i64")
        return e.let(f"add i64 {bits}, {abi.DOUBLE_OFFSET}")
    return e.names[value]


def _intrinsic(call: Instr) -> str | None:
    """The fast path of the built-in that the call may be of, going by the name of the method and the arguments."""
    callee = call.args[0]
    if call.op.name != "call" or not isinstance(callee, Instr) or callee.op.name != "get_prop":
        return None
    return INTRINSICS.get((callee.attrs["key"], len(call.args) - 2))


@emits("call_direct")
def _call_direct(e: FunctionEmitter, i: Instr) -> None:
    target: Function = i.attrs["func"]
    if [a.repr for a in i.args] != [p.repr for p in target.params]:
        raise BackendError(f"{e.function.symbol}: the operands of call_direct don't match {target.symbol}'s parameters")
    e.calls_out = True
    result = direct_result_type(target)
    e.data.reference(target)
    operands = [e.typed(a) for a in i.args]
    if "tail" in i.attrs:
        e.counter += 1
        e.data.used.update(emit_tail_calls.RUNTIME)
        e.lines += emit_tail_calls.replacing_direct_call(e.function, target, operands, e.counter, e.dbg)
        e.label = f"tc{e.counter}.go"
    args = ", ".join(["ptr %iso", *operands])
    text = f"call fastcc {result} @{code_symbol(target)}({args}){e.dbg}"
    if result == "void":
        e.line(text)
        return
    value = e.let(text)
    if target.result is ANY:
        e.bind(i, value)
        if target.may_throw:
            e.check_value(value, i)
    elif not target.may_throw:
        e.bind(i, value)
    elif target.result is VOID:
        e.check_threw(value, i)
    else:
        e.check_threw(e.let(f"extractvalue {result} {value}, 1"), i)
        e.define(i, f"extractvalue {result} {value}, 0")


_IN_TAIL_POSITION = {"lode_call_spread": "lode_tail_call_spread"}
# Runtime functions with a fast path.
_FAST_RT = {"lode_iter_next": "fast_iter_next"}


@emits("rt")
def _rt(e: FunctionEmitter, i: Instr) -> None:
    fn = e.data.runtime_function(i.attrs["name"])
    if "tail" in i.attrs:
        fn = e.data.runtime_function(_IN_TAIL_POSITION[fn.name])
    if fn.name in _FAST_RT and e.hot():
        operands = [e.names[a] for a in i.args]
        e.define(i, e.guarded(i, _FAST_RT[fn.name], operands, fn.name, operands))
        return
    result = e.call(fn.name, *(e.names[a] for a in i.args))
    if result:
        e.bind(i, result)
    if not fn.throws:
        return
    if fn.result == "value":
        e.check_value(result, i)
    elif fn.result == "ok":
        e.check_ok(result, i)
    elif fn.result == "void":
        e.always_throws(i)
    else:
        raise BackendError(f"{fn.name}: a throwing function must return value, ok or void")


@emits("argv_load")
def _argv_load(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call("fast_arg", e.arg(i, 0), e.arg(i, 1), str(i.attrs["index"])))


# -- entries -------------------------------------------------------------------------------------
UNIFORM_PARAMS = "ptr %iso, i64 %callee, i64 %this, i64 %new_target, i32 %argc, ptr %argv"


def _prologue(e: FunctionEmitter) -> list[str]:
    """The argument buffer, and the stack check of functions that call."""
    lines = ["  %iso.address = ptrtoint ptr %iso to i64"]
    if e.argv_size:
        lines.append(f"  %argbuf = alloca [{e.argv_size} x i64], align 16")
    if not e.calls_out or not e.function.may_throw:
        return lines
    e.uses_throw_exit = True
    e.data.used.add("lode_stack_overflow")
    lines += [
        f"  %sp = call i64 @llvm.read_register.i64(metadata {MD_RSP})",
        f"  %limit.at = getelementptr inbounds i8, ptr %iso, i64 {abi.ISO_STACK_LIMIT}",
        "  %limit = load i64, ptr %limit.at",
        "  %exhausted = icmp ult i64 %sp, %limit",
        f"  br i1 %exhausted, label %overflow, label %go, !prof {MD_UNLIKELY}",
        "overflow:",
        f"  call void @lode_stack_overflow(ptr %iso){e.dbg}",
        "  br label %throw_exit",
        "go:",
    ]
    return lines


def _load_uniform_params(function: Function) -> tuple[list[str], dict[int, str]]:
    """Code that makes the entry block's parameters from a uniform entry's, and their operands."""
    lines: list[str] = []
    operands: dict[int, str] = {}
    positional = 0
    fixed = {"callee": "%callee", "this": "%this", "new_target": "%new_target", "argc": "%argc", "argv": "%argv"}
    wanted: list[tuple[int, int]] = []
    for n, param in enumerate(function.params):
        if param.role == "arg":
            if param.repr is not ANY:
                raise BackendError(f"{function.symbol}: an escaping function has the unboxed parameter {param.name}")
            wanted.append((n, positional))
            positional += 1
        elif param.role == "env":
            lines += [
                "  %callee.ptr = inttoptr i64 %callee to ptr",
                f"  %env.at = getelementptr inbounds i8, ptr %callee.ptr, i64 {abi.FUNCTION_ENV}",
                "  %env = load ptr, ptr %env.at",
            ]
            operands[n] = "%env"
        elif param.role in fixed:
            operands[n] = fixed[param.role]
        else:
            raise BackendError(f"{function.symbol}: parameter {n} has the unknown role {param.role!r}")
    lines += _load_positional(wanted, operands)
    return lines, operands


def _load_positional(wanted: list[tuple[int, int]], operands: dict[int, str]) -> list[str]:
    """Positional parameters from argv: all at once if all were passed, else one by one."""
    if not wanted:
        return []
    count = len(wanted)
    lines = [f"  %all = icmp uge i32 %argc, {count}", "  br i1 %all, label %args.all, label %args.0"]
    lines.append("args.all:")
    for _, k in wanted:
        lines += [f"  %all.at.{k} = getelementptr inbounds i64, ptr %argv, i64 {k}",
                  f"  %all.{k} = load i64, ptr %all.at.{k}"]
    lines.append("  br label %args.done")
    # Too few: block k runs when argument k was not seen to be missing; from the first missing one all are undefined.
    incoming: list[list[str]] = []
    loaded: list[str] = []
    for _, k in wanted[:-1]:
        lines += [f"args.{k}:", f"  %has.{k} = icmp ugt i32 %argc, {k}",
                  f"  br i1 %has.{k}, label %args.load.{k}, label %args.done", f"args.load.{k}:",
                  f"  %some.at.{k} = getelementptr inbounds i64, ptr %argv, i64 {k}",
                  f"  %some.{k} = load i64, ptr %some.at.{k}", f"  br label %args.{k + 1}"]
        incoming.append([f"args.{k}", *loaded])
        loaded.append(f"%some.{k}")
    lines += [f"args.{count - 1}:", "  br label %args.done", "args.done:"]
    incoming.append([f"args.{count - 1}", *loaded])
    for n, k in wanted:
        pairs = [f"[ %all.{k}, %args.all ]"]
        for label, *values in incoming:
            pairs.append(f"[ {values[k] if k < len(values) else abi.JS_UNDEFINED}, %{label} ]")
        lines.append(f"  %arg.{k} = phi i64 {', '.join(pairs)}")
        operands[n] = f"%arg.{k}"
    return lines


def emit_function(e: FunctionEmitter, direct: bool, uniform: bool) -> str:
    """LLVM text of a function: its body with the entry or entries it needs, and debug information."""
    function = e.function
    direct = direct or function.result is not ANY
    e.data.debug.begin(function)
    if direct:
        params = []
        for n, param in enumerate(function.params):
            e.names[param] = f"%a{n}"
            params.append(f"{LLVM_TYPE[param.repr]} %a{n}")
        head = f"define hidden fastcc {direct_result_type(function)} @{e.symbol}({', '.join(['ptr %iso', *params])})"
        loads: list[str] = []
    else:
        loads, operands = _load_uniform_params(function)
        for n, param in enumerate(function.params):
            e.names[param] = operands[n]
        head = f"define hidden i64 @{e.symbol}({UNIFORM_PARAMS})"
    body = e.emit_blocks()
    e.dbg = e.data.debug.location(function.source_start)
    prologue = _prologue(e)
    keeps_this = _shows_receiver(function)
    if keeps_this and not direct:
        prologue = [*_keep_this(e.data.info_index(function)), *prologue]
    subprogram = e.data.debug.subprogram()
    lines = [f'{head} {_attributes(e)} section ".text.{e.symbol}" {subprogram} {{', "entry:", *prologue, *loads,
             "  br label %start", "start:", "  br label %b0", *body, *e.throw_exit(), "}"]
    if direct and uniform:
        if emit_tail_calls.has_tail_calls(function):
            e.data.used.update(emit_tail_calls.RUNTIME)
        lines += _uniform_wrapper(function, _keep_this(e.data.info_index(function)) if keeps_this else [])
    return "\n".join(lines) + "\n"


def _attributes(e: FunctionEmitter) -> str:
    """The attribute group: how much effort the function is worth."""
    if (e.function.runs_once and not e.cyclic) or e.size > e.data.options.inline_loop_limit:
        return "#1"
    if e.function.runs_once:
        return "#2"
    return "#0" if e.function.may_throw else "#3"


# Ops that call out for objects and symbols only. A function that does nothing else doesn't keep its receiver: small
# functions of arithmetic on numbers would pay for a frame that is never looked at.
_QUIET = frozenset((
    "add", "sub", "mul", "div", "mod", "exp", "bitand", "bitor", "bitxor", "shl", "shr", "ushr", "neg", "inc", "dec",
    "bitnot", "to_numeric", "to_number", "lt", "le", "gt", "ge", "eq"))


def _shows_receiver(function: Function) -> bool:
    """Is a stack trace likely to look at what the function was called on?"""
    if function.module.native or function.flags & (abi.FN_CLASS | abi.FN_MODULE):
        return False
    if function.entry.instrs[0].op.name == "activation_enter":  # its this is what it is resumed with
        return False
    return any(i.op.throws and i.op.name not in _QUIET for b in function.blocks for i in b.instrs)


def _keep_this(index: int | None) -> list[str]:
    """Leaves the receiver in the frame, for stack traces. The stack map says where (lines.py reads it), and makes LLVM
    take the slot for used; it emits no code."""
    return [
        "  %this.slot = alloca i64, align 8",
        "  store i64 %this, ptr %this.slot, align 8",
        f"  call void (i64, i32, ...) @llvm.experimental.stackmap(i64 {index}, i32 0, ptr %this.slot)",
    ]


def _uniform_wrapper(function: Function, keep_this: list[str]) -> list[str]:
    """The JsCode entry of a function that has a direct one: loads, call, boxing. It has no line table, so that stack
    traces pass over it but for the receiver. Where the body leaves its frame to others, so does this one."""
    loads, names = _load_uniform_params(function)
    operands = [f"{LLVM_TYPE[p.repr]} {names[n]}" for n, p in enumerate(function.params)]
    args = ", ".join(["ptr %iso", *operands])
    result = direct_result_type(function)
    symbol = uniform_symbol(function)
    lines = [f'define hidden i64 @{symbol}({UNIFORM_PARAMS}) #4 section ".text.{symbol}" {{',
             "entry:", *keep_this, *loads]
    if emit_tail_calls.has_tail_calls(function):
        lines += emit_tail_calls.replacing_direct_call(function, function, operands, 0, "")
    call = f"call fastcc {result} @{code_symbol(function)}({args})"
    if function.result is ANY:
        return [*lines, f"  %r = {call}", "  ret i64 %r", "}"]
    lines.append(f"  {call}" if result == "void" else f"  %r = {call}")
    value, threw = "%r", ""
    if function.may_throw:
        threw = "%r" if function.result is VOID else "%threw"
        if function.result is not VOID:
            lines += [f"  %threw = extractvalue {result} %r, 1", f"  %value = extractvalue {result} %r, 0"]
            value = "%value"
    lines += _box_result(function.result, value)
    if threw:
        return [*lines, f"  %out = select i1 {threw}, i64 0, i64 %boxed", "  ret i64 %out", "}"]
    return [*lines, "  ret i64 %boxed", "}"]


def _box_result(result: Repr, value: str) -> list[str]:
    if result is I32:
        return [f"  %wide = zext i32 {value} to i64", f"  %boxed = or i64 %wide, {abi.signed64(abi.INT32_TAG)}"]
    if result is F64:
        return [f"  %bits = bitcast double {value} to i64", f"  %boxed = add i64 %bits, {abi.DOUBLE_OFFSET}"]
    if result is BOOL:
        return [f"  %boxed = select i1 {value}, i64 {abi.JS_TRUE}, i64 {abi.JS_FALSE}"]
    if result is VOID:
        return [f"  %boxed = add i64 0, {abi.JS_UNDEFINED}"]
    raise BackendError(f"a function can't return {result!r} to JavaScript")
