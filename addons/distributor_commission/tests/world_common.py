# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dataclasses import replace
from fractions import Fraction

from odoo.fields import Command

from . import worlds
from .event_common import EventCommon
from .world_oracle import Books, Sale, climb

EVENTS = ("invoiced", "paid")
# cents of the company for a cent of the other currency, from a day on
RATES = {"2020-01-01": Fraction(1, 2), "2026-02-01": Fraction(5, 4)}
COSTS = (0, 123, 5_000)  # cents a unit


class WorldCommon(EventCommon):
    """Plays a random world in the database and on paper."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        categories = cls.env["product.category"]
        top = categories.create({"name": "T-Top"})
        below = categories.create({"name": "T-Below", "parent_id": top.id})
        other = categories.create({"name": "T-Other"})
        cls.categories = [top, below, other]
        cls.paths = [(top.id,), (top.id, below.id), (other.id,)]
        cls.goods = [
            cls._create_goods(f"T-{at}", categ_id=c.id, standard_price=COSTS[at] / 100)
            for at, c in enumerate(cls.categories)
        ]
        euro = cls.setup_other_currency(
            "EUR", rates=[(day, float(1 / rate)) for day, rate in RATES.items()]
        )
        cls.pricelists = {
            "EUR": cls.env["product.pricelist"].create(
                {"name": "T-EUR", "currency_id": euro.id, "company_id": cls.company.id}
            )
        }

    def _enter(self, world):
        """Make the channel and its plans, here and on paper."""
        # other plans would only take time
        plans = self.env["distributor.commission.plan"]
        plans.search([("company_id", "=", self.company.id)]).active = False
        self.people = []
        for place, (upline, level) in enumerate(world["people"]):
            code = worlds.LEVELS[level]
            above = self.people[upline] if upline is not None else None
            self.people.append(
                self._create_distributor(f"T-W{place}", code, above, prepaid=False)
            )
        self.levels = [self._get_level(code).id for code in worlds.LEVELS]
        # what may add up to more than the sale needs a cap to be approved
        cap = world["cap"] or 100
        self.books, self.sales, self.invoices = {}, [], []
        for event in EVENTS:
            plan = self._create_plan(name=f"T-World {event}")
            version = self._create_version(
                plan,
                [],
                rule_ids=[
                    Command.create(self._prepare_rule(rule)) for rule in world["rules"]
                ],
                cap_rate=float(cap),
                event=event,
            )
            by_sequence = version.rule_ids.sorted("sequence")
            own = [
                self._to_paper(rule, key)
                for rule, key in zip(world["rules"], by_sequence.ids, strict=True)
            ]
            self.books[plan] = Books(own, cap, event)

    def _prepare_rule(self, rule):
        def pick(records, at):
            return records[at] if at is not None else False

        goods = [product.id for product in self.goods]
        categories = [category.id for category in self.categories]
        values = {
            "earner": rule.earner,
            "generation": rule.generation or 0,
            "rate": float(rule.rate),
            "rate_kind": rule.rate_kind,
            "basis": rule.basis,
            "period": rule.period,
            "max_order": float(rule.max_order or 0),
            "max_period": float(rule.max_period or 0),
            "sequence": rule.sequence,
            "level_id": pick(self.levels, rule.level),
            "buyer_level_id": pick(self.levels, rule.buyer_level),
            "product_id": pick(goods, rule.product),
            "categ_id": pick(categories, rule.category),
            "date_start": rule.date_start,
        }
        if rule.tiers:
            values["tier_mode"] = rule.tier_mode
            values["tier_ids"] = self._prepare_tiers(
                {float(tier.threshold): float(tier.rate) for tier in rule.tiers}
            )
        return values

    def _to_paper(self, rule, key):
        """Return a rule with the ids of what it names."""
        return replace(
            rule,
            key=key,
            level=None if rule.level is None else self.levels[rule.level],
            buyer_level=None
            if rule.buyer_level is None
            else self.levels[rule.buyer_level],
            product=None if rule.product is None else self.goods[rule.product].id,
            category=None
            if rule.category is None
            else self.categories[rule.category].id,
        )

    def _sell_in_world(self, world, sale):
        buyer, currency, day, lines = sale
        values = {}
        if currency:
            values["pricelist_id"] = self.pricelists[currency].id
        order = self._create_order(
            self.people[buyer],
            [(self.goods[at], quantity, price / 100) for at, quantity, price in lines],
            **values,
        )
        order.action_confirm()
        ids = [one.id for one in self.people]
        uplines, levels = {}, {}
        for who, (upline, level) in zip(ids, world["people"], strict=True):
            uplines[who] = None if upline is None else ids[upline]
            levels[who] = self.levels[level]
        known = [rate for start, rate in RATES.items() if start <= day.isoformat()]
        sold = [
            (self.goods[at].id, self.paths[at], COSTS[at], quantity, price)
            for at, quantity, price in lines
        ]
        paper = Sale(
            order.id,
            climb(ids[buyer], uplines, levels),
            day,
            known[-1] if currency else 1,
            sold,
        )
        for books in self.books.values():
            books.book(paper)
        self.sales.append(paper)
        self.invoices.append(self._invoice(order, day))

    def _step_in_world(self, kind, number, part, day):
        number %= len(self.sales)
        sale, invoice = self.sales[number], self.invoices[number]
        getattr(self, f"_world_{kind}")(sale, invoice, number, part, day)

    def _world_pay(self, sale, invoice, _number, part, day):
        cents = -(-sale.get_residual() * part // 100)
        if cents > 0:
            currency = invoice.currency_id.id
            self._pay(invoice, cents / 100, day, currency_id=currency)
            sale.payments.append(cents)

    def _world_refund(self, sale, invoice, number, part, day):
        """Take back up to all units of each line."""
        taken = []
        for at, (*_goods, quantity, price) in enumerate(sale.lines):
            wanted = quantity * ((part + 37 * at) % 101) // 100
            taken.append(min(wanted, sale.get_left(at) // price))
        if any(taken):
            self._refund(invoice, day, quantities=taken)
            prices = [price for *_goods, price in sale.lines]
            sale.credits.append([q * p for q, p in zip(taken, prices, strict=True)])

    def _world_reduce(self, sale, invoice, number, part, day):
        """Take back a part of the price of all units."""
        cuts = [
            min(price * part // 100, sale.get_left(at) // quantity)
            for at, (*_goods, quantity, price) in enumerate(sale.lines)
        ]
        if any(cuts):
            self._refund(invoice, day, prices=[cut / 100 for cut in cuts])
            quantities = [quantity for *_goods, quantity, _price in sale.lines]
            sale.credits.append([q * c for q, c in zip(quantities, cuts, strict=True)])

    def _assert_as_on_paper(self, what):
        self._flush()
        for plan, books in self.books.items():
            groups = self.entries._read_group(
                [("plan_id", "=", plan.id)],
                ["order_id", "beneficiary_id", "rule_id"],
                ["amount:sum"],
            )
            found = {
                (order.id, who.id, rule.id): round(amount * 100)
                for order, who, rule, amount in groups
            }
            found = {place: cents for place, cents in found.items() if cents}
            self.assertEqual(found, books.get_sums(), f"{plan.name}: {what}")
