# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.distributor.models.group_names import FINANCE, MANAGER

OPEN = ("requested", "approved", "expected", "received", "credited")


class DistributorReturn(models.Model):
    """Goods a distributor wants to give back, from the request to its money."""

    _name = "distributor.return"
    _description = "Return of a Distributor"
    _inherit = [
        "distributor.paper",
        "distributor.attachment",
        "distributor.return.steps",
        "distributor.return.checks",
        "distributor.return.stock",
        "distributor.return.crediting",
        "distributor.return.mail",
    ]
    _order = "id desc"
    _mail_post_access = "read"
    _content_fields = frozenset(
        {
            "order_id",
            "reason_id",
            "description",
            "attachment_ids",
            "exception_reason",
        }
    )
    _step_fields = frozenset(
        {
            "state",
            "requester_id",
            "requested_by",
            "requested_date",
            "approver_id",
            "decided_date",
            "decision",
            "sent_date",
            "received_date",
            "closed_date",
            "request_key",
        }
    )

    name = fields.Char("Number", readonly=True, copy=False)
    order_id = fields.Many2one(
        "sale.order",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('distributor_id', '!=', False), ('state', '=', 'sale')]",
    )
    distributor_id = fields.Many2one(
        compute="_compute_distributor_id",
        store=True,
        precompute=True,
        readonly=True,
        tracking=False,
    )
    currency_id = fields.Many2one(related="order_id.currency_id")
    user_id = fields.Many2one(
        related="distributor_id.user_id", string="Salesperson", store=True, index=True
    )
    level_id = fields.Many2one(related="distributor_id.level_id")
    territory_id = fields.Many2one(
        related="distributor_id.territory_id", string="Region of the Distributor"
    )
    reason_id = fields.Many2one(
        "distributor.return.reason",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('company_id', 'in', (False, company_id))]",
    )
    description = fields.Text(help="What the distributor says about the goods.")
    line_ids = fields.One2many("distributor.return.line", "return_id", "Goods")
    exception_reason = fields.Text(
        "Exception",
        help="Why goods are taken back although the days to return them are over.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("requested", "To Approve"),
            ("approved", "Approved"),
            ("expected", "Goods Expected"),
            ("received", "Received"),
            ("credited", "Credited"),
            ("closed", "Closed"),
            ("refused", "Refused"),
            ("cancelled", "Cancelled"),
        ],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    requested_by = fields.Selection(
        [("distributor", "The distributor"), ("staff", "Our staff, on its behalf")],
        readonly=True,
        copy=False,
    )
    requester_id = fields.Many2one("res.users", readonly=True, copy=False)
    requested_date = fields.Datetime("Requested On", readonly=True, copy=False)
    approver_id = fields.Many2one(
        "res.users", "Decided By", readonly=True, copy=False, tracking=True
    )
    decided_date = fields.Datetime("Decided On", readonly=True, copy=False)
    decision = fields.Text(
        "Words to the Distributor", readonly=True, copy=False, tracking=True
    )
    sent_date = fields.Datetime("Sent Back On", readonly=True, copy=False)
    tracking_ref = fields.Char("Parcel Number", copy=False, tracking=True)
    received_date = fields.Datetime("Received On", readonly=True, copy=False)
    closed_date = fields.Datetime("Closed On", readonly=True, copy=False)
    request_key = fields.Char(readonly=True, copy=False)
    move_ids = fields.One2many("stock.move", "distributor_return_id", "Stock Moves")
    picking_count = fields.Integer(compute="_compute_counts")
    credit_note_ids = fields.One2many(
        "account.move", "distributor_return_id", "Credit Notes"
    )
    credit_note_count = fields.Integer(compute="_compute_counts")
    amount_requested = fields.Monetary(
        "Value",
        compute="_compute_amount_requested",
        store=True,
        help="What was asked to return, at the prices of the order, taxes included.",
    )
    amount_credited = fields.Monetary(
        "Credited", compute="_compute_amount_credited", store=True
    )
    may_credit = fields.Boolean(compute="_compute_may_credit")

    _request_key_uniq = models.UniqueIndex(
        "(distributor_id, request_key) WHERE request_key IS NOT NULL",
        "This request was sent already.",
    )

    @api.depends("order_id")
    def _compute_distributor_id(self):
        for record in self:
            record.distributor_id = record.order_id.distributor_id

    @api.depends("line_ids.amount")
    def _compute_amount_requested(self):
        for record in self:
            record.amount_requested = sum(record.line_ids.mapped("amount"))

    @api.depends("credit_note_ids.state", "credit_note_ids.amount_total")
    def _compute_amount_credited(self):
        for record in self:
            # sudo: whoever reads a return may know what was credited for it
            notes = record.sudo().credit_note_ids
            record.amount_credited = sum(
                notes.filtered(lambda n: n.state == "posted").mapped("amount_total")
            )

    @api.depends("move_ids.picking_id", "credit_note_ids")
    def _compute_counts(self):
        for record in self:
            # sudo: how many there are is no secret to whoever reads the return
            record.picking_count = len(record.sudo().move_ids.picking_id)
            record.credit_note_count = len(record.sudo().credit_note_ids)

    @api.depends("state", "line_ids.quantity_credited")
    def _compute_may_credit(self):
        for record in self:
            # sudo: only tells whether something came that is not credited yet
            record.may_credit = bool(record.sudo()._get_uncredited())

    @api.depends("name", "distributor_id")
    def _compute_display_name(self):
        for record in self:
            parts = (record.name, record.distributor_id.name)
            record.display_name = " · ".join(filter(None, parts))

    @api.onchange("order_id")
    def _onchange_order_id(self):
        self.line_ids = [fields.Command.clear()] + [
            fields.Command.create(vals)
            for vals in self.order_id._prepare_return_lines()
        ]

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            order = self.env["sale.order"].browse(vals.get("order_id"))
            sequences = self.env["ir.sequence"].with_company(order.sudo().company_id)
            vals["name"] = sequences.next_by_code("distributor.return")
        return super().create(vals_list)

    def _get_locked_reason(self):
        return self.env._(
            "%(record)s is “%(state)s” and cannot be changed. Cancel it and enter a"
            " new one.",
            record=self.display_name,
            state=self._get_state_label(),
        )

    def _get_kept_reason(self):
        return self.env._(
            "%s was requested: cancel it instead of deleting it.", self.display_name
        )

    def _check_may_decide(self):
        """Only managers decide on returns, and nobody on its own request.

        :raise AccessError: for anybody else
        """
        self.check_access("read")
        groups = f"{MANAGER},sales_team.group_sale_manager"
        if not (self.env.su or self.env.user.has_groups(groups)):
            raise AccessError(
                self.env._("Only a sales or distribution manager decides on returns.")
            )

    def _check_finance(self):
        """Only finance makes credit notes and closes returns.

        :raise AccessError: for anybody else
        """
        self.check_access("read")
        if not (self.env.su or self.env.user.has_group(FINANCE)):
            raise AccessError(
                self.env._("Only distribution finance makes credit notes of returns.")
            )
