# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Commission Periods",
    "summary": "Bonuses and tiers at the close of a period; a period computed again",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_commission"],
    "data": [
        "security/distributor_commission_period_security.xml",
        "security/ir.model.access.csv",
        "data/ir_cron_data.xml",
        "wizards/distributor_commission_close_now_views.xml",
        "wizards/distributor_commission_recompute_confirm_views.xml",
        "views/distributor_commission_close_views.xml",
        "views/distributor_commission_recompute_entry_views.xml",
        "views/distributor_commission_recompute_views.xml",
        "views/distributor_commission_period_menus.xml",
    ],
}
