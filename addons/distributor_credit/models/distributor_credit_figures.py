# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

INTERNAL = "base.group_user"


def Money(label, text=None):
    """Return a figure of the credit card, in the currency of the company."""
    return fields.Monetary(
        label,
        compute="_compute_credit",
        compute_sudo=True,
        currency_field="wallet_currency_id",
        groups=INTERNAL,
        help=text,
    )


class DistributorCreditFigures(models.AbstractModel):
    """What a distributor owes and may owe, as it is now: nothing of it is stored."""

    _name = "distributor.credit.figures"
    _description = "Credit Figures"

    wallet_currency_id = fields.Many2one("res.currency")
    credit_not_due = Money("Not Due Yet")
    credit_due = Money("Due", "Invoices whose day has come, overdue ones included.")
    credit_unapplied = Money(
        "Received, Not Matched",
        "Payments and credit notes that no invoice is settled with yet, and payments on"
        " their way as far as they count.",
    )
    credit_delivered = Money("Delivered, Not Invoiced")
    credit_confirmed = Money(
        "Confirmed, Not Delivered",
        "What was ordered and is neither delivered, invoiced nor paid ahead.",
    )
    credit_deposit = Money("Deposit Available")
    credit_exposure = Money(
        "Used",
        "Receivables, delivered and not invoiced, and confirmed orders that are not"
        " paid ahead, less the available deposit.",
    )
    credit_limit_total = Money("Credit Limit", "What it may owe by agreement.")
    credit_override_amount = Money("Overrides", "What may be owed beyond it for now.")
    credit_available = Money(
        "Available", "What new orders may use, deposit and credit together."
    )
    credit_exceeded = Money("Exceeded By")
    credit_overdue = Money(
        "Overdue", "Open for more days after the due date than allowed."
    )
    is_over_credit = fields.Boolean(
        "Over the Limit",
        compute="_compute_credit",
        search="_search_is_over_credit",
        compute_sudo=True,
        groups=INTERNAL,
    )
    is_credit_overdue = fields.Boolean(
        "Overdue Stops Orders",
        compute="_compute_credit",
        search="_search_is_credit_overdue",
        compute_sudo=True,
        groups=INTERNAL,
    )
    has_credit = fields.Boolean(
        compute="_compute_credit",
        search="_search_has_credit",
        compute_sudo=True,
        groups=INTERNAL,
    )

    def _compute_credit(self):
        for distributor, exposure in self._get_exposures().items():
            distributor._set_credit_figures(exposure)

    def _set_credit_figures(self, exposure):
        self.ensure_one()
        currency = self.wallet_currency_id
        figures = {
            "credit_not_due": exposure.not_due,
            "credit_due": exposure.due,
            "credit_unapplied": exposure.unapplied + exposure.transit,
            "credit_delivered": exposure.delivered,
            "credit_confirmed": exposure.confirmed,
            "credit_deposit": exposure.deposit,
            "credit_exposure": exposure.used,
            "credit_limit_total": exposure.limit,
            "credit_override_amount": exposure.granted,
            "credit_available": max(0.0, exposure.available),
            "credit_exceeded": max(0.0, -exposure.available),
            "credit_overdue": exposure.overdue,
        }
        for name, amount in figures.items():
            self[name] = currency.round(amount)
        self.is_over_credit = self.credit_exceeded > 0
        self.is_credit_overdue = self.credit_overdue > 0
        self.has_credit = _has_credit(exposure)

    @api.model
    def _search_credit(self, operator, value, test):
        if operator != "in":
            return NotImplemented
        companies = self.env.companies
        # sudo: only the ids are used, and the search keeps to its own rules
        found = self.sudo()._fetch_exposures(
            companies, SQL("d.company_id = ANY(%s)", companies.ids)
        )
        ids = [key for key, exposure in found.items() if test(exposure)]
        return Domain("id", "in" if True in value else "not in", ids)

    @api.model
    def _search_is_over_credit(self, operator, value):
        return self._search_credit(operator, value, lambda e: e.available < -0.005)

    @api.model
    def _search_is_credit_overdue(self, operator, value):
        return self._search_credit(operator, value, lambda e: e.overdue > 0.005)

    @api.model
    def _search_has_credit(self, operator, value):
        return self._search_credit(operator, value, _has_credit)


def _has_credit(exposure):
    """Tell whether there is anything finance looks at: a limit, or something owed."""
    return exposure.room > 0 or exposure.used > 0.005
