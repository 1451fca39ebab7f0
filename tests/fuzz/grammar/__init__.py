"""Random JavaScript programs by a grammar.

``program(seed)`` gives the text of a CommonJS module that logs what it computes through ``support.js``. Programs
always end: loops are bounded, and functions stop working when their fuel is used up.
"""

from .program import program

__all__ = ["program"]
