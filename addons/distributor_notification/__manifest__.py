# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Notifications",
    "summary": "Tell members of a distributor what happened, when and how they want",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_member"],
    "data": [
        "security/distributor_notification_security.xml",
        "security/ir.model.access.csv",
        "data/distributor_notification_kind_data.xml",
        "data/ir_cron_data.xml",
        "data/mail_templates.xml",
        "wizards/distributor_notification_send_views.xml",
        "views/distributor_notification_views.xml",
        "views/distributor_notification_kind_views.xml",
        "views/res_config_settings_views.xml",
        "views/distributor_notification_menus.xml",
    ],
}
