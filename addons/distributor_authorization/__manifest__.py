# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Authorisations",
    "summary": "Who may sell which product where, and what happens to other orders",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_territory", "distributor_document"],
    "data": [
        "security/distributor_authorization_security.xml",
        "security/ir.model.access.csv",
        "data/ir_sequence_data.xml",
        "data/distributor_sale_channel_data.xml",
        "data/ir_cron_data.xml",
        "wizards/distributor_authorization_decide_views.xml",
        "wizards/distributor_authorization_renew_views.xml",
        "wizards/distributor_authorization_ask_views.xml",
        "wizards/distributor_order_exception_decide_views.xml",
        "views/distributor_sale_channel_views.xml",
        "views/distributor_authorization_views.xml",
        "views/distributor_order_exception_views.xml",
        "views/distributor_level_views.xml",
        "views/distributor_distributor_views.xml",
        "views/distributor_territory_views.xml",
        "views/res_config_settings_views.xml",
        "views/sale_order_views.xml",
        "views/sale_portal_templates.xml",
        "views/distributor_authorization_menus.xml",
    ],
    "assets": {
        "web.assets_tests": [
            "distributor_authorization/static/tests/tours/distributor_authorization.esm.js",
        ],
    },
}
