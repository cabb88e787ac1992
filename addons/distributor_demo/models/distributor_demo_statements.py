# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import models

from .distributor_demo_people import OWNERS

STATED = ("R-ZJ", "C-HZ", "C-SZ", "S-XIHU", "S-TIANYI")
ADDRESS = "127.0.0.1"


class DistributorDemoStatements(models.AbstractModel):
    _name = "distributor.demo.statements"
    _description = "Statements of the Demo Brand"

    def _make_statements(self, company):
        """Last month's are sent; who can log in has answered, but the store."""
        for _login, code, lang, _role in OWNERS:  # the papers are in their language
            distributor = self._find("distributor.distributor", company, code)
            distributor.partner_id.lang = lang
        last = self._get_today() - relativedelta(months=1, day=1)
        before = self._send_statements(
            company, last - relativedelta(months=1), "S-XIHU"
        )
        self._confirm_statement(before, "store")
        sent = self._send_statements(company, last, *STATED)
        by_code = {one.distributor_id.code: one for one in sent}
        self._confirm_statement(by_code["R-ZJ"], "regional")
        self._dispute_statement(by_code["C-HZ"], "city")

    def _send_statements(self, company, start, *codes):
        distributors = self.env["distributor.distributor"].search(
            [("company_id", "=", company.id), ("code", "in", codes)]
        )
        # sudo: made by the code behind the button of finance, who sends them
        statements = (
            self.env["distributor.statement"]
            .with_user(self._get_login("finance"))
            .sudo()
            ._make(company, start, start + relativedelta(day=31), distributors)
        )
        offline = statements.with_context(distributor_demo_offline=True)
        offline.sudo(False).action_send()
        return statements

    def _confirm_statement(self, statement, login):
        user = self._get_login(login)
        # sudo: as the page of the portal, which checks the right over money
        own = statement.with_user(user).sudo()
        own._confirm(user, ADDRESS, own.data_hash)

    def _dispute_statement(self, statement, login):
        """The city agent expects what it paid ahead to be 200 more."""
        user = self._get_login(login)
        # sudo: as the page of the portal, which checks the right over money
        own = statement.with_user(user).sudo()
        line = own.line_ids.filtered(
            lambda one: one.kind == "movement" and one.movement == "topup"
        )[:1]
        own._dispute(
            line,
            line.amount + 200,
            "Our bank took 200 more; the slip says so 银行回单多 200 元，请核对",
            user=user,
            ip=ADDRESS,
        )
