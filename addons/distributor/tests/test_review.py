# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import Form, new_test_user, tagged

from .common import DistributorCommon


@tagged("post_install", "-at_install")
class TestReview(DistributorCommon):
    """The distributors T-… began on 1 January 2020."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        frozen = freeze_time("2026-03-02 04:00:00")
        frozen.start()
        cls.addClassCleanup(frozen.stop)
        cls.level = cls.env["distributor.level"].create(
            {"name": "T-Level", "code": "t-level", "rank": 45, "review_months": 5}
        )
        cls.store = cls._create_distributor("T-S", "dealer", level_id=cls.level.id)
        cls.seller = new_test_user(
            cls.env, "t-review-user", "distributor.distributor_group_user"
        )
        cls.store.user_id = cls.seller

    def _run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref("distributor.distributor_exit_cron").method_direct_trigger()

    def _get_card(self, key="reviews"):
        cards = self.env["distributor.home"].with_user(self.seller)._get_home_cards()
        [card] = [card for card in cards if card["key"] == key]
        return card

    def test_whole_intervals_after_the_start(self):
        # 15 times 5 months after January 2020
        self.assertEqual(self.store.date_review, date(2026, 4, 1))
        for day, expected in (
            ("2026-03-02", date(2026, 8, 2)),  # today has been looked at
            ("2026-03-01", date(2026, 8, 1)),
            ("2025-10-02", date(2026, 3, 2) + (date(2026, 8, 2) - date(2026, 3, 2))),
            ("2025-10-03", date(2026, 3, 3)),
            ("2027-01-01", date(2026, 8, 2)),
        ):
            self.store.date_start = day
            with self.subTest(day):
                self.assertEqual(self.store._get_next_review(5), expected)

    def test_who_is_reviewed(self):
        applicant = self._create_distributor(
            "T-A", "dealer", level_id=self.level.id, state="applicant"
        )
        self.assertFalse(applicant.date_review)
        applicant.sudo().state = "active"
        self.assertTrue(applicant.date_review)
        self.level.review_months = 0
        self.assertFalse(self.store.date_review)
        self.level.review_months = 1
        self.assertEqual(self.store.date_review, date(2026, 4, 1))
        self._terminate(self.store)
        self.assertFalse(self.store.date_review)

    def test_the_day_is_not_written(self):
        with self.assertRaises(AccessError):
            self.store.with_user(self.seller).write({"date_review": "2030-01-01"})

    def test_reminded_once_reviewed_and_done(self):
        activities = self.store.activity_ids
        domain = Domain("id", "=", self.store.id)
        self._run_cron()
        self.assertEqual(self.store.activity_ids, activities)
        with freeze_time("2026-04-01 04:00:00"):
            for _number in range(2):
                self._run_cron()
            activity = self.store.activity_ids - activities
            self.assertEqual(
                (activity.user_id, activity.date_deadline),
                (self.seller, date(2026, 4, 1)),
            )
            card = self._get_card()
            self.assertTrue(
                self.env[card["model"]].search(domain & card["domain"]), card
            )
            action = self.store.with_user(self.seller).action_review()
            wizard = self.env[action["res_model"]].with_user(self.seller)
            with Form(wizard.with_context(**action["context"])) as form:
                self.assertEqual(form.date_next, date(2026, 9, 1))
                form.reason = "T-Sells well"
            form.record.action_confirm()
            self.assertFalse(self.store.activity_ids - activities)
            self.assertEqual(self.store.date_review, date(2026, 9, 1))
            self.assertEqual(self.store.date_reviewed, date(2026, 4, 1))
            self.assertFalse(self.env[card["model"]].search(domain & card["domain"]))
            note = self.store.message_ids.filtered(
                lambda message: "T-Sells well" in (message.body or "")
            )
            self.assertEqual(note.author_id, self.seller.partner_id)

    def test_past_days_and_blanks_are_refused(self):
        wizards = self.env["distributor.review.done"].with_user(self.seller)
        for vals in ({"reason": " "}, {"reason": "T", "date_next": "2026-03-02"}):
            wizard = wizards.create({"distributor_id": self.store.id, **vals})
            with self.assertRaises(UserError):
                wizard.action_confirm()
        wizard.date_next = False
        wizard.action_confirm()
        self.assertFalse(self.store.date_review)

    def test_level_keeps_who_changed_its_terms(self):
        manager = new_test_user(
            self.env, "t-review-manager", "distributor.distributor_group_manager"
        )
        self.env.cr.flush()
        level = self.level.with_user(manager).with_context(
            tracking_disable=False, mail_notrack=False
        )
        level.write({"max_depth": 3, "can_order": False})
        self.env.flush_all()
        self.env.cr.flush()  # writes what was tracked
        values = self.level.message_ids.tracking_value_ids
        self.assertEqual(
            set(values.field_id.mapped("name")), {"max_depth", "can_order"}
        )
        self.assertEqual(values.mail_message_id.author_id, manager.partner_id)
