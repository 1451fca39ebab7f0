"""Source text to IR."""

from .module import collect_requires, lower_module, lower_script
from .parse import parse_esm, parse_module, parse_script
from .units import lower_constant_unit, lower_unit

__all__ = ["collect_requires", "lower_constant_unit", "lower_module", "lower_script", "lower_unit", "parse_esm",
           "parse_module", "parse_script"]
