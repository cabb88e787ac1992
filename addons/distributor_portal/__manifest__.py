# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Portal",
    "summary": "A distributor sees its orders, deposit and commission on a phone",
    "version": "19.0.1.2.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": [
        "distributor_order",
        "distributor_commission",
        "distributor_onboarding",
        "distributor_document",
        "distributor_member",
        "distributor_price",
        "distributor_authorization",
        "distributor_wallet_request",
        "distributor_wallet_topup",
        "distributor_statement",
        "distributor_wallet_program",
    ],
    "data": [
        "security/stock_picking_security.xml",
        "views/distributor_portal_templates.xml",
        "views/distributor_portal_list_templates.xml",
        "views/distributor_portal_home_templates.xml",
        "views/distributor_portal_order_templates.xml",
        "views/distributor_portal_wallet_templates.xml",
        "views/distributor_portal_refund_templates.xml",
        "views/distributor_portal_program_templates.xml",
        "views/distributor_portal_commission_templates.xml",
        "views/distributor_portal_settlement_templates.xml",
        "views/distributor_portal_application_templates.xml",
        "views/distributor_portal_document_templates.xml",
        "views/distributor_portal_members_templates.xml",
        "views/distributor_portal_prices_templates.xml",
        "views/distributor_portal_authorization_templates.xml",
        "views/distributor_portal_topup_templates.xml",
        "views/distributor_portal_statement_templates.xml",
    ],
    "assets": {
        "web.assets_frontend_minimal": [
            "distributor_portal/static/src/start/sliced_start.esm.js",
        ],
        # what is there is not loaded a second time
        "web.assets_frontend_lazy": [
            ("remove", "distributor_portal/static/src/start/sliced_start.esm.js"),
        ],
        "web.assets_frontend": [
            "distributor_portal/static/src/scss/distributor_portal.scss",
            "distributor_portal/static/src/scss/distributor_portal_print.scss",
            "distributor_portal/static/src/interactions/filter_form.esm.js",
            "distributor_portal/static/src/interactions/topup.esm.js",
        ],
        "web_tour.automatic": [
            "distributor_portal/static/tests/patient_tour.esm.js",
        ],
        "web.assets_tests": [
            "distributor_portal/static/tests/patient_tour.esm.js",
            "distributor_portal/static/tests/phone.esm.js",
            "distributor_portal/static/tests/tours/distributor_onboarding.esm.js",
            "distributor_portal/static/tests/tours/distributor_portal.esm.js",
        ],
    },
}
