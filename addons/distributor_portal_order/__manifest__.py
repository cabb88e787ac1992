# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Ordering in the Portal",
    "summary": "A distributor orders on its phone in three steps",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_portal", "distributor_territory_cn", "resource"],
    "data": [
        "security/distributor_order_security.xml",
        "security/ir.model.access.csv",
        "data/ir_cron.xml",
        "views/distributor_order_rule_views.xml",
        "views/distributor_level_views.xml",
        "views/product_template_views.xml",
        "views/sale_order_views.xml",
        "views/res_config_settings_views.xml",
        "views/distributor_portal_order_menus.xml",
        "views/portal_order_choose_templates.xml",
        "views/portal_order_check_templates.xml",
        "views/portal_order_address_templates.xml",
        "views/portal_order_placed_templates.xml",
        "views/portal_order_links_templates.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "distributor_portal_order/static/src/scss/distributor_portal_order.scss",
            "distributor_portal_order/static/src/interactions/basket.esm.js",
            "distributor_portal_order/static/src/interactions/order_choose.esm.js",
            "distributor_portal_order/static/src/interactions/order_check.esm.js",
        ],
        "web.assets_tests": [
            "distributor_portal_order/static/tests/tours/distributor_portal_order.esm.js",
        ],
    },
}
