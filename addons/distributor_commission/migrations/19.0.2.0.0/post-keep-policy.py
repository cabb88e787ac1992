# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)


def migrate(cr, version):
    """Keep what plans did: they paid natural persons, and any number of generations."""
    if not version:
        return
    cr.execute(
        """
        UPDATE distributor_commission_plan AS plan
           SET pay_persons = TRUE,
               max_generations = GREATEST(
                   1,
                   (SELECT MAX(rule.generation)
                      FROM distributor_commission_rule AS rule
                      JOIN distributor_commission_version AS version
                        ON version.id = rule.version_id
                     WHERE version.plan_id = plan.id)
               )
        """
    )
    cr.execute(
        "UPDATE distributor_commission_version"
        " SET pay_persons = TRUE WHERE state <> 'draft'"
    )
    # whoever made a draft wrote it
    cr.execute(
        """
        INSERT INTO distributor_commission_version_author_rel (version_id, user_id)
        SELECT id, create_uid FROM distributor_commission_version
         WHERE create_uid IS NOT NULL
            ON CONFLICT DO NOTHING
        """
    )
