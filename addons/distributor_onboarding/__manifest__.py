# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Onboarding",
    "summary": "From the first click to an active distributor, step by step",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_document", "auth_signup"],
    "data": [
        "security/distributor_onboarding_security.xml",
        "security/ir.model.access.csv",
        "data/ir_sequence_data.xml",
        "data/mail_activity_type_data.xml",
        "data/mail_template_data.xml",
        "data/mail_template_applicant_data.xml",
        "data/distributor_application_step_type_data.xml",
        "data/distributor_privacy_notice_data.xml",
        "wizards/distributor_application_bulk_views.xml",
        "wizards/distributor_application_dismiss_views.xml",
        "views/distributor_application_step_views.xml",
        "views/distributor_application_invitation_views.xml",
        "views/distributor_application_views.xml",
        "views/distributor_application_form_views.xml",
        "views/distributor_onboarding_settings_views.xml",
        "views/distributor_level_views.xml",
        "views/distributor_distributor_views.xml",
        "views/distributor_onboarding_menus.xml",
        "views/distributor_onboarding_apply_templates.xml",
        "views/distributor_onboarding_status_templates.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "distributor_onboarding/static/src/scss/distributor_onboarding.scss",
            "distributor_onboarding/static/src/interactions/apply_form.esm.js",
        ],
        "web.assets_tests": [
            "distributor_onboarding/static/tests/tours/distributor_onboarding.esm.js",
        ],
    },
}
