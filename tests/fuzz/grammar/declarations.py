"""Functions and classes."""

from __future__ import annotations

from contextlib import AbstractContextManager

from .state import ClassFacts, Variable
from .statements import Statements


class Declarations(Statements):
    def parameters(self) -> str:
        out = []
        for _ in range(self.rng.between(0, 3)):
            form = self.rng.below(12)
            if form == 0:
                out.append(self._pattern(0, lambda: self.declare("any", "p")) + " = []")
            elif form == 1:
                default = self.expr("any", 1)
                out.append(f"{self.declare('any', 'p')} = {default}")
            else:
                out.append(self.declare("num" if self.rng.chance(70) else "any", "p"))
        if self.rng.chance(10):
            out.append(f"...{self.declare('arr', 'r')}")
        return ", ".join(out)

    def body(self, depth: int, fuel: str = "if (fuel-- <= 0) return;\n") -> str:
        statements = "".join(self.statement(depth) for _ in range(self.rng.between(1, 4)))
        tail = f"return {self.expr('any' if self.rng.chance(40) else 'num')};\n" if self.rng.chance(75) else ""
        return f"{{\n{fuel}{statements}{tail}}}"

    def _inside(self, **changes: object) -> AbstractContextManager[None]:
        outer = {"loop": False, "switch": False, "labels": (), "returns": True, "hot": False, "yields": False, "awaits": False}
        return self.at(**{**outer, **changes})

    def function_declaration(self, depth: int) -> str:
        name = self.fresh("f")
        kind = "function"
        if self.rng.chance(20):
            kind = "arrow"
        # Only the functions that calls are cheap in are called from hot loops, so a function may loop a little.
        with self.scope():
            if kind == "arrow":
                with self._inside():
                    parameters = self.parameters()
                    text = f"const {name} = ({parameters}) => {self.body(depth)};\n"
            else:
                with self._inside(function="function", arguments=False, base_class=False, private=()):
                    parameters = self.parameters()
                with self._inside(function="function", arguments=self.rng.chance(40), base_class=False, private=()):
                    if self.rng.chance(40):  # its own name is in scope: recursion until the fuel is used up
                        self.scopes[-1].append(Variable(name, "fn", False))
                    text = f"function {name}({parameters}) {self.body(depth)}\n"
        self.scopes[-1].append(Variable(name, "fn", False))
        return text

    # -- generators and async functions ----------------------------------------------------------
    def generator(self, depth: int) -> str:
        name = self.fresh("g")
        with self.scope(), self._inside(function="generator", arguments=False, base_class=False, private=()):
            parameters = self.parameters()
            with self.at(yields=True):
                body = self.body(depth)
        drive = self.rng.pick((
            f"for (const y of {name}({self.arguments(1)})) {{ log(y); if (n++ > 8) break; }}",
            f"const it = {name}({self.arguments(1)}); log(it.next(), it.next({self.leaf('any')}), it.return({self.leaf('any')}), it.next());",
            f"const it = {name}({self.arguments(1)}); log(it.next()); try {{ log(it.throw(new Error(\"in\"))); }} catch (e) {{ log(e); }} log(it.next());",
            f"const [p, q = 1, ...r] = {name}({self.arguments(1)}); log(p, q, r);",
        ))
        return f"function* {name}({parameters}) {body}\ntry {{ let n = 0; {drive} }} catch (e) {{ log(\"G\", e); }}\n"

    def async_function(self, depth: int) -> str:
        name = self.fresh("s")
        with self.scope(), self._inside(function="async", arguments=False, base_class=False, private=()):
            parameters = self.parameters()
            with self.at(awaits=True):
                body = self.body(depth)
        return (f"async function {name}({parameters}) {body}\n"
                f"{name}({self.arguments(1)}).then((v) => log(\"{name}\", v), (e) => log(\"{name} E\", e));\n")

    # -- classes ---------------------------------------------------------------------------------
    def class_declaration(self, depth: int) -> str:
        facts = ClassFacts(self.fresh("C"))
        base = self.rng.pick(self.classes) if self.classes and self.rng.chance(50) else None
        heritage = f" extends {base.name}" if base else self.rng.weighted([(30, ""), (1, " extends Map"), (1, " extends null")])
        derived = bool(heritage)
        facts.private = [self.fresh("#q") for _ in range(self.rng.between(0, 2))]
        members: list[str] = []
        with self._inside(function="method", private=tuple(facts.private), base_class=derived, arguments=False, returns=False):
            for name in facts.private:
                if self.rng.chance(75):
                    members.append(f"{name} = {self.expr('num', 2)};\n")
                else:
                    members.append(self.rng.pick((f"get {name}() {{ return {self.number()}; }}\n",
                                                  f"{name}(p) {{ return {self.number()}; }}\n",
                                                  f"static {name} = {self.number()};\n")))
            for key in self.rng.shuffled(("a", "b", "c", "x"))[:self.rng.between(0, 3)]:
                value = self.expr("num" if self.rng.chance(60) else "any", 2)
                form = self.rng.below(8)
                if form == 0:
                    members.append(f"get {key}() {{ return {value}; }}\n")
                elif form == 1:
                    members.append(f"set {key}(v) {{ {self.effect(1)} }}\n")
                elif form == 2:
                    members.append(f"static {key} = {value};\n")
                elif form == 3:
                    members.append(f"static {{ {self.effect(1)} this.{key} = {value}; }}\n")
                else:
                    members.append(f"{key} = {value};\n")
        members += self._constructor(facts, derived, depth)
        for name in self.rng.shuffled(("m", "g", "n"))[:self.rng.between(1, 2)]:
            members.append(self._method(facts, name, derived, depth))
        if self.rng.chance(20):
            members.append(f"valueOf() {{ {self.effect(1)} return {self.leaf('num')}; }}\n")
        self.classes.append(facts)
        return f"class {facts.name}{heritage} {{\n{''.join(members)}}}\n"

    def _constructor(self, facts: ClassFacts, derived: bool, depth: int) -> list[str]:
        if self.rng.chance(40):
            return []
        with self.scope(), self._inside(function="method", private=tuple(facts.private), base_class=derived, returns=False):
            parameters = self.parameters()
            call = f"super({self.arguments(1)});\n" if derived else ""
            if derived and self.rng.chance(10):
                call = f"if ({self.expr('bool', 1)}) {call}"
            sets = "".join(f"this.{key} = {self.expr('num', 2)};\n" for key in self.rng.shuffled(("a", "b", "x", "y"))[:self.rng.between(0, 3)])
            extra = self.statement(min(depth, 1))
        return [f"constructor({parameters}) {{\n{call}{sets}{extra}}}\n"]

    def _method(self, facts: ClassFacts, name: str, derived: bool, depth: int) -> str:
        with self.scope(), self._inside(function="method", private=tuple(facts.private), base_class=derived, arguments=True):
            parameters = self.parameters() if not self.rng.chance(20) else ""
            body = self.body(min(depth, 2))
        if name == "g" and self.rng.chance(50):
            return f"get g() {body}\n"
        static = "static " if self.rng.chance(12) else ""
        if not static:
            facts.methods.append(name)
        return f"{static}{name}({parameters}) {body}\n"
