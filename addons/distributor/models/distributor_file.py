# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models

INVOICER = "account.group_account_invoice"


class DistributorFile(models.AbstractModel):
    """What the file of a distributor leads to, and what its print shows."""

    _name = "distributor.file"
    _description = "File of a Distributor"

    invoice_count = fields.Integer(
        "Invoices", compute="_compute_invoice_count", groups=INVOICER
    )
    payment_count = fields.Integer(
        "Payments", compute="_compute_payment_count", groups=INVOICER
    )
    upline_count = fields.Integer("Places", compute="_compute_upline_count")

    @api.depends("partner_id")
    def _compute_invoice_count(self):
        rows = self.env["account.move"]._read_group(
            [
                ("commercial_partner_id", "in", self.partner_id.ids),
                ("move_type", "in", ("out_invoice", "out_refund")),
            ],
            ["commercial_partner_id", "company_id"],
            ["__count"],
        )
        counts = {(partner, company): count for partner, company, count in rows}
        for distributor in self:
            distributor.invoice_count = counts.get(
                (distributor.partner_id, distributor.company_id), 0
            )

    @api.depends("partner_id")
    def _compute_payment_count(self):
        rows = self.env["account.payment"]._read_group(
            [("partner_id", "child_of", self.partner_id.ids)],
            ["partner_id", "company_id"],
            ["__count"],
        )
        counts = {}
        for partner, company, count in rows:
            key = (partner.commercial_partner_id, company)
            counts[key] = counts.get(key, 0) + count
        for distributor in self:
            distributor.payment_count = counts.get(
                (distributor.partner_id, distributor.company_id), 0
            )

    @api.depends("upline_ids")
    def _compute_upline_count(self):
        for distributor in self:
            distributor.upline_count = len(distributor.upline_ids)

    def action_view_invoices(self):
        return self._open_records(
            "account.action_move_out_invoice_type",
            [
                ("commercial_partner_id", "=", self.partner_id.id),
                ("move_type", "in", ("out_invoice", "out_refund")),
                ("company_id", "=", self.company_id.id),
            ],
        )

    def action_view_payments(self):
        return self._open_records(
            "account.action_account_payments",
            [
                ("partner_id", "child_of", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
            ],
        )

    def action_view_uplines(self):
        return self._open_records(
            "distributor.distributor_upline_action",
            [("distributor_id", "=", self.id)],
        )

    def _open_records(self, action, domain):
        """Return an action on the records of this distributor alone."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(action)
        return dict(action, domain=domain, context={"create": False})

    # print

    def _get_file_chain(self):
        """Return the uplines of today, the nearest first."""
        self.ensure_one()
        return self._get_chain(fields.Date.context_today(self))[1:]

    def _get_file_orders(self, limit=10):
        """Return the latest confirmed orders, if the reader may see orders."""
        self.ensure_one()
        orders = self.env["sale.order"]
        if not orders.has_access("read"):
            return orders
        return orders.search(
            self._get_file_order_domain(), order="date_order desc, id desc", limit=limit
        )

    def _get_file_totals(self):
        """Return what was ordered: list of (currency, count, untaxed, first, last)."""
        self.ensure_one()
        orders = self.env["sale.order"]
        if not orders.has_access("read"):
            return []
        return orders._read_group(
            self._get_file_order_domain(),
            ["currency_id"],
            ["__count", "amount_untaxed:sum", "date_order:min", "date_order:max"],
        )

    def _get_file_order_domain(self):
        return [("distributor_id", "=", self.id), ("state", "=", "sale")]
