# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Find for whom quotations wait, once each module that may stop one is there."""
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    orders = env["sale.order"].search(
        [("state", "in", ("draft", "sent")), ("distributor_id", "!=", False)]
    )
    env.add_to_compute(orders._fields["channel_state"], orders)
    env.add_to_compute(orders._fields["channel_turn"], orders)
    orders.flush_recordset(["channel_state", "channel_turn"])
