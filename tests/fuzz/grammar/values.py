"""Leaves: constants at the boundaries of representations, property keys, strings with surrogates."""

from __future__ import annotations

from .state import State

NUMBERS = ("0", "1", "2", "3", "-1", "7", "10", "100", "-0", "0.5", "1.5", "-2.5", "NaN", "Infinity", "-Infinity", "2147483647", "-2147483648",
           "2147483648", "-2147483649", "4294967295", "4294967296", "1073741823", "1073741824", "46341", "65535", "65536", "9007199254740991", "1e21",
           "1e-7", "5e-324", "1.7976931348623157e308", "123456789", "-46341", "255", "0.1", "31", "32", "33")
SMALL = ("0", "1", "2", "3", "4", "5", "6", "8")
STRINGS = ('""', '"a"', '"abc"', '"1"', '"2.5"', '"-0"', '"x"', '"0x10"', '" 12 "', '"hello world"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\ude00z"', '"\\u00e9t\\u00e9"',
           '"length"', '"NaN"', '"0"', '"undefined"', '"a,b,c"', '"\\n\\t"', '"\\u4e2d\\u6587"', '"4294967295"', '"1e3"', '"__"', '"constructor"')
KEYS = ("a", "b", "c", "x", "y")
INDICES = ("0", "1", "2", "3", "-1", "1.5", '"x"', '"1"', "7", "20", '"length"', '"b"')


class Values(State):
    def number(self) -> str:
        if self.rng.chance(45):
            return self.rng.pick(SMALL)
        text = self.rng.pick(NUMBERS)
        return f"({text})" if text.startswith("-") else text

    def string(self) -> str:
        return self.rng.pick(STRINGS)

    def key(self) -> str:
        return self.rng.pick(KEYS)

    def primitive(self) -> str:
        return self.rng.weighted([(6, self.number()), (3, self.string()), (1, "true"), (1, "false"), (1, "null"),
                                  (1, "undefined")])
