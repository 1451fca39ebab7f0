"""Source text to syntax tree: esprima, with the source taken as the body of a CommonJS module's function or as an ES
module.

Nodes keep ``_start`` and ``_end``, indices into the Python string. A missing attribute of a node reads as None.
"""

from __future__ import annotations

import itertools
import re
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from esprima import nodes
from esprima.error_handler import Error as EsprimaError
from esprima.messages import Messages
from esprima.parser import Parser
from esprima.token import Token
from esprima.validation import _Context, _validate_parsed_program, _Validator

from ..diagnostics import CompileError, LodeSyntaxError
from .eval_scope import EvalContext
from .using_syntax import UsingParser

Node = Any
T = TypeVar("T")

MODULE_PARAMETERS = ("exports", "require", "module", "__filename", "__dirname")
# Of the modules of the runtime's library.
LIBRARY_PARAMETERS = ("exports", "require", "module", "internalBinding")

EVAL_PATH = "<anonymous>"  # of code made from strings

_STACK_SIZE = 512 << 20
_LEAST_STACK, _STACK_OF_LEVEL = 16 << 20, 16 << 10  # a character may open a level
_TOKEN = re.compile(
    r"""[\w$]+|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|>>>=|\.\.\.|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?="""
    r"""|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.|\+\+|--|\+=|-=|\*=|/=|%=|&=|\|=|\^=|<<|>>|\*\*""", re.UNICODE)
_LAST_TOKEN = re.compile(r"(?:[\w$]+|[^\s\w$])\Z")
_AWAIT_OUTSIDE = "await is only valid in async functions and the top level bodies of modules"
_UNTERMINATED_ARGUMENTS = "missing ) after argument list"

# What V8 reports at the token that esprima has already read.
_AT_LAST_TOKEN = re.compile(
    r"Illegal (?:break|continue) statement|.*eval or arguments|Illegal newline after throw|Delete of an unqualified|"
    r"More than one default|Missing (?:initializer|catch)|Label '|missing \) after|Duplicate __proto__|"
    r"Strict mode code may not include a with")

# esprima's wording, where it is not V8's.
_V8_MESSAGES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(p), r)
    for p, r in (
        (r"^Unexpected token ILLEGAL$", "Invalid or unexpected token"),
        (r"^Unexpected quasi [\s\S]*$", "Unexpected template string"),
        (r"^Undefined label '(.*)'$", r"Undefined label '\1'"),
        (r"^Illegal continue statement.*$", "Illegal continue statement: no surrounding iteration statement"),
        (r"^Binding eval or arguments is forbidden in strict mode$", "Unexpected eval or arguments in strict mode"),
        (
            r"^Assignment to eval or arguments is not allowed in strict mode$",
            "Unexpected eval or arguments in strict mode",
        ),
        (
            r"^(?:Parameter|Variable|Function) name (?:may not be )?eval or arguments.*$",
            "Unexpected eval or arguments in strict mode",
        ),
        (
            r"^(?:Prefix|Postfix) increment/decrement may not have eval.*$",
            "Unexpected eval or arguments in strict mode",
        ),
        (r"^Use of future reserved word in strict mode$", "Unexpected strict mode reserved word"),
        (r"^Reserved word '.*' cannot be a binding in strict mode$", "Unexpected strict mode reserved word"),
        (
            r"^Strict mode function may not have duplicate parameter names$",
            "Duplicate parameter name not allowed in this context",
        ),
        (r"^Strict mode code may not include a with statement$", "Strict mode code may not include a with statement"),
        (r"^Invalid left-hand side in for-loop$", "Invalid left-hand side in for-loop"),
        (r"^let is disallowed as a lexically bound name$", "let is disallowed as a lexically bound name"),
        (
            r"^super property access is not valid in this context$|^super\(\) is only valid in a derived class.*$",
            "'super' keyword unexpected here",
        ),
        (
            r"^Private name '(.*)' is not declared in an enclosing class$",
            r"Private field '\1' must be declared in an enclosing class",
        ),
        (r"^Duplicate private name '(.*)'$", r"Identifier '\1' has already been declared"),
        (r"^Getter must not have any formal parameters$", "Getter must not have any formal parameters."),
        (r"^Setter must have exactly one formal parameter$", "Setter must have exactly one formal parameter."),
        (
            r"^In strict mode code, functions can only be declared at top level or inside a block$",
            "In strict mode code, functions can only be declared at top level or inside a block.",
        ),
        (
            r"^Functions in statement position require.*$",
            "In non-strict mode code, functions can only be declared at top level, "
            "inside a block, or as the body of an if statement.",
        ),
        (
            r"^arguments is forbidden in class field initializers and static blocks$",
            "'arguments' is not allowed in class field initializer or static initialization block",
        ),
        (r"^new\.target is only valid.*$", "new.target expression is not allowed here"),
        (
            r"^Illegal 'use strict' directive.*$",
            "Illegal 'use strict' directive in function with non-simple parameter list",
        ),
        (r"^Duplicate export '(.*)'$", r"Duplicate export of '\1'"),
        (r"^Export '(.*)' is not defined$", r"Export '\1' is not defined in module"),
        (
            r"^Module names cannot contain lone surrogates$",
            "Invalid module export name: contains unpaired surrogate character",
        ),
        (r"^await cannot be a module binding name$", "Unexpected reserved word"),
        (r"^More than one default clause in switch statement$", "More than one default clause in switch statement"),
    )
)


_PARAMETERS_END_EARLY = "Arg string terminates parameters early"
_PARAMETERS_END_LATE = "Unexpected end of arg string"
_INVALID_TARGETS = (Messages.InvalidLHSInAssignment, Messages.InvalidLHSInForIn, Messages.InvalidLHSInForLoop)
_LINE_SPANNING = (Token.StringLiteral, Token.Template)
_LOGICAL_ASSIGNMENTS = ("&&=", "||=", "??=")


class ModuleParser(Parser):
    """esprima's parser with V8's words for an argument list that doesn't end, line ends before tokens that span lines
    told from those inside of them, and calls as assignment targets.

    Sloppy code may have a call where an assignment needs a target, as browsers and Node allow; it throws when it is
    evaluated (13.15.1, web-compat).
    """

    element_begins = False  # the next property key is the first of a class element
    parameters_end: int | None = None  # of a dynamic function: where its parameters have to end
    parameter_lists = 0  # that we are in

    def nextToken(self, allowEscaped: bool = False) -> Any:
        token = super().nextToken(allowEscaped)
        if self.lookahead.type in _LINE_SPANNING:
            self.hasLineTerminator = self.lastMarker.line != self.startMarker.line
        return token

    def parseClassElement(self, hasConstructor: Any) -> Node:
        self.element_begins = True
        return super().parseClassElement(hasConstructor)

    def parseObjectPropertyKey(self) -> Node:
        """An accessor's name may be on the line after get or set, but a generator method there follows a field."""
        key = super().parseObjectPropertyKey()
        if self.element_begins:
            self.element_begins = False
            if key.type == "Identifier" and key.name in ("get", "set") and not self.match("*"):
                self.hasLineTerminator = False
        return key

    def parseFormalParameters(self, firstRestricted: Any = None) -> Any:
        self.parameter_lists += 1
        try:
            return super().parseFormalParameters(firstRestricted)
        finally:
            self.parameter_lists -= 1

    def expect(self, value: str) -> None:
        """The parameters of a dynamic function end where their text does: V8 says so as soon as they end."""
        if self.parameters_end is not None and self.parameter_lists == 1 and value in (",", ")") \
                and sys._getframe(1).f_code is Parser.parseFormalParameters.__code__:
            if self.lookahead.start < self.parameters_end and (value == ")" or not self.match(value)):
                self.throwError(_PARAMETERS_END_EARLY)
            if self.lookahead.start > self.parameters_end:
                self.throwError(_PARAMETERS_END_LATE)
            if value == ")":
                self.parameters_end = None
        super().expect(value)

    def parseReturnStatement(self) -> Node:
        if not self.context.inFunctionBody:
            self.tolerateError(Messages.IllegalReturn)
        node = self.createNode()
        self.expectKeyword("return")
        argument = None
        if not (self.hasLineTerminator or self.match(";") or self.match("}") or self.lookahead.type is Token.EOF):
            argument = self.parseExpression()
        self.consumeSemicolon()
        return self.finalize(node, nodes.ReturnStatement(argument))

    def tolerateError(self, messageFormat: str, *values: Any) -> None:
        if messageFormat in _INVALID_TARGETS and not self.context.strict:
            variables = sys._getframe(1).f_locals
            target = variables.get("expr") or variables.get("init")
            if target is not None and target.type == "CallExpression" \
                    and self.lookahead.value not in _LOGICAL_ASSIGNMENTS:
                return
        super().tolerateError(messageFormat, *values)

    def expectCommaSeparator(self) -> None:
        token = self.lookahead
        if token.type is Token.Punctuator and token.value == ",":
            self.nextToken()
        elif sys._getframe(1).f_code is Parser.parseArguments.__code__:
            self.throwError(_UNTERMINATED_ARGUMENTS)
        else:
            self.expect(",")


class UsingModuleParser(UsingParser, ModuleParser):
    """For sources that may have using declarations."""


def _parser(source: str, source_type: str = "script") -> ModuleParser:
    parser_class = UsingModuleParser if "using" in source else ModuleParser
    parser = parser_class(source, options={"positionEncoding": "scalar", "sourceType": source_type})
    parser._ownedByFacade = True
    return parser


def parse_module(path: str, source: str, parameters: tuple[str, ...] = MODULE_PARAMETERS) -> Node:
    """The Program of a CommonJS module. Raises LodeSyntaxError."""
    try:
        parser = _parser(source)
        # A CommonJS module is a function's body: return and new.target are allowed in it.
        parser.context.inFunctionBody = True
        program = parser.parseScript()
        _early_errors(program, source, parameters)
    except EsprimaError as error:
        raise _syntax_error(path, source, error.index or 0, error.message) from None
    return program


def parse_script(path: str, source: str, parameters_end: int | None = None) -> Node:
    """The Program of a script: global code (16.1). ``parameters_end``: see ModuleParser. Raises LodeSyntaxError."""
    try:
        parser = _parser(source)
        parser.parameters_end = parameters_end
        program = parser.parseScript()
        _refuse_using(program)
        _validate_parsed_program(program, _report, 2026, source)
    except EsprimaError as error:
        raise _syntax_error(path, source, error.index or 0, error.message) from None
    return program


def _refuse_using(program: Node) -> None:
    """At the top of a script."""
    if (using := next((s for s in program.body if s._using), None)) is not None:
        raise EsprimaError("Unexpected identifier", index=using._start)


def parse_eval(path: str, source: str, context: EvalContext) -> Node:
    """The Script of a direct or indirect eval (19.2.1.1 steps 10 to 20). Raises LodeSyntaxError."""
    function = context.this_function
    try:
        parser = _parser(source)
        parser.context.inFunctionBody = True  # new.target and super may stand in it; return is refused below
        parser.context.strict = context.strict
        program = parser.parseScript()
        _refuse_using(program)
        rules = _Context(
            strict=context.strict or any(s.directive == "use strict" for s in _prologue(program.body)),
            new_target=function is not None,
            super_property=function is not None and (function.home is not None or function.kind == "field"),
            super_call=function is not None and function.kind == "derived",
            forbid_arguments=function is not None and function.kind == "field",
            private_scopes=(frozenset(context.private_names),))
        validator = _Validator(_report, 2026, parser_tree=True, no_var="var" not in source)
        validator.scope(program.body, rules, "script")
        for statement in program.body:
            validator.visit(statement, rules, "Program")
    except EsprimaError as error:
        raise _syntax_error(path, source, error.index or 0, error.message) from None
    return program


def _prologue(body: list[Node]) -> list[Node]:
    return list(itertools.takewhile(lambda s: s.directive is not None, body))


_SIMPLE_PARAMETERS = re.compile(r"[\w$,\s]*")


def parse_dynamic_function(path: str, source: str, parameters: str) -> Node:
    """The Script that is a dynamic function in parentheses. ``parameters``: their text, of which the function's source
    text is made (20.2.1.1.1 steps 15 to 20). Raises LodeSyntaxError."""
    start = source.index("(", 1) + 1
    end = start + len(parameters) + 1
    program = _dynamic_function(path, source, end)
    if _SIMPLE_PARAMETERS.fullmatch(parameters) is None:
        # They have to be parameters by themselves too.
        _dynamic_function(path, f"{source[:start]}{parameters}\n) {{\n\n}})", end)
    return program


def _dynamic_function(path: str, source: str, parameters_end: int) -> Node:
    program = parse_script(path, source, parameters_end)
    function = program.body[0].expression if len(program.body) == 1 else None
    if function is None or function.type != "FunctionExpression" \
            or (function._start, function._end) != (1, len(source) - 1):
        raise LodeSyntaxError(path, source, 0, "Single function literal required")
    # SetFunctionName gives it its name, which is bound nowhere.
    function._own_name, function.id = function.id.name, None
    return program


def parse_esm(path: str, source: str) -> Node:
    """The Program of an ES module. Raises LodeSyntaxError."""
    try:
        program = _parser(source, "module").parseModule()
        _validate_parsed_program(program, _report, 2026, source)
    except EsprimaError as error:
        raise _syntax_error(path, source, error.index or 0, error.message) from None
    return program


# Errors of a CommonJS parse by which Node knows an ES module
# (https://nodejs.org/docs/latest-v20.x/api/packages.html#syntax-detection).
_ESM_ERRORS = frozenset({"Cannot use import statement outside a module", "Unexpected token 'export'",
                         "Cannot use 'import.meta' outside a module"})
_PERHAPS_ESM_ERRORS = frozenset({_AWAIT_OUTSIDE, _UNTERMINATED_ARGUMENTS,
                                 *(f"Identifier '{p}' has already been declared" for p in MODULE_PARAMETERS)})


def esm_hint(error: LodeSyntaxError) -> str:
    """Is a source that isn't CommonJS an ES module? "yes", "no", or "maybe", if it parses as one."""
    if error.message in _ESM_ERRORS:
        return "yes"
    return "maybe" if error.message in _PERHAPS_ESM_ERRORS else "no"


def _report(message: str, node: Node) -> None:
    index = node._protoErrorStart
    raise EsprimaError(message, index=index if index is not None else node._start or 0)


def _early_errors(program: Node, source: str, parameters: tuple[str, ...]) -> None:
    """Checks scopes and contexts of the program as the body of the function that wraps it."""
    body = _at(nodes.BlockStatement(program.body), program)
    params = [_at(nodes.Identifier(name), program) for name in parameters]
    wrapper = _at(nodes.FunctionExpression(None, params, body, False), program)
    statement = _at(nodes.ExpressionStatement(wrapper), program)
    _validate_parsed_program(_at(nodes.Script([statement]), program), _report, 2026, source)


def _at(node: Node, place: Node) -> Node:
    node._start, node._end = place._start or 0, place._end or 0
    node._line, node._column = place._line, place._column
    return node


def _syntax_error(path: str, source: str, index: int, message: str) -> CompileError:
    message = re.sub(r"^Line \d+: ", "", message)
    last = _LAST_TOKEN.search(source, 0, index) if _AT_LAST_TOKEN.match(message) else None
    if (keyword := re.match(r"Illegal (break|continue)", message)) is not None:
        index = source.rfind(keyword.group(1), 0, index)
    elif last is not None:
        index = last.start()
    match = _TOKEN.match(source, index)
    token = match.group() if match else source[index:index + 1]
    if token == "import" and message in ("Unexpected token", "Unexpected token import"):
        following = source[index + len(token):].lstrip()
        message = ("Cannot use 'import.meta' outside a module" if following.startswith(".") else
                   "Cannot use import statement outside a module")
        return LodeSyntaxError(path, source, index, message, len(token))
    awaiting = re.search(r"\bawait\s+\Z", source[:index])
    if awaiting is not None and message.startswith("Unexpected") and "\n" not in awaiting.group():
        return LodeSyntaxError(path, source, awaiting.start(), _AWAIT_OUTSIDE, len("await"))
    if message.startswith("Unexpected token ") and not message.startswith("Unexpected token ILLEGAL"):
        message = f"Unexpected token '{message[17:]}'"
    elif message == "Unexpected token":
        message = f"Unexpected token '{token}'" if token else "Unexpected end of input"
    elif message == "Unexpected identifier":
        message = f"Unexpected identifier '{token}'"
    else:
        for pattern, replacement in _V8_MESSAGES:
            if pattern.match(message):
                message = pattern.sub(replacement, message)
                break
    length = 0 if message == "Unexpected end of input" else len(token)
    return LodeSyntaxError(path, source, index, message, length)


def with_deep_stack(work: Callable[[], T], source: str | None = None) -> T:
    """Runs ``work`` in a thread whose stack allows deeply nested sources, or suffices for ``source`` if given."""
    outcome: list[Any] = [None, None]

    def run() -> None:
        try:
            outcome[0] = work()
        except BaseException as error:  # handed to the caller below
            outcome[1] = error

    limit = sys.getrecursionlimit()
    wanted = _STACK_SIZE if source is None else min(_STACK_SIZE, _LEAST_STACK + len(source) * _STACK_OF_LEVEL)
    size = threading.stack_size(wanted & -4096)
    try:
        sys.setrecursionlimit(max(limit, 400_000))
        thread = threading.Thread(target=run, name="frontend")
        thread.start()
        thread.join()
    finally:
        threading.stack_size(size)
        sys.setrecursionlimit(limit)
    if outcome[1] is not None:
        raise outcome[1]
    return outcome[0]
