# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from odoo.addons.distributor.tests.test_access import AccessMatrix

from .common import END, START, StatementCommon


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, StatementCommon):
    def test_matrix(self):
        read = dict.fromkeys(("user", "manager", "finance"), "r")
        self._check_matrix(
            {
                "distributor.statement": read,
                "distributor.statement.line": read,
                "distributor.statement.dispute": read,
                "distributor.statement.make": {"finance": "rwcu"},
                "distributor.statement.decide": {"finance": "rwcu"},
            }
        )

    def _new_user(self, group):
        return new_test_user(
            self.env,
            f"t-{group.rsplit('_', 1)[-1]}",
            group,
            company_id=self.company.id,
            company_ids=[self.company.id],
        )

    def test_only_finance_moves_a_statement(self):
        draft = self._make()
        for group in ("distributor.distributor_group_manager", "base.group_user"):
            user = self._new_user(group)
            for action in ("send", "refresh", "discard", "new_version"):
                with self.subTest(action, group=group), self.assertRaises(AccessError):
                    getattr(draft.with_user(user), f"action_{action}")()
        draft.with_user(self.finance).action_send()
        self.assertEqual(draft.state, "sent")
        self.assertEqual(draft.sent_uid, self.finance)

    def test_nobody_writes(self):
        draft = self._make()
        with self.assertRaises(AccessError):
            draft.with_user(self.finance).write({"state": "confirmed"})
        with self.assertRaises(AccessError):
            self.statements.with_user(self.finance).create({"name": "T"})
        with self.assertRaises(AccessError):
            draft.with_user(self.finance).unlink()

    def test_other_company_is_invisible(self):
        other = self._create_company(name="T-Other")
        foreign = self._create_distributor("T-F", "master", company_id=other.id)
        statement = self.statements.sudo().create(
            {
                "name": "T",
                "company_id": other.id,
                "currency_id": other.currency_id.id,
                "distributor_id": foreign.id,
                "date_start": START,
                "date_end": END,
            }
        )
        statement._copy_lines()
        dispute = statement.dispute_ids.create(
            {
                "statement_id": statement.id,
                "line_id": statement.line_ids[0].id,
                "reason": "T-Reason",
            }
        )
        for record in (statement, statement.line_ids, dispute):
            with self.subTest(record._name):
                self.assertTrue(record)
                found = record.with_user(self.finance).sudo(False)
                self.assertFalse(found.search([("id", "in", record.ids)]))
        with self.assertRaises(AccessError):
            statement.with_user(self.finance).action_send()
        with self.assertRaises(UserError):
            self._wizard(company_id=other.id).action_make()

    def _wizard(self, **vals):
        wizards = self.env["distributor.statement.make"].with_user(self.finance)
        return wizards.create({"date_start": START, "date_end": END, **vals})

    def test_wizard(self):
        form = Form(self.env["distributor.statement.make"].with_user(self.finance))
        form.date_start = START
        self.assertEqual(form.date_end, END)
        form.distributor_ids.add(self.dealer)
        action = form.save().action_make()
        statement = self.statements.search(action["domain"])
        self.assertEqual(statement.distributor_id, self.dealer)
        with self.assertRaisesRegex(UserError, "Nothing to make"):
            self._wizard(distributor_ids=self.dealer.ids).action_make()

    def test_wizard_queues(self):
        action = self._wizard(distributor_ids=self.dealer.ids, send=True).action_make()
        self.assertTrue(self.statements.search(action["domain"]).to_send)

    def test_views_and_count(self):
        self._make()
        self.dealer.invalidate_recordset()
        dealer = self.dealer.with_user(self.finance)
        self.assertEqual(dealer.statement_count, 1)
        action = dealer.action_view_statements()
        found = self.statements.with_user(self.finance).search(action["domain"])
        self.assertEqual(Form(found).record, found)

    def test_discard(self):
        draft = self._make()
        draft.with_user(self.finance).action_discard()
        self.assertFalse(draft.exists())
