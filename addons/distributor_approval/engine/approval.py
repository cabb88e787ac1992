# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Which orders a rule asks to approve, and what an approval still covers.

Plain Python: facts and rules in, answers out. A rule applies when each of its filled
conditions fits; an empty condition fits every order.
"""

import json
from dataclasses import asdict, dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import zip_longest

AMOUNT, SHIP, QUANTITY, BUYER = "amount", "ship", "quantity", "buyer"
BEYOND = "beyond"
EVERYTHING = (AMOUNT, SHIP, QUANTITY)
# what a decision on an exception is bound to, by its kind
BOUND = {
    "territory": (SHIP,),
    "unmatched": (SHIP,),
    "product": (QUANTITY,),
    "seller": (),
    "credit": (BEYOND,),
    "minimum": (BEYOND,),
    "day": (BEYOND,),
}


@dataclass(frozen=True)
class Line:
    """What an order has of one product, in the unit of the product."""

    product: int
    quantity: Decimal
    categories: tuple = ()  # from the root down


@dataclass(frozen=True)
class Facts:
    """What the rules look at in an order."""

    buyer: int
    level: int = 0
    amount: Decimal = Decimal(0)  # currency of the company
    total: Decimal = Decimal(0)  # currency of the order
    currency: str = ""
    ship: str = ""
    territories: tuple = ()  # the ship-to territory and all around it
    lines: tuple = ()
    exceptions: tuple = ()
    beyond: tuple = ()  # (kind of exception, numbers an approval covers no more than)
    usual: Decimal | None = None  # units of an order of this buyer, so far

    def get_beyond(self, kind):
        """Return the numbers of an exception, none for one the order does not have."""
        return dict(self.beyond).get(kind, ())

    @property
    def units(self):
        return sum((line.quantity for line in self.lines), Decimal(0))

    def to_json(self):
        """Return the facts as a dict that JSON can keep."""
        return json.loads(json.dumps(asdict(self), default=str))

    def get_fingerprint(self):
        """Return a text that changes with anything a decision may depend on."""
        data = json.dumps(self.to_json(), sort_keys=True)
        return sha256(data.encode()).hexdigest()


def read_facts(data):
    """Return the facts that ``Facts.to_json`` wrote."""
    numbers = {key: Decimal(data[key]) for key in ("amount", "total")}
    usual = data.get("usual")
    lines = tuple(
        Line(one["product"], Decimal(one["quantity"]), tuple(one["categories"]))
        for one in data["lines"]
    )
    return Facts(
        **{
            **data,
            **numbers,
            "usual": None if usual is None else Decimal(usual),
            "lines": lines,
            "territories": tuple(data["territories"]),
            "exceptions": tuple(data["exceptions"]),
            "beyond": tuple(
                (kind, tuple(Decimal(one) for one in numbers))
                for kind, numbers in data.get("beyond", ())
            ),
        }
    )


@dataclass(frozen=True)
class Rule:
    """When somebody has to approve an order."""

    id: int
    sequence: int = 10
    minimum: Decimal = Decimal(0)  # from this amount on; 0: any
    levels: frozenset = frozenset()
    territories: frozenset = frozenset()
    categories: frozenset = frozenset()
    products: frozenset = frozenset()
    exception: str = ""
    factor: Decimal = Decimal(0)  # times the usual units of this buyer; 0: any
    domain: str = ""  # of a definition that is not made of conditions

    def applies(self, facts):
        """Tell whether an order needs this approval; a domain is for the caller."""
        return (
            facts.amount >= self.minimum
            and (not self.levels or facts.level in self.levels)
            and (not self.territories or bool(self.territories & {*facts.territories}))
            and (not self._names_products() or bool(self.get_lines(facts)))
            and (not self.exception or self.exception in facts.exceptions)
            and (not self.factor or self._is_unusual(facts))
        )

    def _names_products(self):
        return bool(self.categories or self.products)

    def _is_unusual(self, facts):
        return facts.usual is not None and facts.units > self.factor * facts.usual

    def get_lines(self, facts):
        """Return the lines whose product or category the rule names."""
        return tuple(
            line
            for line in facts.lines
            if line.product in self.products or self.categories & {*line.categories}
        )

    def get_bounds(self):
        """Return what an approval by this rule is bound to, besides the buyer."""
        if self.domain:
            return EVERYTHING
        bounds = {
            AMOUNT: bool(self.minimum),
            SHIP: bool(self.territories),
            QUANTITY: self._names_products() or bool(self.factor),
        }
        for bound in BOUND.get(self.exception, EVERYTHING) if self.exception else ():
            bounds[bound] = True
        found = tuple(bound for bound, used in bounds.items() if used)
        # a rule of levels alone, or of nothing, looks at the order as a whole
        return found or (() if self.exception else (AMOUNT,))

    def get_changes(self, approved, now):
        """Return what an approval does not cover any more, of an order as it is now.

        :param approved: the facts that were approved
        :return: tuple of AMOUNT, SHIP, QUANTITY, BEYOND, BUYER; empty when it still
            holds
        """
        checks = {
            AMOUNT: _is_dearer,
            SHIP: lambda old, new: old.ship != new.ship,
            QUANTITY: self._has_more,
            BEYOND: self._goes_further,
        }
        changes = [] if approved.buyer == now.buyer else [BUYER]
        changes += [b for b in self.get_bounds() if checks[b](approved, now)]
        return tuple(changes)

    def _goes_further(self, old, new):
        pairs = zip_longest(
            old.get_beyond(self.exception), new.get_beyond(self.exception), fillvalue=0
        )
        return any(now > before for before, now in pairs)

    def _has_more(self, old, new):
        lines = self.get_lines if self._names_products() else lambda one: one.lines
        had = {line.product: line.quantity for line in lines(old)}
        return any(line.quantity > had.get(line.product, 0) for line in lines(new))


def _is_dearer(old, new):
    """Compare in the currency of the order: the rate of the day changes nothing."""
    if old.currency == new.currency:
        return new.total > old.total
    return new.amount > old.amount
