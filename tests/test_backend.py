"""The backend, from IR text to results of native code, on a stand-in for the runtime."""

from __future__ import annotations

import ctypes
import shutil
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import llvmlite.binding as llvm
import pytest

from compiler.backend import (
    CodegenOptions,
    Jit,
    LinkError,
    compile_module,
    desc_symbol,
    emit_program_table,
    link_shared,
)
from compiler.backend import abi as layout
from compiler.backend.codegen import fast_bitcode
from compiler.backend.debug import SourceMap
from compiler.backend.declarations import FAST, signature
from compiler.backend.emit_base import BackendError
from compiler.backend.lines import read_ranges
from compiler.backend.names import mangle
from compiler.ir.reader import read_module
from runtime import abi as runtime_abi
from runtime import build

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent / "backend"
DEFINED = set((HERE / "stub_runtime.c").read_text().split())


def compile_c(arguments: list[str], include: Path) -> None:
    command = [*build.zig_cc(), "-target", build.target(), "-mcpu=x86_64_v2", "-std=gnu11", "-fno-sanitize=all", "-w",
               "-fno-strict-aliasing", "-ffp-contract=off", "-fPIC", f"-I{ROOT / 'runtime'}", f"-I{include}",
               *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def include(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("include")
    (directory / "lode_abi.h").write_text(runtime_abi.c_header())
    return directory


@pytest.fixture(scope="session")
def fast(include: Path) -> Path:
    """fast.bc of the sources as they are."""
    linked: llvm.ModuleRef | None = None
    for source in sorted((ROOT / "runtime" / "fast").glob("*.c")):
        out = include / f"{source.stem}.bc"
        compile_c(["-O2", "-g0", "-fno-slp-vectorize", "-fno-vectorize", "-emit-llvm", "-c", str(source), "-o",
                   str(out)], include)
        module = llvm.parse_bitcode(out.read_bytes())
        if linked is None:
            linked = module
        else:
            linked.link_in(module)
    assert linked is not None
    path = include / "fast.bc"
    path.write_bytes(linked.as_bitcode())
    return path


@pytest.fixture(scope="session")
def stub(include: Path) -> Path:
    """The stand-in runtime as a shared library."""
    text = (HERE / "stub_runtime.c").read_text()
    lines = ['#include "lode_abi.h"', "#include <stdio.h>", "#include <stdlib.h>"]
    for f in runtime_abi.FUNCTIONS:
        if f"{f.name}(" in text or f"ARITHMETIC({f.name[5:]}," in text:
            continue
        types = runtime_abi._C_TYPES
        args = ", ".join(["JsIsolate *iso", *(f"{types[a]} a{n}" for n, a in enumerate(f.args))])
        lines.append(f'{types[f.result]} {f.name}({args}) {{ puts("{f.name}"); abort(); }}')
    (include / "missing.c").write_text("\n".join(lines))
    out = include / "libstub.so"
    compile_c(["-O1", "-fno-omit-frame-pointer", "-shared", "-o", str(out), str(HERE / "stub_runtime.c"),
               str(include / "missing.c"), "-lm"], include)
    return out


def number(bits: int) -> object:
    """A boxed result as a Python value."""
    if bits >= layout.INT32_TAG:
        return struct.unpack("<i", struct.pack("<I", bits & 0xFFFFFFFF))[0]
    if bits & layout.INT32_TAG:
        return struct.unpack("<d", struct.pack("<Q", bits - layout.DOUBLE_OFFSET))[0]
    names = {layout.JS_EMPTY: "threw", layout.JS_UNDEFINED: "undefined", layout.JS_NULL: None, layout.JS_TRUE: True,
             layout.JS_FALSE: False}
    return names.get(bits, "cell")


Run = Callable[..., object]


class Program:
    """A compiled module on the stand-in runtime."""

    def __init__(self, text: str, fast: Path, stub: Path, **options: object) -> None:
        self.module = read_module(text)
        codegen = CodegenOptions(fast_bitcode=fast, debug=True, jobs=1, **options)  # type: ignore[arg-type]
        self.objects = compile_module(self.module, codegen)
        symbol = desc_symbol(self.module)
        table = emit_program_table([symbol], codegen)
        self.jit = Jit([*self.objects, table], library=stub)
        self.runtime = self.jit.runtime
        self.desc = ctypes.c_uint64.from_address(self.jit.address("lode_program")).value
        self.runtime.stub_run.restype = self.runtime.stub_exception.restype = ctypes.c_uint64
        self.runtime.stub_here.restype = ctypes.c_uint64
        self.runtime.stub_run.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p]
        self.runtime.stub_watch(ctypes.c_void_p(self.desc))

    def __call__(self, *args: object) -> object:
        argv = (ctypes.c_uint64 * max(len(args), 1))(*(layout.boxed(a) for a in args))
        return number(self.runtime.stub_run(self.desc, len(args), argv))

    @property
    def exception(self) -> object:
        return number(self.runtime.stub_exception())

    @property
    def position(self) -> tuple[int, int]:
        """Line and column of the last runtime call that noted it."""
        packed = self.runtime.stub_here()
        return packed >> 32, packed & 0xFFFFFFFF


@pytest.fixture(params=[0, 2])
def run(request: pytest.FixtureRequest, fast: Path, stub: Path) -> Callable[..., Program]:
    """Compiles IR text at an optimisation level."""
    return lambda text, **options: Program(text, fast, stub, opt_level=request.param, **options)


ESCAPING = "result=any flags=0 length=0 slots=0 source=0..1 escapes"


def function(body: str, *, symbol: str = "main", head: str = ESCAPING) -> str:
    return f'function @{symbol} "{symbol}" {head} {{\n{body}\n}}\n'


def module(*functions: str, source: str = "x\\n") -> str:
    return f'module "test.js" name "t" source "{source}"\n' + "".join(functions)


BINARY = """\
b0(v0: any arg "a", v1: any arg "b"):
  v2 = {op} v0, v1
  return v2"""


@pytest.mark.parametrize(("op", "left", "right", "expected"), [
    ("add", 1, 2, 3), ("add", 2**31 - 1, 1, 2.0**31), ("add", 0.5, 1, 1.5), ("sub", -(2**31), 1, -(2.0**31) - 1),
    ("mul", 6, 7, 42), ("mul", 1 << 20, 1 << 20, 2.0**40), ("mul", 0, -5, -0.0), ("div", 6, 3, 2), ("div", 1, 4, 0.25),
    ("mod", 7, 3, 1), ("mod", -7, 3, -1), ("bitor", 4294967297.5, 0, 1), ("bitor", 1e300, 2, 2),
    ("ushr", -1, 0, 4294967295.0),
    ("lt", 1, 2, True), ("lt", 2.5, 2, False), ("ge", 2, 2, True), ("eq", 1, 1.0, True), ("le", float("nan"), 1, False),
])
def test_operators_on_numbers(run: Run, op: str, left: object, right: object, expected: object) -> None:
    result = run(module(function(BINARY.format(op=op))))(left, right)
    if isinstance(expected, float):
        assert isinstance(result, float | int)
        assert repr(float(result)) == repr(expected)
    else:
        assert result == expected


def test_operators_throw_what_the_runtime_throws(run: Run) -> None:
    program = run(module(function(BINARY.format(op="add"))))
    assert program(True, 1) == "threw"
    assert program.exception is True


@pytest.mark.parametrize(("left", "right", "expected"), [
    (1, 1, True), (1, 2, False), (1.0, 1, True), (1, 1.0, True), (0.5, 0.5, True), (float("nan"), float("nan"), False),
    (0, -0.0, True), (True, True, True), (True, 1, False), (None, False, False),
])
def test_strict_equality(run: Run, left: object, right: object, expected: bool) -> None:
    program = run(module(function("""\
b0(v0: any arg "a", v1: any arg "b"):
  v2 = strict_eq v0, v1
  v3 = box_bool v2
  return v3""")))
    assert program(left, right) is expected


@pytest.mark.parametrize(("value", "expected"), [(7, True), (7.0, True), (8, False), (7.5, False), (None, False)])
def test_strict_equality_with_a_constant(run: Run, value: object, expected: bool) -> None:
    for operands in ("v0, v1", "v1, v0"):
        program = run(module(function(f"""\
b0(v0: any arg "a"):
  v1 = const {{value=7}}
  v2 = strict_eq {operands}
  v3 = box_bool v2
  return v3""")))
        assert program(value) is expected


def test_missing_arguments_are_undefined(run: Run) -> None:
    program = run(module(function("""\
b0(v0: any arg "a", v1: any arg "b", v2: any arg "c"):
  return v2""")))
    assert program(1, 2, 3) == 3
    assert program(1, 2) == "undefined"
    assert program() == "undefined"


@pytest.mark.parametrize("wanted", [0, 1, 2])
def test_each_positional_argument_is_found(run: Run, wanted: int) -> None:
    program = run(module(function(f"""\
b0(v0: any arg "a", v1: any arg "b", v2: any arg "c"):
  return v{wanted}""")))
    for count in range(5):
        assert program(*range(10, 10 + count)) == (10 + wanted if wanted < count else "undefined")


LOOP = """\
b0(v0: any arg "n"):
  v1 = const {value=0}
  jump b1(v1, v1)
b1(v2: any, v3: any):
  v4 = lt v2, v0
  v5 = truthy v4
  branch v5, b2, b3
b2:
  v6 = add v3, v2
  v7 = inc v2
  jump b1(v7, v6)
b3:
  return v3"""


def test_loop_of_boxed_numbers(run: Run) -> None:
    assert run(module(function(LOOP)))(1000) == 499500


def test_a_handler_in_the_function_catches(run: Run) -> None:
    program = run(module(function("""\
b0(v0: any arg "a"):
  v1 = const {value=5}
  v2 = add v0, v1 catch b1(v1)
  return v2
b1(v3: any):
  v4 = rt {name="lode_catch"}
  v5 = add v3, v3
  return v5""")))
    assert program(1) == 6
    assert program(True) == 10


def test_throw_reaches_a_handler_or_leaves(run: Run) -> None:
    program = run(module(function("""\
b0(v0: any arg "a"):
  throw v0 catch b1
b1:
  v1 = rt {name="lode_catch"}
  throw v1""")))
    assert program(7) == "threw"
    assert program.exception == 7


DIRECT = 'result={result} flags=0 length=0 slots=0 source=0..1 {words}'


@pytest.mark.parametrize(("result", "box"), [("i32", "box_i32"), ("f64", "box_f64"), ("bool", "box_bool")])
def test_direct_entries_with_unboxed_results_return_pairs(run: Run, result: str, box: str) -> None:
    """callee(a, x) throws a if it is true, else returns x."""
    value = {"i32": 41, "f64": 2.5, "bool": True}[result]
    literal = {"i32": "41", "f64": "2.5", "bool": "true"}[result]
    program = run(module(
        function(f"""\
b0(v0: any arg "a"):
  v1 = const_{result} {{value={literal}}}
  v2 = call_direct v0, v1 {{func=@g}} catch b1
  v3 = {box} v2
  return v3
b1:
  v4 = rt {{name="lode_catch"}}
  v5 = const {{value=null}}
  return v5"""),
        function(f"""\
b0(v0: any arg, v1: {result} arg):
  v2 = truthy v0
  branch v2, b1, b2
b1:
  throw v0
b2:
  return v1""", symbol="g", head=DIRECT.format(result=result, words=""))))
    assert program(False) == value
    assert program(True) is None


def test_direct_entries_without_a_result(run: Run) -> None:
    program = run(module(
        function("""\
b0(v0: any arg "a"):
  call_direct v0 {func=@g}
  v1 = const {value=1}
  return v1"""),
        function("""\
b0(v0: any arg):
  v1 = const {value=2}
  v2 = add v0, v1
  return""", symbol="g", head=DIRECT.format(result="void", words=""))))
    assert program(1) == 1
    assert program(True) == "threw"


def test_unboxed_results_are_boxed_by_the_uniform_entry(run: Run) -> None:
    program = run(module(
        function("""\
b0(v0: any arg "a"):
  v1 = const_null_ptr
  v2 = closure v1 {func=@g}
  v3 = const
  v4 = call v2, v3, v0 {text="g"}
  return v4""".replace("v3 = const", "v3 = const {value=undefined}")),
        function("""\
b0(v0: any arg):
  v1 = truthy v0
  branch v1, b1, b2
b1:
  throw v0
b2:
  v2 = const_i32 {value=-9}
  return v2""", symbol="g", head=DIRECT.format(result="i32", words="escapes"))))
    assert program(False) == -9
    assert program(True) == "threw"
    assert program.exception is True


def test_functions_that_cannot_throw_return_plainly(run: Run) -> None:
    program = run(module(
        function("""\
b0:
  v0 = const_i32 {value=2147483647}
  v1 = call_direct v0 {func=@g}
  v2 = box_bool v1
  return v2"""),
        function("""\
b0(v0: i32 arg):
  v1 = const_i32 {value=1}
  v2 = i32_add v0, v1
  v3 = overflowed v2
  return v3""", symbol="g", head=DIRECT.format(result="bool", words="nothrow"))))
    assert program() is True


def test_environment_is_the_callees(run: Run) -> None:
    program = run(module(
        function("""\
b0(v0: any arg "a"):
  v1 = const_null_ptr
  v2 = new_env v1 {size=3, tdz=true}
  env_store v2, v0 {index=2}
  v3 = closure v2 {func=@g}
  v4 = const {value=undefined}
  v5 = call v3, v4 {text="g"}
  return v5"""),
        function("""\
b0(v0: ptr env):
  v1 = env_load v0 {index=2}
  return v1""", symbol="g")))
    assert program(77) == 77


def test_deep_recursion_throws(run: Run) -> None:
    program = run(module(
        function("""\
b0(v0: any arg "a"):
  v1 = call_direct v0 {func=@g}
  return v1"""),
        function("""\
b0(v0: any arg):
  v1 = call_direct v0 {func=@g}
  v2 = add v1, v0
  return v2""", symbol="g", head=DIRECT.format(result="any", words=""))))
    assert program(1) == "threw"
    assert program.exception == -666


def test_both_edges_of_a_branch_to_one_block(run: Run) -> None:
    program = run(module(function("""\
b0(v0: any arg "a"):
  v1 = const {value=1}
  v2 = const {value=2}
  v3 = truthy v0
  branch v3, b1(v1), b1(v2)
b1(v4: any):
  return v4""")))
    assert (program(True), program(False)) == (1, 2)


def test_switch(run: Run) -> None:
    program = run(module(function("""\
b0(v0: any arg "a"):
  v1 = unbox_i32 v0
  v2 = const {value=10}
  v3 = const {value=20}
  v4 = const {value=30}
  switch v1, b1(v2), b1(v3), b1(v2), b2 {cases=[1, 2, -5]}
b1(v5: any):
  return v5
b2:
  return v4""")))
    assert [program(n) for n in (1, 2, -5, 0)] == [10, 20, 10, 30]


@pytest.mark.parametrize(("value", "expected"), [(3.0, 3), (-0.0, -0.0), (2.5, 2.5), (2.0**31, 2.0**31),
                                                 (float("inf"), float("inf"))])
def test_box_number_prefers_int32(run: Run, value: float, expected: object) -> None:
    program = run(module(function("""\
b0(v0: any arg "a"):
  v1 = number_to_f64 v0
  v2 = box_number v1
  return v2""")))
    assert repr(program(value)) == repr(expected)


@pytest.mark.parametrize(("value", "expected"), [(3.0, True), (-0.0, False), (0.0, True), (2.5, False),
                                                 (2.0**31, False),
                                                 (-(2.0**31), True), (float("nan"), False), (1e300, False)])
def test_f64_is_i32(run: Run, value: float, expected: bool) -> None:
    program = run(module(function("""\
b0(v0: any arg "a"):
  v1 = unbox_f64 v0
  v2 = f64_is_i32 v1
  v3 = box_bool v2
  return v3""")))
    assert program(value) is expected


def test_properties_go_through_the_runtime_with_their_site(run: Run) -> None:
    program = run(module(function("""\
b0(v0: any arg "a", v1: any arg "b"):
  set_prop v0, v1 {key="x", strict=true}
  v2 = get_prop v0 {key="x"}
  return v2""")))
    assert program(1, 42) == 42
    assert program(None, 42) == "threw"


# -- line tables ---------------------------------------------------------------------------------
def test_return_addresses_map_to_positions(run: Run) -> None:
    program = run(module(function("""\
b0(v0: any arg "a", v1: any arg "b"):
  v2 = add v0, v1 @6
  v3 = get_prop v2 {key="x"} @17
  return v3"""), source="a;\\n  a + b;\\n\\n    (a+b).x"))
    program(True, 2)
    assert program.position == (2, 4)
    program(1, 2)
    assert program.position == (4, 5)


def test_columns_beyond_what_dwarf_holds(run: Run) -> None:
    padding = "x" * 70000
    program = run(module(function("""\
b0(v0: any arg "a", v1: any arg "b"):
  v2 = add v0, v1 @70005
  return v2"""), source=f"{padding};a+b;"))
    program(True, 2)
    assert program.position == (1, 70006)


def test_columns_count_utf16_units() -> None:
    positions = SourceMap("é\u2028😀x\r\ny")
    source = "é\u2028😀x\r\ny".encode()
    assert positions.position(source.index(b"x")) == (2, 3)
    assert positions.position(source.index(b"y")) == (3, 1)


def test_every_function_has_a_line_table(run: Run) -> None:
    program = run(module(function(LOOP)))
    found = read_ranges(program.objects[0])
    assert found["js.t.main"].size > 0
    assert found["js.t.main"].rows


# -- the whole -----------------------------------------------------------------------------------
def many(count: int) -> str:
    head = DIRECT.format(result="any", words="")
    functions = [function('b0:\n  v0 = const {value=0}\n  v1 = call_direct v0 {func=@f0}\n  return v1')]
    for n in range(count):
        call = f"  v2 = call_direct v1 {{func=@f{n + 1}}}\n  return v2" if n + 1 < count else "  return v1"
        functions.append(function(f"b0(v0: any arg):\n  v1 = inc v0\n{call}", symbol=f"f{n}", head=head))
    return module(*functions)


def test_modules_are_compiled_in_chunks(run: Run) -> None:
    program = run(many(40), chunk_size=20)
    assert len(program.objects) > 4
    assert program() == 40


def test_objects_do_not_depend_on_the_number_of_processes(fast: Path) -> None:
    def objects(jobs: int) -> list[bytes]:
        return compile_module(read_module(many(20)), CodegenOptions(fast_bitcode=fast, jobs=jobs, chunk_size=10))

    assert objects(1) == objects(2) == objects(1)


def test_a_shared_library_exports_the_program(run: Run, tmp_path: Path) -> None:
    program = run(module(function(BINARY.format(op="mul"))))
    table = emit_program_table([desc_symbol(program.module)], CodegenOptions())
    link_shared([*program.objects, table], tmp_path / "program.so")
    library = ctypes.CDLL(str(tmp_path / "program.so"))
    program.desc = ctypes.c_uint64.in_dll(library, "lode_program").value
    assert program(6, 7) == 42


def test_link_errors_say_what_the_linker_said(run: Run, tmp_path: Path) -> None:
    program = run(module(function(BINARY.format(op="mul"))))
    with pytest.raises(LinkError, match="duplicate symbol"):
        link_shared([*program.objects, *program.objects], tmp_path / "program.so")
    assert list(tmp_path.iterdir()) == []


def test_a_link_that_fails_for_want_of_space_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(total=1 << 30, used=1 << 30, free=4096))
    with pytest.raises(LinkError, match=r"the disk of '.*' is full \(4 KiB free\)"):
        link_shared([b"not an object"], tmp_path / "program.so")
    assert list(tmp_path.iterdir()) == []


def test_a_block_that_runs_after_failed_guards_is_kept_small(fast: Path) -> None:
    def size(cold: bool) -> int:
        ir = read_module(module(function(BINARY.format(op="add"))))
        ir.functions[0].blocks[0].cold = cold
        return read_ranges(compile_module(ir, CodegenOptions(fast_bitcode=fast))[0])["js.t.main"].size

    assert size(True) < size(False)


def test_errors_name_the_function_and_the_op(fast: Path) -> None:
    head = DIRECT.format(result="any", words="escapes nothrow")
    text = module(function("b0(v0: any arg):\n  v1 = inc v0\n  return v1", head=head))
    with pytest.raises(BackendError, match="main: inc may throw"):
        compile_module(read_module(text), CodegenOptions(fast_bitcode=fast))


def test_layouts_agree_with_the_headers(include: Path) -> None:
    source = include / "asserts.c"
    source.write_text(layout.static_asserts())
    compile_c(["-c", str(source), "-o", str(include / "asserts.o")], include)


def test_fast_paths_have_the_declared_types(fast: Path) -> None:
    """A call through another type would silently not be inlined."""
    found = {f.name: f for f in llvm.parse_bitcode(fast_bitcode(fast)).functions if not f.is_declaration}
    assert sorted(found.keys() - {"fast_call_other"}) == sorted(FAST)
    for name, declared in FAST.items():
        result, args = signature(declared.result, declared.args)
        assert str(found[name].global_value_type) == f"{result} ({', '.join(args)})", name


def test_mangled_names_stay_distinct() -> None:
    assert mangle("a$b") != mangle("a_b")
    assert mangle("é") == "$ue9$"


@pytest.fixture(scope="session")
def derived_pointer(include: Path) -> ctypes.CDLL:
    out = include / "derived.so"
    compile_c(["-O3", "-shared", "-fno-omit-frame-pointer", "-o", str(out), str(HERE / "derived_pointer.c")], include)
    return ctypes.CDLL(str(out))


def test_the_base_of_a_derived_pointer_stays_visible_to_the_collector(derived_pointer: ctypes.CDLL) -> None:
    """runtime/GC_RULES.md, rule 4. The first assertion shows that the trap is real: without FAST_BASE it is lost."""
    assert derived_pointer.run(False) > 0
    assert derived_pointer.run(True) == 0
