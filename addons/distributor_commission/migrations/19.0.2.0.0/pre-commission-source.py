# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Entries held order, invoice and chain themselves; now their document does.

Entries keep their ids, so that settlement lines keep pointing to them.
"""

UNLOCK = """
    DROP TRIGGER IF EXISTS distributor_commission_entry_guard_row
      ON distributor_commission_entry;
    DROP TRIGGER IF EXISTS distributor_commission_entry_guard_truncate
      ON distributor_commission_entry;
    DO $$
    DECLARE name text;
    BEGIN
        FOR name IN
            SELECT conname FROM pg_constraint
             WHERE conrelid = 'distributor_commission_entry'::regclass
               AND contype IN ('f', 'u')
        LOOP
            EXECUTE FORMAT(
                'ALTER TABLE distributor_commission_entry DROP CONSTRAINT %I', name);
        END LOOP;
    END $$;
"""
TABLES = """
    CREATE TABLE distributor_commission_source (
        id SERIAL PRIMARY KEY,
        company_id integer, currency_id integer, event varchar, plan_id integer,
        version_id integer, order_id integer, move_id integer, buyer_id integer,
        territory_id integer, channel_id integer, date date, document varchar,
        chain jsonb, expected_date date, release_date date, open boolean,
        undone boolean, user_id integer, booked_date timestamp
    );
    ALTER TABLE distributor_commission_entry
        ALTER COLUMN key DROP NOT NULL,
        ADD COLUMN source_id integer, ADD COLUMN document_id integer,
        ADD COLUMN due_date date, ADD COLUMN earner varchar,
        ADD COLUMN sale_line_id integer, ADD COLUMN product_id integer,
        ADD COLUMN rate_kind varchar, ADD COLUMN basis_kind varchar,
        ADD COLUMN amount_before numeric, ADD COLUMN user_id integer,
        ADD COLUMN booked_date timestamp;
"""
# Which document each entry comes from: an invoice as its plan sees it, or a credit
# note. What was taken back comes from a document that was undone.
DOCUMENTS = """
    CREATE TEMPORARY TABLE old_document ON COMMIT DROP AS
    SELECT entry.id, entry.order_id, entry.move_id,
           CASE WHEN entry.kind = 'accrual' OR move.move_type = 'out_invoice'
                THEN version.plan_id END AS plan_id,
           EXISTS (SELECT FROM distributor_commission_entry AS undo
                    WHERE undo.key = 'undo:' || entry.id) AS undone
      FROM distributor_commission_entry AS entry
      JOIN distributor_commission_version AS version ON version.id = entry.version_id
 LEFT JOIN account_move AS move ON move.id = entry.move_id
     WHERE entry.kind <> 'undo';
    CREATE INDEX ON old_document (id);
    ANALYZE old_document;
"""
SOURCES = """
    INSERT INTO distributor_commission_source (
           company_id, currency_id, event, plan_id, version_id, order_id, move_id,
           buyer_id, territory_id, channel_id, date, document, chain, expected_date,
           release_date, undone, user_id, booked_date)
    SELECT entry.company_id, entry.currency_id,
           CASE WHEN found.plan_id IS NULL THEN 'refund' ELSE 'invoiced' END,
           found.plan_id,
           CASE WHEN found.plan_id IS NOT NULL THEN entry.version_id END,
           found.order_id, found.move_id, entry.buyer_id, sale.ship_territory_id,
           sale.sale_channel_id, found.date,
           COALESCE(entry.facts ->> 'document', sale.name), links.chain, found.date,
           found.date, found.undone, entry.create_uid, entry.create_date
      FROM (
            SELECT order_id, move_id, plan_id, undone, MIN(entry.date) AS date,
                   COALESCE(MIN(id) FILTER (WHERE entry.kind = 'accrual'), MIN(id))
                   AS first
              FROM old_document
              JOIN (SELECT id, kind, date FROM distributor_commission_entry) AS entry
             USING (id)
          GROUP BY order_id, move_id, plan_id, undone
           ) AS found
      JOIN distributor_commission_entry AS entry ON entry.id = found.first
      JOIN sale_order AS sale ON sale.id = found.order_id
CROSS JOIN LATERAL (
            SELECT JSONB_AGG(JSONB_BUILD_ARRAY(
                       link -> 'generation', link -> 'id', link -> 'level',
                       COALESCE((link ->> 'earns')::boolean, TRUE)::int,
                       (partner.is_company IS NOT TRUE)::int
                   ) ORDER BY (link ->> 'generation')::int) AS chain
              FROM JSONB_ARRAY_ELEMENTS(entry.chain) AS link
         LEFT JOIN distributor_distributor AS who ON who.id = (link ->> 'id')::int
         LEFT JOIN res_partner AS partner ON partner.id = who.partner_id
           ) AS links
  ORDER BY found.first;
    ANALYZE distributor_commission_source;
"""
ENTRIES = """
    UPDATE distributor_commission_entry AS entry
       SET document_id = source.id,
           source_id = CASE WHEN entry.kind = 'accrual' THEN source.id END
      FROM old_document AS found
      JOIN distributor_commission_source AS source
        ON source.order_id = found.order_id
       AND source.move_id IS NOT DISTINCT FROM found.move_id
       AND source.plan_id IS NOT DISTINCT FROM found.plan_id
       AND source.undone = found.undone
     WHERE found.id = entry.id;
    UPDATE distributor_commission_entry AS entry
       SET source_id = origin.document_id
      FROM distributor_commission_entry AS origin
     WHERE origin.id = entry.origin_entry_id AND entry.kind = 'reversal';
    UPDATE distributor_commission_entry AS entry
       SET source_id = undone.source_id, document_id = undone.document_id
      FROM distributor_commission_entry AS undone
     WHERE entry.kind = 'undo' AND entry.key = 'undo:' || undone.id;
    UPDATE distributor_commission_entry AS entry
       SET due_date = date, earner = 'upline', rate_kind = 'percent',
           basis_kind = 'net', user_id = create_uid, booked_date = create_date,
           amount_before = CASE WHEN kind = 'accrual' THEN amount END,
           key = CASE WHEN kind <> 'accrual' THEN key END,
           product_id = (
               SELECT product_id FROM account_move_line WHERE id = entry.move_line_id),
           sale_line_id = (
               SELECT MIN(origin.id)
                 FROM sale_order_line_invoice_rel AS rel
                 JOIN sale_order_line AS origin
                   ON origin.id = rel.order_line_id
                  AND origin.is_downpayment IS NOT TRUE
                WHERE rel.invoice_line_id = entry.move_line_id);
    UPDATE distributor_commission_source AS source
       SET open = EXISTS (
               SELECT FROM distributor_commission_entry AS entry
                WHERE entry.source_id = source.id
                  AND NOT EXISTS (
                       SELECT FROM distributor_commission_settlement_line AS line
                        WHERE line.entry_id = entry.id));
    ALTER TABLE distributor_commission_entry
        DROP COLUMN buyer_id, DROP COLUMN order_id, DROP COLUMN move_id,
        DROP COLUMN chain, DROP COLUMN facts, DROP COLUMN expected_date,
        DROP COLUMN create_uid, DROP COLUMN create_date, DROP COLUMN write_uid,
        DROP COLUMN write_date;
"""


def migrate(cr, version):
    if not version:
        return
    for statement in (UNLOCK, TABLES, DOCUMENTS, SOURCES, ENTRIES):
        cr.execute(statement)
