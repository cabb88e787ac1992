# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Many at Once",
    "summary": "Steps and edited sheets for many distributors, with a result per row",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_territory"],
    "data": [
        "security/distributor_bulk_security.xml",
        "security/ir.model.access.csv",
        "data/ir_cron_data.xml",
        "wizards/distributor_bulk_step_views.xml",
        "views/distributor_exchange_views.xml",
        "views/distributor_bulk_menus.xml",
    ],
}
