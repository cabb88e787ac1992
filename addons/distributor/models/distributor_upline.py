# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL


class DistributorUpline(models.Model):
    """One span of days in which a distributor stands below one upline.

    These rows are the truth about the tree; ``distributor.distributor.parent_id``
    only caches today. A row is valid from ``date_start`` (included) to ``date_end``
    (excluded, empty = until further notice); no upline means directly below the
    brand. Rows are written by ``distributor.distributor._set_upline`` alone, and what
    they say about days gone by never changes: a database trigger keeps this even where
    no Python code is asked.
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
    reason = fields.Char(readonly=True)
    user_id = fields.Many2one("res.users", "Moved By", readonly=True)
    date_planned = fields.Date(
        "Planned On", readonly=True, help="Day on which somebody decided the move."
    )
    can_cancel = fields.Boolean(compute="_compute_can_cancel")
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
    _date_start_idx = models.Index("(date_start)")

    def init(self):
        # One day of tolerance: "today" is the company's, the server counts in UTC.
        # A plan made for a small table must not scan it for each row of an import.
        self.env.cr.execute(
            """
            CREATE OR REPLACE FUNCTION distributor_upline_guard()
            RETURNS trigger AS $$
            DECLARE
                past date := (now() AT TIME ZONE 'UTC')::date - 1;
            BEGIN
                IF TG_OP = 'INSERT' THEN
                    IF NEW.date_start >= past OR NOT EXISTS (
                        SELECT FROM distributor_upline
                         WHERE distributor_id = NEW.distributor_id)
                    THEN RETURN NEW; END IF;
                ELSIF TG_OP = 'DELETE' THEN
                    IF OLD.date_start >= past OR NOT EXISTS (
                        SELECT FROM distributor_distributor
                         WHERE id = OLD.distributor_id)
                    THEN RETURN OLD; END IF;
                ELSIF (OLD.distributor_id, OLD.date_start)
                    = (NEW.distributor_id, NEW.date_start)
                    AND (OLD.upline_id IS NOT DISTINCT FROM NEW.upline_id
                         OR OLD.date_start >= past)
                    AND (OLD.date_end IS NOT DISTINCT FROM NEW.date_end
                         OR LEAST(OLD.date_end, NEW.date_end) >= past)
                THEN RETURN NEW; END IF;
                RAISE EXCEPTION 'upline history of distributor % is final',
                    COALESCE(OLD.distributor_id, NEW.distributor_id);
            END
            $$ LANGUAGE plpgsql SET enable_seqscan = off;
            CREATE OR REPLACE TRIGGER distributor_upline_final
                BEFORE INSERT OR UPDATE OR DELETE ON distributor_upline
                FOR EACH ROW EXECUTE FUNCTION distributor_upline_guard();
            """
        )

    @api.depends("date_start", "distributor_id.date_start")
    def _compute_can_cancel(self):
        for row in self:
            row.can_cancel = (
                row.date_start > row.distributor_id._get_today()
                and row.date_start > row.distributor_id.date_start
            )

    def write(self, vals):
        if {"distributor_id", "date_start"} & set(vals):
            raise UserError(self.env._("The upline history is final."))
        end = fields.Date.to_date(vals.get("date_end"))
        for row in self:
            today = row.distributor_id._get_today()
            begun = row.date_start < today and set(vals) - {"date_end", "company_id"}
            ended = "date_end" in vals and min(
                day for day in (row.date_end, end, today) if day
            )
            if begun or (ended and ended < today):
                raise UserError(
                    self.env._(
                        "The upline history of %s is final: nothing changes"
                        " retroactively.",
                        row.distributor_id.display_name,
                    )
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        for row in self:
            if not row.can_cancel:
                raise UserError(
                    self.env._(
                        "The upline history of %s is final: only a planned move can"
                        " be cancelled, until its day.",
                        row.distributor_id.display_name,
                    )
                )

    def action_cancel(self):
        """Cancel planned moves, for managers only, until the day they begin."""
        if not self.env.user.has_group("distributor.distributor_group_manager"):
            raise AccessError(self.env._("Only a distribution manager cancels moves."))
        self.distributor_id.check_access("write")
        for row in self:
            row.distributor_id._cancel_move(row)
        return True

    @api.model
    def _get_change_days(self, companies, date, until=None):
        """Return a day and the later days on which a move is planned, in order."""
        self.flush_model(["date_start", "company_id"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT date_start
                  FROM distributor_upline
                 WHERE date_start > %(date)s AND company_id = ANY(%(companies)s)
                   AND (%(until)s::date IS NULL OR date_start < %(until)s)
                 ORDER BY date_start
                """,
                date=date,
                until=until or None,
                companies=companies.ids,
            )
        )
        return [date, *(day for (day,) in rows)]

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
        rows = self.env.execute_query(
            SQL(
                """
                %(chain)s
                SELECT buyer, day, node
                  FROM chain
                 WHERE generation > 0 AND NOT looped
                 ORDER BY buyer, day, generation
                """,
                chain=self._get_chain_sql(pairs),
            )
        )
        for buyer, day, node in rows:
            chains[(buyer, day)].append(node)
        return chains

    @api.model
    def _get_chain_sql(self, pairs):
        """Return the head of a statement over ``chain``: buyer, day, node, generation
        (the buyer itself is 0) and looped.

        :param pairs: list of (distributor id, date), each once
        """
        self.flush_model()
        # array parameters keep the statement the same for one pair and for 10,000
        return SQL(
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
            """,
            buyers=[buyer for buyer, _day in pairs],
            days=[day for _buyer, day in pairs],
        )

    @api.model
    def _get_branches(self, pairs, depth=None, without=()):
        """Return who stands below distributors on a day, in one query.

        :param pairs: iterable of (distributor id, date)
        :param depth: number of generations to look at (int), None for all
        :param without: distributor ids that are left out with their branch
        :return: list of (top id, date, distributor id, upline id, generation), the top
            itself as generation 0 and uplines before their downline
        """
        pairs = list(dict.fromkeys(pairs))
        self.flush_model()
        return self.env.execute_query(
            SQL(
                """
                WITH RECURSIVE branch(top, day, node, upline, generation) AS (
                    SELECT top, day, top, NULL::int, 0
                      FROM unnest(%(tops)s::int[], %(days)s::date[]) AS t(top, day)
                     UNION ALL
                    SELECT branch.top, branch.day, link.distributor_id, branch.node,
                           branch.generation + 1
                      FROM branch
                      JOIN distributor_upline AS link
                        ON link.upline_id = branch.node
                       AND link.date_start <= branch.day
                       AND (link.date_end IS NULL OR link.date_end > branch.day)
                     WHERE branch.generation < %(depth)s
                       AND link.distributor_id <> ALL(%(without)s::int[])
                )
                SELECT top, day, node, upline, generation FROM branch
                """,
                tops=[top for top, _day in pairs],
                days=[day for _top, day in pairs],
                # ranks grow downwards, so no branch is deeper than there are ranks
                depth=1000 if depth is None else depth,
                without=list(without),
            )
        )

    @api.model
    def _get_heights(self, pairs, depth=None, without=()):
        """Return {(distributor id, date): generations below it}; see _get_branches."""
        heights = {}
        for top, day, _node, _up, height in self._get_branches(pairs, depth, without):
            heights[(top, day)] = max(heights.get((top, day), 0), height)
        return heights

    @api.model
    def _cron_refresh_cache(self):
        """Bring the cached upline up to date where the history says otherwise today."""
        self.flush_model()
        distributors = self.env["distributor.distributor"].with_context(
            active_test=False
        )
        distributors.flush_model(["parent_id"])
        for (company,) in distributors._read_group([], ["company_id"]):
            rows = self.env.execute_query(
                SQL(
                    """
                    SELECT link.distributor_id
                      FROM distributor_upline AS link
                      JOIN distributor_distributor AS cached
                        ON cached.id = link.distributor_id
                     WHERE cached.company_id = %(company)s
                       AND link.date_start <= %(today)s
                       AND (link.date_end IS NULL OR link.date_end > %(today)s)
                       AND link.upline_id IS DISTINCT FROM cached.parent_id
                    """,
                    company=company.id,
                    today=distributors._get_today(company),
                )
            )
            distributors.browse([key for (key,) in rows])._refresh_parent_cache()
