# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import format_date


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    prepaid = fields.Boolean(
        "Pays From Deposit",
        default=True,
        tracking=True,
        help="Orders need a deposit when they are confirmed; their invoices are paid"
        " from it. Otherwise the payment terms apply.",
    )
    wallet_ids = fields.One2many("distributor.wallet", "distributor_id")
    wallet_currency_id = fields.Many2one(related="company_id.currency_id")
    wallet_available = fields.Monetary(
        "Available Deposit",
        compute="_compute_wallet_available",
        currency_field="wallet_currency_id",
        help="What orders may use, rewards included, in the currency of the company.",
    )

    refund_due_date = fields.Date(
        "Deposit Repaid Until",
        compute="_compute_refund_due_date",
        help="The end of the relation and the days set for the company.",
    )

    @api.depends("wallet_ids.balance", "wallet_ids.held")
    def _compute_wallet_available(self):
        for distributor in self:
            distributor.wallet_available = sum(
                distributor.wallet_ids.filtered(
                    lambda w, d=distributor: w.currency_id == d.wallet_currency_id
                    and w.purpose_id.spendable
                ).mapped("available")
            )

    @api.depends("exit_date", "company_id.distributor_refund_days")
    def _compute_refund_due_date(self):
        for distributor in self:
            days = relativedelta(days=distributor.company_id.distributor_refund_days)
            distributor.refund_due_date = (
                distributor.exit_date and distributor.exit_date + days
            )

    def _get_activation_blockers(self):
        blockers = super()._get_activation_blockers()
        needed = self.level_id.deposit_amount
        currency = self.company_id.currency_id
        # sudo: whoever activates it may know whether its deposit is paid
        wallets = self.sudo().wallet_ids
        paid = sum(
            wallets.filtered(
                # what a programme granted was not paid by the distributor
                lambda w: w.currency_id == currency and w.purpose_id.refundable
            ).mapped("balance")
        )
        if currency.compare_amounts(paid, needed) < 0:
            blockers.append(
                self.env._(
                    "A %(level)s pays a deposit of %(needed)s first: %(missing)s is"
                    " missing.",
                    level=self.level_id.name,
                    needed=currency.format(needed),
                    missing=currency.format(needed - paid),
                )
            )
        return blockers

    def _get_exit_items(self):
        items = [self._get_exit_holds(), self._get_exit_deposit()]
        return [*super()._get_exit_items(), *items]

    def _get_exit_holds(self):
        # sudo: whoever reads the distributor may know what its exit waits for
        holds = self.sudo().wallet_ids.hold_ids.filtered(lambda h: h.state == "open")
        return self._prepare_exit_item(
            "holds",
            self.env._("Deposit held for orders released"),
            [f"{h.origin} {h.currency_id.format(h.remaining)}" for h in holds],
        )

    def _get_exit_deposit(self):
        # sudo: whoever reads the distributor may know what its exit waits for
        wallets = self.sudo().wallet_ids.filtered(
            lambda w: w.purpose_id.refundable and not w.currency_id.is_zero(w.balance)
        )
        item = self._prepare_exit_item(
            "deposit",
            self.env._("Deposit repaid"),
            [f"{w.purpose_id.name} {w.currency_id.format(w.balance)}" for w in wallets],
        )
        if wallets and self.refund_due_date:
            item["detail"] += self._get_refund_countdown()
        return item

    def _get_refund_countdown(self):
        """Return until when the deposit is due, and how many days that leaves."""
        due = self.refund_due_date
        days = (due - fields.Date.context_today(self)).days
        values = {"date": format_date(self.env, due), "days": abs(days)}
        if days < 0:
            return self.env._(". Overdue since %(date)s (%(days)s days)", **values)
        return self.env._(". Due on %(date)s (in %(days)s days)", **values)

    @api.readonly
    def get_wallets(self):
        """Return what the wallets of these distributors hold, for other systems.

        :return: list of dict with distributor (code), purpose (code), currency (name),
            balance, held, available, credit_limit, credit_held (floats in that
            currency), state, and funded: [{document, kind, amount}] of the open holds
        :raise AccessError: the user may not read the distributors or wallets
        """
        self.check_access("read")
        wallets = self.env["distributor.wallet"].search(
            [("distributor_id", "in", self.ids)]
        )
        holds = self.env["distributor.wallet.hold"].search(
            [("wallet_id", "in", wallets.ids), ("state", "=", "open")], order="id"
        )
        by_wallet = holds.grouped("wallet_id")
        return [
            {
                "distributor": wallet.distributor_id.code,
                "purpose": wallet.purpose_id.code,
                "currency": wallet.currency_id.name,
                **{
                    name: wallet[name]
                    for name in (
                        "balance",
                        "held",
                        "available",
                        "credit_limit",
                        "credit_held",
                        "state",
                    )
                },
                "funded": [
                    {
                        "document": hold.origin,
                        "kind": hold.kind,
                        "amount": hold.remaining,
                    }
                    for hold in by_wallet.get(wallet, ())
                ],
            }
            for wallet in wallets
        ]

    def action_top_up(self):
        """Open the form on which finance registers a top-up of the deposit."""
        self.ensure_one()
        self.check_access("read")
        # whoever may not register a top-up makes no wallet either
        self.env["distributor.wallet.topup"].check_access("create")
        wallet = self.env["distributor.wallet"]._get_or_create(
            self, self.company_id.currency_id
        )
        return wallet.with_env(self.env).action_top_up()

    def action_view_wallet(self):
        """Open the wallets of this distributor."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_wallet.distributor_wallet_action"
        )
        action["domain"] = [("distributor_id", "=", self.id)]
        action["context"] = {}
        if len(self.wallet_ids) == 1:
            action.update(
                views=[(False, "form")], view_mode="form", res_id=self.wallet_ids.id
            )
        return action
