# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Receipt in the Portal",
    "summary": "Sign for a delivery on the phone, or say what is missing or broken",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_portal", "distributor_receipt"],
    "auto_install": True,
    "data": [
        "views/distributor_portal_delivery_templates.xml",
        "views/distributor_portal_order_templates.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "distributor_portal_receipt/static/src/scss/delivery.scss",
        ],
        "web.assets_tests": [
            "distributor_portal_receipt/static/tests/tours/distributor_portal_receipt.esm.js",
        ],
    },
}
