# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.tools import SQL


class DistributorTreeDay(models.Model):
    """A distributor at its place in the tree of one day.

    The day comes from the context (``tree_date``, today by default). A row has the id
    of its distributor, so that stock list and hierarchy views can show any day.
    """

    _name = "distributor.tree.day"
    _description = "Tree on a Day"
    _auto = False
    _order = "level_rank, code, id"
    _rec_name = "name"
    _depends = {
        "distributor.distributor": [
            "code",
            "name",
            "level_id",
            "level_rank",
            "user_id",
            "company_id",
            "state",
            "date_end",
        ],
        "distributor.upline": [
            "distributor_id",
            "upline_id",
            "date_start",
            "date_end",
        ],
    }

    distributor_id = fields.Many2one("distributor.distributor", readonly=True)
    code = fields.Char(readonly=True)
    name = fields.Char(readonly=True)
    level_id = fields.Many2one("distributor.level", readonly=True)
    level_rank = fields.Integer(readonly=True, aggregator=None)
    user_id = fields.Many2one("res.users", "Salesperson", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    parent_id = fields.Many2one("distributor.tree.day", "Upline", readonly=True)
    child_ids = fields.One2many("distributor.tree.day", "parent_id", "Downline")
    date_start = fields.Date("Below It Since", readonly=True)
    depth = fields.Integer(
        compute="_compute_place",
        aggregator=None,
        help="1 is directly below the brand.",
    )
    path = fields.Char(compute="_compute_place", help="From the brand downwards.")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT node.id, node.id AS distributor_id, node.code, node.name,
                   node.level_id, node.level_rank, node.user_id, node.company_id,
                   link.upline_id AS parent_id, link.date_start
              FROM distributor_distributor AS node
              JOIN distributor_upline AS link
                ON link.distributor_id = node.id
               AND link.date_start <= %(day)s
               AND (link.date_end IS NULL OR link.date_end > %(day)s)
             WHERE node.date_end IS NULL OR node.date_end > %(day)s
            """,
            day=self._get_day(),
        )

    @api.model
    def _get_day(self):
        """Return the day (date) whose tree is shown."""
        today = self.env["distributor.distributor"]._get_today()
        return fields.Date.to_date(self.env.context.get("tree_date")) or today

    @api.depends("parent_id")
    @api.depends_context("tree_date")
    def _compute_place(self):
        day = self._get_day()
        chains = self.env["distributor.upline"]._get_chains(
            (key, day) for key in self.ids
        )
        nodes = self.env["distributor.distributor"].browse(
            {key for chain in chains.values() for key in chain}
        )
        for row in self:
            chain = chains[(row.id, day)]
            row.depth = len(chain)
            row.path = " › ".join(
                node.name or node.code
                for node in nodes.browse(chain[::-1]).with_prefetch(nodes.ids)
            )

    def action_open(self):
        """Open the form of the distributor."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "distributor.distributor",
            "res_id": self.distributor_id.id,
            "views": [(False, "form")],
        }
