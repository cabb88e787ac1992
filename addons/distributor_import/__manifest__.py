# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Import",
    "summary": "Loads a channel and its past orders from CSV files, with a preview",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_order", "distributor_commission"],
    "data": [
        "security/distributor_import_security.xml",
        "security/ir.model.access.csv",
        "data/ir_cron_data.xml",
        "views/distributor_import_views.xml",
        "views/sale_order_views.xml",
        "views/distributor_import_menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "distributor_import/static/src/**/*",
        ],
    },
}
