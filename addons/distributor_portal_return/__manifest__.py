# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Returns in the Portal",
    "summary": "Ask to return goods from the phone, with photos, and follow the money",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_portal", "distributor_return"],
    "auto_install": True,
    "data": [
        "views/distributor_portal_return_templates.xml",
        "views/distributor_portal_return_form_templates.xml",
        "views/sale_portal_templates.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "distributor_portal_return/static/src/scss/distributor_portal_return.scss",
            "distributor_portal_return/static/src/interactions/return_form.esm.js",
        ],
        "web.assets_tests": [
            "distributor_portal_return/static/tests/tours/distributor_portal_return.esm.js",
        ],
    },
}
