# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    channel_state = fields.Selection(
        selection_add=[
            ("shipped",),
            ("received", "Received"),
            ("returning",),
            ("invoiced",),
            ("paid",),
            ("done", "Done"),
            ("cancelled",),
        ],
        ondelete={"received": "set null", "done": "set null"},
    )

    @api.depends("picking_ids.received_date")
    def _compute_channel_state(self):
        return super()._compute_channel_state()

    def _get_settled_state(self):
        state = super()._get_settled_state()
        return "done" if state == "paid" and self._is_received() else state

    def _get_delivered_state(self):
        state = super()._get_delivered_state()
        return "received" if state == "shipped" and self._is_received() else state

    def _is_received(self):
        """Tell whether all that was shipped of this order was received."""
        self.ensure_one()
        shipped = self.picking_ids.filtered(
            lambda picking: picking.state == "done" and picking._is_channel_delivery()
        )
        return bool(shipped) and all(picking.received_date for picking in shipped)

    def _fetch_channel_facts(self):
        # what the steps of all orders say of it is read at once
        pickings = self.picking_ids.filtered(lambda picking: picking.state == "done")
        pickings.filtered("received_date").receipt_ids.mapped("user_id.name")
        pickings.delivery_report_ids.mapped("state")
        lines = pickings.delivery_report_ids.line_ids
        lines.uom_id.mapped("name")
        lines.product_id.mapped("display_name")
        return super()._fetch_channel_facts()

    def _prepare_channel_steps(self, facts):
        steps = super()._prepare_channel_steps(facts)
        if self.channel_state == "done":
            steps.append(self._prepare_step("done", self.env._("Done")))
        return steps

    def _prepare_unshipped_steps(self):
        steps = super()._prepare_unshipped_steps()
        if steps:
            label = self.env._("To be received")
            steps.append(self._prepare_step("received", label, done=False))
        return steps

    def _prepare_delivery_steps(self, picking, number, total):
        steps = super()._prepare_delivery_steps(picking, number, total)
        steps.append(self._prepare_received_step(picking, number, total))
        if picking.state != "done":
            return steps  # before goods leave nothing is missing
        return steps + [
            self._prepare_report_step(report) for report in picking.delivery_report_ids
        ]

    def _prepare_received_step(self, picking, number, total):
        # asked only for what was received, so that a list reads no empty ones
        receipt = picking.filtered("received_date").receipt_ids[:1]
        label = self.env._("Received") if receipt else self.env._("To be received")
        return self._prepare_step(
            "received",
            self._number_label(label, number, total),
            receipt.date or picking._get_receipt_due() or False,
            done=bool(receipt),
            proof=receipt._get_proof() if receipt else "",
        )

    def _prepare_report_step(self, report):
        details = report.line_ids._get_sentences()
        if report.state == "solved":
            return self._prepare_step(
                "reported",
                self.env._("Missing or broken: solved"),
                report.solved_date,
                proof=report.solution,
                details=details,
            )
        when = self._format_when(report.create_date)
        return self._prepare_step(
            "reported",
            self.env._("Missing or broken"),
            done=False,
            proof=self.env._("Reported %s", when),
            details=details,
        )
