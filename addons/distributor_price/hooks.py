# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tools.sql import column_exists, create_column


def pre_init_hook(env):
    """Lines of before have no explanation: one of today's rules would be wrong."""
    if not column_exists(env.cr, "sale_order_line", "price_explanation"):
        create_column(env.cr, "sale_order_line", "price_explanation", "jsonb")
