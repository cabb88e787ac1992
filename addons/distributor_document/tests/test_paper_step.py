# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import DocumentCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-01")
class TestPaperStep(DocumentCommon):
    def _run(self, records, step, user, **values):
        wizard = (
            self.env["distributor.paper.step"]
            .with_user(user)
            .with_context(active_ids=records.ids)
            .create({"step": step, **values})
        )
        wizard.action_run()
        self.assertEqual(wizard.record_count, len(records))
        self.assertEqual(wizard.done_count + wizard.refused_count, len(wizard.line_ids))
        return {line.record: line.message or "" for line in wizard.line_ids}

    def _create_waiting(self, **values):
        return self._create_document(
            self.dealer, self.card, state="submitted", date_expiry=self.day, **values
        )

    def test_verify_says_why_not_row_by_row(self):
        good = self._create_waiting()
        other = self._create_document(
            self.country, self.card, state="submitted", date_expiry=self.day
        )
        mine = self._create_waiting()
        mine.sudo().editor_ids |= self.checker
        verified = self._create_document(
            self.master, self.card, state="verified", date_expiry=self.day
        )
        fileless = self._create_waiting()
        self.env.cr.execute(
            "DELETE FROM distributor_document_ir_attachment_rel"
            " WHERE distributor_document_id = %s",
            [fileless.id],
        )
        late = self._create_waiting()
        self.env.cr.execute(
            "UPDATE distributor_document SET date_expiry = '2026-02-28' WHERE id = %s",
            [late.id],
        )
        self.env.invalidate_all()
        results = self._run(
            mine | good | verified | fileless | late | other, "verify", self.checker
        )
        self.assertEqual([results[good], results[other]], ["", ""])
        for document, reason in (
            (mine, "somebody else"),
            (verified, "is “Verified”"),
            (fileless, "Files"),
            (late, "expired"),
        ):
            self.assertIn(reason, results[document])
        self.assertEqual((good | other).mapped("state"), ["verified"] * 2)
        self.assertEqual(good.verifier_id, self.checker)
        self.assertEqual((mine | fileless | late).mapped("state"), ["submitted"] * 3)

    def test_each_is_the_same_as_its_button(self):
        """What the button refuses, the wizard refuses with the same words."""
        mine = self._create_waiting()
        mine.sudo().editor_ids |= self.checker
        draft = self._create_document(self.dealer, self.card)
        results = self._run(mine | draft, "verify", self.checker)
        for document, message in results.items():
            with self.assertRaises(UserError) as caught:
                document.with_user(self.checker).action_verify()
            self.assertEqual(str(caught.exception), message)

    def test_refuse_with_one_reason(self):
        documents = self._create_waiting() | self._create_waiting()
        draft = self._create_document(self.dealer, self.card)
        with self.assertRaisesRegex(UserError, "reason"):
            self._run(documents, "refuse", self.checker, reason=" ")
        results = self._run(
            documents | draft, "refuse", self.checker, reason="T-blurred"
        )
        self.assertEqual(set(documents.mapped("state")), {"refused"})
        self.assertEqual(set(documents.mapped("refusal_reason")), {"T-blurred"})
        self.assertIn("Draft", results[draft])
        mails = self.env["mail.mail"].search(
            [
                ("model", "=", documents._name),
                ("res_id", "in", documents.ids),
                ("recipient_ids", "in", self.dealer.partner_id.ids),
            ]
        )
        self.assertEqual(len(mails), 2)

    def test_hand_in(self):
        ready = self._create_document(self.dealer, self.card, date_expiry=self.day)
        bare = self._create_document(self.dealer, self.card)
        results = self._run(ready | bare, "submit", self.clerk)
        self.assertEqual((ready.state, bare.state), ("submitted", "draft"))
        self.assertIn("Expires On", results[bare])

    def test_result_is_opened_beside(self):
        document = self._create_waiting()
        wizard = (
            self.env["distributor.paper.step"]
            .with_user(self.checker)
            .with_context(active_ids=document.ids)
            .create({"step": "verify"})
        )
        wizard.action_run()
        line = wizard.line_ids
        self.assertEqual((line.distributor_id, line.status), (self.dealer, "Verified"))
        action = line.action_open()
        self.assertEqual(action["url"], f"/odoo/distributor.document/{document.id}")
        self.assertEqual(action["target"], "new")

    def test_contracts(self):
        ready = self._create_contract(self.dealer, "2026-01-01", sign=False)
        overlap = self._create_contract(self.dealer, "2026-02-01", sign=False)
        bare = self.env["distributor.contract"].create(
            {"distributor_id": self.country.id, "date_start": "2026-01-01"}
        )
        contracts = ready | overlap | bare
        results = self._run(contracts, "sign", self.manager)
        self.assertEqual(contracts.mapped("state"), ["signed", "draft", "draft"])
        self.assertIn(ready.name, results[overlap])
        self.assertIn("signed file", results[bare])
        results = self._run(contracts, "end", self.manager, reason="T", date=self.day)
        self.assertEqual((ready.state, ready.date_ended), ("ended", self.day))
        self.assertIn("Draft", results[bare])
        for message in self._run(bare | overlap, "sign", self.clerk).values():
            self.assertIn("manager", message)

    def test_penalties(self):
        penalties = self.env["distributor.penalty"].create(
            [
                {"distributor_id": self.dealer.id, "clause": f"T-{n}", "reason": "T"}
                for n in range(3)
            ]
        )
        self._run(penalties[:2], "notify", self.clerk)
        self.assertEqual(penalties.mapped("state"), ["notified", "notified", "draft"])
        penalties[0].decision = "T-warned"
        results = self._run(penalties, "decide", self.manager)
        self.assertEqual(penalties.mapped("state"), ["decided", "notified", "draft"])
        self.assertIn("decision", results[penalties[1]])
        self._run(penalties, "withdraw", self.manager)
        self.assertEqual(set(penalties.mapped("state")), {"withdrawn"})

    def test_refusal_of_the_database_stops_no_other(self):
        """A row that the database refuses is told as well."""
        documents = self._create_waiting() | self._create_waiting()
        wizard = (
            self.env["distributor.paper.step"]
            .with_user(self.checker)
            .with_context(active_ids=documents.ids)
            .create({"step": "verify"})
        )

        def run_one(record):
            if record == documents[0]:
                raise IntegrityError("T-taken")
            record.action_verify()

        self.patch(type(wizard), "_run_one", lambda _self, record: run_one(record))
        wizard.action_run()
        self.assertEqual(documents.mapped("state"), ["submitted", "verified"])
        self.assertEqual(wizard.refused_count, 1)

    def test_records_of_others_are_no_rows(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        foreign = self._create_distributor("T-F", "master", company_id=other.id)
        document = self._create_document(
            foreign, self.card, state="submitted", date_expiry=self.day
        )
        with self.assertRaises(AccessError):
            self._run(document, "verify", self.checker)
