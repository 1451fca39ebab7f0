"""Source text to IR."""

from .module import collect_requires, lower_module, lower_with_requires
from .parse import parse_module

__all__ = ["collect_requires", "lower_module", "lower_with_requires", "parse_module"]
