# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models

from .commission_totals import get_commission_totals


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    commission_count = fields.Integer(
        "Commission Entries", compute="_compute_commission"
    )
    commission_amount = fields.Monetary(
        "Commission",
        compute="_compute_commission",
        currency_field="commission_currency_id",
    )
    commission_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Commission Currency"
    )

    commission_hold_ids = fields.One2many(
        "distributor.commission.hold",
        "beneficiary_id",
        "Commission Holds",
        groups="distributor.distributor_group_finance,"
        "distributor.distributor_group_manager",
    )
    commission_hold_count = fields.Integer(
        "Commission Holds Today",
        compute="_compute_commission_hold_count",
        groups="distributor.distributor_group_finance,"
        "distributor.distributor_group_manager",
    )

    def _compute_commission(self):
        totals = get_commission_totals(self, "beneficiary_id")
        for distributor in self:
            distributor.commission_count, distributor.commission_amount = totals.get(
                distributor.id, (0, 0.0)
            )

    @api.depends("commission_hold_ids.is_current")
    def _compute_commission_hold_count(self):
        for distributor in self:
            holds = distributor.commission_hold_ids
            distributor.commission_hold_count = len(holds.filtered("is_current"))

    def _get_exit_items(self):
        return [*super()._get_exit_items(), self._get_exit_commission()]

    def _get_exit_commission(self):
        """Return whether everything it earned is settled and billed."""
        # sudo: whoever reads the distributor may know what its exit waits for
        entries = self.env["distributor.commission.entry"].sudo()
        [(count, amount)] = entries._read_group(
            [("beneficiary_id", "=", self.id), ("settlement_line_ids", "=", False)],
            [],
            ["__count", "amount:sum"],
        )
        settlements = entries.env["distributor.commission.settlement"].search(
            [
                ("beneficiary_id", "=", self.id),
                "|",
                "&",
                ("outcome", "=", "bill"),
                ("state", "not in", ("billed", "paid", "closed", "cancel")),
                "&",
                "&",
                ("outcome", "=", "carry"),
                ("carried_to_id", "=", False),
                ("state", "!=", "cancel"),
            ]
        )
        opened = settlements.mapped("display_name")
        if count:
            opened.append(
                self.env._(
                    "unsettled entries: %(count)s, %(amount)s",
                    count=count,
                    amount=self.company_id.currency_id.format(amount),
                )
            )
        return self._prepare_exit_item(
            "commission", self.env._("Last commission settled and billed"), opened
        )

    def action_view_commission(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission.distributor_commission_entry_action"
        )
        return dict(action, domain=[("beneficiary_id", "=", self.id)], context={})

    def action_view_commission_holds(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission.distributor_commission_hold_action"
        )
        return dict(
            action,
            domain=[("beneficiary_id", "=", self.id)],
            context={"default_beneficiary_id": self.id},
        )
