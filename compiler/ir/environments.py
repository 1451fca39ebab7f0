"""Which static environment each environment pointer of a module is: the ``new_env`` or ``module_env`` it comes from."""

from __future__ import annotations

from .function import Function, Instr, Module, Param, Value
from .types import PTR

UNKNOWN_ENV = object()  # an environment pointer that may be any
NO_ENV = object()  # NULL


class Environments:
    """Which ``new_env`` each environment pointer comes from, where that is one for all ways."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.sites: dict[Value, object] = {}
        self.leaked: set[object] = set()
        self.blind_store = False  # a store into an unknown environment: no slot is known any more
        self._solve()

    def site(self, value: Value) -> object:
        return self.sites.get(value, NO_ENV)

    def _solve(self) -> None:
        pointers: list[Instr] = []
        flows: list[tuple[Value, Value]] = []
        for function in self.module.functions:
            for block in function.blocks:
                for instr in block.instrs:
                    if instr.repr is PTR:
                        pointers.append(instr)
                    self._flows(instr, flows)
        changed = True
        while changed:
            changed = False
            for instr in pointers:
                changed |= self._meet(instr, self._of_instr(instr))
            for source, target in flows:
                changed |= self._meet(target, self.site(source))
        self._find_leaks()

    def _flows(self, instr: Instr, flows: list[tuple[Value, Value]]) -> None:
        for edge in instr.successors:
            flows += [(arg, param) for param, arg in zip(edge.block.params, edge.args) if param.repr is PTR]
        name = instr.op.name
        if name == "call_direct":
            flows += [(_passed(instr.attrs["func"], param, arg), param)
                      for param, arg in zip(instr.attrs["func"].params, instr.args) if param.repr is PTR]
        elif name in ("closure", "new_class", "module_function"):
            flows += [(instr.args[0], param) for param in instr.attrs["func"].params if param.role == "env"]

    def _of_instr(self, instr: Instr) -> object:
        name = instr.op.name
        if name in ("new_env", "module_env"):
            return instr
        if name == "const_null_ptr":
            return NO_ENV
        if name == "env_parent":
            site = self.site(instr.args[0])
            for _ in range(instr.attrs["depth"]):
                if not isinstance(site, Instr):
                    return site
                site = self.site(site.args[0])
            return site
        if name == "function_env" and "func" in instr.attrs:
            env = next((p for p in instr.attrs["func"].params if p.role == "env"), None)
            return self.site(env) if env is not None else UNKNOWN_ENV
        return UNKNOWN_ENV

    def _meet(self, value: Value, site: object) -> bool:
        old = self.site(value)
        if site is NO_ENV or site is old or old is UNKNOWN_ENV:
            return False
        self.sites[value] = site if old is NO_ENV else UNKNOWN_ENV
        return True

    def _find_leaks(self) -> None:
        """Environments that something else than closures, loads and stores gets hold of."""
        allowed = {"new_env", "module_env", "module_function", "env_parent", "env_load", "env_store", "closure", "new_class", "call_direct"}
        for function in self.module.functions:
            for block in function.blocks:
                for instr in block.instrs:
                    name = instr.op.name
                    for arg in instr.args:
                        if arg.repr is PTR and name not in allowed:
                            self.leaked.add(self.site(arg))
                            if name == "rt" and instr.attrs["name"] == "lode_direct_eval":
                                self._leak_to_eval(self.site(arg))
                    if name == "env_store" and self.site(instr.args[0]) is UNKNOWN_ENV:
                        self.blind_store = True

    def _leak_to_eval(self, site: object) -> None:
        """Code that eval runs reaches an environment and all around it."""
        while isinstance(site, Instr):
            self.leaked.add(site)
            site = self.site(site.args[0])
        if site is UNKNOWN_ENV:
            self.blind_store = True


def _passed(callee: Function, param: Param, arg: Value) -> Value:
    """What a direct call passes as an environment. That of a function object is one that the callee, or what the callee
    is a copy of, was made a function object with."""
    if not isinstance(arg, Instr) or arg.op.name != "function_env" or param.role != "env":
        return arg
    if callee.copy_of is None:
        return param
    return next((p for p in callee.copy_of.params if p.role == "env"), arg)
