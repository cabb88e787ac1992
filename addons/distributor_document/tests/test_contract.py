# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from psycopg2.errors import ExclusionViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common import PDF, DocumentCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-01")
class TestContract(DocumentCommon):
    def test_lifecycle(self):
        with Form(self.env["distributor.contract"].with_user(self.manager)) as form:
            form.distributor_id = self.dealer
            form.date_start = date(2026, 1, 1)
            form.date_end = date(2026, 12, 31)
            form.notice_days = 30
        contract = form.record
        self.assertRegex(contract.name, r"^DC/2026/\d{5}$")
        self.assertEqual(contract.date_notice, date(2026, 12, 1))
        self.assertFalse(self.dealer.contract_id)
        with self.assertRaisesRegex(UserError, contract.name):
            contract.action_sign()
        contract._add_files([("contract.pdf", PDF, "application/pdf")])
        contract.action_sign()
        self.env.invalidate_all()
        self.assertEqual(self.dealer.contract_id, contract)
        found = self.env["distributor.distributor"].search(
            [("contract_id", "=", contract.id)]
        )
        self.assertEqual(found, self.dealer)
        found = found.search([("contract_id", "=", False), ("code", "=like", "T-%")])
        self.assertNotIn(self.dealer, found)
        self.assertIn(self.country, found)

    def test_signed_is_final(self):
        contract = self._create_contract(self.dealer, "2026-01-01", "2026-12-31")
        for vals in (
            {"date_end": "2027-01-01"},
            {"date_start": "2025-01-01"},
            {"attachment_ids": False},
            {"terms": "T-other"},
            {"name": "T-1"},
        ):
            with self.assertRaisesRegex(UserError, "signed"):
                contract.with_user(self.manager).write(vals)
            with self.assertRaisesRegex(UserError, "signed"):
                contract.sudo().write(vals)
        with self.assertRaisesRegex(UserError, "final"):
            contract.attachment_ids.with_user(self.manager).raw = PDF + b"x"
        with self.assertRaisesRegex(UserError, "end it"):
            contract.with_user(self.manager).unlink()

    def test_overlap(self):
        first = self._create_contract(self.dealer, "2026-01-01", "2026-06-30")
        for start, end in (
            ("2026-06-30", "2026-12-31"),
            ("2025-01-01", "2026-01-01"),
            ("2026-02-01", "2026-02-28"),
            ("2025-01-01", None),
        ):
            draft = self._create_contract(self.dealer, start, end, sign=False)
            with (
                self.assertRaisesRegex(ValidationError, first.name),
                self.env.cr.savepoint(),
            ):
                draft.sudo().action_sign()
        self._create_contract(self.dealer, "2026-07-01")
        self._create_contract(self.dealer, "2025-01-01", "2025-12-31")
        self._create_contract(self.country, "2026-01-01")

    def test_overlap_is_refused_by_the_database(self):
        first = self._create_contract(self.dealer, "2026-01-01", "2026-06-30")
        second = self._create_contract(self.dealer, "2026-06-30", sign=False)
        (first | second).flush_recordset()
        with self.assertRaises(ExclusionViolation), mute_logger("odoo.sql_db"):
            self.env.cr.execute(
                "UPDATE distributor_contract SET state = 'signed' WHERE id = %s",
                [second.id],
            )

    def test_end_early(self):
        contract = self._create_contract(self.dealer, "2026-01-01", "2026-12-31")
        with self.assertRaises(AccessError):
            contract.with_user(self.clerk).action_end()
        contract = contract.with_user(self.manager)
        for day in ("2026-02-28", "2027-01-01"):
            with self.assertRaisesRegex(UserError, contract.name):
                contract._end(date.fromisoformat(day), "T")
        wizard = self.env["distributor.contract.end"].with_user(self.manager)
        context = contract.action_end()["context"]
        wizard.with_context(**context).create(
            {"date": "2026-03-31", "reason": "T-moved"}
        ).action_end()
        self.assertEqual(contract.date_end, date(2026, 12, 31))
        self.assertEqual(contract.date_last, date(2026, 3, 31))
        self.env.invalidate_all()
        self.assertEqual(self.dealer.contract_id, contract)
        self._create_contract(self.dealer, "2026-04-01")

    def test_end_before_the_start(self):
        future = self._create_contract(self.dealer, "2026-06-01")
        future.with_user(self.manager)._end(self.day, "T-never started")
        self._create_contract(self.dealer, "2026-05-01")
        self.assertFalse(self.dealer._get_contract(date(2026, 4, 1)))

    def test_renew_in_bulk(self):
        leap = self._create_contract(
            self.dealer, "2025-03-01", "2026-02-28", notice_days=60, signatory="T-Wang"
        )
        half = self._create_contract(self.country, "2026-01-01", "2026-06-30")
        endless = self._create_contract(self.master, "2026-01-01")
        draft = self._create_contract(self.regional, "2026-01-01", sign=False)
        contracts = leap | half | endless | draft
        context = contracts.with_user(self.manager).action_renew()["context"]
        wizard = (
            self.env["distributor.contract.renew"]
            .with_user(self.manager)
            .with_context(**context)
            .create({})
        )
        wizard.action_renew()
        results = {line.contract_id: line for line in wizard.line_ids}
        self.assertEqual(results.keys(), set(contracts))
        renewal = results[leap].renewal_id
        self.assertEqual(
            (renewal.date_start, renewal.date_end, renewal.state),
            (date(2026, 3, 1), date(2027, 2, 28), "draft"),
        )
        self.assertEqual((renewal.notice_days, renewal.signatory), (60, "T-Wang"))
        self.assertEqual(renewal.previous_id, leap)
        self.assertEqual(leap.renewal_id, renewal)
        self.assertEqual(results[half].date_end, date(2026, 12, 31))
        for contract in (endless, draft):
            self.assertFalse(results[contract].renewal_id)
            self.assertIn(contract.name, results[contract].message)
        wizard.action_renew()
        [line] = wizard.line_ids.filtered(lambda r: r.contract_id == leap)
        self.assertIn(renewal.name, line.message)
        with self.assertRaises(AccessError):
            leap.with_user(self.clerk).action_renew()

    def test_renew_for_months(self):
        contract = self._create_contract(self.dealer, "2026-01-01", "2026-01-31")
        renewal = contract.with_user(self.manager)._renew(2)
        self.assertEqual(renewal.date_end, date(2026, 3, 31))

    def test_exit_waits_for_contract_and_penalties(self):
        contract = self._create_contract(self.dealer, "2026-01-01")
        penalty = self.env["distributor.penalty"].create(
            {"distributor_id": self.dealer.id, "clause": "T-1", "reason": "T"}
        )
        items = {item["key"]: item for item in self.dealer._get_exit_items()}
        self.assertEqual(items["contract"]["detail"], contract.name)
        self.assertEqual(items["penalty"]["detail"], "T-1")
        self.assertFalse(items["contract"]["done"] or items["penalty"]["done"])
        contract.with_user(self.manager)._end(self.day, "T-leaves")
        penalty.with_user(self.manager).action_withdraw()
        items = {item["key"]: item for item in self.dealer._get_exit_items()}
        self.assertTrue(items["contract"]["done"] and items["penalty"]["done"])
