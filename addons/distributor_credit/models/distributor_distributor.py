# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models


class DistributorDistributor(models.Model):
    _name = "distributor.distributor"
    _inherit = [
        "distributor.distributor",
        "distributor.credit.exposure",
        "distributor.credit.figures",
        "distributor.credit.terms",
    ]

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su:
                vals.pop("credit_until", None)
        distributors = super().create(vals_list)
        for distributor in distributors:
            # sudo: the default of the company, whoever adds a distributor
            company = distributor.company_id.sudo()
            if company.credit_in_use and company.credit_default_limit > 0:
                distributor._set_credit(
                    company.credit_default_limit,
                    self.env._("Limit of new distributors"),
                )
        return distributors

    def _has_portal_credit(self):
        """Tell whether there is credit to tell about, which costs less than to add it
        up. Callers checked that the reader may see the money of the distributor."""
        self.ensure_one()
        # sudo: callers checked the right on the money of this distributor
        own = self.sudo()
        if not own.prepaid or any(wallet.credit_limit for wallet in own.wallet_ids):
            return True
        overrides = self.env["distributor.credit.override"].sudo()
        domain = [("distributor_id", "=", own.id), ("state", "=", "approved")]
        return bool(overrides.search_count(domain, limit=1))

    def _get_portal_credit(self):
        """Return what a distributor should know of its credit, in its own words.

        Callers checked that the reader may see the money of the distributor.

        :return: dict of currency (record), limit, override, used, available, overdue
            (floats), until (date or False), is_prepaid (bool), parts: list of dict with
            label and amount, and advice: list of sentences, what helps
        """
        self.ensure_one()
        # sudo: callers checked the right on the money of this distributor
        own = self.sudo()
        exposure = own._get_exposures()[own]
        currency = own.wallet_currency_id
        parts = [
            (self.env._("Invoices not due yet"), exposure.not_due),
            (self.env._("Invoices due"), exposure.due),
            (
                self.env._("Payments that reach us"),
                exposure.unapplied + exposure.transit,
            ),
            (self.env._("Delivered, not invoiced yet"), exposure.delivered),
            (self.env._("Ordered, not delivered yet"), exposure.confirmed),
            (self.env._("Deposit available"), -exposure.deposit),
        ]
        return {
            "currency": currency,
            "is_prepaid": own.prepaid and not exposure.room,
            "limit": currency.round(exposure.limit),
            "override": currency.round(exposure.granted),
            "until": own.credit_until,
            "used": currency.round(exposure.used),
            "available": currency.round(max(0.0, exposure.available)),
            "overdue": currency.round(exposure.overdue),
            "parts": [
                {"label": label, "amount": currency.round(amount)}
                for label, amount in parts
                if not currency.is_zero(amount)
            ],
            "advice": own._get_credit_advice(exposure),
        }

    def _get_credit_advice(self, exposure):
        """Return what lets this distributor order again, as sentences."""
        self.ensure_one()
        currency = self.wallet_currency_id
        advice = []
        if currency.compare_amounts(exposure.overdue, 0) > 0:
            advice.append(
                self.env._(
                    "Pay %s that is overdue: orders and deliveries on credit wait for"
                    " it.",
                    currency.format(exposure.overdue),
                )
            )
        if currency.compare_amounts(exposure.available, 0) < 0:
            advice.append(
                self.env._(
                    "You are %s over your limit: pay invoices or top up the deposit.",
                    currency.format(-exposure.available),
                )
            )
        if not advice and exposure.room and exposure.available < exposure.room / 10:
            advice.append(
                self.env._("Little credit is left: a payment makes room again.")
            )
        return advice

    # what the parts of the card open

    def action_view_credit_items(self):
        """Open the receivables that are not settled."""
        return self._open_records(
            "account.action_account_moves_all",
            [
                ("partner_id.commercial_partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("account_id.account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
                ("reconciled", "=", False),
            ],
        )

    def action_view_credit_orders(self):
        """Open the confirmed orders that are not invoiced in full."""
        return self._open_records(
            "distributor_order.distributor_order_action",
            [
                ("distributor_id", "=", self.id),
                ("state", "=", "sale"),
                ("historic_date", "=", False),
                ("invoice_status", "!=", "invoiced"),
            ],
        )
