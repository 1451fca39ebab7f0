"""Node's module resolution for CommonJS (https://nodejs.org/docs/latest-v20.x/api/modules.html#all-together)."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

EXTENSIONS = (".js", ".json", ".node")
CONDITIONS = ("node", "require", "module-sync", "default")

BUILTIN_MODULES = frozenset(
    """assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain
    events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl
    stream string_decoder sys test timers tls trace_events tty url util v8 vm wasi worker_threads zlib
    assert/strict dns/promises fs/promises path/posix path/win32 readline/promises stream/consumers stream/promises
    stream/web timers/promises util/types""".split()
)


class ResolutionError(Exception):
    """The specifier can't be resolved. ``code`` is Node's error code."""

    def __init__(self, message: str, code: str = "MODULE_NOT_FOUND") -> None:
        super().__init__(message)
        self.code = code


def is_builtin(specifier: str) -> bool:
    return specifier.startswith("node:") or specifier in BUILTIN_MODULES


@dataclass
class Resolver:
    """Resolves specifiers; keeps the package.json files it read."""

    conditions: tuple[str, ...] = CONDITIONS
    _packages: dict[str, dict[str, Any] | None] = field(default_factory=dict)

    def resolve(self, specifier: str, referrer: str) -> str:
        """The real path of ``specifier`` as required by the file ``referrer``. Raises ResolutionError."""
        directory = os.path.dirname(referrer)
        if specifier.startswith(("./", "../", "/")) or specifier in (".", ".."):
            base = os.path.normpath(os.path.join(directory, specifier))
            wants_directory = specifier.endswith(("/", "/.", "/..")) or specifier in (".", "..")
            found = (None if wants_directory else self._as_file(base)) or self._as_directory(base)
        elif specifier.startswith("#"):
            found = self._package_imports(specifier, directory)
        else:
            found = self._package_self(specifier, directory) or self._in_node_modules(specifier, directory)
        if found is None:
            raise ResolutionError(f"Cannot find module '{specifier}'")
        return os.path.realpath(found)

    def _as_file(self, base: str) -> str | None:
        for candidate in (base, *(base + e for e in EXTENSIONS)):
            if os.path.isfile(candidate):
                return candidate
        return None

    def _as_directory(self, base: str) -> str | None:
        if not os.path.isdir(base):
            return None
        package = self.package_json(base)
        if package and isinstance(main := package.get("main"), str) and main:
            target = os.path.normpath(os.path.join(base, main))
            if found := self._as_file(target) or self._index(target):
                return found
        return self._index(base)

    def _index(self, base: str) -> str | None:
        return next((p for e in EXTENSIONS if os.path.isfile(p := os.path.join(base, "index" + e))), None)

    def package_json(self, directory: str) -> dict[str, Any] | None:
        """The package.json in this very directory, parsed. Raises ResolutionError if malformed."""
        if directory not in self._packages:
            path = Path(directory) / "package.json"
            content: dict[str, Any] | None = None
            if path.is_file():
                try:
                    parsed = json.loads(path.read_text(encoding="utf-8-sig"))
                except (OSError, ValueError) as error:
                    message = f"Invalid package config {path}: {error}"
                    raise ResolutionError(message, "ERR_INVALID_PACKAGE_CONFIG") from error
                content = parsed if isinstance(parsed, dict) else {}
            self._packages[directory] = content
        return self._packages[directory]

    def package_scope(self, directory: str) -> tuple[str, dict[str, Any]] | None:
        """The nearest enclosing package: its directory and package.json."""
        while os.path.basename(directory) != "node_modules":
            if (package := self.package_json(directory)) is not None:
                return directory, package
            parent = os.path.dirname(directory)
            if parent == directory:
                break
            directory = parent
        return None

    def _in_node_modules(self, specifier: str, directory: str) -> str | None:
        name, subpath = split_package(specifier)
        while True:
            if os.path.basename(directory) != "node_modules":
                root = os.path.join(directory, "node_modules")
                package_dir = os.path.join(root, name)
                package = self.package_json(package_dir) if os.path.isdir(package_dir) else None
                if package is not None and package.get("exports") is not None:
                    return self._exports(package_dir, subpath, package["exports"])
                target = os.path.join(root, specifier)
                if found := self._as_file(target) or self._as_directory(target):
                    return found
            parent = os.path.dirname(directory)
            if parent == directory:
                return None
            directory = parent

    def _package_self(self, specifier: str, directory: str) -> str | None:
        scope = self.package_scope(directory)
        name, subpath = split_package(specifier)
        if scope is None or scope[1].get("exports") is None or scope[1].get("name") != name:
            return None
        return self._exports(scope[0], subpath, scope[1]["exports"])

    def _exports(self, package_dir: str, subpath: str, exports: Any) -> str:
        if not isinstance(exports, dict) or not any(k.startswith(".") for k in exports):
            exports = {".": exports}
        target = self._match(subpath, exports, package_dir)
        if target is None:
            what = f"Package subpath '{subpath}' is not defined by \"exports\""
            if subpath == ".":
                what = 'No "exports" main defined'
            raise ResolutionError(f"{what} in {package_dir}/package.json", "ERR_PACKAGE_PATH_NOT_EXPORTED")
        if not os.path.isfile(target):
            raise ResolutionError(f"Cannot find module '{target}'")
        return target

    def _package_imports(self, specifier: str, directory: str) -> str | None:
        scope = self.package_scope(directory)
        imports = scope[1].get("imports") if scope else None
        target = self._match(specifier, imports, scope[0]) if scope and isinstance(imports, dict) else None
        if target is None:
            where = f" in package {scope[0]}/package.json" if scope else ""
            raise ResolutionError(f"Package import specifier \"{specifier}\" is not defined{where}",
                                  "ERR_PACKAGE_IMPORT_NOT_DEFINED")
        return target

    def _match(self, key: str, table: dict[str, Any], package_dir: str) -> str | None:
        """PACKAGE_IMPORTS_EXPORTS_RESOLVE: exact keys, then the longest pattern."""
        if key in table and "*" not in key:
            return self._target(table[key], "", package_dir)
        patterns = [k for k in table if k.count("*") == 1]
        for pattern in sorted(patterns, key=lambda k: (-len(k.split("*")[0]), -len(k))):
            prefix, suffix = pattern.split("*")
            if key.startswith(prefix) and key != prefix and key.endswith(suffix) and len(key) >= len(pattern):
                return self._target(table[pattern], key[len(prefix): len(key) - len(suffix)], package_dir)
        return None

    def _target(self, target: Any, match: str, package_dir: str) -> str | None:
        """PACKAGE_TARGET_RESOLVE: a path, the first condition that holds, or the first valid of a list."""
        if isinstance(target, str):
            if not target.startswith("./"):
                if target.startswith(("../", "/")) or not target:
                    raise ResolutionError(f"Invalid target '{target}' in {package_dir}/package.json",
                                          "ERR_INVALID_PACKAGE_TARGET")
                return self.resolve(target.replace("*", match), os.path.join(package_dir, "package.json"))
            if any(part in ("..", "node_modules") for part in target.replace("*", match).split("/")[1:]):
                raise ResolutionError(f"Invalid target '{target}' in {package_dir}/package.json",
                                      "ERR_INVALID_PACKAGE_TARGET")
            return os.path.join(package_dir, target[2:].replace("*", match))
        if isinstance(target, dict):
            for condition, value in target.items():
                if condition in self.conditions and (found := self._target(value, match, package_dir)) is not None:
                    return found
        if isinstance(target, list):
            for item in target:
                try:
                    found = self._target(item, match, package_dir)
                except ResolutionError:
                    continue
                if found is not None:
                    return found
        return None


def split_package(specifier: str) -> tuple[str, str]:
    """``@scope/name/sub`` → (``@scope/name``, ``./sub``)."""
    parts = specifier.split("/")
    count = 2 if specifier.startswith("@") else 1
    rest = "/".join(parts[count:])
    return "/".join(parts[:count]), f"./{rest}" if rest else "."
