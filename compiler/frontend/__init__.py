"""Source text to IR."""

from .module import collect_requires, lower_module, lower_script
from .parse import parse_module, parse_script

__all__ = ["collect_requires", "lower_module", "lower_script", "parse_module", "parse_script"]
