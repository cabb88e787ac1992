# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Approvals",
    "summary": "Orders that upline, sales or finance approve before they are confirmed",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": [
        "distributor_order",
        "distributor_authorization",
        "distributor_member",
        "sale_tier_validation",
        "resource",
    ],
    "data": [
        "security/distributor_approval_security.xml",
        "security/ir.model.access.csv",
        "data/mail_activity_type_data.xml",
        "data/ir_cron_data.xml",
        "data/tier_definition_data.xml",
        "wizards/distributor_approval_decide_views.xml",
        "views/tier_definition_views.xml",
        "views/sale_order_views.xml",
        "views/res_config_settings_views.xml",
        "views/distributor_approval_menus.xml",
    ],
}
