"""Node's resolution for ES modules (https://nodejs.org/docs/latest-v20.x/api/esm.html#resolution-algorithm)."""

from __future__ import annotations

import os
import re
from base64 import b64decode
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes

from .resolve import ResolutionError, Resolver, split_package

IMPORT_CONDITIONS = ("node", "import", "module-sync", "default")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ENCODED_SEPARATOR = re.compile(r"%2f|%5c", re.IGNORECASE)
_LEGACY_MAIN = ("index.js", "index.json", "index.node")


# https://nodejs.org/docs/latest-v20.x/api/esm.html#data-imports
_DATA_URL = re.compile(r"data:([^/,;]+/[^;,]+)[^,]*?(;base64)?,(.*)", re.DOTALL)
_DATA_TYPES = frozenset({"text/javascript", "application/json"})


def is_data_url(path: str) -> bool:
    return path.startswith("data:")


def read_data_url(url: str) -> tuple[str, str]:
    """Media type and text. Raises ResolutionError if no module can be made of it."""
    match = _DATA_URL.fullmatch(url.partition("#")[0])
    if match is None or match.group(1) not in _DATA_TYPES:
        raise ResolutionError(f"no module: {url}", "ERR_UNKNOWN_MODULE_FORMAT")
    data = unquote_to_bytes(match.group(3))
    return match.group(1), (b64decode(data) if match.group(2) else data).decode("utf-8", "replace")


def url_suffix(specifier: str) -> str:
    """Query and fragment of a specifier that is a URL: each URL of a file is a module of its own."""
    if not specifier.startswith((".", "/", "file:")):
        return ""
    found = re.search(r"[?#]", specifier)
    return specifier[found.start():] if found else ""


@dataclass
class EsmResolver(Resolver):
    """Resolves what ``import`` and ``import()`` name: no search for extensions or in directories."""

    conditions: tuple[str, ...] = IMPORT_CONDITIONS

    def resolve(self, specifier: str, referrer: str) -> str:
        """The real path of the file, or the specifier, if it is a data: URL. Raises ResolutionError, also for other
        URLs that don't name files."""
        if is_data_url(specifier):
            read_data_url(specifier)
            return specifier
        if is_data_url(referrer):
            raise ResolutionError(f"'{specifier}' has no base", "ERR_UNSUPPORTED_RESOLVE_REQUEST")
        directory = os.path.dirname(referrer)
        if specifier.startswith(("./", "../", "/")) or specifier in (".", ".."):
            found: str | None = self._from_url(specifier, directory)
        elif specifier.startswith("#"):
            found = self._package_imports(specifier, directory)
        elif specifier.startswith("file:"):
            found = self._from_url(re.sub(r"^file:(//(localhost)?)?", "", specifier), directory)
        elif _SCHEME.match(specifier):
            raise ResolutionError(f"'{specifier}' is not a file", "ERR_UNSUPPORTED_ESM_URL_SCHEME")
        else:
            found = self._package_self(specifier, directory) or self._in_node_modules(specifier, directory)
            if found is None:
                raise ResolutionError(f"Cannot find package '{specifier}' imported from {referrer}",
                                      "ERR_MODULE_NOT_FOUND")
        if found is None or not os.path.isfile(found):
            raise ResolutionError(f"Cannot find module '{found}' imported from {referrer}", "ERR_MODULE_NOT_FOUND")
        return os.path.realpath(found)

    def _from_url(self, specifier: str, directory: str) -> str:
        if _ENCODED_SEPARATOR.search(specifier):
            raise ResolutionError(f"Invalid module \"{specifier}\"", "ERR_INVALID_MODULE_SPECIFIER")
        path = unquote(re.split(r"[?#]", specifier, maxsplit=1)[0])
        target = os.path.normpath(os.path.join(directory, path))
        return target + "/" if path.endswith("/") else target

    def _in_node_modules(self, specifier: str, directory: str) -> str | None:
        name, subpath = split_package(specifier)
        while True:
            if os.path.basename(directory) != "node_modules":
                package_dir = os.path.join(directory, "node_modules", name)
                if os.path.isdir(package_dir):
                    return self._in_package(package_dir, subpath)
            parent = os.path.dirname(directory)
            if parent == directory:
                return None
            directory = parent

    def _in_package(self, package_dir: str, subpath: str) -> str | None:
        package = self.package_json(package_dir)
        if package is not None and package.get("exports") is not None:
            return self._exports(package_dir, subpath, package["exports"])
        if subpath != ".":
            return os.path.join(package_dir, unquote(subpath[2:]))
        main = package.get("main") if package else None
        candidates = list(_LEGACY_MAIN)
        if isinstance(main, str):
            endings = ("", ".js", ".json", ".node", "/index.js", "/index.json", "/index.node")
            candidates = [main + ending for ending in endings] + candidates
        paths = (os.path.normpath(os.path.join(package_dir, c)) for c in candidates)
        return next((p for p in paths if os.path.isfile(p)), None)
