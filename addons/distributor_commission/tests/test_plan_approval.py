# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json
from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import CommissionCommon

DAY = date(2027, 1, 1)


@tagged("post_install", "-at_install")
class TestPlanApproval(CommissionCommon):
    """Somebody else than its authors makes a version final."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.author = cls._create_manager("t-commission-author")
        cls.other = cls._create_manager("t-commission-other")

    def _write_version(self, rules=((1, 4.0),), **kw):
        commands = [
            Command.create({"generation": generation, "rate": rate})
            for generation, rate in rules
        ]
        versions = self.env["distributor.commission.version"].with_user(self.author)
        return versions.create(
            {"plan_id": self.plan.id, "date_start": DAY, "rule_ids": commands, **kw}
        )

    def test_author_is_refused(self):
        draft = self._write_version()
        self.assertEqual(draft.author_ids, self.author)
        self.assertTrue(draft.written_by_me)
        with self.assertRaisesRegex(AccessError, "another distribution manager"):
            draft.action_approve()
        self.assertFalse(draft.with_user(self.other).written_by_me)

    def test_who_changes_a_part_is_an_author(self):
        changes = [
            lambda v: v.rule_ids.write({"rate": 3.0}),
            lambda v: v.rule_ids.create({"version_id": v.id, "rate": 1, "sequence": 1}),
            lambda v: v.bonus_ids.create({"version_id": v.id, "name": "T-B"}),
            lambda v: v.rule_ids[0].tier_ids.create(
                {"rule_id": v.rule_ids[0].id, "threshold": 1, "rate": 1}
            ),
            lambda v: v.rule_ids[0].unlink(),
            lambda v: v.write({"cap_rate": 9.0}),
        ]
        for number, change in enumerate(changes):
            draft = self._write_version([(1, 4.0), (2, 1.0)])
            change(draft.with_user(self.other))
            self.assertEqual(draft.author_ids, self.author | self.other, number)
            with self.assertRaises(AccessError):
                draft.with_user(self.other).action_approve()

    def test_authors_cannot_be_hidden(self):
        draft = self._write_version()
        with self.assertRaises(AccessError):
            draft.write({"author_ids": [Command.clear()]})
        hidden = draft.copy({"author_ids": [Command.clear()], "date_start": DAY})
        self.assertEqual(hidden.author_ids, self.author)
        wizards = self.env["distributor.commission.approve"].with_user(self.author)
        wizard = wizards.create(
            {"version_id": draft.id, "accepted": True, "reason": "T-Mine"}
        )
        with self.assertRaisesRegex(AccessError, "another distribution manager"):
            wizard.action_approve()
        self.assertEqual(draft.state, "draft")

    def test_other_approves(self):
        draft = self._write_version()
        draft.with_user(self.other)._check_approver()
        action = draft.with_user(self.other).action_approve()
        self.assertEqual(draft.state, "draft", "warnings come first")
        wizard = self._open(action, self.other, reason="T-Counsel said so")
        self.assertIn("Natural persons", wizard.findings)
        with self.assertRaisesRegex(UserError, "Confirm the warnings"):
            wizard.action_approve()
        wizard.accepted = True
        wizard.action_approve()
        self.assertEqual((draft.state, draft.approved_uid), ("approved", self.other))
        self.assertEqual(draft.approval_reason, "T-Counsel said so")
        self.assertIn("Natural persons", draft.approval_warnings)
        self.assertIn("T-Counsel said so", draft.message_ids[0].body)
        self.assertTrue(draft._pays_persons())

    def test_no_dialog_without_warnings(self):
        self.plan.pay_persons = False
        draft = self._write_version()
        self.assertIsNone(draft.with_user(self.other).action_approve())
        self.assertEqual(draft.state, "approved")
        self.assertFalse(draft._pays_persons())

    def test_system_says_that_it_approved_itself(self):
        for number, occasion in enumerate((None, "T-Import"), start=1):
            draft = self._create_version(
                self.plan, [(1, 5.0)], date(2028, 1, number), approve=False
            )
            self.assertIn(self.env.user, draft._get_authors())
            draft.sudo()._approve(occasion=occasion)
            said = draft.message_ids[0].body
            self.assertIn("Approved by the system", said)
            self.assertIn(self.env.user.name, said)
            self.assertIn(occasion or "a program of this installation", said)
        draft = self._write_version()
        draft.with_user(self.other)._approve()
        self.assertNotIn("by the system", "".join(draft.message_ids.mapped("body")))

    def test_policy_of_the_approval_stays(self):
        self.plan.pay_persons = False
        self.assertTrue(self.version._pays_persons(), "approved before")
        draft = self._write_version()
        self.assertFalse(draft._pays_persons())
        draft._approve()
        self.plan.write({"pay_persons": True, "max_generations": 12})
        self.assertFalse(draft._pays_persons())

    def test_asking(self):
        draft = self._write_version()
        draft.action_ask()
        self.assertEqual(draft.asked_uid, self.author)
        self.assertIn(self.other, draft.activity_ids.user_id)
        self.assertNotIn(self.author, draft.activity_ids.user_id)
        draft.with_user(self.other)._approve()
        self.assertFalse(draft.activity_ids)

    def test_new_version_belongs_to_who_copies(self):
        action = self.version.with_user(self.other).action_new_version()
        copy = self.env["distributor.commission.version"].browse(action["res_id"])
        self.assertEqual(copy.author_ids, self.other)
        self.assertFalse(copy.approval_warnings)

    def test_parts_of_an_approved_version_are_final(self):
        rules = [(1, 0.0, {"tiers": {0: 1.0, 1000: 2.0}})]
        draft = self._create_version(self.plan, rules, DAY, approve=False)
        bonus = self._create_bonus(draft, {100_000: 1.0})
        draft.sudo().action_approve()
        tier, other = draft.rule_ids.tier_ids[0], self._write_version()
        for number, change in enumerate(
            [
                lambda: tier.write({"rate": 5.0}),
                lambda: tier.sudo().unlink(),
                lambda: tier.create({"rule_id": tier.rule_id.id, "rate": 1.0}),
                lambda: other.sudo()
                .rule_ids.tier_ids.create({"rule_id": other.rule_ids.id, "rate": 1.0})
                .write({"rule_id": tier.rule_id.id}),
                lambda: bonus.tier_ids.write({"threshold": 5.0}),
                lambda: bonus.write({"measure": "downline"}),
                lambda: bonus.unlink(),
                lambda: bonus.create({"name": "T-B", "version_id": draft.id}),
                lambda: other.sudo().rule_ids.write({"version_id": draft.id}),
                lambda: draft.write({"cap_rate": 1.0}),
                lambda: draft.write({"event": "paid"}),
                lambda: draft.write({"bonus_ids": [Command.clear()]}),
            ]
        ):
            with self.assertRaises(UserError, msg=number), self.cr.savepoint():
                change()
        self.assertEqual(draft.rule_ids.tier_ids.mapped("rate"), [1.0, 2.0])
        self.assertEqual(bonus.tier_ids.threshold, 100_000)

    def test_copy_has_all_parts(self):
        rules = [(1, 0.0, {"tiers": {0: 1.0, 1000: 2.0}})]
        draft = self._create_version(
            self.plan, rules, DAY, approve=False, cap_rate=9.0, freeze_days=7
        )
        self._create_bonus(draft, {100_000: 1.0})
        copy = draft.copy({"date_start": date(2027, 2, 1)})
        self.assertEqual(copy.rule_ids.tier_ids.mapped("rate"), [1.0, 2.0])
        self.assertEqual(copy.bonus_ids.tier_ids.threshold, 100_000)
        self.assertEqual((copy.cap_rate, copy.freeze_days), (9.0, 7))


@tagged("post_install", "-at_install")
class TestPlanRpc(CommissionCommon, HttpCase):
    @mute_logger("odoo.http")
    def test_author_approves_by_rpc(self):
        """The button is hidden from an author; the method refuses as well."""
        author = self._create_manager("t-commission-rpc")
        author.password = "t-commission-rpc"  # noqa: S105
        self.authenticate(author.login, author.login)
        created = self._call(
            "create",
            [
                {
                    "plan_id": self.plan.id,
                    "date_start": "2027-01-01",
                    "rule_ids": [[0, 0, {"generation": 1, "rate": 4.0}]],
                }
            ],
        )
        version = self.env["distributor.commission.version"].browse(created["result"])
        for method, args in (
            ("action_approve", [version.ids]),
            ("write", [version.ids, {"state": "approved"}]),
            ("write", [version.ids, {"author_ids": [[5]]}]),
            ("_approve", [version.ids]),
            ("_approve_with", [version.ids, True, "T-Mine"]),
        ):
            self.assertIn("error", self._call(method, *args), method)
        version.invalidate_recordset()
        self.assertEqual((version.state, version.author_ids), ("draft", author))

    def _call(self, method, *args):
        model = "distributor.commission.version"
        response = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps(
                {
                    "params": {
                        "model": model,
                        "method": method,
                        "args": args,
                        "kwargs": {},
                    }
                }
            ),
            headers={"Content-Type": "application/json"},
        )
        return response.json()
