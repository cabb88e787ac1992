# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from .distributor_wallet_request import OPEN

MAX_OPEN = 10  # of one wallet, so that nobody floods finance
OVERDUE = "distributor_wallet_request.mail_activity_type_overdue"


class DistributorWalletRefund(models.Model):
    """Money of a wallet that a distributor wants back, approved by two persons.

    It is held from the request to the payment, and paid to the bank account the money
    came from until a date both sides see.
    """

    _name = "distributor.wallet.refund"
    _description = "Refund of a Wallet"
    _inherit = ["distributor.wallet.request", "distributor.telling"]

    _approvals = 2
    _told_by = "distributor_wallet_request.mail_template_refund"

    amount = fields.Monetary(
        compute="_compute_amount", store=True, readonly=False, precompute=True
    )
    allowed_account_ids = fields.Many2many(
        "res.partner.bank", compute="_compute_allowed_account_ids"
    )
    bank_account_id = fields.Many2one(
        "res.partner.bank",
        "Paid To",
        compute="_compute_bank_account_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        domain="[('id', 'in', allowed_account_ids)]",
        ondelete="restrict",
        tracking=True,
        help="Where the money came from; if unknown, a verified account.",
    )
    calculation = fields.Html(compute="_compute_calculation", sanitize=False)
    due_date = fields.Date("Pay Until", readonly=True, copy=False, index=True)
    days_left = fields.Integer(compute="_compute_days_left", aggregator=None)
    is_overdue = fields.Boolean(
        compute="_compute_days_left", search="_search_is_overdue"
    )
    countdown = fields.Char("Deadline", compute="_compute_countdown")
    payment_id = fields.Many2one(
        "account.payment",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    paid_date = fields.Date("Paid On", readonly=True, copy=False)

    _amount_check = models.Constraint(
        "CHECK (amount >= 0)", "The amount of a refund is more than zero."
    )

    @api.depends("wallet_id")
    def _compute_amount(self):
        for refund in self:
            wallet = refund.wallet_id
            refund.amount = wallet._get_refundable() if wallet else 0.0

    @api.depends("wallet_id")
    def _compute_allowed_account_ids(self):
        for refund in self:
            wallet = refund.wallet_id
            refund.allowed_account_ids = wallet and wallet._get_refund_accounts()

    @api.depends("wallet_id")
    def _compute_bank_account_id(self):
        for refund in self:
            wallet = refund.wallet_id
            refund.bank_account_id = wallet and wallet._get_refund_accounts()[:1]

    @api.depends("wallet_id", "state")
    @api.depends_context("lang")
    def _compute_calculation(self):
        for refund in self:
            refund.calculation = refund.wallet_id and self.env["ir.qweb"]._render(
                "distributor_wallet_request.refund_calculation",
                {
                    "wallet": refund.wallet_id,
                    "rows": refund.wallet_id._get_refund_calculation(),
                    "refusal": refund.wallet_id._get_refund_refusal(),
                    "refundable": refund.wallet_id._get_refundable(),
                },
            )

    @api.depends("due_date", "state")
    def _compute_days_left(self):
        for refund in self:
            refund.days_left = 0
            if refund.due_date and refund.state in OPEN:
                refund.days_left = (refund.due_date - refund._get_today()).days
            refund.is_overdue = refund.days_left < 0

    @api.depends("due_date", "state")
    @api.depends_context("lang")
    def _compute_countdown(self):
        for refund in self:
            waiting = refund.due_date and refund.state in OPEN
            refund.countdown = waiting and refund._get_countdown()

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        overdue = Domain("state", "in", OPEN)
        overdue &= Domain("due_date", "<", fields.Date.context_today(self))
        return overdue if True in value else ~overdue

    def _submit(self):
        result = super()._submit()
        self._tell_distributor("received")
        return result

    def _approve(self):
        result = super()._approve()
        self.filtered(lambda r: r.state == "approved")._tell_distributor("approved")
        return result

    def _refuse(self, reason):
        result = super()._refuse(reason)
        self._tell_distributor("refused")
        return result

    def _get_content_fields(self):
        return super()._get_content_fields() | {"bank_account_id"}

    def _get_step_fields(self):
        return super()._get_step_fields() | {"due_date", "payment_id", "paid_date"}

    def _get_hold_vals(self):
        return self.amount, "refund"

    def _prepare_submit_vals(self):
        return {"due_date": self._get_due_date()}

    def _get_due_date(self):
        """Return the day until which it is paid: of the exit, or from today."""
        self.ensure_one()
        # sudo: the days a company promised decide, whoever asks
        request = self.sudo()
        days = request.company_id.distributor_refund_days
        exit_due = request.distributor_id.refund_due_date
        return exit_due or fields.Date.add(self._get_today(), days=days)

    def _check_request(self):
        self.ensure_one()
        # sudo: the caller may ask for this money; why not is told
        wallet = self.wallet_id.sudo()
        if refusal := wallet._get_refund_refusal():
            raise UserError(refusal)
        self._check_amount(wallet)
        self._check_bank_account()
        waiting = self.sudo().search_count(
            [("wallet_id", "=", wallet.id), ("state", "in", OPEN)]
        )
        if waiting >= MAX_OPEN:
            raise UserError(
                self.env._(
                    "%(count)s refunds of %(wallet)s are on their way. Cancel one or"
                    " wait until they are paid.",
                    count=waiting,
                    wallet=wallet.display_name,
                )
            )

    def _check_amount(self, wallet):
        currency = self.currency_id
        if currency.compare_amounts(self.amount, 0) <= 0:
            raise UserError(self.env._("The amount of a refund is more than zero."))
        refundable = wallet._get_refundable()
        if currency.compare_amounts(self.amount, refundable) > 0:
            rows = wallet._get_refund_calculation()
            raise UserError(
                self.env._(
                    "%(amount)s is more than may be refunded (%(refundable)s):"
                    " %(calculation)s. Reduce the amount.",
                    amount=currency.format(self.amount),
                    refundable=currency.format(refundable),
                    calculation=", ".join(
                        f"{row['label']} {currency.format(row['amount'])}"
                        for row in rows
                    ),
                )
            )

    def _check_bank_account(self):
        """Refuse to pay to another account than the money came from."""
        self.ensure_one()
        # sudo: compares accounts of the distributor, whoever pays
        refund = self.sudo()
        allowed = refund.wallet_id._get_refund_accounts()
        if refund.bank_account_id and refund.bank_account_id in allowed:
            return
        if not allowed:
            raise UserError(
                self.env._(
                    "No bank account of %s is known from which the money came. Enter"
                    " its account on the contact and verify it (“Send Money”) first.",
                    refund.distributor_id.display_name,
                )
            )
        raise UserError(
            self.env._(
                "%(refund)s is paid to the account the money came from: %(allowed)s."
                " Choose this account.",
                refund=refund.display_name,
                allowed=", ".join(allowed.mapped("acc_number")),
            )
        )

    def _check_approval(self):
        self._check_bank_account()

    def _carry_out(self):
        """Have finance pay what two persons approved."""
        for refund in self:
            users = refund.first_approver_id | refund.second_approver_id
            payers = users.filtered(
                lambda u: u.has_group("distributor.distributor_group_finance")
            )
            payer = payers[:1] or self.env.user
            told = refund.with_context(lang=payer.lang)
            told.activity_schedule(
                "distributor_wallet_request.mail_activity_type_pay",
                refund.due_date,
                summary=told.env._("Pay %s", refund.name),
                user_id=payer.id,
            )

    def _end(self, state, **vals):
        result = super()._end(state, **vals)
        # sudo: the request is closed; what reminded of it goes with it
        self.sudo()._clear_payment_activities()
        return result

    def _clear_payment_activities(self):
        self.activity_unlink(
            ["distributor_wallet_request.mail_activity_type_pay", OVERDUE]
        )

    def _get_countdown(self):
        """Return until when it is paid and how many days that leaves, as a text."""
        self.ensure_one()
        values = {
            "date": format_date(self.env, self.due_date),
            "days": abs(self.days_left),
        }
        if self.is_overdue:
            return self.env._("Overdue since %(date)s (%(days)s days)", **values)
        return self.env._("To pay by %(date)s (%(days)s days left)", **values)

    def _get_account_ending(self):
        """Return the last digits of the account it goes to, as a mail names it."""
        self.ensure_one()
        account = self.bank_account_id
        return (account.sanitized_acc_number or account.acc_number or "")[-4:]

    @api.model
    def _cron_overdue(self):
        """Give finance an activity for each refund whose day is over."""
        known = self.env.ref(OVERDUE).id
        overdue = self.search(
            [
                ("state", "in", OPEN),
                ("due_date", "<", fields.Date.context_today(self)),
                ("activity_ids", "not any", [("activity_type_id", "=", known)]),
            ],
            limit=1000,
        )
        finance = self.env.ref("distributor.distributor_group_finance").all_user_ids
        for refund in overdue.filtered("is_overdue"):
            users = refund._get_reviewers() or finance.filtered("active")
            user = users[:1] or self.env.user
            told = refund.with_context(lang=user.lang)
            told.activity_schedule(
                OVERDUE,
                refund.due_date,
                summary=told.env._("%s should have been paid", refund.name),
                user_id=user.id,
            )
