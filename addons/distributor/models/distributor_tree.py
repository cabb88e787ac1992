# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL


class DistributorTree(models.AbstractModel):
    """The place of a distributor in the channel, today and on any day.

    ``distributor.upline`` rows are the truth; ``parent_id`` caches today's upline so
    that views and searches are fast. Only ``_set_upline`` changes the place.
    """

    _name = "distributor.tree"
    _description = "Distributor Tree"

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

    @api.constrains("parent_id", "level_id")
    def _check_tree(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._("A distributor cannot stand below its own downline.")
            )
        wrong = (self | self.child_ids)._filter_wrong_level()[:1]
        if wrong:
            raise ValidationError(
                self.env._(
                    "%(upline)s (%(upline_level)s) cannot be the upline of"
                    " %(distributor)s (%(level)s): an upline has a higher level.",
                    upline=wrong.parent_id.display_name,
                    upline_level=wrong.parent_id.level_id.name,
                    distributor=wrong.display_name,
                    level=wrong.level_id.name,
                )
            )

    def _filter_wrong_level(self):
        """Return the distributors whose upline is not of a higher level."""
        return self.filtered(
            lambda d: d.parent_id and d.parent_id.level_id.rank >= d.level_id.rank
        )

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

    def _set_upline(self, upline, date):
        """Place each distributor below an upline from a day on.

        Nothing is retroactive: the day is today or later, and after the last change.

        :param upline: distributor.distributor, empty for directly below the brand
        :param date: first day (date) on which it holds
        :raise UserError: naming the distributor and what is wrong
        """
        today = fields.Date.context_today(self)
        if date < today:
            raise UserError(
                self.env._("A move takes effect today or later, not on %s.", date)
            )
        (self | upline)._lock_trees()
        for distributor in self:
            distributor._check_move(upline)
            last = distributor.upline_ids.sorted("date_start")[-1:]
            if last.upline_id == upline:
                continue
            if last.date_start > date:
                raise UserError(
                    self.env._(
                        "%(distributor)s has a move planned for %(date)s already.",
                        distributor=distributor.display_name,
                        date=last.date_start,
                    )
                )
            # sudo: only callers that checked the manager right reach this method
            last = last.sudo()
            if last.date_start == date:
                last.upline_id = upline
            else:
                last.date_end = date
                last.flush_recordset()  # ends before the next begins, for the index
                last.create(
                    {
                        "distributor_id": distributor.id,
                        "upline_id": upline.id,
                        "date_start": date,
                    }
                )
        self._refresh_parent_cache()

    def _check_move(self, upline):
        """Refuse a move below itself, its downline, another company or level."""
        self.ensure_one()
        # A planned move counts too, so today's tree is not enough: walk the last rows.
        node = upline
        while node:
            if node == self:
                raise UserError(
                    self.env._(
                        "%(distributor)s cannot move below %(upline)s, which stands"
                        " below it.",
                        distributor=self.display_name,
                        upline=upline.display_name,
                    )
                )
            node = node.upline_ids.sorted("date_start")[-1:].upline_id
        if upline and upline.company_id != self.company_id:
            raise UserError(
                self.env._(
                    "%(distributor)s and %(upline)s belong to different companies.",
                    distributor=self.display_name,
                    upline=upline.display_name,
                )
            )
        if upline and upline.level_id.rank >= self.level_id.rank:
            raise UserError(
                self.env._(
                    "%(upline)s (%(upline_level)s) cannot be the upline of"
                    " %(distributor)s (%(level)s): an upline has a higher level.",
                    upline=upline.display_name,
                    upline_level=upline.level_id.name,
                    distributor=self.display_name,
                    level=self.level_id.name,
                )
            )

    def _lock_trees(self):
        """Make concurrent moves in the same trees wait or retry.

        Reading is not enough under REPEATABLE READ: the roots are updated, so that the
        second mover fails with a serialization error and starts over on the new tree.
        """
        self.flush_recordset(["parent_path"])
        roots = {int((d.parent_path or str(d.id)).split("/")[0]) for d in self}
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
        today = fields.Date.context_today(self)
        chains = self.env["distributor.upline"]._get_chains(
            (distributor.id, today) for distributor in self
        )
        for distributor in self:
            upline = chains[(distributor.id, today)][1:2]
            if distributor.parent_id.ids != upline:
                # sudo: the cache follows the history, whoever looks
                distributor.sudo().parent_id = upline[0] if upline else False
