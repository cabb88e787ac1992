# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from hypothesis import strategies as st

RATES = (3, 5, 7, 9)
event = st.one_of(
    st.tuples(st.just("rate"), st.sampled_from(RATES)),
    st.tuples(st.just("open"), st.integers(-3500, 3500).filter(bool)),
    st.tuples(st.just("accept"), st.just(0)),
    st.tuples(st.just("refund"), st.integers(1, 9)),
)


class Oracle:
    """A share of a sale of 10 pieces, in cents; counts one cent after the other."""

    def __init__(self, rules):
        self.rules, self.decisions, self.credited = rules, [], 0

    def get_total(self):
        """Each decision pays until the amount is reached that it decided on."""
        total = self.rules
        for before, decided in self.decisions:
            way = 1 if decided > 0 else -1
            left, goal = abs(decided), before + decided
            while left and (goal - total) * way > 0:
                total += way
                left -= 1
        return total

    def accept(self, ours, wanted):
        total = self.get_total()
        way = 1 if wanted > 0 else -1
        overlap = max(0, min((total - ours) * way, wanted * way))
        missing = wanted - overlap * way
        if missing:
            self.decisions.append((total, missing))

    def get_net(self):
        """A credit note takes its part of all of it."""
        total = self.get_total()
        way = 1 if total > 0 else -1
        return total - way * ((2 * abs(total) * self.credited + 10) // 20)
