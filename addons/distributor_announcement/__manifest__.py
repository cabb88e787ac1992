# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Announcements and Marketing Files",
    "summary": "Tell the channel something, give it files, and know who has read them",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": [
        "distributor_document",
        "distributor_member",
        "distributor_territory",
    ],
    "data": [
        "security/distributor_announcement_security.xml",
        "security/ir.model.access.csv",
        "data/distributor_marketing_category_data.xml",
        "data/mail_template_data.xml",
        "data/ir_cron_data.xml",
        "views/distributor_announcement_reading_views.xml",
        "views/distributor_announcement_views.xml",
        "views/distributor_marketing_category_views.xml",
        "views/distributor_marketing_download_views.xml",
        "views/distributor_marketing_file_views.xml",
        "views/distributor_announcement_menus.xml",
    ],
}
