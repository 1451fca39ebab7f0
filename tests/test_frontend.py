"""The frontend: scope analysis, shapes of the IR it makes, syntax errors."""

from __future__ import annotations

import re

import pytest

from compiler.diagnostics import CompileError, LodeSyntaxError
from compiler.frontend import collect_requires, lower_module, parse_module
from compiler.frontend.analysis import Analyzer
from compiler.frontend.callee_text import callee_text
from compiler.frontend.numbers import number_text
from compiler.frontend.scope import FunctionInfo
from compiler.ir.function import Function, Module
from compiler.ir.printer import function_text
from compiler.ir.verifier import verify_module


def lower(source: str) -> Module:
    module = lower_module("test.js", source, name="m")
    verify_module(module)
    return module


def function(source: str, name: str) -> Function:
    return next(f for f in lower(source).functions if f.name == name)


def ops(fn: Function) -> list[str]:
    return [i.op.name for b in fn.blocks for i in b.instrs]


def runtime_calls(fn: Function) -> list[str]:
    return [i.attrs["name"] for b in fn.blocks for i in b.instrs if i.op.name == "rt"]


def analyse(source: str) -> FunctionInfo:
    return Analyzer("test.js", source).run(parse_module("test.js", source))


def text_of(fn: Function) -> str:
    """The printed function without positions."""
    return re.sub(r" @\d+", "", function_text(fn))


class TestFunctions:
    def test_only_used_parameters_are_taken(self) -> None:
        fn = function("function f(a, b) { return b; } f(1, 2);", "f")
        assert [p.role for p in fn.params] == ["arg", "arg"]

    def test_this_is_a_parameter_where_it_is_used(self) -> None:
        fn = function("'use strict'; x = function f() { return this; };", "f")
        assert [p.role for p in fn.params] == ["this"]

    def test_sloppy_this_is_converted(self) -> None:
        assert "lode_sloppy_this" in runtime_calls(function("x = function f() { return this; };", "f"))

    def test_rest_takes_the_argument_vector(self) -> None:
        fn = function("x = function f(a, ...r) { return a + r; };", "f")
        assert [p.role for p in fn.params] == ["argc", "argv"]
        assert "argv_load" in ops(fn)

    def test_length_stops_at_the_first_default(self) -> None:
        assert function("x = function f(a, b = 1, c) {};", "f").length == 1

    def test_constant_function_is_called_directly_and_has_no_closure(self) -> None:
        module = lower("function f(n) { return n ? f(n - 1) : 0; } f(3);")
        assert "closure" not in ops(module.functions[0])
        assert "call_direct" in ops(module.functions[0])
        assert "call_direct" in ops(module.functions[1])
        assert not module.functions[1].escapes

    def test_reassigned_function_is_called_through_its_value(self) -> None:
        module = lower("function f() {} f = null; f();")
        assert "call_direct" not in ops(module.functions[0])

    def test_function_used_as_a_value_escapes(self) -> None:
        assert function("function f() {} module.exports = f;", "f").escapes

    def test_anonymous_functions_are_named_by_what_they_are_assigned_to(self) -> None:
        names = {
            f.name for f in lower("var a = () => 1, o = { b: function () {}, get c() { return 1; } }; x = a;").functions
        }
        assert {"a", "b", "get c"} <= names

    def test_simple_arguments_are_not_mapped(self) -> None:
        assert "arguments_mapped" not in ops(
            function("x = function f(a) { return arguments[0] + arguments.length; };", "f")
        )

    def test_arguments_are_mapped_where_it_shows(self) -> None:
        fn = function("x = function f(a) { a = 1; return arguments[0]; };", "f")
        assert "arguments_mapped" in ops(fn)
        assert "new_env" in ops(fn)

    def test_strict_arguments_are_never_mapped(self) -> None:
        assert "arguments_mapped" not in ops(
            function("x = function f(a) { 'use strict'; a = 1; return arguments; };", "f")
        )


class TestEnvironments:
    def test_no_environment_without_captures(self) -> None:
        assert "new_env" not in ops(lower("var a = 1; a = a + 1; x = a;").functions[0])

    def test_captured_variables_live_in_one(self) -> None:
        module = lower("x = function f() { let c = 0, d = 1; return () => ++c + d; };")
        fn = next(f for f in module.functions if f.name == "f")
        env = next(i for b in fn.blocks for i in b.instrs if i.op.name == "new_env")
        assert env.attrs["size"] == 2

    def test_loop_variables_are_copied_for_each_iteration(self) -> None:
        captured = ops(lower("for (let i = 0; i < 3; i++) x(() => i);").functions[0])
        assert captured.count("new_env") == 2
        assert "new_env" not in ops(lower("for (let i = 0; i < 3; i++) x(i);").functions[0])

    def test_closure_in_a_loop_head_sees_its_own_copy(self) -> None:
        assert ops(lower("for (let i = 0, f = () => i; i < 3; i++) x(f);").functions[0]).count("new_env") == 3

    def test_direct_callee_needs_the_environment_of_what_it_calls(self) -> None:
        source = "let n = 0; function f() { n++; } function g() { f(); } g(); n = 2;"
        assert [p.role for p in function(source, "g").params] == ["env"]


class TestInitialisationChecks:
    @pytest.mark.parametrize("source", [
        "let a = 1; a;", "{ const a = 1; x(() => a); }", "const a = 1; function f() { return a; } f();",
        "for (const a of x) a;", "class A { m() { return A; } } new A();", "var a; a;",
        "function f(a, b = a) { return b; } f();",
    ])
    def test_none_where_proven(self, source: str) -> None:
        module = lower(source)
        assert not any("lode_throw_tdz" in runtime_calls(f) for f in module.functions)

    @pytest.mark.parametrize(
        "source",
        [
            "a; let a;",
            "let a = a;",
            "f(); const a = 1; function f() { return a; }",
            "switch (x) { case 0: let a; break; case 1: a; }",
            "function f(a = b, b) {} f();",
            "class A extends A {}",
            "for (const a of a) ;",
            "x = () => a; let a;",
            "g(); let a; function f() { return a; } function g() { f(); }",
        ],
    )
    def test_checked_otherwise(self, source: str) -> None:
        module = lower(source)
        assert any("lode_throw_tdz" in runtime_calls(f) for f in module.functions)


class TestScopes:
    def test_block_function_is_a_var_in_sloppy_code(self) -> None:
        assert analyse("{ function f() {} }").scope.bindings["f"].kind == "var"

    def test_block_function_stays_in_its_block_in_strict_code(self) -> None:
        assert "f" not in analyse("'use strict'; { function f() {} }").scope.bindings

    def test_let_stops_the_hoisting_of_a_block_function(self) -> None:
        assert "f" not in analyse("{ let f; { function f() {} } }").scope.bindings

    def test_body_has_its_own_scope_with_parameter_expressions(self) -> None:
        info = Analyzer("t", s := "function f(a = () => x) { var x; }")
        top = info.run(parse_module("t", s))
        f = top.scope.bindings["f"].func
        assert f is not None and f.body_scope is not f.scope
        assert "x" in f.body_scope.bindings and "x" not in f.scope.bindings

    def test_captured_variables(self) -> None:
        scope = analyse("let a, b; x = () => a;").scope
        assert scope.bindings["a"].captured and not scope.bindings["b"].captured

    def test_undefined_is_a_constant_unless_shadowed(self) -> None:
        assert "get_global" not in ops(lower("return undefined;").functions[0])
        assert "is_undefined" not in ops(lower("let undefined = 1; return x === undefined;").functions[0])


class TestControlFlow:
    def test_loop_parameters_are_what_the_loop_assigns(self) -> None:
        fn = function("x = function f(n, k) { let s = 0; for (let i = 0; i < n; i++) s += k; return s; };", "f")
        assert text_of(fn).splitlines()[1:] == [
            'b0(v0: any arg "n", v1: any arg "k"):',
            "  v2 = const {value=0}",
            "  v3 = const {value=0}",
            "  jump b1(v3, v2)",
            "b1(v4: any, v5: any):",
            "  v6 = lt v4, v0",
            "  v7 = unbox_bool v6",
            "  branch v7, b2, b3",
            "b2:",
            "  v8 = add v5, v1",
            "  v9 = inc v4",
            "  jump b1(v9, v8)",
            "b3:",
            "  return v5",
            "}",
        ] or text_of(fn)

    def test_catch_takes_what_the_try_assigns(self) -> None:
        fn = function("x = function f(a) { let n = 0; try { n = 1; a(); n = 2; a(); } catch (e) { return n; } };", "f")
        catch = next(b for b in fn.blocks if any(i.op.name == "rt" for i in b.instrs))
        assert len(catch.params) == 1
        assert sum(i.handler is not None for b in fn.blocks for i in b.instrs) == 2

    def test_finally_has_one_copy(self) -> None:
        fn = function(
            "x = function f(a) { for (;;) { try { if (a()) return 1; if (a()) break; continue; } finally { g(); } } };",
            "f",
        )
        assert sum(i.op.name == "get_global" and i.attrs["key"] == "g" for b in fn.blocks for i in b.instrs) == 1
        assert "switch" in ops(fn)

    def test_for_of_closes_on_every_early_exit(self) -> None:
        fn = function("x = function f(a) { for (const v of a) { if (v) break; if (g(v)) return 1; } };", "f")
        assert runtime_calls(fn).count("lode_iter_close") == 3

    def test_code_behind_a_return_is_left_out(self) -> None:
        assert "get_global" not in ops(lower("return 1; y();").functions[0])

    def test_typeof_comparison(self) -> None:
        assert "typeof_is" in ops(lower("if (typeof x === 'string') y();").functions[0])

    def test_deep_nesting(self) -> None:
        lower("x = " + "(" * 3000 + "1" + ")" * 3000)
        lower("x = " + "1 + " * 20000 + "1")
        lower("if (a) ;" + "else if (a) ;" * 3000)


class TestErrors:
    @pytest.mark.parametrize(
        ("source", "rendered"),
        [
            ("var a = {\n b: }", "t.js:2\n b: }\n    ^\n\nSyntaxError: Unexpected token '}'"),
            ("foo bar", "t.js:1\nfoo bar\n    ^^^\n\nSyntaxError: Unexpected identifier 'bar'"),
            (
                "let x; let x;",
                "t.js:1\nlet x; let x;\n           ^\n\nSyntaxError: Identifier 'x' has already been declared",
            ),
            ("f(a b)", "t.js:1\nf(a b)\n  ^\n\nSyntaxError: missing ) after argument list"),
            ("if (", "t.js:1\nif (\n    \n\nSyntaxError: Unexpected end of input"),
            ("{ break }", "t.js:1\n{ break }\n  ^^^^^\n\nSyntaxError: Illegal break statement"),
            ("x = @", "t.js:1\nx = @\n    ^\n\nSyntaxError: Invalid or unexpected token"),
            ("'\U0001f600'; x y", "t.js:1\n'\U0001f600'; x y\n        ^\n\nSyntaxError: Unexpected identifier 'y'"),
        ],
    )
    def test_syntax_errors_print_as_in_node(self, source: str, rendered: str) -> None:
        with pytest.raises(LodeSyntaxError) as caught:
            lower_module("t.js", source, name="m")
        assert caught.value.render() == rendered

    def test_return_and_new_target_are_allowed_at_the_top(self) -> None:
        lower("if (new.target) return;")

    def test_every_compile_error_has_a_position(self) -> None:
        with pytest.raises(CompileError, match=r"^t\.js:2:3: "):
            lower_module("t.js", "a;\n  @;", name="m")


class TestCallees:
    @pytest.mark.parametrize(
        ("source", "text"),
        [
            ("a", "a"),
            ("a.b.c", "a.b.c"),
            ("a['b']", "a.b"),
            ("a[b]", "a[b]"),
            ("a[1]", "a[1]"),
            ("f(1)", "f(...)"),
            ("f(1).g", "f(...).g"),
            ("(function () {})", "(intermediate value)"),
            ("(() => 1)().x", "(intermediate value)(...).x"),
            ("this.x", "this.x"),
            ("(a, b)", "(a , b)"),
            ("(a ? b : c)", "(intermediate value)" * 3),
            ("(a || 1)", "(a || 1)"),
            ("(-a)", "(-a)"),
            ("(typeof a)", "(typeof a)"),
            ("[1, 2]", "[1,2]"),
            ("({a: 1})", "{(intermediate value)}"),
            ("/x/g", "/x/g"),
            ("'abc'", '"abc"'),
            ("a?.b", "a?.b"),
            ("(a = 1)", "a"),
            ("a[-1]", "a[-1]"),
            ("new A", "(intermediate value)"),
        ],
    )
    def test_text_is_that_of_v8(self, source: str, text: str) -> None:
        assert callee_text(parse_module("t", f"({source})").body[0].expression) == text

    @pytest.mark.parametrize(("source", "at"), [
        ("a.b.c()", "c()"), ("f()", "f()"), ("f()()", "()"), ("a[0]()", "()"), ("(a.b)()", "()"), ("a.catch()", "()"),
        ("a /* ( */ . b ()", "b ()"), ("(function () {})()", "()"), ("f(1)\n(2)", "(2)"),
    ])
    def test_position_is_that_of_v8(self, source: str, at: str) -> None:
        call = [i for b in lower(source).functions[0].blocks for i in b.instrs if i.op.name == "call"][-1]
        assert source[call.pos:].startswith(at)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "1"),
        (0.5, "0.5"),
        (1e21, "1e+21"),
        (1e-7, "1e-7"),
        (123456789012345680000.0, "123456789012345680000"),
        (-0.0, "0"),
        (1.5e300, "1.5e+300"),
        (float("inf"), "Infinity"),
        (2**53, "9007199254740992"),
        (0.000001, "0.000001"),
        (4294967296, "4294967296"),
    ],
)
def test_numbers_as_property_names(value: float, text: str) -> None:
    assert number_text(value) == text


def test_requires() -> None:
    source = "const a = require('a'); function f() { return require('./b'); } require(x); o.require('c');"
    assert [s for s, _ in collect_requires(parse_module("t", source))] == ["a", "./b"]
    assert lower(source).requires == ["a", "./b"]
    assert lower("function f(require) { require('a'); } f();").requires == []


def test_output_is_deterministic() -> None:
    source = "function f(a, b, c) { try { a = 1; b = 2; c = 3; f(); } catch { return a + b + c; } } f();"
    assert [text_of(f) for f in lower(source).functions] == [text_of(f) for f in lower(source).functions]
