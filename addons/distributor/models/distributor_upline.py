# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.tools import SQL


class DistributorUpline(models.Model):
    """One span of days in which a distributor stands below one upline.

    These rows are the truth about the tree; ``distributor.distributor.parent_id``
    only caches today. A row is valid from ``date_start`` (included) to ``date_end``
    (excluded, empty = until further notice); no upline means directly below the
    brand. Rows are written by ``distributor.distributor._set_upline`` alone.
    """

    _name = "distributor.upline"
    _description = "Distributor Upline"
    _order = "distributor_id, date_start desc, id desc"
    _rec_name = "upline_id"

    distributor_id = fields.Many2one(
        "distributor.distributor", required=True, index=True, ondelete="cascade"
    )
    upline_id = fields.Many2one(
        "distributor.distributor",
        index=True,
        ondelete="restrict",
        help="Empty: directly below the brand.",
    )
    date_start = fields.Date("From", required=True)
    date_end = fields.Date("Until", help="First day on which it no longer holds.")
    company_id = fields.Many2one(
        related="distributor_id.company_id", store=True, index=True
    )

    _start_uniq = models.Constraint(
        "UNIQUE (distributor_id, date_start)",
        "A distributor has one upline on a day.",
    )
    _open_uniq = models.UniqueIndex(
        "(distributor_id) WHERE date_end IS NULL",
        "A distributor has one upline until further notice.",
    )
    _span_check = models.Constraint(
        "CHECK (date_end IS NULL OR date_end > date_start)",
        "An upline ends after it begins.",
    )
    _self_check = models.Constraint(
        "CHECK (upline_id IS NULL OR upline_id <> distributor_id)",
        "A distributor is not its own upline.",
    )

    @api.model
    def _get_chains(self, pairs):
        """Return the chain above each distributor on a day, in one query.

        :param pairs: iterable of (distributor id, date)
        :return: dict {(distributor id, date): [ids: itself, upline 1, upline 2, …]}
        """
        pairs = list(dict.fromkeys(pairs))
        chains = {pair: [pair[0]] for pair in pairs}
        if not pairs:
            return chains
        self.flush_model()
        # array parameters keep the statement the same for one pair and for 10,000
        rows = self.env.execute_query(
            SQL(
                """
                WITH RECURSIVE chain(buyer, day, node, generation) AS (
                    SELECT buyer, day, buyer, 0
                      FROM unnest(%(buyers)s::int[], %(days)s::date[]) AS t(buyer, day)
                     UNION ALL
                    SELECT chain.buyer, chain.day, link.upline_id, chain.generation + 1
                      FROM chain
                      JOIN distributor_upline AS link
                        ON link.distributor_id = chain.node
                       AND link.date_start <= chain.day
                       AND (link.date_end IS NULL OR link.date_end > chain.day)
                     WHERE link.upline_id IS NOT NULL
                ) CYCLE node SET looped USING path
                SELECT buyer, day, node
                  FROM chain
                 WHERE generation > 0 AND NOT looped
                 ORDER BY buyer, day, generation
                """,
                buyers=[buyer for buyer, _day in pairs],
                days=[day for _buyer, day in pairs],
            )
        )
        for buyer, day, node in rows:
            chains[(buyer, day)].append(node)
        return chains

    @api.model
    def _cron_refresh_cache(self):
        """Bring the cached upline up to date where a dated change begins today."""
        today = fields.Date.context_today(self)
        due = self.search(
            [
                ("date_start", "<=", today),
                "|",
                ("date_end", "=", False),
                ("date_end", ">", today),
                ("date_start", ">=", fields.Date.subtract(today, days=31)),
            ]
        )
        due.distributor_id._refresh_parent_cache()
