# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .credit_common import DAY, CreditCommon


@tagged("post_install", "-at_install")
class TestCredit(CreditCommon):
    """Credit notes typed by hand: found, assigned to a sale, or without any."""

    def test_found(self):
        self._sell((self.product, 10, 100))
        credit = self._credit((self.product, 1, 10))
        self.assertEqual(self._find(), credit)
        self.assertTrue(credit.with_user(self.manager).commission_is_unassigned)
        [card] = [
            card
            for card in self.env["distributor.home"]._get_home_cards()
            if card["key"] == "credits_unassigned"
        ]
        self.assertIn(credit, self.moves.search(card["domain"]))
        action = self.env.ref(card["action"])
        self.assertIn("commission_is_unassigned", action.domain)

    def test_not_found(self):
        """What names its sale, what never earned, and what is nobody's business."""
        self._refund(self._sell((self.product, 10, 100)), quantities=[2])
        stranger = self.env["res.partner"].create({"name": "T-Stranger"})
        self._credit((self.product, 1, 10), partner=stranger)
        self._credit((self.product, 1, 10), post=False)
        self._credit((self.product, 1, 10), invoice_date=date(2019, 12, 31))
        by_hand = self.init_invoice(
            "out_invoice",
            partner=self.dealer.partner_id,
            invoice_date=DAY,
            amounts=[10],
            company=self.company,
            post=True,
        )
        self._refund(by_hand)
        self.assertFalse(self._find())

    def test_takes_back_as_a_linked_one(self):
        linked, typed = (
            self._sell((self.product, 10, 33.33), (self.other, 3, 7)) for _n in "ab"
        )
        self._refund(linked, DAY, quantities=[4, 1])
        credit = self._credit((self.product, 4, 33.33), (self.other, 1, 7))
        self.assertFalse(self._get_entries(credit))
        action = self._assign(credit, typed)
        taken = self._get_entries(credit)
        self.assertEqual(self.entries.search(action["domain"]), taken)
        self.assertEqual(taken.origin_entry_id, self._get_entries(typed))
        expected = self._get_amounts(
            self._get_entries(linked.reversal_move_ids),
        )
        self.assertEqual(self._get_amounts(taken), expected)
        self.assertEqual(set(taken.mapped("date")), {DAY})
        self.assertFalse(self._find())
        self.assertEqual(credit.reversed_entry_id, typed)
        message = credit.message_ids[0]
        self.assertIn(typed.name, message.body)
        self.assertEqual(message.author_id, self.finance.partner_id)
        # nothing of the order is to be invoiced again
        order = typed.line_ids.sale_line_ids.order_id
        self.assertEqual(order.order_line.mapped("qty_invoiced"), [10, 3])
        self.assertEqual(order.invoice_status, "invoiced")
        # a credit note that is posted again takes back again
        credit.button_draft()
        self._assert_amounts(
            self._get_entries(order=order), **self._get_sums(typed, kind="accrual")
        )
        credit.action_post()
        self.assertEqual(
            self._get_amounts(self._get_entries(order=order)),
            self._get_amounts(
                self._get_entries(order=linked.line_ids.sale_line_ids.order_id)
            ),
        )

    def _get_sums(self, move, kind):
        entries = self._get_entries(move).filtered(lambda entry: entry.kind == kind)
        amounts = self._get_amounts(entries)
        return {code[2:]: amount for code, amount in amounts.items()}

    def test_takes_back_of_what_is_paid(self):
        self._create_version(
            self.plan, [(1, 5.0), (2, 3.0)], date(2020, 1, 3), event="paid"
        )
        linked, typed = (self._sell((self.product, 10, 100)) for _n in "ab")
        for invoice in (linked, typed):
            self._pay(invoice, 500)
        self._refund(linked, DAY, quantities=[4])
        self._assign(self._credit((self.product, 4, 100)), typed, self.manager)
        linked, typed = (
            self._get_amounts(
                self._get_entries(order=invoice.line_ids.sale_line_ids.order_id)
            )
            for invoice in (linked, typed)
        )
        self.assertEqual(linked, typed)
        self.assertEqual(linked["T-C"], 25)

    def test_taken_back_again_of_what_is_paid(self):
        self._create_version(
            self.plan, [(1, 5.0), (2, 3.0)], date(2020, 1, 3), event="paid"
        )
        invoice = self._sell((self.product, 10, 100))
        order = invoice.line_ids.sale_line_ids.order_id
        self._pay(invoice, 800)
        self._assert_amounts(self._get_entries(order=order), C=40, R=24)
        credit = self._credit((self.product, 4, 100))
        self._assign(credit, invoice)
        self._assert_amounts(self._get_entries(order=order), C=30, R=18)
        credit.with_user(self.finance).action_unassign_commission()
        self._assert_amounts(self._get_entries(order=order), C=40, R=24)

    def test_the_invoice_it_reverses_stays(self):
        invoice, other = (self._sell((self.product, 10, 100)) for _n in "ab")
        credit = self._credit((self.product, 4, 100), reversed_entry_id=invoice.id)
        self.assertEqual(self._find(), credit)
        sold = other.line_ids.sale_line_ids
        [line] = credit._get_commission_lines()
        with self.assertRaisesRegex(UserError, "the one it reverses"):
            credit._assign_commission(other, {line: sold})
        self._assign(credit, invoice)
        credit.with_user(self.finance).action_unassign_commission()
        self.assertEqual(credit.reversed_entry_id, invoice)

    def test_lump_sum_over_several_lines(self):
        """Somebody says which line it is about."""
        invoice = self._sell((self.product, 10, 100), (self.other, 3, 7))
        credit = self._credit((None, 1, 100))
        action = credit.with_user(self.finance).action_assign_commission()
        wizards = self.env[action["res_model"]].with_user(self.finance)
        wizard = wizards.with_context(**action["context"]).create({})
        order = invoice.line_ids.sale_line_ids.order_id
        wizard.order_id = order
        self.assertEqual(wizard.invoice_id, invoice)
        self.assertFalse(wizard.line_ids.sale_line_id)
        with self.assertRaisesRegex(UserError, "Choose for each line"):
            wizard.action_assign()
        wizard.line_ids.sale_line_id = order.order_line[0]
        wizard.action_assign()
        self._assert_amounts(self._get_entries(credit), C=-5, R=-3, M=-2)

    def test_taken_back_again(self):
        invoice = self._sell((self.product, 10, 100))
        order = invoice.line_ids.sale_line_ids.order_id
        credit = self._credit((self.product, 4, 100))
        self._assign(credit, invoice)
        self._assert_amounts(self._get_entries(order=order), C=30, R=18, M=12)
        credit.with_user(self.finance).action_unassign_commission()
        self._assert_amounts(self._get_entries(order=order), C=50, R=30, M=20)
        self.assertEqual(self._find(), credit)
        self.assertFalse(credit.reversed_entry_id)
        self._assign(credit, invoice)
        self._assert_amounts(self._get_entries(order=order), C=30, R=18, M=12)

    def test_no_sale_behind_it(self):
        credits = self._credit((None, 1, 10)) | self._credit((None, 1, 20))
        action = credits.with_user(self.finance).action_assign_commission()
        wizards = self.env[action["res_model"]].with_user(self.finance)
        wizard = wizards.with_context(**action["context"]).create({})
        self.assertEqual(wizard.choice, "none")
        with self.assertRaisesRegex(UserError, "Write why"):
            wizard.action_assign()
        wizard.reason = "T-Fair"
        wizard.action_assign()
        self.assertFalse(self._find())
        self.assertIn("T-Fair", credits[0].message_ids[0].body)
        credits[0].with_user(self.finance).action_unassign_commission()
        self.assertEqual(self._find(), credits[0])

    def test_refused(self):
        invoice = self._sell((self.product, 10, 100))
        self.country.prepaid = False
        foreign = self._sell((self.product, 1, 100), distributor=self.country)
        credit = self._credit((self.product, 4, 100))
        [line] = credit._get_commission_lines()
        sold = invoice.line_ids.sale_line_ids
        for move, sale_line, text in (
            (foreign, foreign.line_ids.sale_line_ids, "posted invoice of"),
            (invoice, foreign.line_ids.sale_line_ids, "Choose for each line"),
            (invoice, sold.browse(), "Choose for each line"),
        ):
            with self.assertRaisesRegex(UserError, text):
                credit._assign_commission(move, {line: sale_line})
        strange = foreign.invoice_line_ids
        with self.assertRaisesRegex(UserError, "Choose for each line"):
            credit._assign_commission(invoice, {line: sold, strange: sold})
        self.assertEqual(strange.sale_line_ids, foreign.line_ids.sale_line_ids)
        in_euro = self._credit(
            (self.product, 4, 100), currency_id=self.setup_other_currency("EUR").id
        )
        with self.assertRaisesRegex(UserError, "in EUR"):
            in_euro._assign_commission(invoice, {in_euro._get_commission_lines(): sold})
        in_euro._exempt_commission("T-Other currency")
        credit._assign_commission(invoice, {line: sold})
        with self.assertRaisesRegex(UserError, "by now"):
            credit._assign_commission(invoice, {line: sold})
        with self.assertRaisesRegex(UserError, "by now"):
            credit.with_user(self.finance).action_assign_commission()
        with self.assertRaisesRegex(UserError, "Nothing was said"):
            invoice.with_user(self.finance).action_unassign_commission()
        clerk = new_test_user(
            self.env,
            "t-credit-clerk",
            "distributor.distributor_group_user",
            company_id=self.company.id,
            company_ids=[self.company.id],
        )
        for name in ("action_assign_commission", "action_unassign_commission"):
            with self.assertRaises(AccessError):
                getattr(credit.with_user(clerk), name)()
