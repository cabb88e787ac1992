# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from .common import AuthorizationCommon


@tagged("post_install", "-at_install")
class TestAuthorization(AuthorizationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        group = "distributor.distributor_group_manager"
        cls.manager = new_test_user(cls.env, "t-aut-manager", group)
        cls.second = new_test_user(cls.env, "t-aut-second", group)
        cls.user = new_test_user(
            cls.env, "t-aut-user", "distributor.distributor_group_user"
        )

    def _submit(self, distributor, territory, user=None, **kw):
        one = self._create_authorization(distributor, territory, "draft", **kw)
        one.with_user(user or self.manager).action_submit()
        return one

    def test_lifecycle(self):
        with Form(self.env["distributor.authorization"].with_user(self.user)) as form:
            form.distributor_id = self.master
            form.territory_id = self.china
        one = form.save()
        self.assertRegex(one.name, "AUT")
        self.assertEqual(one.company_id, self.company)
        one.action_submit()
        with self.assertRaises(AccessError):
            one.action_approve()
        self.assertTrue(one.with_user(self.manager).action_approve())
        self.assertEqual(one.state, "approved")
        self.assertEqual(one.approver_id, self.manager)
        self.assertTrue(self.company.authorization_in_use)

    def test_approval_by_somebody_else(self):
        one = self._submit(self.master, self.china)
        with self.assertRaisesRegex(UserError, "another manager"):
            one.with_user(self.manager).action_approve()
        one.with_user(self.second).action_approve()
        self.assertEqual(one.state, "approved")

    def test_refusal_has_a_reason(self):
        one = self._submit(self.master, self.china)
        self.env["distributor.authorization.refuse"].with_user(self.second).create(
            {"authorization_ids": one.ids, "reason": "T-because"}
        ).action_refuse()
        self.assertEqual((one.state, one.refusal_reason), ("refused", "T-because"))
        one.with_user(self.user).action_draft()
        self.assertEqual(one.state, "draft")

    def test_approved_is_final(self):
        one = self._create_authorization(self.master, self.china)
        for vals in (
            {"territory_id": self.asia.id},
            {"date_end": "2030-01-01"},
            {"categ_ids": [(4, self.tea.id)]},
        ):
            with self.assertRaises(UserError):
                one.with_user(self.manager).write(vals)
        with self.assertRaises(UserError):
            one.sudo().territory_id = self.asia
        with self.assertRaises(AccessError):
            one.with_user(self.manager).state = "draft"
        with self.assertRaises(UserError):
            one.with_user(self.manager).unlink()
        one.with_user(self.manager).note = "A note is no term"

    def test_nobody_creates_an_approved_one(self):
        with self.assertRaises(AccessError):
            self.env["distributor.authorization"].with_user(self.manager).create(
                {
                    "distributor_id": self.master.id,
                    "territory_id": self.china.id,
                    "state": "approved",
                }
            )

    def test_exclusive_blocks(self):
        self._create_authorization(self.stranger, self.china, is_exclusive=True)
        one = self._submit(self.master, self.pudong, categ_ids=self.tea)
        self.assertIn("T-X", one.conflict_text)
        with self.assertRaisesRegex(ValidationError, "T-X.*\n?.*exclusive"):
            one.with_user(self.second).action_approve()

    def test_exclusive_blocks_what_is_there(self):
        self._create_authorization(
            self.stranger, self.pudong, product_ids=self.longjing
        )
        one = self._submit(
            self.master, self.china, is_exclusive=True, categ_ids=self.tea
        )
        with self.assertRaises(ValidationError):
            one.with_user(self.second).action_approve()
        other = self._submit(
            self.master, self.china, is_exclusive=True, product_ids=self.pot
        )
        other.with_user(self.second).action_approve()
        self.assertEqual(other.state, "approved")

    def test_exclusive_of_the_own_chain_is_no_conflict(self):
        self._create_authorization(self.master, self.china, is_exclusive=True)
        one = self._submit(self.regional, self.shanghai, is_exclusive=True)
        self.assertFalse(one.conflict_text)
        one.with_user(self.second).action_approve()
        self.assertEqual(one.state, "approved")

    def test_other_days_or_channels_do_not_conflict(self):
        self._create_authorization(
            self.stranger,
            self.china,
            is_exclusive=True,
            date_end=date(2025, 12, 31),
            channel_ids=self.shop,
        )
        later = self._submit(self.master, self.china, date_start=date(2026, 1, 1))
        online = self._submit(self.master, self.china, channel_ids=self.online)
        (later | online).with_user(self.second).action_approve()
        self.assertEqual(set((later | online).mapped("state")), {"approved"})

    def test_overlap_is_listed_for_confirmation(self):
        self._create_authorization(self.stranger, self.china)
        one = self._submit(self.master, self.shanghai)
        self.assertIn("T-X", one.overlap_text)
        action = one.with_user(self.second).action_approve()
        self.assertEqual(one.state, "submitted")
        wizard = (
            self.env[action["res_model"]]
            .with_user(self.second)
            .with_context(**action["context"])
            .create({})
        )
        self.assertIn("T-X", wizard.overlap_text)
        wizard.action_approve()
        self.assertEqual(one.state, "approved")

    def test_two_at_once_are_compared_with_each_other(self):
        both = self._submit(self.master, self.china, is_exclusive=True)
        both |= self._submit(self.stranger, self.china, is_exclusive=True)
        with self.assertRaises(ValidationError):
            both.with_user(self.second).action_approve()

    @freeze_time("2026-05-10")
    def test_end(self):
        one = self._create_authorization(self.master, self.china)
        future = self._create_authorization(
            self.master, self.suzhou, date_start=date(2026, 7, 1)
        )
        wizards = self.env["distributor.authorization.end"].with_user(self.manager)
        with self.assertRaisesRegex(UserError, "never in the past"):
            wizards.create(
                {"authorization_ids": one.ids, "date_end": "2026-05-09"}
            ).action_end()
        wizards.create(
            {"authorization_ids": (one | future).ids, "date_end": "2026-05-10"}
        ).action_end()
        self.assertEqual((one.state, one.date_end), ("approved", date(2026, 5, 10)))
        self.assertEqual(future.state, "ended")
        self.assertFalse(future._get_rule(), "it never began")
        with freeze_time("2026-05-11"):
            self.env["distributor.authorization"]._cron_end()
        self.assertEqual(one.state, "ended")

    @freeze_time("2026-05-10")
    def test_renew(self):
        one = self._create_authorization(
            self.master, self.china, categ_ids=self.tea, date_end=date(2026, 6, 30)
        )
        endless = self._create_authorization(self.stranger, self.suzhou)
        wizard = (
            self.env["distributor.authorization.renew"]
            .with_user(self.user)
            .create({"authorization_ids": (one | endless).ids})
        )
        wizard.action_renew()
        self.assertEqual((wizard.done_count, wizard.refused_count), (1, 1))
        done = wizard.line_ids.filtered("is_done")
        self.assertEqual(done.authorization_id, one)
        next_ = one.successor_ids
        self.assertEqual(done.successor_id, next_)
        self.assertEqual(next_.state, "submitted")
        self.assertEqual(next_.categ_ids, self.tea)
        self.assertEqual(
            (next_.date_start, next_.date_end), (date(2026, 7, 1), date(2027, 6, 30))
        )
        self.assertIn("no last day", (wizard.line_ids - done).message)
        wizard.action_renew()
        [again] = wizard.line_ids.filtered(lambda line: line.authorization_id == one)
        self.assertIn("successor already", again.message)
        self.assertEqual(len(one.successor_ids), 1)

    @freeze_time("2026-05-10")
    def test_filter_ending(self):
        soon = self._create_authorization(
            self.master, self.china, date_end=date(2026, 7, 1)
        )
        late = self._create_authorization(
            self.master, self.china, date_end=date(2026, 5, 10) + timedelta(days=61)
        )
        domain = [
            ("state", "=", "approved"),
            ("date_end", ">=", "today"),
            ("date_end", "<=", "today +60d"),
        ]
        found = self.env["distributor.authorization"].search(domain)
        self.assertIn(soon, found)
        self.assertNotIn(late, found)
