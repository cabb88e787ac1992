# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
{
    "name": "Distribution: Shared Tasks",
    "summary": "Brand and distributor work on the same tasks, by stock project sharing",
    "version": "19.0.1.0.0",
    "category": "Sales/Distribution",
    "website": "https://github.com/distribution-suite/distribution-suite",
    "author": "Distribution Suite contributors, Odoo Community Association (OCA)",
    "license": "AGPL-3",
    "depends": ["distributor_portal", "project"],
    "data": [
        "security/distributor_project_security.xml",
        "data/project_task_type_data.xml",
        "views/distributor_distributor_views.xml",
        "views/project_project_views.xml",
        "views/project_task_views.xml",
        "views/distributor_portal_templates.xml",
    ],
}
