# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Messages and Marketing Files in the Portal",
    "summary": "A distributor reads and acknowledges messages, and downloads files",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_portal", "distributor_announcement"],
    "auto_install": True,
    "data": [
        "views/distributor_portal_message_templates.xml",
        "views/distributor_portal_marketing_templates.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "distributor_portal_announcement/static/src/scss/distributor_portal_announcement.scss",
        ],
        "web.assets_tests": [
            "distributor_portal_announcement/static/tests/tours/distributor_portal_announcement.esm.js",
        ],
    },
}
