# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import fields, models

from ..brand import DISTRIBUTORS, make_licence_number, make_pdf

REFUSED = "S-SHAMIAN"
LEVELS = ("master", "regional", "country", "store")


class DistributorDemoPapers(models.AbstractModel):
    _name = "distributor.demo.papers"
    _description = "Papers of the Demo Brand"

    def _make_papers(self, company):
        """Leave papers as they are on a working day: verified, refused, running out."""
        self._make_licences(company)
        self._make_food_licences(company)
        self._make_contracts(company)
        self._make_penalty(company)
        licence = self._get_document_type("licence")
        for code in LEVELS:
            level = self.env.ref(f"distributor.distributor_level_{code}")
            level.document_type_ids = [fields.Command.link(licence.id)]

    def _get_document_type(self, code):
        return self.env.ref(f"distributor_document.distributor_document_type_{code}")

    def _prepare_file(self, name, *lines):
        return fields.Command.create({"name": name, "raw": make_pdf(*lines)})

    def _make_licences(self, company):
        """The salesperson scanned them, the manager verifies: four eyes."""
        manager, today = self._get_login("manager"), self._get_today()
        scans = self.env["distributor.document"].with_user(self._get_login("sales"))
        kind = self._get_document_type("licence")
        codes = [row[0] for row in DISTRIBUTORS] + ["S-JINJI"]
        for number, code in enumerate(codes, start=1):
            distributor = self._find("distributor.distributor", company, code)
            distributor.credit_code = make_licence_number(number)
            scans |= scans.create(
                {
                    "distributor_id": distributor.id,
                    "type_id": kind.id,
                    "number": distributor.credit_code,
                    "date_issue": today - relativedelta(years=2, days=number),
                    "attachment_ids": [
                        self._prepare_file(
                            f"licence-{code}.pdf",
                            "Business licence (demo)",
                            code,
                            distributor.credit_code,
                        )
                    ],
                }
            )
        scans.action_submit()
        scans = scans.with_user(manager)
        refused = scans.filtered(lambda d: d.distributor_id.code == REFUSED)
        waiting = scans.filtered(lambda d: d.distributor_id.state == "applicant")
        (scans - refused - waiting).action_verify()
        refused._refuse(
            "The seal is cut off, please scan the whole page 公章不完整，请重新扫描整页"
        )

    def _make_food_licences(self, company):
        """One runs out in 20 days; the store sent another one through the portal."""
        kind, today = self._get_document_type("food"), self._get_today()
        for code, days in (("S-TIANYI", 20), ("S-XIHU", 3 * 365)):
            distributor = self._find("distributor.distributor", company, code)
            if code == "S-XIHU":
                # sudo: as the page of the portal, which checks the right of its user
                distributor = distributor.with_user(self._get_login("store")).sudo()
            scan = make_pdf("Food business licence (demo)", code)
            document = distributor._upload_document(
                kind,
                [(f"food-licence-{code}.pdf", scan)],
                number=f"JY1330100{distributor.id:07d}",
                date_expiry=today + relativedelta(days=days),
            )
            if code == "S-TIANYI":
                document.with_user(self._get_login("manager")).action_verify()

    def _make_contracts(self, company):
        """Each was signed on its first day; one ends in 25 days."""
        drafts = self.env["distributor.contract"].with_user(self._get_login("sales"))
        ends = {"S-PINGJIANG": self._get_today() + relativedelta(days=25)}
        for code, *_row, contact in DISTRIBUTORS:
            distributor = self._find("distributor.distributor", company, code)
            start = distributor.date_start
            drafts |= drafts.create(
                {
                    "distributor_id": distributor.id,
                    "date_start": start,
                    "date_end": ends.get(code, start + relativedelta(years=1, days=-1)),
                    "notice_days": 30,
                    "signatory": contact,
                    "attachment_ids": [
                        self._prepare_file(
                            f"contract-{code}.pdf", "Distribution contract (demo)", code
                        )
                    ],
                }
            )
        drafts.with_user(self._get_login("manager")).action_sign()
        for contract in drafts.sudo():
            # sudo: the button notes today; these were signed when they began
            contract.date_signed = contract.date_start

    def _make_penalty(self, company):
        store = self._find("distributor.distributor", company, REFUSED)
        sales, manager = self._get_login("sales"), self._get_login("manager")
        penalty = (
            self.env["distributor.penalty"]
            .with_user(sales)
            .create(
                {
                    "distributor_id": store.id,
                    "contract_id": store.contract_ids[:1].id,
                    "date": self._get_today() - relativedelta(days=12),
                    "clause": "7.2",
                    "reason": "Offered Tieguanyin online 30 % below the retail price"
                    " 线上低价销售铁观音",
                    "amount": 2000,
                }
            )
        )
        penalty.action_notify()
        penalty.response = "An employee did it; the offer is offline 已下架"
        penalty = penalty.with_user(manager)
        penalty.decision = "Warning; the amount is due when it happens again 书面警告"
        penalty.action_decide()
