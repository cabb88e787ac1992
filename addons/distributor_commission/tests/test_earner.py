# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from decimal import Decimal

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.distributor_authorization.tests.common import AuthorizationFactory
from odoo.addons.distributor_territory.tests.common import TerritoryFactory

from .event_common import EventCommon

OWNER = (0, 4.0, {"earner": "territory"})
BUYER = (0, 1.0, {"earner": "buyer"})


@tagged("post_install", "-at_install")
class TestEarner(AuthorizationFactory, TerritoryFactory, EventCommon):
    """Who earns beside the upline, on which basis."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._clear_map()
        cls._create_map()
        cls.owner = cls._create_distributor("T-X", "master")
        cls.dealer.partner_id.write(
            {"country_id": cls.env.ref("base.cn").id, "state_id": cls.sh_state.id}
        )

    def _plan(self, *rules, **kw):
        return self._create_version(self.plan, list(rules), date(2021, 1, 1), **kw)

    def _own(self, distributor, territory, **kw):
        record = self._create_authorization(
            distributor, territory, is_exclusive=True, **kw
        )
        self.company.authorization_in_use = False
        return record

    def _book(self, *lines, **kw):
        return self._get_entries(self._sell(*lines, **kw))

    def test_owner_of_the_territory(self):
        self._plan((1, 5.0), OWNER)
        self._own(self.owner, self.china)
        entries = self._book((self.product, 1, 1000))
        self._assert_amounts(entries, C=50, X=40)
        own = entries.filtered(lambda e: e.earner == "territory")
        self.assertEqual(own.source_id.territory_id, self.shanghai)
        self.assertIn("owns the territory", own.explanation)
        self.assertIn("Test T-SH", own.explanation)

    def test_nearest_owner(self):
        self._plan(OWNER)
        self._own(self.owner, self.china)
        self._own(self.regional, self.shanghai)
        self._own(self.master, self.suzhou)
        self._assert_amounts(self._book((self.product, 1, 1000)), R=40)

    def test_owner_of_these_goods(self):
        self._plan(OWNER)
        tea = self.env["product.category"].create({"name": "T-Tea"})
        other = self._create_goods("T-Oolong", categ_id=tea.id)
        self._own(self.owner, self.shanghai, categ_ids=tea)
        entries = self._book((self.product, 1, 1000), (other, 1, 100))
        self._assert_amounts(entries, X=4)
        self._own(self.regional, self.shanghai, product_ids=other)
        self._assert_amounts(self._book((other, 1, 100)), R=4)

    def test_owner_in_a_channel(self):
        self._plan(OWNER)
        shop, online = (
            self.env.ref(f"distributor_authorization.distributor_sale_channel_{code}")
            for code in ("shop", "online")
        )
        self._own(self.owner, self.shanghai, channel_ids=online)
        amounts = []
        for channel in (shop, online):
            order = self._create_order(self.dealer, [(self.product, 1, 1000)])
            order.sale_channel_id = channel
            order.action_confirm()
            entries = self._get_entries(self._invoice(order))
            amounts.append(sum(entries.mapped("amount")))
        self.assertEqual(amounts, [0, 40])

    def test_owner_on_the_day(self):
        self._plan(OWNER)
        self._own(self.owner, self.shanghai, date_end=date(2026, 2, 28))
        self._own(self.regional, self.shanghai, date_start=date(2026, 3, 1))
        last = self._book((self.product, 1, 100), day=date(2026, 2, 28))
        first = self._book((self.product, 1, 100), day=date(2026, 3, 1))
        self._assert_amounts(last, X=4)
        self._assert_amounts(first, R=4)

    def test_level_of_the_owner_on_the_day(self):
        """A level that changes later changes nothing of an earlier sale."""
        master, regional = self._get_level("master"), self._get_level("regional")
        self._plan(
            (0, 4.0, {"earner": "territory", "level_id": master.id}),
            (0, 2.0, {"earner": "territory", "level_id": regional.id}),
        )
        self._own(self.owner, self.china)
        self.owner.sudo().level_id = regional
        # as the chatter keeps it
        field = self.env["ir.model.fields"]._get(self.owner._name, "level_id")
        self.env["mail.message"].sudo().create(
            {
                "model": self.owner._name,
                "res_id": self.owner.id,
                "date": "2026-03-01 12:00:00",
                "tracking_value_ids": [
                    Command.create(
                        {
                            "field_id": field.id,
                            "old_value_integer": master.id,
                            "new_value_integer": regional.id,
                        }
                    )
                ],
            }
        )
        days = [date(2026, 2, 28), date(2026, 3, 1)]
        found = [self._book((self.product, 1, 1000), day=day) for day in days]
        self.assertEqual([entry.amount for entry in found], [40, 20])
        self.assertEqual([entry.level_id for entry in found], [master, regional])
        self.assertEqual(found[0]._recompute_amount(), Decimal(40))
        regional.sudo().can_earn_commission = False
        late = self._book((self.product, 1, 1000), day=date(2026, 2, 20))
        self.assertEqual(late.amount, 40)
        self.assertFalse(self._book((self.product, 1, 1000), day=days[1]))

    def test_owner_in_the_chain_is_what_the_chain_says(self):
        self._plan(OWNER, (1, 5.0))
        self._own(self.country, self.china)
        order = self._confirm((self.product, 1, 1000))
        self.country.level_id.sudo().can_earn_commission = False
        entries = self._get_entries(self._invoice(order))
        self.assertEqual(set(entries.mapped("earner")), {"territory", "upline"})
        self._assert_amounts(entries, C=90)

    def test_who_owns_later_changes_no_explanation(self):
        self._plan(OWNER)
        right = self._own(self.owner, self.shanghai)
        entry = self._book((self.product, 1, 1000))
        right.sudo().state = "draft"
        self._own(self.regional, self.shanghai)
        self.assertEqual(entry._recompute_amount(), Decimal(40))
        self.assertIn("T-X", entry.explanation_chain)
        self.assertNotIn("T-R", entry.explanation_chain.split("Upline")[0])

    def test_not_exclusive_owns_nothing(self):
        self._plan(OWNER, (1, 5.0))
        self._create_authorization(self.owner, self.shanghai)
        self.company.authorization_in_use = False
        invoice = self._sell((self.product, 1, 100))
        self._assert_amounts(self._get_entries(invoice), C=5)
        source = self._get_entries(invoice).source_id
        self.assertIn("nobody owns the territory", source.outcome_table)

    def test_buyer(self):
        self._plan(BUYER, (1, 5.0))
        entries = self._book((self.product, 1, 1000))
        self._assert_amounts(entries, C=50, D=10)
        self.assertIn("is the buyer", entries[0].explanation)

    def test_buyer_that_owns_its_territory(self):
        """It is paid once by each rule, never twice by accident."""
        self._plan(OWNER, BUYER)
        self._own(self.dealer, self.shanghai)
        entries = self._book((self.product, 1, 1000))
        self.assertEqual(
            {entry.earner: entry.amount for entry in entries},
            {"territory": 40, "buyer": 10},
        )
        self.assertEqual(len(entries), 2)

    def test_upline_that_owns_the_territory(self):
        self._plan(OWNER, (1, 5.0))
        self._own(self.country, self.shanghai)
        entries = self._book((self.product, 1, 1000))
        self._assert_amounts(entries, C=90)
        self.assertEqual(len(entries), 2)
        refund = self._refund(entries.move_id, quantities=[0.5])
        self._assert_amounts(self._get_entries(refund), C=-45)

    def test_differential(self):
        level = {code: self._get_level(code).id for code in ("country", "regional")}
        self._plan(
            (0, 5.0, {"earner": "differential", "level_id": level["country"]}),
            (0, 8.0, {"earner": "differential", "level_id": level["regional"]}),
            (0, 8.0, {"earner": "differential"}),
        )
        entries = self._book((self.product, 1, 1000))
        self._assert_amounts(entries, C=50, R=30)
        self.assertIn("less what is paid below", entries[-1].explanation)
        self.assertIn("the same rate or more is paid", entries[0].explanation_chain)
        for entry in entries:
            self.assertEqual(entry._recompute_amount(), Decimal(f"{entry.amount:.2f}"))

    def test_reason_of_who_got_nothing(self):
        hunan = self._create_territory("T-HN", self.china, name="Hunan")
        self._plan(
            (1, 5.0, {"territory_id": hunan.id}),
            (2, 3.0),
        )
        invoice = self._sell((self.product, 1, 1000))
        source = self._get_source(invoice.line_ids.sale_line_ids.order_id)
        table = str(source.outcome_table)
        self.assertIn("no rule fits", table)
        self.assertIn("Test T-SH", table)
        self.assertIn("the paid generations end at 2", table)

    def test_margin_and_refund_after_the_cost_changed(self):
        product = self._create_goods("T-Margin", standard_price=40)
        self._plan((1, 10.0, {"basis": "margin"}))
        invoice = self._sell((product, 10, 100))
        entry = self._get_entries(invoice)
        self.assertEqual((entry.basis, entry.amount), (600, 60))
        product.standard_price = 90
        self.assertEqual(entry._recompute_amount(), Decimal(60))
        part = self._get_entries(self._refund(invoice, quantities=[5]))
        self.assertEqual((part.basis, part.amount), (-300, -30))
        self._refund(invoice, quantities=[5])
        order = invoice.line_ids.sale_line_ids.order_id
        self._assert_amounts(self._get_entries(order=order), C=0)

    def test_margin_in_another_currency(self):
        """The cost is in the company's currency, the invoice in euro."""
        euro = self.setup_other_currency("EUR", rates=[("2020-01-01", 0.5)])
        product = self._create_goods("T-Margin", standard_price=40)
        pricelist = self.env["product.pricelist"].create(
            {"name": "T-EUR", "currency_id": euro.id, "company_id": self.company.id}
        )
        self._plan((1, 10.0, {"basis": "margin"}))
        order = self._create_order(
            self.dealer, [(product, 1, 60)], pricelist_id=pricelist.id
        )
        order.action_confirm()
        entry = self._get_entries(self._invoice(order))
        self.assertEqual((entry.basis, entry.amount), (80, 8))

    def test_margin_and_unit_of_measure(self):
        """The cost and a fixed amount are for one unit of the product."""
        dozen = self.env.ref("uom.product_uom_dozen")
        product = self._create_goods("T-Margin", standard_price=40)
        self._plan(
            (1, 10.0, {"basis": "margin"}),
            (2, 1.5, {"rate_kind": "fixed"}),
        )
        order = self._create_order(self.dealer, [(product, 2, 600)])
        order.order_line.write({"product_uom_id": dozen.id, "price_unit": 600})
        order.action_confirm()
        entries = self._get_entries(self._invoice(order))
        self.assertEqual(entries.mapped("basis"), [240, 24])
        self._assert_amounts(entries, C=24, R=36)

    def test_fixed_amount_for_each_unit(self):
        self._plan((1, 2.5, {"rate_kind": "fixed"}))
        invoice = self._sell((self.product, 7, 100), (self.product, 1, 0))
        entries = self._get_entries(invoice)
        # the unit that is given away brought nothing to be paid of
        self._assert_amounts(entries, C="17.50")
        self.assertIn("for each of 7 units", entries[0].explanation)
        refund = self._refund(invoice, quantities=[2, 0])
        self._assert_amounts(self._get_entries(refund), C=-5)

    def test_natural_person(self):
        self.plan.pay_persons = False
        self.plan.max_generations = 12
        self.country.partner_id.is_company = True
        self.dealer.partner_id.is_company = False
        self.regional.partner_id.is_company = False
        self._plan((1, 5.0), (2, 3.0), BUYER)
        entries = self._book((self.product, 1, 1000))
        self._assert_amounts(entries, C=50, D=10)
        self.assertIn(
            "a natural person is not paid on sales of others",
            entries[0].explanation_chain,
        )
