# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

from odoo.addons.distributor.models.group_names import DECIDERS


class DistributorHome(models.AbstractModel):
    _inherit = "distributor.home"

    @api.model
    def _get_home_cards(self):
        asked = [
            ("state", "in", ("submitted", "half")),
            *[
                (name, "!=", self.env.uid)
                for name in ("requester_id", "first_approver_id", "editor_ids")
            ],
        ]
        return [
            *super()._get_home_cards(),
            self._prepare_request_card(
                "refunds", self.env._("Refunds to Approve"), "refund", asked
            ),
            self._prepare_request_card(
                "refunds_unpaid",
                self.env._("Refunds to Pay"),
                "refund",
                domain=[("state", "=", "approved")],
                deadline="due_date",
                order="due_date, id",
            ),
            self._prepare_request_card(
                "adjustments", self.env._("Corrections to Approve"), "adjustment", asked
            ),
            self._prepare_request_card(
                "bond_cases",
                self.env._("Bond Cases to Decide"),
                "case",
                domain=[("state", "=", "submitted"), ("appeal_end", "<", "today")],
                amount="",
                date="appeal_end",
                order="appeal_end, id",
            ),
        ]

    def _prepare_request_card(self, key, title, kind, domain, **values):
        return self._prepare_home_card(
            key,
            title,
            f"distributor.wallet.{kind}",
            domain,
            action=f"distributor_wallet_request.distributor_wallet_{kind}_action",
            **{
                "amount": "amount",
                "date": "submitted_date",
                "order": "submitted_date, id",
                "sequence": 130,
                "groups": DECIDERS,
                **values,
            },
        )
