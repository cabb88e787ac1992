# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What a person with a sheet of paper would note down of one distributor, in cents."""

REWARD, DEPOSIT, CREDIT = "reward", "deposit", "credit"
FREE, UNPAID = "free deposit", "unpaid"  # what no hold was there for
ORDER_OF_USE = (REWARD, DEPOSIT, CREDIT)
REWARD_SHARE = 20  # percent of an order


class PaperOrder:
    def __init__(self, total):
        self.total = total
        self.held = dict.fromkeys(ORDER_OF_USE, 0)
        self.taken = dict.fromkeys((*ORDER_OF_USE, FREE, UNPAID), 0)  # by its invoices
        self.is_open = True


class Paper:
    def __init__(self):
        self.balance = {REWARD: 0, DEPOSIT: 0}
        self.frozen = []  # amounts of the deposit
        self.stopped = set()  # wallets frozen as a whole
        self.limit = 0
        self.owed = 0
        self.orders = []

    def get_held(self, source):
        held = sum(order.held[source] for order in self.orders)
        return held + (sum(self.frozen) if source == DEPOSIT else 0)

    def get_free(self, source):
        if source == CREDIT:
            return max(0, self.limit - self.get_held(CREDIT) - self.owed)
        return self.balance[source] - self.get_held(source)

    def get_usable(self, source):
        """Return what something new may use: nothing of a wallet that is frozen."""
        wallet = DEPOSIT if source == CREDIT else source
        return 0 if wallet in self.stopped else self.get_free(source)

    def get_cap(self, total):
        """Return what rewards may pay of an order of this total."""
        return (total * REWARD_SHARE + 50) // 100

    def plan(self, order, needed, total):
        """Return what each source adds for an order, None when it is short."""
        parts = {}
        for source in ORDER_OF_USE:
            part = min(needed, self.get_usable(source))
            if source == REWARD:
                used = order.held[REWARD] + order.taken[REWARD]
                part = min(part, max(0, self.get_cap(total) - used))
            parts[source] = part
            needed -= part
        return None if needed else parts

    def hold(self, order, total):
        """Hold what an order of this total still needs; return whether it passes."""
        still = max(0, total - sum(order.taken.values()))
        change = still - sum(order.held.values())
        over = 0
        if change < 0:  # the reward keeps to its share of the smaller order
            used = order.held[REWARD] + order.taken[REWARD]
            over = min(order.held[REWARD], max(0, used - self.get_cap(total)))
            order.held[REWARD] -= over
            change += over
        if change > 0:
            parts = self.plan(order, change, total)
            if parts is None:
                order.held[REWARD] += over
                return False
            for source, part in parts.items():
                order.held[source] += part
        for source in reversed(ORDER_OF_USE):
            part = min(max(0, -change), order.held[source])
            order.held[source] -= part
            change += part
        order.total = total
        return True

    def cancel(self, order):
        order.held = dict.fromkeys(ORDER_OF_USE, 0)
        order.is_open = False

    def expire(self, order):
        """What is kept is free again; the order goes on without it."""
        order.held = dict.fromkeys(ORDER_OF_USE, 0)

    def invoice(self, order, amount):
        """Return what the invoice takes of each source.

        What was kept for the order pays first. What is missing since it has expired is
        paid by the deposit that is free, and stays unpaid beyond.
        """
        taken = {}
        for source in ORDER_OF_USE:
            part = taken[source] = min(amount, order.held[source])
            amount -= part
            order.held[source] -= part
            order.taken[source] += part
            if source != CREDIT:
                self.balance[source] -= part
        taken[FREE] = min(amount, self.get_usable(DEPOSIT))
        taken[UNPAID] = amount - taken[FREE]
        self.balance[DEPOSIT] -= taken[FREE]
        for source in (FREE, UNPAID):
            order.taken[source] += taken[source]
        self.owed += taken[CREDIT] + taken[UNPAID]
        return taken

    def give_back(self, taken):
        self.balance[REWARD] += taken[REWARD]
        self.balance[DEPOSIT] += taken[DEPOSIT] + taken[FREE]
        self.owed -= taken[CREDIT] + taken[UNPAID]

    def reset(self, order, taken):
        """Undo an invoice; return whether the credit it needs again is there."""
        credit = taken[CREDIT] if order.is_open else 0
        owed = self.owed - taken[CREDIT] - taken[UNPAID]
        if credit and credit > self.limit - self.get_held(CREDIT) - owed:
            return False
        self.give_back(taken)
        for source, part in taken.items():
            order.taken[source] -= part
            if order.is_open and source in ORDER_OF_USE:
                order.held[source] += part
        return True
