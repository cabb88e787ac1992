# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Drop Shipping in the Portal",
    "summary": "Order for a consumer on the phone, and pass on the tracking number",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_portal_order", "distributor_dropship"],
    "auto_install": True,
    "data": [
        "views/portal_order_check_templates.xml",
        "views/portal_order_address_templates.xml",
        "views/portal_order_templates.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "distributor_portal_dropship/static/src/interactions/parcel.esm.js",
        ],
        "web.assets_tests": [
            "distributor_portal_dropship/static/tests/tours/distributor_portal_dropship.esm.js",
        ],
    },
}
