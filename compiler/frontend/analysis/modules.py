"""ES modules: imports, exports, ``import()`` and ``import.meta`` (16.2)."""

from __future__ import annotations

from typing import Any

from esprima import nodes

from ...ir.esm import EsmRecord, ExportEntry, ImportEntry
from ..scope import FunctionInfo, Scope
from .functions import FunctionAnalysis
from .syntax import bound_names_of

Node = Any

DEFAULT = "*default*"  # the binding of an export default without a name


class ModuleAnalysis(FunctionAnalysis):
    """Visits what only ES modules have. ``record`` is None in CommonJS modules."""

    record: EsmRecord | None

    # -- declarations -------------------------------------------------------------------------------------------------

    def module_body(self, info: FunctionInfo, program: Node) -> None:
        """Analyses the whole module; takes the declarations out of its import and export statements."""
        assert self.record is not None
        exported: list[tuple[str, str, int]] = []  # exported name, local name, position
        body: list[Node] = []
        for statement in program.body:
            self._take_statement(statement, body, exported)
        program.body = body
        self.function, self.regions = info, []
        self.functions.append(info)
        self.scope = info.scope = info.body_scope = self.new_scope("function", None, info)
        self._declare_imports(info.scope)
        if any(s.type == "ExportDefaultDeclaration" for s in body):
            info.scope.add(DEFAULT, "let")
        self.parameters(info)
        self.exported_names = {local for _, local, _ in exported}
        self.hoist_body(info, body)
        info.disposal = self.disposal(body)
        for statement in body:
            self.visit(statement)
        if info.disposal is not None:
            self.leave_region()
        self._exports(info.scope, exported)

    def _take_statement(self, statement: Node, body: list[Node], exported: list[tuple[str, str, int]]) -> None:
        assert self.record is not None
        kind = statement.type
        if kind == "ImportDeclaration":
            self._import(statement)
        elif kind == "ExportAllDeclaration":
            request = self._request(statement)
            if statement.exported is None:
                if request not in self.record.stars:
                    self.record.stars.append(request)
            else:
                self.record.exports.append(ExportEntry(export_name(statement.exported), request=request))
        elif kind == "ExportNamedDeclaration":
            self._export_named(statement, body, exported)
        elif kind == "ExportDefaultDeclaration":
            declaration = statement.declaration
            name = DEFAULT
            if declaration.type == "ClassDeclaration" and declaration.id is None:
                declaration.type = "ClassExpression"
            if declaration.type in ("FunctionDeclaration", "ClassDeclaration"):
                if declaration.id is None:
                    declaration.id = nodes.Identifier(DEFAULT)
                    declaration.id._start = declaration.id._end = declaration._start
                name = declaration.id.name
                statement = declaration
            body.append(statement)
            exported.append(("default", name, statement._start))
        else:
            body.append(statement)

    def _import(self, statement: Node) -> None:
        assert self.record is not None
        request = self._request(statement)
        for specifier in statement.specifiers:
            name: str | None = None
            if specifier.type == "ImportDefaultSpecifier":
                name = "default"
            elif specifier.type == "ImportSpecifier":
                name = export_name(specifier.imported)
            self.imported[specifier.local.name] = len(self.record.imports)
            self.record.imports.append(ImportEntry(request, name, specifier._start))

    def _export_named(self, statement: Node, body: list[Node], exported: list[tuple[str, str, int]]) -> None:
        assert self.record is not None
        if statement.source is not None:
            request = self._request(statement)
            for specifier in statement.specifiers:
                self.record.exports.append(ExportEntry(
                    export_name(specifier.exported), request=request, import_name=export_name(specifier.local),
                    pos=specifier._start))
            return
        for specifier in statement.specifiers:
            exported.append((export_name(specifier.exported), specifier.local.name, specifier._start))
        declaration = statement.declaration
        if declaration is not None:
            body.append(declaration)
            names = bound_names_of(declaration) if declaration.type == "VariableDeclaration" else [declaration.id]
            exported.extend((name.name, name.name, name._start) for name in names)

    def _request(self, statement: Node) -> int:
        assert self.record is not None
        attributes = sorted((export_name(a.key), str(a.value.value)) for a in statement.attributes or ())
        self.imports.append((statement.source.value, statement.source._start))
        return self.record.request(statement.source.value, tuple(attributes))

    def _declare_imports(self, scope: Scope) -> None:
        for name, index in self.imported.items():
            scope.add(name, "import").slot = index

    def _exports(self, scope: Scope, exported: list[tuple[str, str, int]]) -> None:
        """Exports of local names. A function that another module may call may run before the module's body does."""
        assert self.record is not None
        self.local_exports = []
        for name, local, pos in exported:
            binding = scope.bindings[local]
            if binding.kind == "import":
                entry = self.record.imports[binding.slot]
                self.record.exports.append(ExportEntry(name, request=entry.request, import_name=entry.name, pos=pos))
                continue
            binding.captured = binding.value_used = True
            if binding.func is not None:
                self.uses.setdefault(binding.func, []).append(0)
            self.local_exports.append((name, binding))

    def finish_record(self, scope: Scope) -> None:
        """Once slots are laid out."""
        assert self.record is not None
        self.record.exports += [ExportEntry(name, slot=binding.slot) for name, binding in self.local_exports]
        self.record.size = len(scope.captured)
        self.record.variables = [b.slot for b in scope.captured if b.kind == "var"]

    # -- statements and expressions -----------------------------------------------------------------------------------

    def visit_ExportDefaultDeclaration(self, node: Node) -> None:
        """Of an expression; declarations were taken out."""
        self.visit(node.declaration)
        node._ref = self.scope.bindings[DEFAULT]
        self.initialise(node._ref)

    def visit_AwaitExpression(self, node: Node) -> None:
        self.visit(node.argument)
        self.note_await()

    def visit_ImportExpression(self, node: Node) -> None:
        source = node.source
        self.visit(source)
        self.visit(node.options)
        if source.type == "Literal" and isinstance(source.value, str):
            self.imports.append((source.value, source._start))
        elif source.type == "TemplateLiteral" and len(source.quasis) == 1 and source.quasis[0].value.cooked is not None:
            self.imports.append((source.quasis[0].value.cooked, source._start))
        else:
            self.computed_imports = True


def export_name(node: Node) -> str:
    """The text of a ModuleExportName."""
    return str(node.value if node.type == "Literal" else node.name)
