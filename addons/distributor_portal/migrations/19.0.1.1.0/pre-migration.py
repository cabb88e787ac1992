# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import SUPERUSER_ID, api

# what they added to the first page is on the page "More"
VIEWS = (
    "portal_distribution_sell_link",
    "portal_distribution_statement_card",
    "portal_distribution_downline",
    "portal_distribution_settlement_card",
    "portal_distribution_document_card",
)


def migrate(cr, version):
    """Take off views of the first page before their place in it is gone."""
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    for name in VIEWS:
        view = env.ref(f"distributor_portal.{name}", raise_if_not_found=False)
        if view:
            view.unlink()
