# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Top-Ups",
    "summary": "Deposits paid by bank transfer or online, credited once by themselves",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_wallet"],
    "data": [
        "security/distributor_wallet_topup_security.xml",
        "security/ir.model.access.csv",
        "data/ir_cron_data.xml",
        "data/mail_activity_type_data.xml",
        "data/mail_template_data.xml",
        "report/distributor_topup_reports.xml",
        "report/distributor_topup_templates.xml",
        "views/distributor_topup_views.xml",
        "views/distributor_topup_match_views.xml",
        "views/distributor_distributor_views.xml",
        "views/res_config_settings_views.xml",
        "views/distributor_topup_menus.xml",
    ],
}
