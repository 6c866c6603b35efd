-- Where a period begins and ends in the ledger, for the audit export. The clock hardly ever runs backwards along the numbers, so ranges of pages
-- are enough: this index is tiny and costs a push nothing.
CREATE INDEX change_at ON change USING brin (at) WITH (pages_per_range = 32);
