# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Distributors",
    "summary": "Who sells for us: levels, distributors, a tree with history",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "application": True,
    "depends": ["sale", "portal", "web_hierarchy"],
    "data": [
        "security/distributor_groups.xml",
        "security/distributor_security.xml",
        "security/ir.model.access.csv",
        "data/ir_sequence_data.xml",
        "data/distributor_level_data.xml",
        "data/ir_cron_data.xml",
        "wizards/distributor_move_templates.xml",
        "wizards/distributor_move_views.xml",
        "wizards/distributor_tree_show_views.xml",
        "views/distributor_tree_day_views.xml",
        "views/distributor_level_views.xml",
        "views/distributor_upline_views.xml",
        "views/distributor_distributor_views.xml",
        "views/sale_order_views.xml",
        "views/distributor_menus.xml",
    ],
    "assets": {
        "web.assets_tests": ["distributor/static/tests/tours/*.esm.js"],
    },
}
