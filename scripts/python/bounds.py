# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Lines of benches about figures that have a bound."""


class Bounded(str):
    """A line that knows whether its figure is within its bound."""

    holds = True

    @classmethod
    def make(cls, line, said, holds):
        made = cls(f"{line}    {said}" if holds else f"{line}    {said}: EXCEEDED")
        made.holds = holds
        return made


def at_most(line, figure, bound, said=None):
    return Bounded.make(line, f"at most {said or bound}", figure <= bound)


def at_least(line, figure, bound, said=None):
    return Bounded.make(line, f"at least {said or bound}", figure >= bound)


def under(line, figure, bound):
    return Bounded.make(line, f"under {bound}", figure < bound)


def exactly(line, figure, expected, more=""):
    said = f"{expected}    {more}" if more else f"{expected}"
    return Bounded.make(line, said, figure == expected)


def is_exceeded(line):
    return not getattr(line, "holds", True)
