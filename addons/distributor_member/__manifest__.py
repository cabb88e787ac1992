# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Members",
    "summary": "Who works for a distributor in the portal, with which rights",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor", "portal", "auth_signup"],
    "data": [
        "security/distributor_member_security.xml",
        "security/ir.model.access.csv",
        "data/mail_template_data.xml",
        "wizards/distributor_member_invite_views.xml",
        "views/distributor_member_views.xml",
        "views/distributor_distributor_views.xml",
        "views/sale_order_views.xml",
        "views/sale_portal_templates.xml",
        "views/distributor_member_menus.xml",
    ],
}
