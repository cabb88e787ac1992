# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import pytz

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date


class DistributorTree(models.AbstractModel):
    """The place of a distributor in the channel, today and on any day.

    ``distributor.upline`` rows are the truth; ``parent_id`` caches today's upline so
    that views and searches are fast. Only ``_set_upline`` changes the place.
    """

    _name = "distributor.tree"
    _description = "Distributor Tree"
    _inherit = [
        "distributor.tree.rules",
        "distributor.tree.api",
        "distributor.move.effects",
        "distributor.move.notice",
    ]

    parent_id = fields.Many2one(
        "distributor.distributor",
        "Upline",
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
        help="Today's upline. Empty: directly below the brand.",
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("distributor.distributor", "parent_id", "Downline")
    downline_count = fields.Integer(compute="_compute_downline_count")
    upline_ids = fields.One2many(
        "distributor.upline", "distributor_id", "Upline History", readonly=True
    )
    tree_version = fields.Integer(
        readonly=True,
        copy=False,
        help="Counts the moves in the tree of which this is the root, so that two"
        " moves at once cannot both pass the checks.",
    )

    @api.depends("child_ids")
    def _compute_downline_count(self):
        counts = self._count_downline()
        for distributor in self:
            distributor.downline_count = counts.get(distributor.id, 0)

    def _count_downline(self):
        """Return {distributor id: number of distributors anywhere below it}."""
        if not self.ids:
            return {}
        rows = self.env.execute_query(
            SQL(
                """
                SELECT top.id, COUNT(*)
                  FROM distributor_distributor AS top
                  JOIN distributor_distributor AS below
                    ON below.parent_path LIKE top.parent_path || '%%'
                   AND below.id <> top.id AND below.active
                 WHERE top.id IN %(ids)s
                 GROUP BY top.id
                """,
                ids=tuple(self.ids),
                to_flush=self._fields["parent_path"],
            )
        )
        return dict(rows)

    @api.model_create_multi
    def create(self, vals_list):
        # the new ones must still fit when somebody moves their upline at this moment
        uplines = {vals["parent_id"] for vals in vals_list if vals.get("parent_id")}
        self.browse(uplines)._lock_trees()
        return super().create(vals_list)

    def write(self, vals):
        if "level_id" in vals:
            self._lock_trees()
        return super().write(vals)

    @api.model
    def _get_zone(self, company=None):
        """Return the timezone in which the days of a company begin and end."""
        company = company or self.company_id[:1] or self.env.company
        # sudo: the timezone of a company is no secret
        return company.sudo().channel_tz or self.env.user.tz or "UTC"

    @api.model
    def _get_today(self, company=None):
        """Return the day (date) it is for a company, the same for each user."""
        return self._get_day(None, company)

    @api.model
    def _get_day(self, moment, company=None):
        """Return the day (date) it was for a company at a moment (UTC datetime)."""
        moment = pytz.utc.localize(moment or fields.Datetime.now())
        return moment.astimezone(pytz.timezone(self._get_zone(company))).date()

    def _get_upline_on(self, date):
        """Return the upline on a day; empty when directly below the brand."""
        self.ensure_one()
        chain = self._get_chain(date)
        return chain[1] if len(chain) > 1 else self.browse()

    def _get_chain(self, date):
        """Return [self, upline 1, upline 2, …] as of a day."""
        self.ensure_one()
        chains = self.env["distributor.upline"]._get_chains([(self.id, date)])
        return [self.browse(node) for node in chains[(self.id, date)]]

    def _set_upline(self, upline, date, reason=False):
        """Place each distributor below an upline from a day on.

        Nothing is retroactive: the day is today or later, and after the last change.
        Those that stand below that upline until further notice are left alone.

        :param upline: distributor.distributor, empty for directly below the brand
        :param date: first day (date) on which it holds
        :param reason: why (str), kept in the history
        :return: the distributors that move
        :raise UserError: naming the distributors and what is wrong
        """
        (self | upline)._lock_trees()
        moved = self.filtered(lambda d: d._get_last_row().upline_id != upline)
        if refusals := moved._get_move_refusals(upline, date):
            raise UserError("\n".join(refusals))
        # sudo: only callers that checked the manager right reach this method
        last = moved._get_last_row().sudo()
        values = {
            "upline_id": upline.id,
            "reason": reason,
            "user_id": self.env.uid,
            "date_planned": self._get_today(),
        }
        same_day = last.filtered(lambda row: row.date_start == date)
        same_day.write(values)
        (last - same_day).write({"date_end": date})
        last.flush_recordset()  # ends before the next begins, for the index
        last.create(
            [
                {**values, "distributor_id": row.distributor_id.id, "date_start": date}
                for row in last - same_day
            ]
        )
        moved._refresh_parent_cache()
        return moved

    def _get_last_row(self):
        """Return the row of each distributor that holds until further notice."""
        return self.upline_ids.filtered(lambda row: not row.date_end)

    def _cancel_move(self, row):
        """Take a planned move back; the upline before it holds on instead.

        :param row: distributor.upline of this distributor
        :raise UserError: when it has begun or the tree would be wrong without it
        """
        self.ensure_one()
        # sudo: only callers that checked the manager right reach this method
        row = row.sudo()
        before = row.distributor_id.upline_ids.filtered(
            lambda other: other.date_end == row.date_start
        )
        (self | row.upline_id | before.upline_id)._lock_trees()
        if before and (
            refusals := self._get_place_refusals(
                {self: before.upline_id}, row.date_start, row.date_end
            )
        ):
            raise UserError("\n".join(refusals))
        body = self.env._(
            "The move below %(upline)s planned for %(date)s is cancelled.",
            upline=row.upline_id.display_name or self.env._("the brand"),
            date=format_date(self.env, row.date_start),
        )
        end = row.date_end
        row.unlink()
        before.date_end = end
        self.message_post(body=body)

    def _lock_trees(self):
        """Make concurrent moves in the same trees wait or retry.

        Reading is not enough under REPEATABLE READ: the roots are updated, so that the
        second mover fails with a serialization error and starts over on the new tree.
        The roots of days to come count too: a planned move joins two trees.
        """
        if not self:
            return
        days = self.env["distributor.upline"]._get_change_days(
            self.company_id, self._get_today()
        )
        chains = self.env["distributor.upline"]._get_chains(
            (distributor.id, day) for distributor in self for day in days
        )
        self._lock_roots({chain[-1] for chain in chains.values()})

    def _lock_roots(self, roots):
        """Count a move on the roots of trees (distributor ids), in their order."""
        if roots:
            self.env.execute_query(
                SQL(
                    """
                    UPDATE distributor_distributor
                       SET tree_version = COALESCE(tree_version, 0) + 1
                     WHERE id IN (SELECT id FROM distributor_distributor
                                   WHERE id IN %(roots)s ORDER BY id FOR UPDATE)
                    RETURNING id
                    """,
                    roots=tuple(sorted(roots)),
                )
            )

    def _refresh_parent_cache(self):
        """Write today's upline from the history into ``parent_id``."""
        pairs = {
            distributor: (distributor.id, distributor._get_today())
            for distributor in self
        }
        chains = self.env["distributor.upline"]._get_chains(pairs.values())
        uplines = {
            distributor: self.browse(chains[pair][1:2])
            for distributor, pair in pairs.items()
        }
        stale = self.filtered(lambda d: d.parent_id != uplines[d])
        for upline, distributors in stale.grouped(uplines.get).items():
            # sudo: the cache follows the history, whoever looks
            distributors.sudo().write({"parent_id": upline.id})
