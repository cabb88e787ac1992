# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Commission Disputes",
    "summary": "What a distributor objects to, frozen, answered in time and corrected",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_commission"],
    "data": [
        "security/distributor_commission_dispute_security.xml",
        "security/ir.model.access.csv",
        "data/ir_sequence_data.xml",
        "data/mail_activity_type_data.xml",
        "data/mail_template_data.xml",
        "data/ir_cron_data.xml",
        "wizards/distributor_commission_dispute_open_views.xml",
        "wizards/distributor_commission_dispute_decide_views.xml",
        "views/distributor_commission_dispute_views.xml",
        "views/distributor_commission_dispute_report_views.xml",
        "views/distributor_commission_entry_views.xml",
        "views/distributor_commission_settlement_views.xml",
        "views/distributor_distributor_views.xml",
        "views/res_config_settings_views.xml",
        "views/distributor_commission_dispute_menus.xml",
    ],
}
