# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Commission in the Portal",
    "summary": "Disputes, statements and the next bonus, on the distributor's phone",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": [
        "distributor_portal",
        "distributor_commission_dispute",
        "distributor_commission_period",
        "distributor_commission_statement",
    ],
    "auto_install": True,
    "data": [
        "security/ir.model.access.csv",
        "data/mail_data.xml",
        "wizards/distributor_commission_dispute_ask_views.xml",
        "views/distributor_commission_dispute_views.xml",
        "views/distributor_portal_dispute_templates.xml",
        "views/distributor_portal_commission_templates.xml",
    ],
    "assets": {
        "web.assets_tests": [
            "distributor_portal_commission/static/tests/tours/distributor_portal_commission.esm.js",
        ],
    },
}
