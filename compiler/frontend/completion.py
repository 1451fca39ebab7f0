"""The completion value of a script, for ``lode -p``."""

from __future__ import annotations

from .parse import parse_module


def return_completion_value(code: str, path: str) -> str:
    """The script as a function body that returns the value of its last expression statement. Raises LodeSyntaxError."""
    program = parse_module(path, code)
    for statement in reversed(program.body):
        if statement.type == "ExpressionStatement":
            expression = statement.expression
            return (f"{code[:statement._start]}return ({code[expression._start:expression._end]});"
                    f"{code[statement._end:]}")
        if statement.type not in ("EmptyStatement", "FunctionDeclaration", "ClassDeclaration", "VariableDeclaration"):
            break
    return code
