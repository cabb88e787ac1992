# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Restock",
    "summary": "One tap proposes what a distributor needs, and says why",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_portal_order"],
    "data": [
        "views/res_config_settings_views.xml",
        "views/portal_restock_templates.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "distributor_restock/static/src/interactions/restock.esm.js",
        ],
        "web.assets_tests": [
            "distributor_restock/static/tests/tours/distributor_restock.esm.js",
        ],
    },
}
