# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from odoo.addons.distributor.models.month_name import format_month


class DistributorCommissionSettlement(models.Model):
    """What one distributor is paid for one month, from entries to vendor bill.

    A total below zero is not billed: it is carried into the next settlement of the
    distributor, and both show it. Amounts are written once, by the run.
    """

    _name = "distributor.commission.settlement"
    _description = "Commission Settlement"
    _inherit = ["mail.thread", "distributor.commission.settlement.check"]
    _order = "date_start desc, id desc"
    _mail_post_access = "read"

    name = fields.Char(required=True, readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    beneficiary_id = fields.Many2one(
        "distributor.distributor",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    partner_id = fields.Many2one(related="beneficiary_id.partner_id")
    date_start = fields.Date("Month", required=True, readonly=True)
    date_end = fields.Date("Until", required=True, readonly=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("approved", "Approved"),
            ("billed", "Billed"),
            ("cancel", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        tracking=True,
    )
    line_ids = fields.One2many(
        "distributor.commission.settlement.line", "settlement_id", "Lines"
    )
    entry_count = fields.Integer("Entries", readonly=True)
    amount_lines = fields.Monetary("Earned", readonly=True)
    amount_carried = fields.Monetary(
        "Brought Forward",
        readonly=True,
        help="Negative totals of earlier settlements.",
    )
    amount_total = fields.Monetary("Total", readonly=True)
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
    bill_id = fields.Many2one(
        "account.move",
        "Vendor Bill",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    bill_state = fields.Selection(related="bill_id.state", string="Bill Status")
    bill_payment_state = fields.Selection(
        related="bill_id.payment_state", string="Payment"
    )
    approved_uid = fields.Many2one("res.users", "Approved by", readonly=True)
    approved_date = fields.Datetime("Approved on", readonly=True)

    _period_uniq = models.UniqueIndex(
        "(company_id, beneficiary_id, date_start) WHERE state <> 'cancel'",
        "This month is settled for this distributor.",
    )

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
        groups = (
            "distributor.distributor_group_finance",
            "distributor.distributor_group_manager",
        )
        if not self.env.su and not any(map(self.env.user.has_group, groups)):
            raise AccessError(
                self.env._("Only finance or a distribution manager settles commission.")
            )

    def action_approve(self):
        self._check_finance()
        self._approve()

    def action_bill(self):
        self._check_finance()
        bills = self._bill()
        return bills._get_records_action() if bills else False

    def action_pay_into_wallet(self):
        """Pay the posted bills into the deposits of those who earned them."""
        self._check_finance()
        self._check_state("billed")
        self._check_wallets(self.beneficiary_id)
        for settlement in self.sorted(lambda s: s.beneficiary_id.id):
            # sudo: the caller is finance or manager, and the bill belongs to them
            settlement.sudo().bill_id._pay_into_wallet(settlement.beneficiary_id)
        return True

    def action_cancel(self):
        self._check_finance()
        self._cancel()

    def action_open_bill(self):
        self.ensure_one()
        return self.bill_id._get_records_action()

    def action_open_carried(self):
        self.ensure_one()
        return self.carried_to_id._get_records_action()

    def _approve(self):
        """Move drafts to approved.

        :raise UserError: when one is in another state
        """
        self._check_state("draft")
        # sudo: settlements are read-only for all; the caller checked the group
        self.sudo().write(
            {
                "state": "approved",
                "approved_uid": self.env.uid,
                "approved_date": fields.Datetime.now(),
            }
        )

    def _bill(self):
        """Make one draft vendor bill for each approved settlement that is to be paid.

        :return: account.move records, without sudo
        :raise UserError: names the settlement that cannot be billed
        """
        self._check_state("approved")
        for settlement in self:
            if settlement.outcome != "bill":
                raise UserError(
                    self.env._(
                        "%(name)s has a total of %(total)s: there is nothing to bill."
                        " What is below zero is carried into the next settlement.",
                        name=settlement.name,
                        total=settlement.currency_id.format(settlement.amount_total),
                    )
                )
        self._check_wallets(self.beneficiary_id)
        # sudo: a manager without accounting rights may bill, the caller checked that
        # the user is finance or manager; the accountant checks and posts the bill
        settlements = self.sudo()
        bills = settlements.env["account.move"].create(
            [settlement._prepare_bill_vals() for settlement in settlements]
        )
        for settlement, bill in zip(settlements, bills, strict=True):
            settlement.write({"state": "billed", "bill_id": bill.id})
        return bills.sudo(self.env.su)

    def _prepare_bill_vals(self):
        self.ensure_one()
        plans = self.env["distributor.commission.plan"]
        account = plans._get_expense_account(self.company_id)
        lang = self.partner_id.lang or self.env.lang
        partner_self = self.with_context(lang=lang)
        names = [
            (
                partner_self.env._(
                    "Commission %(month)s", month=partner_self._format_month()
                ),
                self.amount_lines,
            )
        ]
        if self.amount_carried:
            names.append(
                (
                    partner_self.env._(
                        "Brought forward from %(names)s",
                        names=", ".join(self.carried_from_ids.mapped("name")),
                    ),
                    self.amount_carried,
                )
            )
        return {
            "move_type": "in_invoice",
            "company_id": self.company_id.id,
            "partner_id": self.partner_id.id,
            "currency_id": self.currency_id.id,
            "invoice_date": self.company_id._get_commission_today(),
            "ref": self.name,
            "invoice_origin": self.name,
            "invoice_line_ids": [
                Command.create(
                    {
                        "name": name,
                        "quantity": 1.0,
                        "price_unit": amount,
                        "tax_ids": [Command.clear()],
                        **({"account_id": account.id} if account else {}),
                    }
                )
                for name, amount in names
            ],
        }

    def _format_month(self):
        return format_month(self.env, self.date_start)

    def _cancel(self):
        """Free the entries for another settlement.

        :raise UserError: when its bill is posted, or its balance was carried on
        """
        # sudo: settlements are read-only for all; the caller checked the group
        for settlement in self.sudo():
            if settlement.state == "cancel":
                continue
            if settlement.carried_to_id:
                raise UserError(
                    self.env._(
                        "%(name)s was carried into %(next)s: cancel that one first.",
                        name=settlement.name,
                        next=settlement.carried_to_id.name,
                    )
                )
            if settlement.bill_id.state == "posted":
                raise UserError(
                    self.env._(
                        "%(name)s is billed with %(bill)s, which is posted. Set the"
                        " bill back to draft first.",
                        name=settlement.name,
                        bill=settlement.bill_id.name,
                    )
                )
            settlement.bill_id.filtered(lambda b: b.state == "draft").button_cancel()
            settlement.carried_from_ids.write({"carried_to_id": False})
            settlement.line_ids.unlink()
            settlement.write({"state": "cancel"})

    def _check_state(self, state):
        for settlement in self:
            if settlement.state != state:
                states = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    self.env._(
                        "%(name)s is in state “%(state)s”.",
                        name=settlement.name,
                        state=states[settlement.state],
                    )
                )
