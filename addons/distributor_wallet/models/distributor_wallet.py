# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

BOOKED = {"balance", "held", "credit_held", "sequence", "account_id", "currency_id"}


class DistributorWallet(models.Model):
    """Money a distributor paid ahead, in one company, one currency, for one purpose.

    The balance is the posted balance of the purpose's account for this distributor:
    each journal item there makes an entry here, in the same transaction. Balance and
    held amount are columns of this row and change by one conditional UPDATE, because
    summing entries behind a lock overspends under REPEATABLE READ.
    """

    _name = "distributor.wallet"
    _description = "Distributor Wallet"
    _inherit = [
        "distributor.wallet.proof",
        "distributor.wallet.proof.break",
        "distributor.wallet.booking",
        "distributor.wallet.queue",
        "distributor.wallet.outlook",
        "mail.thread",
    ]
    _order = "company_id, distributor_id, purpose_id, currency_id"

    distributor_id = fields.Many2one(
        "distributor.distributor", required=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        related="distributor_id.partner_id", store=True, index=True
    )
    level_id = fields.Many2one(related="distributor_id.level_id", store=True)
    user_id = fields.Many2one(related="distributor_id.user_id", string="Salesperson")
    company_id = fields.Many2one("res.company", required=True, index=True)
    currency_id = fields.Many2one("res.currency", required=True, ondelete="restrict")
    purpose_id = fields.Many2one(
        "distributor.wallet.purpose", required=True, index=True, ondelete="restrict"
    )
    account_id = fields.Many2one(
        "account.account", required=True, index=True, ondelete="restrict"
    )
    journal_id = fields.Many2one(related="purpose_id.journal_id")
    is_refundable = fields.Boolean(related="purpose_id.refundable")
    balance = fields.Monetary(readonly=True, default=0.0, copy=False)
    held = fields.Monetary(
        readonly=True,
        default=0.0,
        copy=False,
        help="Set aside for confirmed orders that are not invoiced yet, for refunds on"
        " their way, or frozen in a dispute.",
    )
    available = fields.Monetary(
        compute="_compute_available", help="What new orders may still use."
    )
    credit_limit = fields.Monetary(
        readonly=True,
        default=0.0,
        copy=False,
        tracking=True,
        help="What orders may use beyond the deposit, paid by invoice.",
    )
    credit_held = fields.Monetary(
        readonly=True,
        default=0.0,
        copy=False,
        help="What confirmed orders use of the credit limit and is not invoiced yet.",
    )
    minimum_balance = fields.Monetary(
        readonly=True,
        default=0.0,
        copy=False,
        tracking=True,
        help="Below it, the distributor is reminded to top up.",
    )
    is_below_minimum = fields.Boolean(
        compute="_compute_available", search="_search_is_below_minimum"
    )
    state = fields.Selection(
        [("open", "Open"), ("frozen", "Frozen")],
        "Status",
        default="open",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    freeze_reason = fields.Char(readonly=True, copy=False, tracking=True)
    sequence = fields.Integer(readonly=True, copy=False, default=0)
    entry_ids = fields.One2many("distributor.wallet.entry", "wallet_id", readonly=True)
    hold_ids = fields.One2many("distributor.wallet.hold", "wallet_id", readonly=True)

    _owner_uniq = models.Constraint(
        "UNIQUE (distributor_id, company_id, currency_id, purpose_id)",
        "The distributor has a wallet of this purpose in this currency already.",
    )
    _held_check = models.Constraint(
        "CHECK (held >= 0 AND credit_held >= 0)",
        "A wallet cannot hold less than nothing.",
    )
    _balance_check = models.Constraint(
        "CHECK (balance >= 0)", "A wallet cannot be overdrawn."
    )
    _available_check = models.Constraint(
        "CHECK (balance - held >= 0)", "The deposit is not enough."
    )
    _limits_check = models.Constraint(
        "CHECK (credit_limit >= 0 AND minimum_balance >= 0)",
        "Limits of a wallet are 0 or more.",
    )

    @api.depends("distributor_id", "currency_id", "purpose_id")
    def _compute_display_name(self):
        for wallet in self:
            wallet.display_name = self.env._(
                "%(distributor)s: %(purpose)s (%(currency)s)",
                distributor=wallet.distributor_id.display_name,
                purpose=wallet.purpose_id.name,
                currency=wallet.currency_id.name,
            )

    @api.depends("balance", "held", "minimum_balance")
    def _compute_available(self):
        for wallet in self:
            wallet.available = wallet.balance - wallet.held
            wallet.is_below_minimum = wallet.available < wallet.minimum_balance

    def _search_is_below_minimum(self, operator, value):
        if operator != "in":
            return NotImplemented
        below = SQL(
            "(SELECT id FROM distributor_wallet WHERE balance - held < minimum_balance)"
        )
        return Domain("id", "in" if True in value else "not in", below)

    def write(self, vals):
        if BOOKED & set(vals):
            raise UserError(self.env._("A balance changes by journal entries only."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if used := self.filtered("entry_ids")[:1]:
            raise UserError(
                self.env._("The wallet of %s has entries.", used.display_name)
            )

    @api.model
    def _get_or_create(self, distributor, currency, purpose=None):
        """Return the wallet of a distributor in a currency, made on first use.

        :param purpose: distributor.wallet.purpose of the distributor's company; its
            deposit by default
        """
        company = distributor.company_id
        purpose = purpose or company._get_wallet_purpose()
        # sudo: callers checked that they may use this distributor's money
        wallets = self.sudo()
        wallet = wallets.search(
            [
                ("distributor_id", "=", distributor.id),
                ("company_id", "=", company.id),
                ("currency_id", "=", currency.id),
                ("purpose_id", "=", purpose.id),
            ]
        )
        if wallet:
            return wallet
        # of two who make the same wallet at once, the second starts over and finds it;
        # the unique key alone would refuse it with an error
        self.env.execute_query(
            SQL(
                "UPDATE distributor_distributor SET company_id = company_id"
                " WHERE id = %s RETURNING id",
                distributor.id,
            )
        )
        return wallets.with_context(tracking_disable=True).create(
            {
                "distributor_id": distributor.id,
                "company_id": company.id,
                "currency_id": currency.id,
                "purpose_id": purpose.id,
                "account_id": purpose.account_id.id,
            }
        )

    def _top_up(self, amount, journal, date, memo=None):
        """Register money received from the distributor as a stock customer payment.

        :param amount: positive, in the wallet's currency
        :param journal: bank or cash account.journal that received it
        :return: posted account.payment
        :raise UserError: amount not positive, or journal that cannot receive money
        """
        payment = self.env["account.payment"].create(
            self._prepare_top_up_vals(amount, journal, date, memo)
        )
        payment._post_wallet_top_up()
        return payment

    def _prepare_top_up_vals(self, amount, journal, date, memo=None):
        """Return the values of the stock payment of a top-up; see ``_top_up``."""
        self.ensure_one()
        if self.currency_id.compare_amounts(amount, 0) <= 0:
            raise UserError(self.env._("The amount of a top-up is more than zero."))
        if not self.purpose_id.refundable:
            raise UserError(
                self.env._(
                    "%s is granted, not paid: top up the deposit instead.",
                    self.purpose_id.name,
                )
            )
        if journal in self.company_id._get_wallet_journals():
            raise UserError(self.env._("A wallet cannot pay for a top-up."))
        return {
            "payment_type": "inbound",
            "partner_type": "customer",
            "partner_id": self.partner_id.id,
            "distributor_wallet_id": self.id,
            "amount": amount,
            "currency_id": self.currency_id.id,
            "journal_id": journal.id,
            "date": date,
            "memo": memo or self.env._("Top-up %s", self.distributor_id.code),
        }

    def action_top_up(self):
        """Open the form on which finance registers a top-up."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_wallet.distributor_wallet_topup_action"
        )
        return dict(action, context={"default_wallet_id": self.id})

    def action_view_holds(self):
        """Open what is held of this wallet, and why."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_wallet.distributor_wallet_hold_action"
        )
        return dict(action, domain=[("wallet_id", "=", self.id)], context={})

    def action_view_journal_items(self):
        """Open the journal items that make up the balance."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "account.action_account_moves_all"
        )
        return dict(
            action,
            domain=[
                ("account_id", "=", self.account_id.id),
                ("partner_id.commercial_partner_id", "=", self.partner_id.id),
                ("currency_id", "=", self.currency_id.id),
                ("parent_state", "=", "posted"),
            ],
            context={},
        )
