# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import format_date


class DistributorStatement(models.Model):
    """What a distributor sees of its statements. Callers resolved it by session."""

    _inherit = "distributor.statement"

    def _get_portal_domain(self, distributor):
        """Return the domain of the statements that were sent to a distributor."""
        return [
            ("distributor_id", "=", distributor.id),
            ("company_id", "=", distributor.company_id.id),
            ("state", "!=", "draft"),
        ]

    def _get_portal_statement(self, distributor, number):
        """Return the statement of a distributor by its number, or none."""
        return self.search([("id", "=", number), *self._get_portal_domain(distributor)])

    def _get_portal_waiting(self, distributor):
        """Return how many statements wait for an answer of a distributor."""
        return self.search_count(
            [
                *self._get_portal_domain(distributor),
                ("state", "in", ("sent", "resolved")),
            ]
        )

    def _get_portal_answer_date(self):
        """Return until when an answer is expected, as a text; nothing when late."""
        self.ensure_one()
        if not self.date_waiting or self.is_unconfirmed:
            return ""
        days = relativedelta(days=self.company_id.distributor_statement_days)
        return format_date(self.env, self.date_waiting + days)

    def _is_portal_open(self):
        """Tell whether its lines may be disputed."""
        return self.state in ("sent", "resolved", "disputed")
