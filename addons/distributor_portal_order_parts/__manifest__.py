# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Merge and Split Orders in the Portal",
    "summary": "Make two orders of one that waits, or one of several, on a phone",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_order_parts", "distributor_portal_order"],
    "auto_install": True,
    "data": [
        "views/portal_order_parts_templates.xml",
        "views/portal_order_split_templates.xml",
        "views/portal_order_merge_templates.xml",
        "views/portal_order_links_templates.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "distributor_portal_order_parts/static/src/scss/distributor_portal_order_parts.scss",
            "distributor_portal_order_parts/static/src/interactions/order_split.esm.js",
        ],
        "web.assets_tests": [
            "distributor_portal_order_parts/static/tests/tours/distributor_portal_order_parts.esm.js",
        ],
    },
}
