"""Where the built runtime is. Imports nothing heavy: the launcher uses it."""

from __future__ import annotations

import os

VERSION = "0.1.0"
_CHECKOUT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def build_root() -> str:
    """Where artefacts go: ``$LODE_BUILD_DIR``, the checkout's ``build``, or the user's cache directory."""
    if configured := os.environ.get("LODE_BUILD_DIR"):
        return configured
    if os.path.exists(os.path.join(_CHECKOUT, "Makefile")) and os.access(_CHECKOUT, os.W_OK):
        return os.path.join(_CHECKOUT, "build")
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(cache, "lode", f"runtime-{VERSION}")


def build_dir(variant: str = "release") -> str:
    """The directory of a variant's artefacts: liblode.a, liblode.so, fast.bc."""
    return os.path.join(build_root(), variant)
