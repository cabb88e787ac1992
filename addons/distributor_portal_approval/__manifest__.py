# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Approvals in the Portal",
    "summary": "An upline approves the orders of its downline on its phone",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_portal", "distributor_approval"],
    "auto_install": True,
    "data": [
        "views/distributor_portal_approval_templates.xml",
        "views/sale_portal_templates.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "distributor_portal_approval/static/src/scss/distributor_portal_approval.scss",
        ],
        "web.assets_tests": [
            "distributor_portal_approval/static/tests/tours/distributor_portal_approval.esm.js",
        ],
    },
}
