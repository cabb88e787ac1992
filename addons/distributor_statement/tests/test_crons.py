# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, timedelta

from freezegun import freeze_time

from odoo.fields import Datetime
from odoo.tests import tagged

from .common import StatementCommon


@tagged("post_install", "-at_install")
class TestCrons(StatementCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.company"].search([]).distributor_statement_monthly = False

    def _run(self, name):
        cron = self.env.ref(f"distributor_statement.distributor_statement_cron_{name}")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def _find(self):
        return self.statements.search([("company_id", "=", self.company.id)])

    def test_month_is_made_on_its_day(self):
        self.company.write(
            {"distributor_statement_monthly": True, "distributor_statement_day": 3}
        )
        with freeze_time("2026-03-02 12:00:00"):
            self._run("make")
            self.assertFalse(self._find())
        with freeze_time("2026-03-03 12:00:00"):
            self._run("make")
            self._run("make")
        statement = self._find()
        self.assertEqual(statement.date_start, date(2026, 2, 1))
        self.assertEqual(statement.date_end, date(2026, 2, 28))
        self.assertEqual((statement.state, statement.to_send), ("draft", False))

    def test_off_by_default(self):
        with freeze_time("2026-03-10 12:00:00"):
            self._run("make")
        self.assertFalse(self._find())

    def test_sent_at_once_in_small_batches(self):
        self.company.write(
            {
                "distributor_statement_monthly": True,
                "distributor_statement_day": 3,
                "distributor_statement_send": True,
            }
        )
        wallet = self.env["distributor.wallet"]._get_or_create(
            self.country, self.company.currency_id
        )
        self._top_up(50, wallet)
        with freeze_time("2026-03-03 12:00:00"):
            self._run("make")
            self._run("send")
        self.assertEqual(self._find().mapped("state"), ["sent", "sent"])
        self.assertFalse(self._find().filtered("to_send"))

    def test_one_that_fails_stops_nobody(self):
        statement = self._make_sent()
        january = self._make(start=date(2026, 1, 1), to_send=True)
        statement._dispute(statement.line_ids[:1], 1.0, "T-Reason")
        draft = self.statements.sudo().create(
            {
                **statement._prepare_version_vals(),
                "name": "T-Two",
                "version": 2,
                "to_send": True,
            }
        )
        self._run("send")
        self.assertEqual(draft.state, "draft")
        self.assertIn("Decide the disputes", draft.send_error)
        self.assertEqual(january.state, "sent")

    def test_reminded_twice_and_never_more(self):
        statement = self._make_sent()
        mails = [
            ("res_id", "=", statement.id),
            ("model", "=", statement._name),
            ("subject", "like", "Please answer"),
        ]
        for days, expected in ((6, 0), (7, 1), (8, 1), (14, 2), (40, 2)):
            statement.sudo().date_waiting = Datetime.now() - timedelta(days=days)
            self._run("remind")
            self._run("remind")
            self.assertEqual(self.env["mail.mail"].search_count(mails), expected, days)
        self.assertEqual(statement.reminder_count, 2)

    def test_confirmed_is_not_reminded(self):
        statement = self._make_sent()
        statement._confirm(self.finance, "", statement.data_hash)
        statement.sudo().date_waiting = Datetime.now() - timedelta(days=30)
        self._run("remind")
        self.assertEqual(statement.reminder_count, 0)
