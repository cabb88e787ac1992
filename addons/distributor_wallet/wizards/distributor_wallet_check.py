# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.fields import Command


class DistributorWalletCheck(models.TransientModel):
    """Proves all wallets against the books, and shows where they differ."""

    _name = "distributor.wallet.check"
    _description = "Proof of Wallets"

    company_ids = fields.Many2many(
        "res.company", "Companies", default=lambda self: self.env.companies
    )
    checked_on = fields.Datetime(readonly=True)
    wallet_count = fields.Integer("Wallets", readonly=True)
    line_ids = fields.One2many("distributor.wallet.check.line", "check_id")
    total_ids = fields.One2many("distributor.wallet.check.total", "check_id")

    def _compute_display_name(self):
        for check in self:
            check.display_name = self.env._("Proof of Wallets")

    @api.model_create_multi
    def create(self, vals_list):
        checks = super().create(vals_list)
        for check in checks:
            check._run()
        return checks

    def _run(self):
        # sudo: whoever may open the proof sees the figures of its companies alone
        wallets = self.env["distributor.wallet"].sudo()
        companies = self.company_ids & self.env.companies
        domain = [("company_id", "in", companies.ids)]
        totals = wallets._read_group(
            domain, ["purpose_id", "currency_id"], ["balance:sum", "held:sum"]
        )
        self.write(
            {
                "checked_on": fields.Datetime.now(),
                "wallet_count": wallets.search_count(domain),
                "line_ids": [
                    Command.clear(),
                    *(
                        Command.create(self._prepare_line_vals(wallets, row))
                        for row in wallets._prove(companies)
                    ),
                ],
                "total_ids": [
                    Command.clear(),
                    *(
                        Command.create(
                            {
                                "purpose_id": purpose.id,
                                "currency_id": currency.id,
                                "balance": balance,
                                "held": held,
                            }
                        )
                        for purpose, currency, balance, held in totals
                    ),
                ],
            }
        )

    @api.model
    def _prepare_line_vals(self, wallets, row):
        """Return the values of a line; a figure that is not named agrees."""
        wallet = wallets.browse(row["wallet"] or [])
        agreed = {
            **dict.fromkeys(("balance", "entries", "ledger"), wallet.balance),
            **dict.fromkeys(("held", "holds"), wallet.held),
        }
        return {
            "wallet_id": wallet.id,
            "currency_id": wallet.currency_id.id,
            "where": row["where"],
            **{name: row.get(name, value) for name, value in agreed.items()},
        }

    def action_run(self):
        """Prove once more."""
        self.ensure_one()
        self._run()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "name": self.env._("Proof"),
            "target": "main",
        }

    @api.model
    def action_open(self):
        """Prove the wallets of the user's companies and show the result."""
        self.check_access("create")
        return self.create({}).action_run()


class DistributorWalletCheckLine(models.TransientModel):
    """A wallet whose figures do not agree."""

    _name = "distributor.wallet.check.line"
    _description = "Difference of a Wallet"

    check_id = fields.Many2one(
        "distributor.wallet.check", required=True, ondelete="cascade"
    )
    wallet_id = fields.Many2one("distributor.wallet")
    currency_id = fields.Many2one("res.currency")
    balance = fields.Monetary()
    entries = fields.Monetary()
    ledger = fields.Monetary()
    held = fields.Monetary()
    holds = fields.Monetary()
    where = fields.Char("First Difference")


class DistributorWalletCheckTotal(models.TransientModel):
    """What the wallets of one purpose hold in all."""

    _name = "distributor.wallet.check.total"
    _description = "Total of Wallets"

    check_id = fields.Many2one(
        "distributor.wallet.check", required=True, ondelete="cascade"
    )
    purpose_id = fields.Many2one("distributor.wallet.purpose")
    account_id = fields.Many2one(related="purpose_id.account_id")
    currency_id = fields.Many2one("res.currency")
    balance = fields.Monetary()
    held = fields.Monetary()
