# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

from odoo.addons.distributor.models.group_names import MANAGER


class DistributorHome(models.AbstractModel):
    _inherit = "distributor.home"

    @api.model
    def _get_home_cards(self):
        soon = [("successor_id", "=", False), ("date_expiry", "<=", "today +30d")]
        ending = [("date_end", ">=", "today"), ("date_end", "<=", "today +60d")]
        return [
            *super()._get_home_cards(),
            self._prepare_document_card(
                "documents",
                self.env._("Documents to Verify"),
                domain=[("state", "=", "submitted")],
                date="submitted_date",
                order="submitted_date, id",
                sequence=200,
            ),
            self._prepare_document_card(
                "documents_expiring",
                self.env._("Documents Expiring"),
                domain=[("state", "=", "verified"), *soon],
                deadline="date_expiry",
                order="date_expiry, id",
                sequence=205,
            ),
            self._prepare_home_card(
                "contracts_ending",
                self.env._("Contracts Ending without Renewal"),
                "distributor.contract",
                domain=[("state", "=", "signed"), ("renewal_ids", "=", False), *ending],
                action="distributor_document.distributor_contract_action",
                order="date_end, id",
                deadline="date_end",
                sequence=210,
            ),
            self._prepare_home_card(
                "penalties",
                self.env._("Penalties to Decide"),
                "distributor.penalty",
                # another person than who reported it decides
                domain=[
                    ("state", "=", "notified"),
                    ("reporter_id", "!=", self.env.uid),
                ],
                action="distributor_document.distributor_penalty_action",
                order="date_notified, id",
                name="distributor_id",
                details=["clause", "reason"],
                amount="amount",
                date="date_notified",
                groups=MANAGER,
                sequence=212,
            ),
        ]

    def _prepare_document_card(self, key, title, domain, **values):
        return self._prepare_home_card(
            key,
            title,
            "distributor.document",
            domain,
            action="distributor_document.distributor_document_action",
            name="distributor_id",
            details=["type_id", "number"],
            **values,
        )
