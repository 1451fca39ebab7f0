"""npm packages for benchmarks and tests, kept in the user's cache."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from .run_cache import cache_root


class NpmUnavailable(Exception):
    """The packages are not in the cache and can't be fetched."""


def install_packages(packages: list[str]) -> Path:
    """A directory whose node_modules has these packages (``name@version``). Raises NpmUnavailable."""
    key = re.sub(r"[^A-Za-z0-9@.-]+", "_", "+".join(sorted(packages)))
    directory = Path(cache_root()) / "npm" / key
    if (directory / "node_modules").is_dir():
        return directory
    npm = shutil.which("npm")
    if npm is None:
        raise NpmUnavailable("npm is not on PATH")
    directory.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=directory.parent))
    try:
        command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(scratch)]
        done = subprocess.run([*command, *packages], capture_output=True, text=True, timeout=300, check=False)
        if done.returncode != 0 or not (scratch / "node_modules").is_dir():
            raise NpmUnavailable(f"npm could not fetch {' '.join(packages)}: {done.stderr.strip()[-500:]}")
        os.replace(scratch, directory)
    except (OSError, subprocess.TimeoutExpired) as error:
        if not (directory / "node_modules").is_dir():
            raise NpmUnavailable(str(error)) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return directory
