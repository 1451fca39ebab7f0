"""What is known of an ES module when it is compiled: the Source Text Module Record's static part (16.2.1.6).

The backend writes it into the module's data (runtime/modules/esm.h), from which the runtime links the program.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ModuleRequest:
    """A specifier with its import attributes, sorted by key."""

    specifier: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """An imported binding; its place in the list is its cell. ``name`` is None for the whole namespace."""

    request: int
    name: str | None
    pos: int  # of the binding's name: an index into the source, in bytes once the module was lowered


@dataclass(frozen=True, slots=True)
class ExportEntry:
    """An exported name: a slot of the module's environment, or (request >= 0) a name of another module, None for its
    namespace."""

    name: str
    slot: int = -1
    request: int = -1
    import_name: str | None = None
    pos: int = 0


@dataclass(eq=False, slots=True)
class EsmRecord:
    """The module's requests, imports and exports, and its environment: ``variables`` are the slots of var bindings,
    which start undefined; functions are told by module_function ops; all others start EMPTY."""

    requests: list[ModuleRequest] = field(default_factory=list)
    imports: list[ImportEntry] = field(default_factory=list)
    exports: list[ExportEntry] = field(default_factory=list)
    stars: list[int] = field(default_factory=list)  # requests of export * from
    variables: list[int] = field(default_factory=list)
    size: int = 0
    is_async: bool = False  # has a top-level await: its function gives a promise

    def request(self, specifier: str, attributes: tuple[tuple[str, str], ...] = ()) -> int:
        """The index of a request, added if it is new."""
        wanted = ModuleRequest(specifier, attributes)
        if wanted not in self.requests:
            self.requests.append(wanted)
        return self.requests.index(wanted)
