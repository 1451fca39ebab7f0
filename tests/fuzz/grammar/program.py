"""A whole program."""

from __future__ import annotations

from .pollution import Pollution


class _Program(Pollution):
    def text(self) -> str:
        parts = ['"use strict";\n'] if self.strict else []
        parts.append('const { log, iter, dirty } = require("./support.js");\nlet fuel = 300;\n')
        parts.append("".join(self._declare_of(kind) for kind in ("num", "obj", "arr", *self.rng.shuffled(("num", "obj", "arr", "str", "any"))[:self.rng.between(0, 5)])))
        rows = [(5, self._function), (4, self._class), (6, self.hot_function), (6, self._guarded), (2, self.recursive_function), (2, lambda: self.generator(2)),
                (2, lambda: self.async_function(2))]
        # A few of the themes a program, so that their features meet often (Groce et al.: Swarm Testing, ISSTA 2012).
        themes = [(4, self.numeric_loop), (4, self.typed_loop), (1, self.data_view), (2, self.bigint_loop), (5, self.shape_loop), (4, self.inline_loop),
                  (2, self.proxy), (2, self.dynamic), (2, self.destructuring), (2, self.spreading), (2, self.jumps), (2, self.interleaving),
                  (6, self.method_loop), (3, self.captured_loop), (2, self.class_features), (2, self.array_features), (1, self.text_features), (2, self.switches), (2, self.pollution)]
        chosen = [self.rng.weighted(themes) for _ in range(self.rng.between(0, 2))]
        rows += [(12, theme) for theme in chosen]
        while self.budget > 0:
            self.budget -= 8
            parts.append(self.rng.weighted(rows)())
        shown = [v.name for v in self.scopes[0] if v.kind not in ("fn", "hotfn")]
        parts.append("".join(f"log(\"{name}\", {name});\n" for name in shown))
        return "".join(parts)

    def _declare_of(self, kind: str) -> str:
        value = self.expr(kind, 2)
        return f"let {self.declare(kind)} = {value};\n"

    def _function(self) -> str:
        return self.function_declaration(2)

    def _class(self) -> str:
        # Evaluating a class may throw; what follows should run all the same.
        text = self.class_declaration(2)
        name = self.classes[-1].name
        return f"let {name};\ntry {{\n{name} = {text}}} catch (e) {{ log(\"{name} E\", e); {name} = Object; }}\n"

    def _guarded(self) -> str:
        body = self.block(self.rng.between(2, 5), 3)
        return f"try {body} catch (e) {{ log(\"E\", e); }}\n"


def program(seed: int) -> str:
    """The program of a seed: the same text everywhere."""
    return _Program(seed).text()
