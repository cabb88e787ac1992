# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .common import NotificationCommon


@tagged("post_install", "-at_install")
class TestSend(NotificationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env,
            "t-notice-manager",
            "distributor.distributor_group_manager",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )
        cls.wizards = cls.env["distributor.notification.send"].with_user(cls.manager)

    def _get_noticed(self, title):
        return self.env["distributor.notification"].search([("name", "=", title)])

    def test_to_chosen(self):
        form = Form(self.wizards)
        form.name, form.body = "T-Holidays", "T-From Monday"
        form.target = "chosen"
        self.assertEqual(form.distributor_count, 0)
        form.distributor_ids.add(self.dealer)
        self.assertEqual(form.distributor_count, 1)
        form.urgency = "low"
        wizard = form.save()
        wizard.action_send()
        wizard.action_send()
        told = self._get_noticed("T-Holidays")
        self.assertEqual(len(told), 4)
        self.assertEqual(set(told.mapped("urgency")), {"low"})

    def test_to_level_and_filter(self):
        dealer = self.dealer.level_id
        level = self.wizards.create(
            {"name": "T-Level", "target": "level", "level_ids": dealer.ids}
        )
        chosen = self.wizards.create(
            {
                "name": "T-Filter",
                "target": "filter",
                "filter_domain": "[('code', '=', 'T-D')]",
            }
        )
        self.assertEqual(chosen.distributor_count, 1)
        for wizard in (level, chosen):
            wizard.action_send()
            self.assertIn(self.dealer, self._get_noticed(wizard.name).distributor_id)

    def test_other_companies_are_not_told(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        foreign = self._create_distributor("T-F", "master", company_id=other.id)
        wizard = self.wizards.create({"name": "T-All"})
        self.assertNotIn(
            foreign,
            self.env["distributor.distributor"].search(wizard._get_target_domain()),
        )

    def test_nobody(self):
        with self.assertRaises(UserError):
            self.wizards.create({"name": "T-None", "target": "chosen"}).action_send()

    def test_only_managers(self):
        wizard = self.wizards.create({"name": "T-All"})
        user = new_test_user(
            self.env, "t-notice-user", "distributor.distributor_group_user"
        )
        with self.assertRaises(AccessError):
            wizard.with_user(user).action_send()
