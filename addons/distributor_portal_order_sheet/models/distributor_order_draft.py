# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.constants import GC_UNLINK_LIMIT

from odoo.addons.distributor_portal_order.engine.quantities import read_lines

KEPT_DAYS = 60


class DistributorOrderDraft(models.Model):
    """A basket that the portal keeps until it is checked and placed.

    It has no prices: those are asked for when it is checked, as for any basket. The
    order that it becomes has its key, and a key is one order only.
    """

    _name = "distributor.order.draft"
    _description = "Draft of a Distributor's Order"
    _rec_name = "partner_shipping_id"
    _order = "id desc"

    distributor_id = fields.Many2one(
        "distributor.distributor", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="distributor_id.company_id", store=True, index=True
    )
    partner_shipping_id = fields.Many2one(
        "res.partner", "Ship To", required=True, ondelete="cascade"
    )
    basket = fields.Char(required=True, help="Products and quantities.")
    key = fields.Char(required=True, help="Of the order that the draft becomes.")
    upload = fields.Char(required=True, index=True, help="Of the uploaded sheet.")
    file_name = fields.Char("File")
    user_id = fields.Many2one("res.users", "Uploaded By", ondelete="set null")
    create_date = fields.Datetime("Uploaded On")
    line_ids = fields.One2many("distributor.order.draft.line", "draft_id", "Rows")
    product_count = fields.Integer("Products", compute="_compute_product_count")
    order_id = fields.Many2one(
        "sale.order",
        "Placed As",
        compute="_compute_order_id",
        compute_sudo=True,  # whether it was placed; the order opens by its own rights
        search="_search_order_id",
        help="The order that the draft became.",
    )

    _key_uniq = models.UniqueIndex(
        "(distributor_id, key)", "This draft was made already."
    )

    @api.depends("basket")
    def _compute_product_count(self):
        for draft in self:
            draft.product_count = len(read_lines(draft.basket))

    @api.depends("distributor_id", "key")
    def _compute_order_id(self):
        groups = self.env["sale.order"]._read_group(
            [
                ("distributor_id", "in", self.distributor_id.ids),
                ("portal_order_key", "in", self.mapped("key")),
            ],
            ["distributor_id", "portal_order_key"],
            ["id:recordset"],
        )
        placed = {(distributor, key): order for distributor, key, order in groups}
        for draft in self:
            draft.order_id = placed.get((draft.distributor_id, draft.key))

    def _search_order_id(self, operator, value):
        """Tell the drafts that became an order from those that did not."""
        if operator != "in" or set(value) != {False}:
            return NotImplemented
        self.env["sale.order"].flush_model(["distributor_id", "portal_order_key"])

        def is_open(model, alias, query):
            return SQL(
                """
                NOT EXISTS (
                    SELECT 1 FROM sale_order AS placed
                     WHERE placed.distributor_id = %s AND placed.portal_order_key = %s
                )
                """,
                model._field_to_sql(alias, "distributor_id", query),
                model._field_to_sql(alias, "key", query),
            )

        return Domain.custom(to_sql=is_open)

    @api.autovacuum
    def _gc_drafts(self):
        """Delete what nobody placed, and what became an order long ago."""
        old = fields.Datetime.now() - relativedelta(days=KEPT_DAYS)
        drafts = self.search([("create_date", "<", old)], limit=GC_UNLINK_LIMIT)
        drafts.unlink()
        return len(drafts), len(drafts) == GC_UNLINK_LIMIT
