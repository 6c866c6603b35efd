/**
 * What a projection's tables are called while they are built (`_next`) and in use (``).
 * Raising `projectionNumber` makes every store rebuild them at its next start: a changed projection is rebuilt, never migrated.
 */
export const projectionNumber = 26;

export type Suffix = '' | '_next';

export const projectionTables = [
  'story',
  'case_now',
  'loose_now',
  'attachment_now',
  'claim_now',
  'file_now',
  'link_now',
  'given_now',
  'answer_now',
  'incident_now',
  'order_now',
  'customer_now',
  'card_now',
  'found_by',
  'name_search',
] as const;

/** The tables without their secondary indexes: those are made after a rebuild is filled, under their final names. */
export function tablesSql(suffix: Suffix): string {
  return `
    CREATE TABLE story${suffix} (
      customer_id TEXT NOT NULL,
      at INTEGER NOT NULL,
      id TEXT NOT NULL,
      stream TEXT NOT NULL,
      kind TEXT NOT NULL,
      -- The whole entry, see packed.ts: a story is read as one column.
      entry TEXT NOT NULL,
      PRIMARY KEY (customer_id, at DESC, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE case_now${suffix} (
      customer_id TEXT NOT NULL,
      case_id TEXT NOT NULL,
      status TEXT NOT NULL,
      owner TEXT NOT NULL,
      opened_at INTEGER NOT NULL,
      due_at INTEGER,
      pending INTEGER NOT NULL,
      flagged INTEGER NOT NULL,
      -- When a fact in it broke a rule that somebody who decides has to look at.
      flagged_at INTEGER,
      -- Who was asked to take it.
      offered_to TEXT,
      -- When the customer asked for a supervisor, until one answers.
      supervisor_at INTEGER,
      -- Something was asked for that nobody has answered.
      requested INTEGER NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (customer_id, case_id)
    ) STRICT, WITHOUT ROWID;

    -- What was given, from whose authority, in which month of UTC ('2026-11').
    CREATE TABLE given_now${suffix} (
      customer_id TEXT NOT NULL,
      case_id TEXT NOT NULL,
      compensation_id TEXT NOT NULL,
      by TEXT NOT NULL,
      month TEXT NOT NULL,
      minor INTEGER,
      currency TEXT,
      PRIMARY KEY (customer_id, case_id, compensation_id)
    ) STRICT, WITHOUT ROWID;

    -- Answers to what somebody asked for that they have not read, by who asked.
    CREATE TABLE answer_now${suffix} (
      customer_id TEXT NOT NULL,
      case_id TEXT NOT NULL,
      compensation_id TEXT NOT NULL,
      asked_by TEXT NOT NULL,
      PRIMARY KEY (customer_id, case_id, compensation_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE loose_now${suffix} (
      customer_id TEXT PRIMARY KEY,
      body TEXT NOT NULL,
      due_at INTEGER
    ) STRICT, WITHOUT ROWID;

    -- What events say of photos and documents; their bytes are in \`blob\`.
    CREATE TABLE attachment_now${suffix} (
      customer_id TEXT NOT NULL,
      stream TEXT NOT NULL,
      attachment_id TEXT NOT NULL,
      hash TEXT NOT NULL,
      removed INTEGER NOT NULL,
      -- An AttachmentNow (shared/attachment/fold.ts).
      body TEXT NOT NULL,
      PRIMARY KEY (customer_id, stream, attachment_id)
    ) STRICT, WITHOUT ROWID;

    -- Open claims, of solved cases too. The owner sees to it; the body is the claim as folded.
    CREATE TABLE claim_now${suffix} (
      customer_id TEXT NOT NULL,
      case_id TEXT NOT NULL,
      claim_id TEXT NOT NULL,
      owner TEXT NOT NULL,
      offered_to TEXT,
      due_at INTEGER,
      body TEXT NOT NULL,
      PRIMARY KEY (customer_id, case_id, claim_id)
    ) STRICT, WITHOUT ROWID;

    -- What we note of a customer ourselves (shared/customer/file.ts), of the few of whom there is anything.
    CREATE TABLE file_now${suffix} (
      customer_id TEXT PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Records of one person, each link twice: from where it goes out (way 'into') and from where it comes in ('from'). Records that were parted
    -- the same ('parted', 'parted-from').
    CREATE TABLE link_now${suffix} (
      customer_id TEXT NOT NULL,
      way TEXT NOT NULL,
      other_id TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (customer_id, way, other_id)
    ) STRICT, WITHOUT ROWID;

    -- Cases that are tied to an incident, and (without a case) the last call to a customer about one.
    CREATE TABLE incident_now${suffix} (
      customer_id TEXT NOT NULL,
      case_id TEXT NOT NULL,
      incident_id TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (customer_id, case_id, incident_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE order_now${suffix} (
      customer_id TEXT NOT NULL,
      placed_at INTEGER NOT NULL,
      order_id TEXT NOT NULL,
      worth INTEGER NOT NULL,
      currency TEXT NOT NULL,
      kind TEXT NOT NULL,
      -- See packed.ts.
      summary TEXT NOT NULL,
      PRIMARY KEY (customer_id, placed_at DESC, order_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE customer_now${suffix} (
      seq INTEGER PRIMARY KEY,
      customer_id TEXT NOT NULL UNIQUE,
      body TEXT NOT NULL,
      -- A JSON array: the phones as they are read in their country. Working that out takes longer than reading it.
      phones_shown TEXT NOT NULL
    ) STRICT;

    -- What a card counts, of customers in customer_now. A list shows twenty cards: counting would read hundreds of pages.
    CREATE TABLE card_now${suffix} (
      customer_id TEXT PRIMARY KEY,
      orders INTEGER NOT NULL,
      open_cases INTEGER NOT NULL,
      last_at INTEGER
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE found_by${suffix} (
      kind TEXT NOT NULL,
      value TEXT NOT NULL,
      customer_id TEXT NOT NULL,
      ref TEXT NOT NULL,
      PRIMARY KEY (kind, value, customer_id, ref)
    ) STRICT, WITHOUT ROWID;

    CREATE VIRTUAL TABLE name_search${suffix} USING fts5(
      name, content='', contentless_delete=1, detail=none, prefix='1 2 3 4',
      tokenize="unicode61 remove_diacritics 2"
    );
  `;
}

/** Their indexes; names are global in SQLite, so a rebuild makes them after the old tables are gone. */
export const indexesSql = `
  CREATE INDEX case_now_id ON case_now (case_id);
  CREATE INDEX case_now_mine ON case_now (owner, due_at) WHERE status = 'open';
  CREATE INDEX case_now_due ON case_now (due_at) WHERE status = 'open' AND due_at IS NOT NULL;
  CREATE INDEX case_now_opened ON case_now (opened_at) WHERE status = 'open';
  CREATE INDEX case_now_flagged ON case_now (owner) WHERE flagged = 1;
  CREATE INDEX case_now_flagged_at ON case_now (flagged_at) WHERE flagged_at IS NOT NULL;
  CREATE INDEX case_now_offered ON case_now (offered_to) WHERE offered_to IS NOT NULL;
  CREATE INDEX attachment_now_hash ON attachment_now (hash);
  CREATE INDEX claim_now_mine ON claim_now (owner, due_at);
  CREATE INDEX claim_now_offered ON claim_now (offered_to) WHERE offered_to IS NOT NULL;
  CREATE INDEX case_now_supervisor ON case_now (supervisor_at) WHERE supervisor_at IS NOT NULL;
  CREATE INDEX case_now_requested ON case_now (requested) WHERE requested = 1;
  CREATE INDEX given_now_by ON given_now (by, month);
  CREATE INDEX answer_now_asked ON answer_now (asked_by);
  CREATE INDEX incident_now_id ON incident_now (incident_id);
  CREATE INDEX story_revealed ON story (at) WHERE kind = 'revealed';
  CREATE INDEX loose_now_due ON loose_now (due_at) WHERE due_at IS NOT NULL;
`;
