# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import select
from odoo.addons.distributor_portal.tests.members import SIGNATURE

from .common import PartsCommon


@tagged("post_install", "-at_install")
class TestMerge(PartsCommon):
    def setUp(self):
        super().setUp()
        self._login_as(self.roles["owner"])
        self.one = self._wait(1000)  # 12,000
        self.two = self._place((self.cup, 2000))
        self.three = self._place((self.cup, 3000), ship=self.depot)

    def _look_at(self, order, *others):
        taken = "&".join(f"take-{other.id}=1" for other in others)
        return self._open(self._url(order, f"merge/check?{taken}"))

    def _merge(self, order, *others):
        fields = self._read_form(self._look_at(order, *others))
        return self._post(self._url(order, "merge"), **fields)

    def _get_quantities(self, order):
        return sorted(line.product_uom_qty for line in order.order_line)

    def test_candidates(self):
        [link] = select(self._open(f"/my/orders/{self.two.id}"), "a[name=merge_order]")
        page = self._open(link.get("href"))
        offered = self._text(page, "[name=candidates]")
        self.assertIn(self.one.name, offered)
        self.assertNotIn(self.three.name, offered)
        page = self._open(f"/my/orders/{self.three.id}")
        self.assertFalse(select(page, "a[name=merge_order]"))
        page = self._open(self._url(self.three, "merge"))
        self.assertIn("No other order that waits", self._text(page))
        self.one.signature = SIGNATURE
        page = self._open(self._url(self.two, "merge"))
        self.assertIn("No other order that waits", self._text(page))
        page = self._open(self._url(self.one, "merge"))
        self.assertIn("is signed", self._get_refusal(page))

    def test_merge_and_undo(self):
        page = self._look_at(self.two, self.one)
        self.assertEqual(self._money(page, "dd[name=total]"), [28000.0])
        self.assertIn("Prices stay", self._text(page, "[name=gains]"))
        answer = self._merge(self.two, self.one)
        # the older one has it all
        location = answer.headers["Location"]
        self.assertTrue(location.endswith(self._url(self.one, "parts")), location)
        self.env.invalidate_all()
        self.assertEqual(self._get_quantities(self.one), [100, 3000])
        self.assertEqual(self.one.amount_total, 28000)
        self.assertEqual((self.one.state, self.two.state), ("sent", "cancel"))
        message = self.one.message_ids.filtered(lambda m: self.two.name in m.body)[:1]
        self.assertEqual(message.author_id, self.roles["owner"].partner_id)
        told = self._text(self._open(f"/my/orders/{self.one.id}"), "[name=part_of]")
        self.assertIn(self.two.name, told)
        placed = f"/my/distribution/order/placed/{self.two.portal_order_key}"
        told = self._text(self._open(placed), "[name=merged_into]")
        self.assertIn(self.one.name, told)
        page = self._open(location)
        self.assertTrue(select(page, "[name=merged] button"))
        answer = self._post(self._url(self.one, "unmerge"))
        self.env.invalidate_all()
        self.assertEqual(self._get_quantities(self.one), [100, 1000])
        self.assertEqual(self._get_quantities(self.two), [2000])
        self.assertEqual(set((self.one | self.two).mapped("state")), {"sent"})
        self.assertTrue(self.two._is_ordered())
        page = self._open(self._url(self.one, "parts"))
        self.assertIn(self.two.name, self._text(page, ".alert"))
        # a second tap does nothing more
        self._post(self._url(self.one, "unmerge"))
        page = self._open(self._url(self.one, "parts"))
        self.assertIn("No order was merged", self._text(page, ".alert"))

    def test_twice_is_once(self):
        for order, other in ((self.two, self.one), (self.one, self.two)):
            with self.subTest(order=order):
                fields = self._read_form(self._look_at(order, other))
                for _time in range(2):
                    answer = self._post(self._url(order, "merge"), **fields)
                    self.assertEqual(answer.status_code, 303)
                    self.assertIn(f"/{self.one.id}/parts", answer.headers["Location"])
                self.env.invalidate_all()
                self.assertEqual(self._get_quantities(self.one), [100, 3000])
                self._post(self._url(self.one, "unmerge"))
                self.env.invalidate_all()

    def test_what_happened_meanwhile(self):
        fields = self._read_form(self._look_at(self.one, self.two))
        self._get_line(self.two, self.cup).product_uom_qty = 2001
        answer = self._post(self._url(self.one, "merge"), **fields)
        self.assertIn("changed since you looked", self._get_refusal(answer))
        self._top_up(50000, self.dealer.wallet_ids, self.today)
        self.two.action_confirm()
        answer = self._post(self._url(self.one, "merge"), **fields)
        self.assertIn("confirmed, cancelled or changed", self._get_refusal(answer))
        self.one.action_confirm()
        answer = self._post(self._url(self.one, "merge"), **fields)
        self.assertIn(f"{self.one.name} is confirmed", self._get_refusal(answer))
        self.assertEqual(self.one.amount_total, 12000)

    def test_nothing_or_others_ticked(self):
        page = self._open(self._url(self.one, "merge/check"))
        self.assertIn("Tick at least one", self._get_refusal(page))
        foreign = self._create_order(self.sibling, [(self.cup, 1, 8)])
        foreign.action_quotation_sent()
        for other in (self.three, foreign):
            page = self._look_at(self.one, other)
            self.assertIn("Tick again", self._get_refusal(page))
            answer = self._post(
                self._url(self.one, "merge"), **{f"take-{other.id}": 1, "total": "x"}
            )
            self.assertIn("Tick again", self._get_refusal(answer))
            self.assertNotIn(foreign.name, answer.text)
        self.assertEqual(foreign.state, "sent")

    def test_what_the_brand_merged_stays(self):
        (self.one | self.two)._merge()
        page = self._open(self._url(self.one, "parts"))
        self.assertFalse(select(page, "[name=merged] button"))
        self._post(self._url(self.one, "unmerge"))
        self.env.invalidate_all()
        self.assertEqual(self.two.state, "cancel")

    def test_confirmed_it_is_not_undone(self):
        self._merge(self.one, self.two)
        self._top_up(50000, self.dealer.wallet_ids, self.today)
        self.one.action_confirm()
        self.assertEqual(self.one.deposit_held, 28000)
        self._post(self._url(self.one, "unmerge"))
        self.env.invalidate_all()
        self.assertEqual((self.one.state, self.two.state), ("sale", "cancel"))
        page = self._open(self._url(self.one, "parts"))
        self.assertIn("is confirmed", self._text(page, ".alert"))

    def test_minimum_order_as_a_gain(self):
        self.env["distributor.order.rule"].create(
            {"name": "T", "company_id": self.company.id, "min_amount": 20000}
        )
        page = self._look_at(self.one, self.two)
        self.assertIn("reach the minimum order", self._text(page, "[name=gains]"))

    def test_parts_become_one_again(self):
        self._split(self.one, (self.cup, 400))
        part = self._get_part(self.one)
        self._merge(part, self.one)
        self.env.invalidate_all()
        self.assertEqual(self._get_quantities(self.one), [100, 1000])
        self.assertEqual(self.one.amount_total, 12000)
        page = self._open(self._url(self.one, "parts"))
        self.assertEqual(len(self._titles(page)), 1)
