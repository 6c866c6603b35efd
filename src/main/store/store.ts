import { z } from 'zod';
import { commandAsk } from '#shared/case/commands.ts';
import { FaultError } from '#shared/fault.ts';
import { type ViewAnswers, viewRequest } from '#shared/views.ts';
import { page } from '#shared/wire.ts';
import { type Absorber, absorber } from './absorb.ts';
import { type Audits, audits } from './audit.ts';
import { type Batch, changes } from './changes.ts';
import { type Db, inTransaction, type Location, openDatabase } from './database.ts';
import type { Desk } from './door.ts';
import { draftAsk, drafts } from './drafts.ts';
import { type Files, openFiles } from './files/files.ts';
import { type Moving, movingFiles } from './files/moving.ts';
import type { Guard } from './guard.ts';
import { incidentScans, type Scans } from './incidents/scans.ts';
import { type LeaseKeeper, leaseIn } from './lease.ts';
import { migrate } from './migrate.ts';
import { ensureProjections } from './projection/rebuild.ts';
import { type Projector, projector } from './projection/write.ts';
import { readAgain } from './read-change.ts';
import { recorder } from './record.ts';
import { streams } from './stream.ts';
import { type LoopState, noCentre } from './sync/status.ts';
import { type Veil, veilOf } from './veil.ts';
import { people } from './views/people.ts';
import { storeSize } from './views/queue.ts';
import { forgetRead } from './views/refused.ts';
import { samePeople } from './views/same.ts';
import { views } from './views/view.ts';

export type Progress = (what: 'migrating' | 'rebuilding', done: number, total: number) => void;

/** `steady`: ms of a clock that nobody sets. */
export type OpenOptions = Location & {
  desk: Desk;
  now?: () => number;
  steady?: () => number;
  progress?: Progress;
};

/** The encrypted store of one desk. One process opens it, and one writer works in it. */
export type Store = {
  /** Records a batch of asks, all or none. @throws RefusedError, FaultError bad-input. */
  record(asks: unknown): { ids: string[]; customers: string[] };
  /** What is masked before it leaves for a page, and the callers' numbers of which a page gets a seal. */
  veil: Pick<Veil, 'caller' | 'hangs'>;
  /** Takes a page of numbered changes. @throws FaultError bad-input. */
  absorb(page: unknown): Set<string>;
  /** Several pages in one transaction: `work` absorbs them, and all of them or none stay. */
  absorbAll<T>(work: (absorb: Absorber['inside']) => Promise<T>): Promise<T>;
  cursor: Absorber['cursor'];
  view(request: unknown): ViewAnswers[keyof ViewAnswers];
  draft(ask: unknown): void;
  /** Contents of photos and documents. */
  files: Files;
  /** Whom known incidents touch; it is told what changes. */
  incidents: Pick<Scans, 'changed' | 'follow'>;
  /** How long it may be read without its centre. Views do not ask: whoever serves a page does. */
  lease: LeaseKeeper;
  /** The record of a case, for whoever audits it. */
  audit: Audits;
  /** For readers inside this process: imports look up whom they know. */
  db: Db;
  /** The person has read what was refused (a command's id), or, null, that the centre was restored. */
  read(refused: string | null): void;
  /** What the sync works with: how changes come in, and where they are shown. `refresh`: names and counts may be others now. */
  inner: {
    begin: (guard?: Guard) => Batch;
    into: Projector;
    refresh: () => void;
    /** From now on the view of the sync says this; null: there is none. */
    follow: (state: (() => LoopState) | null) => void;
    /** What the views say of contents on their way. */
    moving: Moving;
  };
  /** Is told when customers are hidden again by themselves, and when masks begin or end for this person. */
  onHidden(listener: (customers: string[] | 'all') => void): void;
  close(): void;
};

/**
 * Opens the store, brings it to this program's shape and makes its projections.
 * @throws StoreTroubleError missing | damaged | newer | disk-full; nothing is deleted.
 */
export async function openStore(options: OpenOptions): Promise<Store> {
  const { folder, desk, now = Date.now, steady, progress } = options;
  const db = openDatabase(options);
  try {
    await migrate(db, folder, (done, total) => progress?.('migrating', done, total));
    await ensureProjections(db, (done, total) => progress?.('rebuilding', done, total));
    const moving = movingFiles();
    const files = await openFiles({ db, location: options, moving, now });
    const store = joined(db, desk, now, files, moving, leaseIn(db, now, steady), steady);
    await readAgain(db, store.inner.begin);
    store.inner.refresh();
    return store;
  } catch (error) {
    db.close();
    throw error;
  }
}

function joined(
  db: Db,
  desk: Desk,
  now: () => number,
  files: Files,
  moving: Moving,
  lease: LeaseKeeper,
  steady: () => number = () => performance.now(),
): Store {
  const into = projector(db, '');
  const settled = streams(db, into);
  const begin = changes(db, into, settled);
  const absorbs = absorber(db, begin);
  const names = people(db, desk.person);
  const same = samePeople(db);
  const typed = drafts(db, now);
  const scans = incidentScans(db);
  const { size, forget } = storeSize(db);
  let loop: () => LoopState = () => noCentre;
  let hidden: (customers: string[] | 'all') => void = () => undefined;
  const veil = veilOf({
    db,
    self: desk.person.id,
    same,
    now,
    steady,
    changed: (customers) => hidden(customers),
  });
  const view = views({
    db,
    people: names,
    same,
    drafts: typed,
    self: desk.person.id,
    now,
    size,
    scans,
    loop: () => loop(),
    moving,
    leaseUntil: lease.until,
    veil,
  });
  const audit = audits({ db, streams: settled, people: names, company: desk.company, now, veil });
  const record = recorder(db, into, settled, same, desk.person.id, now, files.rows.announce);

  function refresh(): void {
    names.refresh();
    veil.refresh();
    forget();
  }

  return {
    db,
    incidents: scans,
    lease,
    files,
    audit,
    inner: {
      begin,
      into,
      refresh,
      moving,
      follow: (state) => {
        loop = state ?? (() => noCentre);
      },
    },
    read: (refused) => inTransaction(db, () => forgetRead(db, refused)),
    cursor: absorbs.cursor,
    veil,
    record(asks) {
      const read = parsed(z.array(commandAsk).min(1).max(20), asks).map(veil.whole);
      const recorded = record(read);
      veil.recorded(read);
      return recorded;
    },
    onHidden(listener) {
      hidden = listener;
    },
    absorb(input) {
      const touched = absorbs.page(parsed(page, input));
      refresh();
      return touched;
    },
    async absorbAll(work) {
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = await work(absorbs.inside);
        db.exec('COMMIT');
        return result;
      } catch (error) {
        if (db.inTransaction) db.exec('ROLLBACK');
        throw error;
      } finally {
        refresh();
      }
    },
    view: (request) => view(parsed(viewRequest, request)),
    draft(ask) {
      const { key, body } = parsed(draftAsk, ask);
      inTransaction(db, () => typed.save(key, body));
    },
    close() {
      scans.close();
      veil.close();
      if (db.open) {
        db.pragma('wal_checkpoint(TRUNCATE)');
        db.close();
      }
    },
  };
}

/** Zod's own message names fields and quotes no value: it may be shown to a developer, never a customer's text. */
function parsed<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new FaultError('bad-input', `${issue?.path.join('.') || 'input'}: ${issue?.code ?? 'invalid'}`);
}
