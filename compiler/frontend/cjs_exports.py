"""Which names a CommonJS module probably exports: those that an ES module may import from it.

Node decides it from the text alone, by the patterns that cjs-module-lexer documents
(https://github.com/nodejs/cjs-module-lexer#grammar), wherever they stand and whatever the names there mean. The same
is done here on the syntax tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .walk import Node, nodes

_IDENTIFIER = re.compile(r"[\w$]+\Z", re.UNICODE)
_STAR_HELPERS = frozenset({"__export", "__exportStar"})
_REQUIRE_WRAPPERS = frozenset({"_interopRequireWildcard"})


@dataclass
class CjsExports:
    """Names that are exported, and specifiers of the modules all of whose names are exported too."""

    names: list[str] = field(default_factory=list)
    reexports: list[str] = field(default_factory=list)


def find_cjs_exports(program: Node, source: str) -> CjsExports:
    """Searches the Program of a CommonJS module."""
    return _Search(source).run(program)


class _Search:
    def __init__(self, source: str) -> None:
        self.source = source
        self.names: dict[str, None] = {}
        self.unsafe: set[str] = set()  # names with a getter that may do more than read
        self.reexports: dict[str, None] = {}
        self.assigned: dict[str, None] = {}  # of the last assignment to module.exports
        self.required: dict[str, str] = {}  # variables of the top level that hold a required module

    def run(self, program: Node) -> CjsExports:
        for statement in program.body:
            self._top_level(statement)
        for node in nodes(program.body):
            visit = _VISITORS.get(node.type)
            if visit is not None:
                visit(self, node)
        names = [n for n in self.names if n not in self.unsafe]
        return CjsExports(names, list({**self.assigned, **self.reexports}))

    # -- members ------------------------------------------------------------------------------------------------------

    def _assignment(self, node: Node) -> None:
        """EXPORTS_MEMBER, MODULE_EXPORTS_ASSIGN, EXPORTS_LITERAL"""
        left = node.left
        if node.operator != "=":
            return
        if _is_module_exports(left):
            self.assigned = {}
            specifier = _required(node.right)
            if specifier is not None:
                self.assigned[specifier] = None
            elif node.right.type == "ObjectExpression":
                self._literal(node.right)
        else:
            self._member(left)

    def _comparison(self, node: Node) -> None:
        """One sign of equality is all that the lexer looks at."""
        if node.operator in ("==", "==="):
            self._member(node.left)

    def _member(self, left: Node) -> None:
        if left.type != "MemberExpression" or left._parenthesized or not _is_exports(left.object):
            return
        if not left.computed and left.property.type == "Identifier":
            self.names[left.property.name] = None
        elif left.computed and left.property.type == "Literal" and isinstance(left.property.value, str):
            self.names[left.property.value] = None

    def _literal(self, node: Node) -> None:
        """Properties up to the first that isn't a plain name."""
        for prop in node.properties:
            if prop.type == "SpreadElement":
                specifier = _required(prop.argument)
                if specifier is not None:
                    self.assigned[specifier] = None
                elif prop.argument.type != "Identifier":
                    return
                continue
            head = re.match(r"[\w$]+", self.source[prop._start:prop._start + 256], re.UNICODE)
            if prop.computed or (prop.key.type == "Literal" and not isinstance(prop.key.value, str)):
                return
            if prop.kind != "init" or prop.method:
                # get, set, async or the name of a method is taken for a shorthand.
                if head is not None:
                    self.names[head.group()] = None
                return
            value = prop.value
            text = self.source[value._start:value._end]
            if not prop.shorthand and (value._parenthesized or not re.match(r"[^\W\d]|\$", text, re.UNICODE)):
                return
            self.names[prop.key.value if prop.key.type == "Literal" else prop.key.name] = None
            if _IDENTIFIER.match(text) is None:
                return

    # -- calls --------------------------------------------------------------------------------------------------------

    def _call(self, node: Node) -> None:
        """EXPORTS_DEFINE"""
        args = node.arguments
        if not _is_member(node.callee, "Object", "defineProperty") or len(args) < 3 or not _is_exports(args[0]) \
                or args[1].type != "Literal" or not isinstance(args[1].value, str):
            return
        if _plain_descriptor(args[2]):
            self.names[args[1].value] = None
        else:
            self.unsafe.add(args[1].value)

    # -- reexports by transpilers -------------------------------------------------------------------------------------

    def _top_level(self, statement: Node) -> None:
        if statement.type == "VariableDeclaration":
            for declarator in statement.declarations:
                init = declarator.init
                if init is not None and init.type == "CallExpression" and init.callee.type == "Identifier" \
                        and init.callee.name in _REQUIRE_WRAPPERS and init.arguments:
                    init = init.arguments[0]
                if declarator.id.type == "Identifier" and (specifier := _required(init)) is not None:
                    self.required[declarator.id.name] = specifier
        elif statement.type == "ExpressionStatement" and statement.expression.type == "CallExpression":
            call = statement.expression
            callee = call.callee
            if callee.type == "MemberExpression" and not callee.computed:
                callee = callee.property
            if callee.type == "Identifier" and callee.name in _STAR_HELPERS and call.arguments:
                if (specifier := _required(call.arguments[0])) is not None:
                    self.reexports[specifier] = None
            elif (name := _copied_module(call)) is not None and name in self.required:
                self.reexports[self.required[name]] = None


_VISITORS = {"AssignmentExpression": _Search._assignment, "CallExpression": _Search._call,
             "BinaryExpression": _Search._comparison}


def _is_module_exports(node: Node) -> bool:
    return _is_member(node, "module", "exports")


def _is_exports(node: Node) -> bool:
    """EXPORTS_IDENTIFIER"""
    return not node._parenthesized and (
        (node.type == "Identifier" and node.name == "exports") or _is_module_exports(node))


def _is_member(node: Node, name: str, key: str) -> bool:
    return bool(node.type == "MemberExpression" and not node.computed and not node._parenthesized
                and node.object.type == "Identifier" and node.object.name == name and node.property.name == key)


def _required(node: Node) -> str | None:
    """REQUIRE: the specifier."""
    if node is None or node.type != "CallExpression" or node._parenthesized or node.callee.type != "Identifier" \
            or node.callee.name != "require" or len(node.arguments) != 1:
        return None
    argument = node.arguments[0]
    return argument.value if argument.type == "Literal" and isinstance(argument.value, str) else None


def _plain_descriptor(node: Node) -> bool:
    """EXPORTS_DEFINE_VALUE: a value, or a getter that only reads a variable or a property."""
    if node.type != "ObjectExpression":
        return False
    props = list(node.properties)
    if props and _named(props[0], "enumerable") and props[0].value.type == "Literal" and props[0].value.value is True:
        props.pop(0)
    if not props:
        return False
    if _named(props[0], "value"):
        return True
    return len(props) == 1 and _named(props[0], "get") and props[0].value.type == "FunctionExpression" \
        and _plain_getter(props[0].value)


def _named(prop: Node, name: str) -> bool:
    return bool(prop.type == "Property" and prop.kind == "init" and not prop.computed and not prop.shorthand
                and prop.key.type == "Identifier" and prop.key.name == name)


def _plain_getter(function: Node) -> bool:
    body = function.body.body
    if function.params or len(body) != 1 or body[0].type != "ReturnStatement" or body[0].argument is None:
        return False
    value = body[0].argument
    if value.type == "Identifier":
        return True
    return bool(value.type == "MemberExpression" and value.object.type == "Identifier" and not value.optional and (
        not value.computed or (value.property.type == "Literal" and isinstance(value.property.value, str))))


def _copied_module(call: Node) -> str | None:
    """EXPORT_STAR_LIB: ``Object.keys(m).forEach(function (k) { … })`` that copies all but default; m."""
    callee = call.callee
    if callee.type != "MemberExpression" or callee.computed or callee.property.name != "forEach" \
            or callee.object.type != "CallExpression" or not _is_member(callee.object.callee, "Object", "keys") \
            or len(callee.object.arguments) != 1 or callee.object.arguments[0].type != "Identifier" \
            or len(call.arguments) != 1:
        return None
    function = call.arguments[0]
    if function.type != "FunctionExpression" or len(function.params) != 1 or function.params[0].type != "Identifier":
        return None
    name, key = callee.object.arguments[0].name, function.params[0].name
    body = list(function.body.body)
    if not body or body[0].type != "IfStatement" or not _tests_default(body[0].test, key):
        return None
    if body[0].test.type == "BinaryExpression":
        inner = body[0].consequent
        body = inner.body if inner.type == "BlockStatement" else [inner]
    else:
        body.pop(0)
    while body and body[0].type == "IfStatement" and _returns(body[0].consequent):
        body.pop(0)
    return name if len(body) == 1 and _copies(body[0], name, key) else None


def _tests_default(test: Node, key: str) -> bool:
    """``k === "default" || k === "__esModule"``, or ``k !== "default"``."""
    if test.type == "LogicalExpression" and test.operator == "||":
        return _compares(test.left, key, "===", "default") and _compares(test.right, key, "===", "__esModule")
    return _compares(test, key, "!==", "default")


def _compares(node: Node, key: str, operator: str, text: str) -> bool:
    return bool(node.type == "BinaryExpression" and node.operator == operator and node.left.type == "Identifier"
                and node.left.name == key and node.right.type == "Literal" and node.right.value == text)


def _returns(node: Node) -> bool:
    return bool(node.type == "ReturnStatement" and node.argument is None)


def _element(node: Node, key: str) -> Node | None:
    """The object of ``object[k]``."""
    if node.type == "MemberExpression" and node.computed and node.property.type == "Identifier" \
            and node.property.name == key:
        return node.object
    return None


def _copies(statement: Node, name: str, key: str) -> bool:
    if statement.type != "ExpressionStatement":
        return False
    node = statement.expression
    if node.type == "AssignmentExpression" and node.operator == "=":
        target, source = _element(node.left, key), _element(node.right, key)
        return target is not None and _is_exports(target) and _names(source, name)
    if node.type != "CallExpression" or not _is_member(node.callee, "Object", "defineProperty") \
            or len(node.arguments) != 3 or not _is_exports(node.arguments[0]) or not _names(node.arguments[1], key):
        return False
    descriptor = node.arguments[2]
    if descriptor.type != "ObjectExpression" or len(descriptor.properties) != 2 \
            or not _named(descriptor.properties[1], "get"):
        return False
    body = getattr(getattr(descriptor.properties[1].value, "body", None), "body", None) or []
    return len(body) == 1 and body[0].type == "ReturnStatement" and body[0].argument is not None \
        and _names(_element(body[0].argument, key), name)


def _names(node: Node | None, name: str) -> bool:
    return bool(node is not None and node.type == "Identifier" and node.name == name)
