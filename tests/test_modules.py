"""ES modules: what is known of them when they are compiled, and a large program of them run in every way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from compiler.backend import link_executable
from compiler.diagnostics import LodeSyntaxError
from compiler.driver import CompileOptions, compile_program
from compiler.frontend import lower_module, parse_module
from compiler.frontend.cjs_exports import find_cjs_exports
from compiler.frontend.graph import load_graph, open_source
from compiler.frontend.resolve_esm import EsmResolver
from compiler.ir.esm import EsmRecord


def record_of(source: str) -> EsmRecord:
    module = lower_module("m.mjs", source, name="m", esm=True)
    assert module.esm is not None
    return module.esm


class TestRecords:
    def test_imports_and_requests(self) -> None:
        record = record_of("import d, { a as b, 'x y' as c } from 'p'; import 'p';"
                           "import * as ns from 'q' with { type: 'json' };")
        assert [(r.specifier, r.attributes) for r in record.requests] == [("p", ()), ("q", (("type", "json"),))]
        assert [(i.request, i.name) for i in record.imports] == [(0, "default"), (0, "a"), (0, "x y"), (1, None)]

    def test_exports(self) -> None:
        record = record_of("import { i } from 'p'; export { i as j }; export * from 'q'; export * as ns from 'p';"
                           "export { k as l } from 'q'; export let x; export default 1; export var v; let y;"
                           "export { y as x2 };")
        found = {e.name: (e.slot >= 0, e.request, e.import_name) for e in record.exports}
        assert found == {"j": (False, 0, "i"), "ns": (False, 0, None), "l": (False, 1, "k"), "x": (True, -1, None),
                         "default": (True, -1, None), "v": (True, -1, None), "x2": (True, -1, None)}
        assert record.stars == [1] and len(record.variables) == 1 and record.size == 4

    def test_what_is_neither_exported_nor_captured_is_not_in_the_environment(self) -> None:
        source = "let a = 1; const b = a + 1; var c = b; function f() { return 1; } f(); export const d = c;"
        assert record_of(source).size == 1

    @pytest.mark.parametrize(("source", "message"), [
        ("export let a; export { a };", "Duplicate export of 'a'"),
        ("export { missing };", "Export 'missing' is not defined in module"),
        ("import { a } from 'x'; let a;", "Identifier 'a' has already been declared"),
    ])
    def test_early_errors(self, source: str, message: str) -> None:
        with pytest.raises(LodeSyntaxError, match=message):
            record_of(source)


@pytest.mark.parametrize(("source", "names", "reexports"), [
    ("exports.a = module.exports.b = exports['c d'] = 1; exports.e += 1; this.exports.f = 1; exports.g == 1",
     "a b c_d g", ""),
    ("module.exports = { a, 'b': c, d: e.f, g }", "a b d", ""),
    ("module.exports = { a: 1, b: c }", "", ""),
    ("module.exports = { a, ...require('x'), get b() { return 1; }, c }", "a get", "x"),
    ("module.exports = require('x'); if (y) module.exports = require('z');", "", "z"),
    ("__exportStar(require('x'), exports); tslib.__exportStar(require('y')); if (z) __export(require('z'));",
     "", "x y"),
    ("var q = require('x'); Object.keys(q).forEach(function (k) { if (k === 'default' || k === '__esModule') return;"
     " exports[k] = q[k]; });", "", "x"),
    ("Object.defineProperty(exports, 'a', { value: 1 }); Object.defineProperty(exports, 'b', { enumerable: true,"
     " get: function () { return q.p; } }); Object.defineProperty(exports, 'c', { get: () => 1 }); exports.c = 1;",
     "a b", ""),
])
def test_names_of_commonjs_modules(source: str, names: str, reexports: str) -> None:
    found = find_cjs_exports(parse_module("c.cjs", source), source)
    assert [n.replace(" ", "_") for n in sorted(found.names)] == names.split()
    assert found.reexports == reexports.split()


def test_the_graph_follows_imports_and_decides_goals(tmp_path: Path) -> None:
    files = {
        "main.mjs": "import './a.js'; import('./b.cjs'); import './c.js';", "a.js": "export default 1;",
        "b.cjs": "require('./d')", "c.js": "exports.x = 1;", "d.js": "",
        "typed/package.json": '{"type": "module", "imports": {"#x": "../a.js"}}',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    graph = load_graph(open_source(str(tmp_path / "main.mjs")))
    modules = {Path(f.path).name for f in graph.files if f.goal == "module"}
    assert modules == {"main.mjs", "a.js"}
    assert {f.goal for f in graph.files if Path(f.path).name not in modules} == {"commonjs"}
    assert graph.exports == {str(tmp_path / "b.cjs"): [], str(tmp_path / "c.js"): ["x"]}
    with pytest.raises(Exception, match="Invalid target"):
        EsmResolver().resolve("#x", str(tmp_path / "typed" / "y.js"))


COUNT = 50
MODULE = """
import {{ f{next}, v{next} }} from './m{next}.mjs';
import * as other from './m{other}.mjs';
import {{ log }} from './log.mjs';
export let v{n} = 'v{n}';
export function f{n}(depth) {{ return depth <= 0 ? '{n}' : '{n}>' + f{next}(depth - 1); }}
export const arrow{n} = () => v{n} + v{next};
export {{ v{next} as through{n} }} from './m{next}.mjs';
export default class {{ static n = {n}; }}
let seen;
try {{ seen = v{next}; }} catch (error) {{ seen = error.name; }}
log(`{n} sees ${{seen}} ${{f{next}(3)}} ${{Object.getOwnPropertyNames(other).join()}}`);
"""


def write_cycle(directory: Path) -> Path:
    """COUNT modules that import each other in a circle and across it, some of which await."""
    (directory / "log.mjs").write_text("export const lines = []; export const log = (line) => { lines.push(line); };")
    for n in range(COUNT):
        text = MODULE.format(n=n, next=(n + 1) % COUNT, other=n * 7 % COUNT)
        if n % 10 == 3:
            text += f"log(await 'awaited in {n}');\n"
        (directory / f"m{n}.mjs").write_text(text)
    main = directory / "main.mjs"
    main.write_text("""
import { lines } from './log.mjs';
import { arrow0, through9, f3 } from './m0.mjs';
console.log(lines.join('\\n'));
import * as nine from './m9.mjs';
console.log(arrow0(), nine.through9, nine.default.n, nine.default.name);
import('./m30.mjs').then((m) => console.log(m.arrow30(), m.f30(60)));
""".replace("through9, f3 }", "default as zero }").replace("arrow0(), ", "arrow0(), zero.n, "))
    return main


def test_fifty_modules_in_a_circle(tmp_path: Path) -> None:
    main = write_cycle(tmp_path)
    expected = subprocess.run(["node", str(main)], capture_output=True, check=True, timeout=60).stdout.decode()
    assert len(expected.splitlines()) == COUNT + COUNT // 10 + 2
    lode = [sys.executable, "-m", "compiler.launch", "run", str(main)]
    environment = {**os.environ, "LODE_NO_CACHE": "1"}
    done = subprocess.run(lode, capture_output=True, check=True, timeout=120, env=environment)
    assert done.stdout.decode() == expected
    program = compile_program(open_source(str(main)), CompileOptions(opt_level=2), relative_to=str(tmp_path))
    target = tmp_path / "elsewhere" / "program"
    target.parent.mkdir()
    link_executable(program.objects, target)
    assert subprocess.run([str(target)], capture_output=True, check=True, timeout=60).stdout.decode() == expected


def run_lode(*arguments: str, source: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "compiler.launch", *arguments]
    return subprocess.run(command, input=source, capture_output=True, check=False, timeout=60, text=True)


def test_an_unsettled_await_of_the_entry_is_exit_status_13() -> None:
    code = "process.on('exit', (c) => console.log(c, process.exitCode)); await new Promise(() => {});"
    done = run_lode("run", "--input-type=module", "-e", code)
    assert (done.returncode, done.stdout) == (13, "0 13\n")


def test_code_on_the_command_line_is_a_module_by_its_syntax() -> None:
    code = "import { sep } from 'path'; console.log(sep, typeof require, this)"
    assert run_lode("-e", code).stdout == "/ undefined undefined\n"
    assert run_lode("-", source="console.log(await 1)").stdout == "1\n"


def test_a_syntax_error_in_an_imported_file_comes_before_anything_runs(tmp_path: Path) -> None:
    (tmp_path / "broken.mjs").write_text("let x = ;")
    (tmp_path / "main.mjs").write_text("console.log('never'); import './broken.mjs';")
    (tmp_path / "later.mjs").write_text(
        "console.log('first'); import('./broken.mjs').catch((e) => console.log(`${e}`));")
    done = run_lode("run", str(tmp_path / "main.mjs"))
    assert (done.returncode, done.stdout) == (1, "") and "SyntaxError: Unexpected token ';'" in done.stderr
    assert run_lode("run", str(tmp_path / "later.mjs")).stdout == "first\nSyntaxError: Unexpected token ';'\n"
