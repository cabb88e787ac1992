# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.tools import SQL


class DistributorOrderDraftLine(models.Model):
    """What a draft orders, read from its basket: a product and how much of it."""

    _name = "distributor.order.draft.line"
    _description = "Row of a Distributor's Order Draft"
    _auto = False
    _depends = {"distributor.order.draft": ["basket", "company_id"]}

    draft_id = fields.Many2one("distributor.order.draft", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    product_id = fields.Many2one("product.product", readonly=True)
    quantity = fields.Float(readonly=True, digits="Product Unit")
    uom_id = fields.Many2one(related="product_id.uom_id")

    @property
    def _table_query(self):
        # a basket has fewer than 1,000 products, so an id is of one row only; a
        # product may be deleted since
        return SQL(
            """
            SELECT draft.id::bigint * 1000 + part.place AS id,
                   draft.id AS draft_id,
                   draft.company_id,
                   product.id AS product_id,
                   split_part(part.text, '-', 2)::numeric AS quantity
              FROM distributor_order_draft AS draft
             CROSS JOIN LATERAL unnest(string_to_array(draft.basket, '_'))
                   WITH ORDINALITY AS part (text, place)
              LEFT JOIN product_product AS product
                ON product.id = split_part(part.text, '-', 1)::integer
            """
        )
