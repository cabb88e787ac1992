# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.distributor.models.group_names import DECIDERS
from odoo.addons.distributor.models.month_name import format_month

STATES = [
    ("draft", "Draft"),
    ("reviewed", "Reviewed"),
    ("approved", "Approved"),
    ("confirmed", "Confirmed"),
    ("billed", "To Be Paid"),
    ("paid", "Paid"),
    ("closed", "Closed"),
    ("cancel", "Cancelled"),
]
PAYOUTS = [
    ("bill", "Vendor bill"),
    ("wallet", "Into the deposit"),
    ("offset", "Set off against open invoices"),
]
PAID = ("in_payment", "paid")


class DistributorCommissionSettlement(models.Model):
    """What a plan pays one distributor for one month, from entries to the payment.

    A total below zero or below the minimum of the plan is not paid: it is carried into
    the next settlement of the distributor, and both show it. Amounts are written once,
    by the run.
    """

    _name = "distributor.commission.settlement"
    _description = "Commission Settlement"
    _inherit = [
        "distributor.step",
        "mail.thread",
        "mail.activity.mixin",
        "distributor.commission.beneficiary",
        "distributor.commission.settlement.check",
        "distributor.commission.settlement.run",
        "distributor.commission.settlement.schedule",
        "distributor.commission.settlement.step",
        "distributor.commission.settlement.pay",
    ]
    _order = "date_start desc, id desc"
    _mail_post_access = "read"

    name = fields.Char(required=True, readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    plan_id = fields.Many2one(
        "distributor.commission.plan", required=True, readonly=True, ondelete="restrict"
    )
    beneficiary_id = fields.Many2one(
        "distributor.distributor",
        "Distributor",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    partner_id = fields.Many2one(related="beneficiary_id.partner_id")
    level_id = fields.Many2one(related="beneficiary_id.level_id", string="Level Today")
    date_start = fields.Date("Month", required=True, readonly=True)
    date_end = fields.Date("Until", required=True, readonly=True)
    state = fields.Selection(
        STATES,
        "Status",
        compute="_compute_state",
        store=True,
        required=True,
        default="draft",
        tracking=True,
        group_expand="_group_expand_state",
    )
    line_ids = fields.One2many(
        "distributor.commission.settlement.line", "settlement_id", "Lines"
    )
    entry_count = fields.Integer("Entries", readonly=True)
    amount_lines = fields.Monetary("Earned", readonly=True)
    amount_carried = fields.Monetary(
        "Brought Forward",
        readonly=True,
        help="Totals of earlier settlements that were not paid: below zero, or below"
        " the minimum.",
    )
    amount_total = fields.Monetary("Total", readonly=True)
    amount_minimum = fields.Monetary(
        "Minimum",
        readonly=True,
        help="A total below it is not paid but carried forward.",
    )
    outcome = fields.Selection(
        [
            ("bill", "To pay"),
            ("carry", "Carried forward"),
            ("none", "Nothing to pay"),
        ],
        readonly=True,
    )
    carried_to_id = fields.Many2one(
        "distributor.commission.settlement",
        "Carried Into",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    carried_from_ids = fields.One2many(
        "distributor.commission.settlement", "carried_to_id", "Brought Forward From"
    )
    reviewed_uid = fields.Many2one("res.users", "Reviewed by", readonly=True)
    reviewed_date = fields.Datetime("Reviewed on", readonly=True)
    approved_uid = fields.Many2one("res.users", "Approved by", readonly=True)
    approved_date = fields.Datetime("Approved on", readonly=True)
    confirm_deadline = fields.Date(
        "Objections Until",
        readonly=True,
        help="Last day on which the distributor can object. Saying nothing until then"
        " confirms the settlement.",
    )
    confirmed_by = fields.Selection(
        [
            ("distributor", "The distributor"),
            ("deadline", "Nobody objected in time"),
            ("staff", "Our staff, on its behalf"),
        ],
        "Confirmed by",
        readonly=True,
    )
    confirmed_uid = fields.Many2one("res.users", "Confirming User", readonly=True)
    confirmed_date = fields.Datetime("Confirmed on", readonly=True)
    payout = fields.Selection(PAYOUTS, "Paid As", readonly=True, tracking=True)
    bill_id = fields.Many2one(
        "account.move",
        "Vendor Bill",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    reversed_date = fields.Date(
        "Bill Reversed on",
        readonly=True,
        help="The day of the credit note that took the whole bill back.",
    )
    bill_state = fields.Selection(related="bill_id.state", string="Bill Status")
    bill_payment_state = fields.Selection(
        related="bill_id.payment_state", string="Payment"
    )
    offset_move_id = fields.Many2one(
        "account.move",
        "Set-Off Entry",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="Sets the bill off against open invoices of the distributor.",
    )

    _period_uniq = models.UniqueIndex(
        "(plan_id, beneficiary_id, date_start) WHERE state <> 'cancel'",
        "This month is settled for this distributor.",
    )
    _carry_idx = models.Index(
        "(plan_id, beneficiary_id) WHERE outcome = 'carry' AND state <> 'cancel'"
        " AND carried_to_id IS NULL"
    )
    _deadline_idx = models.Index("(confirm_deadline) WHERE state = 'approved'")

    @api.depends("bill_id.state", "bill_id.payment_state")
    def _compute_state(self):
        """Follow the bill, whoever pays it or takes the payment back.

        All other changes of state are written by the steps.
        """
        for settlement in self:
            settlement.state = settlement._get_state_of_bill()

    def _get_state_of_bill(self):
        bill = self.bill_id
        if not bill or self.state not in ("confirmed", "billed", "paid", "closed"):
            return self.state
        if bill.state == "cancel":
            return "confirmed"
        # one that is set off in part and credited for the rest counts as reversed
        credited = bill.payment_state == "reversed" and not bill._is_reversed_bill()
        if bill.state == "posted" and (bill.payment_state in PAID or credited):
            return "closed" if self.state == "closed" else "paid"
        return "billed"

    @api.model
    def _group_expand_state(self, states, domain):
        """Show every step in its order, and cancelled ones when there are any."""
        return [key for key, _label in STATES if key != "cancel" or key in states]

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Settle a month to make settlements."))
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("Cancel a settlement instead of deleting it."))

    def _check_finance(self):
        """Only finance and managers decide on money.

        :raise AccessError: for anybody else
        """
        self.check_access("read")
        if not (self.env.su or self.env.user.has_groups(DECIDERS)):
            raise AccessError(
                self.env._("Only finance or a distribution manager settles commission.")
            )

    def action_review(self):
        self._check_finance()
        self._review()

    def action_approve(self):
        self._check_finance()
        self._approve()

    def action_send_back(self):
        """Make reviewed and approved settlements drafts again."""
        self._check_finance()
        self._send_back()

    def action_confirm(self):
        """Confirm on behalf of the distributor, who said so."""
        self._check_finance()
        self._confirm("staff")

    def action_bill(self):
        self._check_finance()
        bills = self._bill()
        return bills._get_records_action() if bills else False

    def action_pay_out(self):
        """Pay the posted bills into deposits, or set them off, as each says."""
        self._check_finance()
        self._pay_out()
        return True

    def action_close(self):
        self._check_finance()
        self._close()

    def action_cancel(self):
        self._check_finance()
        self._cancel()

    def action_open_bill(self):
        self.ensure_one()
        return self.bill_id._get_records_action()

    def action_open_offset(self):
        self.ensure_one()
        return self.offset_move_id._get_records_action()

    def action_open_carried(self):
        self.ensure_one()
        return self.carried_to_id._get_records_action()

    def _format_month(self):
        return format_month(self.env, self.date_start)
