"""Source text to IR."""

from .module import collect_requires, lower_module
from .parse import parse_module

__all__ = ["collect_requires", "lower_module", "parse_module"]
