# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.fields import Command


class DistributorCommissionCreditAssign(models.TransientModel):
    """Asks which sale credit notes are about, so that commission follows them."""

    _name = "distributor.commission.credit.assign"
    _description = "Assign Credit Notes"

    credit_ids = fields.Many2many("account.move", string="Credit Notes", readonly=True)
    credit_id = fields.Many2one(
        "account.move", "Credit Note", compute="_compute_credit_id"
    )
    company_id = fields.Many2one("res.company", compute="_compute_credit_id")
    partner_id = fields.Many2one(
        "res.partner", "Distributor", compute="_compute_credit_id"
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_credit_id")
    amount = fields.Monetary(compute="_compute_credit_id")
    choice = fields.Selection(
        [
            ("invoice", "It credits an invoice"),
            ("none", "No sale is behind it"),
        ],
        "What Is It About",
        required=True,
        compute="_compute_choice",
        store=True,
        readonly=False,
        precompute=True,
    )
    order_id = fields.Many2one(
        "sale.order",
        domain="[('company_id', '=', company_id), ('state', '=', 'sale'),"
        " ('partner_id', 'child_of', partner_id)]",
        help="Helps to find the invoice.",
    )
    invoice_id = fields.Many2one(
        "account.move",
        "Invoice",
        compute="_compute_invoice_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('id', 'in', invoice_ids)]",
    )
    invoice_ids = fields.Many2many(
        "account.move", string="Invoices to Choose From", compute="_compute_invoice_ids"
    )
    line_ids = fields.One2many(
        "distributor.commission.credit.assign.line",
        "wizard_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    reason = fields.Char()

    @api.depends("credit_ids")
    def _compute_credit_id(self):
        for wizard in self:
            credit = wizard.credit_ids if len(wizard.credit_ids) == 1 else False
            wizard.credit_id = credit
            wizard.company_id = wizard.credit_ids.company_id[:1]
            wizard.partner_id = credit and credit.commercial_partner_id
            wizard.currency_id = credit and credit.currency_id
            # sudo: the field is for finance and managers, whom the dialog is for
            amount = credit and credit._origin.sudo().commission_unlinked_amount
            wizard.amount = amount

    @api.depends("credit_ids")
    def _compute_choice(self):
        for wizard in self:
            wizard.choice = "none" if len(wizard.credit_ids) > 1 else "invoice"

    @api.depends("credit_ids", "order_id")
    def _compute_invoice_ids(self):
        for wizard in self:
            wizard.invoice_ids = wizard._find_invoices()

    def _find_invoices(self):
        """Return the invoices with orders that a credit note can be about."""
        self.ensure_one()
        if not self.credit_id:
            return self.env["account.move"]
        domain = [
            ("move_type", "=", "out_invoice"),
            ("state", "=", "posted"),
            ("company_id", "=", self.company_id.id),
            ("commercial_partner_id", "=", self.partner_id.id),
            ("currency_id", "=", self.credit_id.currency_id.id),
            ("line_ids.sale_line_ids", "!=", False),
        ]
        # sudo: which invoice it reverses, for who may say what it is about
        if reversed_ := self.credit_id._origin.sudo().reversed_entry_id:
            domain.append(("id", "=", reversed_.id))
        if self.order_id:
            lines = self.order_id.order_line.ids
            domain.append(("line_ids.sale_line_ids", "in", lines))
        return self.env["account.move"].search(
            domain, order="invoice_date desc, id desc", limit=500
        )

    @api.depends("credit_ids", "order_id")
    def _compute_invoice_id(self):
        """Propose the invoice that it names already, or the last one of the order."""
        for wizard in self:
            invoices = wizard.invoice_ids._origin
            named = wizard.credit_id._origin.reversed_entry_id & invoices
            wizard.invoice_id = named or (invoices[:1] if wizard.order_id else named)

    @api.depends("invoice_id")
    def _compute_line_ids(self):
        for wizard in self:
            credit = wizard.credit_id
            lines = credit and credit._get_commission_lines()
            wizard.line_ids = [
                Command.clear(),
                *(
                    Command.create(
                        {
                            "move_line_id": line._origin.id,
                            "sale_line_id": wizard._propose_line(line)._origin.id,
                        }
                    )
                    for line in lines or ()
                ),
            ]

    def _propose_line(self, line):
        """Return the only line of the invoice that a line can be about, if so."""
        sold = self.invoice_id.line_ids.sale_line_ids
        same = sold.filtered(lambda one: one.product_id == line.product_id)
        if len(same) != 1 and len(sold) == 1 and not line.product_id:
            return sold
        return same if len(same) == 1 else sold.browse()

    def action_assign(self):
        """Do what was chosen, after a check of the group and of what may be read."""
        self.ensure_one()
        self.credit_ids._check_commission_finance()
        if self.choice == "none":
            self.credit_ids._exempt_commission(self.reason)
            return {"type": "ir.actions.act_window_close"}
        self.credit_id.ensure_one()
        self.invoice_id.check_access("read")
        sale_lines = {line.move_line_id: line.sale_line_id for line in self.line_ids}
        self.credit_id._assign_commission(self.invoice_id, sale_lines)
        return self.credit_id.action_view_commission()


class DistributorCommissionCreditAssignLine(models.TransientModel):
    _name = "distributor.commission.credit.assign.line"
    _description = "Line of a Credit Note to Assign"

    wizard_id = fields.Many2one(
        "distributor.commission.credit.assign", required=True, ondelete="cascade"
    )
    move_line_id = fields.Many2one(
        "account.move.line", required=True, ondelete="cascade"
    )
    name = fields.Char(related="move_line_id.name", string="Credited")
    currency_id = fields.Many2one(related="move_line_id.currency_id")
    amount = fields.Monetary(related="move_line_id.price_subtotal", string="Amount")
    sale_line_ids = fields.Many2many(
        "sale.order.line",
        string="Lines to Choose From",
        compute="_compute_sale_line_ids",
    )
    sale_line_id = fields.Many2one(
        "sale.order.line", "Credits", domain="[('id', 'in', sale_line_ids)]"
    )

    @api.depends("wizard_id.invoice_id")
    def _compute_sale_line_ids(self):
        for line in self:
            line.sale_line_ids = line.wizard_id.invoice_id.line_ids.sale_line_ids
