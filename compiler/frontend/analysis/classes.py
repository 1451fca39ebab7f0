"""Classes."""

from __future__ import annotations

from typing import Any

from ..scope import Binding, ClassInfo, FunctionInfo, PrivateMembers
from .functions import FunctionAnalysis
from .syntax import after_static

Node = Any

_FIELDS = ("PropertyDefinition", "FieldDefinition")


class ClassAnalysis(FunctionAnalysis):
    """Visits classes: each element that runs code becomes a function."""

    # -- classes ------------------------------------------------------------------------------------------------------

    def visit_class(self, node: Node) -> None:
        if node.decorators:
            self.unsupported(node, "a decorator")
        strict = self.function.strict
        self.function.strict = True
        scope = self.enter("class")
        info = node._class = ClassInfo(node, scope)
        info.derived = node.superClass is not None
        if node.id is not None:
            info.name_binding = scope.add(node.id.name, "classname")
            info.name_binding.class_info = info
        self.visit(node.superClass)
        self.class_elements(info)
        self.function.strict = strict
        self.leave()

    def class_elements(self, info: ClassInfo) -> None:
        elements = info.node.body.body
        constructor_node = None
        self.private_names(info, elements)
        fields = [e for e in elements if not e.static and (e.type in _FIELDS or e._method is not None)]
        self.computed_keys(info, elements)
        if info.name_binding is not None:
            self.initialise(info.name_binding)
        if fields:
            info.fields = self.class_function(info, None, "fields", "%home")
            info.fields.elements = fields
        for element in elements:
            if element.type == "MethodDefinition" and element.kind == "constructor":
                constructor_node = element.value
        kind = "derived" if info.derived else "constructor"
        info.constructor = self.class_function(info, constructor_node, kind, "%home")
        info.constructor.class_info = info
        info.constructor.start, info.constructor.end = info.node._start, info.node._end
        for element in elements:
            kind = element.type
            if kind == "MethodDefinition":
                if element.kind != "constructor":
                    self.method(info, element)
            elif kind == "StaticBlock":
                function = self.class_function(info, None, "static", "%statichome")
                info.statics[element] = function
                function.elements = [element]
                self.function_body(function, element.body)
                self.implied_calls.append((self.function, function))
            elif kind in _FIELDS:
                if element.static:
                    function = self.class_function(info, None, "static", "%statichome")
                    info.statics[element] = function
                    function.elements = [element]
                    self.field_function(info, function)
                    self.implied_calls.append((self.function, function))
            else:
                self.unsupported(element, f"a {kind} class element")
        if info.fields is not None:
            self.field_function(info, info.fields)
        if constructor_node is not None:
            self.visit_function(info.constructor)
        else:
            self.default_constructor(info)
        if info.fields is not None and not info.derived:
            self.implicit(info.constructor, "this")
            self.implied_calls.append((info.constructor, info.fields))

    def private_names(self, info: ClassInfo, elements: list[Node]) -> None:
        """Declares the class's private names, and places for the closures of private methods of instances."""
        for index, element in enumerate(elements):
            if element.key is None or element.key.type != "PrivateIdentifier":
                continue
            name = "#" + element.key.name
            binding = info.scope.bindings.get(name)
            if binding is None:
                binding = info.scope.add(name, "private")
            element.key._ref = binding
            if element.type == "MethodDefinition":
                element._method = info.scope.add(f"%method{index}", "method")
                if binding.members is None:
                    owner = info.node.id.name if info.node.id is not None else ""
                    binding.members = PrivateMembers(self.brand(info, element.static), element.static, owner)
                setattr(binding.members, element.kind, element._method)

    def brand(self, info: ClassInfo, static: bool) -> Binding:
        """What tells the objects that have the class's private methods."""
        if static:
            return info.scope.bindings.get("%statichome") or info.scope.add("%statichome", "home")
        if info.brand is None:
            info.brand = info.scope.add("%brand", "private")
        return info.brand

    def computed_keys(self, info: ClassInfo, elements: list[Node]) -> None:
        for index, element in enumerate(elements):
            if not element.computed:
                continue
            self.visit(element.key)
            if element.type in _FIELDS:
                info.field_keys[element] = element._key = info.scope.add(f"%key{index}", "key")

    def class_function(self, info: ClassInfo, node: Node, kind: str, home: str) -> FunctionInfo:
        function = FunctionInfo(node, kind, self.function, info.scope, True)
        function.home = (info.scope, home)
        return function

    def method(self, info: ClassInfo, element: Node) -> None:
        kind = "method" if element.kind == "method" else element.kind
        function = self.class_function(info, element.value, kind, "%statichome" if element.static else "%home")
        function.start = element._start
        if element.static:
            function.start = after_static(self.source, element)
        element.value._func = function
        self.visit_function(function)

    def field_function(self, info: ClassInfo, function: FunctionInfo) -> None:
        """The function that defines fields: its body is the initialisers' expressions."""
        values = [e.value for e in function.elements if e._method is None and e.value is not None]
        self.function_body(function, values, expression=True)
        this = self.implicit(function, "this")
        this.value_used = True
        for element in function.elements:
            key = info.field_keys.get(element)
            if key is not None:
                self.use_value(function, key)
            if element.key.type == "PrivateIdentifier" and element._method is None:
                self.use_value(function, element.key._ref)
            if element._method is not None and info.brand is not None:
                self.use_value(function, info.brand)

    def default_constructor(self, info: ClassInfo) -> None:
        function = info.constructor
        self.function_body(function, [], expression=True)
        if function.kind == "derived":
            function.uses_argv = True
            for kind in ("this", "callee", "new_target"):
                self.implicit(function, kind)
            if info.fields is not None:
                self.implied_calls.append((function, info.fields))
