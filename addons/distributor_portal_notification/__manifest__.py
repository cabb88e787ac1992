# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Notifications in the Portal",
    "summary": "A bell with what is new, and how a member wants to be told",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_portal", "distributor_notification"],
    "auto_install": True,
    "data": [
        "views/distributor_portal_notification_templates.xml",
        "views/distributor_portal_notification_settings_templates.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "distributor_portal_notification/static/src/scss/distributor_portal_notification.scss",
        ],
        "web.assets_tests": [
            "distributor_portal_notification/static/tests/tours/distributor_portal_notification.esm.js",
        ],
    },
}
