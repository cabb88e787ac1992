# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from odoo.addons.distributor_commission.tests.access import CommissionAccess

from .common import NOW, DisputeCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestAccess(CommissionAccess, DisputeCommon):
    MODULE = "distributor_commission_dispute"
    MATRIX = {
        # model: (user, manager, finance)
        "distributor.commission.dispute": ("r", "r", "r"),
        "distributor.commission.dispute.open": ("rwcu", "rwcu", "rwcu"),
        "distributor.commission.dispute.decide": ("", "rwcu", "rwcu"),
    }

    def _new_user(self, group):
        return new_test_user(
            self.env,
            f"t-dispute-{group}",
            group,
            company_id=self.company.id,
            company_ids=[self.company.id],
        )

    def test_only_finance_and_managers_decide(self):
        dispute = self._create_dispute(self.entry).sudo(False)
        for group in ("distributor.distributor_group_user", "base.group_user"):
            user = self._new_user(group)
            for step in ("review", "decide", "withdraw"):
                with self.subTest(step, group=group), self.assertRaises(AccessError):
                    getattr(dispute.with_user(user), f"action_{step}")()
        self.assertEqual(dispute.state, "open")
        for user in (self.finance, self.manager):
            action = dispute.with_user(user).action_decide()
            self.assertEqual(action["context"], {"default_dispute_id": dispute.id})

    def test_portal_reaches_nothing_by_rpc(self):
        dispute = self._create_dispute(self.entry, user=self.portal).sudo(False)
        own = dispute.with_user(self.portal)
        for step in ("review", "decide", "withdraw", "open_entry", "open_settlement"):
            with self.subTest(step), self.assertRaises(AccessError):
                getattr(own, f"action_{step}")()
        with self.assertRaises(AccessError):
            self.entry.with_user(self.portal).action_dispute()
        with self.assertRaises(AccessError):
            own.read(["reason"])

    def test_nobody_writes(self):
        dispute = self._create_dispute(self.entry).sudo(False)
        for user in (self.finance, self.manager):
            with self.assertRaises(AccessError):
                dispute.with_user(user).write({"expected_amount": 1})
            with self.assertRaises(AccessError):
                self.disputes.with_user(user).create({"reason": "T"})
            with self.assertRaises(AccessError):
                dispute.with_user(user).unlink()
        with self.assertRaises(AccessError):
            self.disputes.sudo(False).create({"reason": "T"})
        with self.assertRaises(UserError):
            dispute.sudo().unlink()

    def test_other_company_is_invisible(self):
        other = self._create_company(name="T-Other")
        foreign = self._create_distributor("T-F", "master", company_id=other.id)
        dispute = self._create_dispute(
            distributor=foreign, expected=5, document="T-Unknown"
        ).sudo(False)
        self.assertEqual(dispute.company_id, other)
        with self.assertRaises(AccessError):
            dispute.with_user(self.finance).action_review()
        found = self.disputes.with_user(self.finance)
        self.assertFalse(found.search([("id", "=", dispute.id)]))
        wizard = self.env["distributor.commission.dispute.open"]
        with self.assertRaises(AccessError):
            wizard.with_user(self.manager).create(
                {
                    "distributor_id": foreign.id,
                    "document": "T-Other",
                    "expected_amount": 1,
                    "reason": "T",
                }
            ).action_open()

    def test_who_opened_it_does_not_decide(self):
        form = Form(
            self.env["distributor.commission.dispute.open"]
            .with_user(self.finance)
            .with_context(default_entry_id=self.entry.id)
            .with_context(default_distributor_id=self.country.id)
        )
        self.assertEqual(form.kind, "amount")
        form.expected_amount = 60
        form.reason = "T-Called"
        action = form.save().action_open()
        dispute = self.disputes.browse(action["res_id"])
        self.assertEqual(
            (dispute.opened_by, dispute.user_id, dispute.expected_amount),
            ("staff", self.finance, 60),
        )
        with self.assertRaisesRegex(UserError, "somebody else"):
            self._wizard(dispute, self.finance).action_confirm()
        self._wizard(dispute, self.manager).action_confirm()
        self.assertEqual(
            (dispute.state, dispute.decided_uid.id), ("accepted", self.manager.id)
        )
        self.assertEqual(dispute.adjustment_id.amount, 10)

    def _wizard(self, dispute, user, **vals):
        form = Form(
            self.env["distributor.commission.dispute.decide"]
            .with_user(user)
            .with_context(default_dispute_id=dispute.id)
        )
        form.note = "T-Note"
        for name, value in vals.items():
            form[name] = value
        return form.save()

    def test_taking_money_is_confirmed(self):
        dispute = self._create_dispute(self.entry, 40, kind="attribution").sudo(False)
        wizard = self._wizard(dispute, self.finance)
        self.assertTrue(wizard.is_negative)
        with self.assertRaisesRegex(UserError, "takes money"):
            wizard.action_confirm()
        self._wizard(dispute, self.finance, take_from=True).action_confirm()
        self.assertEqual(dispute.adjustment_id.amount, -10)

    def test_files_are_those_the_user_may_read(self):
        secret = self.env["ir.attachment"].create(
            {
                "name": "T-Secret",
                "raw": b"secret",
                "res_model": "res.company",
                "res_id": self._create_company(name="T-Other").id,
            }
        )
        user = self._new_user("distributor.distributor_group_user")
        wizards = self.env["distributor.commission.dispute.open"].with_user(user)
        vals = {
            "distributor_id": self.country.id,
            "entry_id": self.entry.id,
            "expected_amount": 60,
            "reason": "T",
        }
        with self.assertRaises(AccessError):
            wizards.create({**vals, "attachment_ids": secret.ids}).action_open()
        own = (
            self.env["ir.attachment"]
            .with_user(user)
            .create({"name": "t.txt", "raw": b"own"})
        )
        action = wizards.create({**vals, "attachment_ids": own.ids}).action_open()
        dispute = self.disputes.browse(action["res_id"])
        self.assertEqual(dispute.attachment_ids.mapped("raw"), [b"own"])

    def test_views(self):
        dispute = self._create_dispute(self.entry).sudo(False)
        for user in (self.finance, self.manager):
            seen = dispute.with_user(user)
            self.assertEqual(Form(seen).record, seen)
            self.assertEqual(Form(self.entry.with_user(user)).record.dispute_count, 1)
            action = self.entry.with_user(user).action_view_disputes()
            self.assertEqual(self.disputes.search(action["domain"]), dispute)
            action = self.country.with_user(user).action_view_commission_disputes()
            self.assertEqual(self.disputes.search(action["domain"]), dispute)
        self.assertEqual(self.country.commission_dispute_count, 1)
        self.assertEqual(
            dispute.with_user(self.finance).action_open_entry()["res_id"], self.entry.id
        )
