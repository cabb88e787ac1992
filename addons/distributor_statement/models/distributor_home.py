# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models


class DistributorHome(models.AbstractModel):
    _inherit = "distributor.home"

    @api.model
    def _get_home_cards(self):
        return [
            *super()._get_home_cards(),
            self._prepare_home_card(
                "statement_disputes",
                self.env._("Disputed Lines of Statements"),
                "distributor.statement.dispute",
                domain=[("state", "in", ("open", "review"))],
                action="distributor_statement.distributor_statement_dispute_action",
                order="id",
                details=["distributor_id", "reason"],
                amount="difference",
                date="create_date",
                sequence=155,
            ),
            self._prepare_home_card(
                "statements_unconfirmed",
                self.env._("Statements Not Confirmed in Time"),
                "distributor.statement",
                domain=[("is_unconfirmed", "=", True)],
                action="distributor_statement.distributor_statement_action",
                order="date_end, id",
                amount="receivable_closing",
                date="date_waiting",
                sequence=160,
            ),
        ]
