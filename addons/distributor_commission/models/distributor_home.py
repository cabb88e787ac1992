# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

from odoo.addons.distributor.models.group_names import DECIDERS, MANAGER


class DistributorHome(models.AbstractModel):
    _inherit = "distributor.home"

    @api.model
    def _get_home_cards(self):
        return [
            *super()._get_home_cards(),
            self._prepare_settlement_card(
                "settlements_draft",
                self.env._("Settlements to Review"),
                domain=[("state", "=", "draft")],
                sequence=140,
            ),
            self._prepare_settlement_card(
                "settlements_reviewed",
                self.env._("Settlements to Approve"),
                domain=[("state", "=", "reviewed")],
                sequence=145,
            ),
            self._prepare_home_card(
                "commission_versions",
                self.env._("Commission Plans to Approve"),
                "distributor.commission.version",
                # another person than who wrote it approves
                domain=[
                    ("state", "=", "draft"),
                    ("asked_uid", "!=", False),
                    ("author_ids", "not in", self.env.uid),
                    ("create_uid", "!=", self.env.uid),
                ],
                action="distributor_commission.distributor_commission_version_action",
                order="asked_date, id",
                details=["asked_uid"],
                date="asked_date",
                salesperson="",
                groups=MANAGER,
                sequence=135,
            ),
            self._prepare_home_card(
                "credits_unassigned",
                self.env._("Credit Notes Without a Sale"),
                "account.move",
                domain=[("commission_is_unassigned", "=", True)],
                action="distributor_commission.account_move_action_credit",
                order="invoice_date, id",
                name="name",
                details=["commercial_partner_id"],
                amount="amount_untaxed",
                date="invoice_date",
                salesperson="invoice_user_id",
                groups=DECIDERS,
                sequence=150,
            ),
        ]

    def _prepare_settlement_card(self, key, title, domain, **values):
        return self._prepare_home_card(
            key,
            title,
            "distributor.commission.settlement",
            domain,
            action="distributor_commission.distributor_commission_settlement_action",
            order="date_end, id",
            details=["beneficiary_id"],
            amount="amount_total",
            date="date_end",
            salesperson="beneficiary_id.user_id",
            groups=DECIDERS,
            **values,
        )
