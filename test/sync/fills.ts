import type { SnapshotHead, WirePage } from '#shared/sync/exchange.ts';
import type { Centre } from './centre.ts';
import { type Change, headOf, type TeamLog } from './ledger-state.ts';
import type { Parts } from './parts.ts';

type Chunk = WirePage['changes'];
type Fill = { head: SnapshotHead; chunks: Chunk[] };

/** First fills that were made and kept (`ready`, on a disk that no restore sets back), and those whose rows were just read. */
export type Fills = {
  ready: Map<string, Fill>;
  making: Map<string, { head: { n: number; link: string }; chunks: Chunk[] }>;
  made: number;
};

export function noFills(): Fills {
  return { ready: new Map(), making: new Map(), made: 0 };
}

/** A fill for a desk that begins: the one that is kept, or null while one is made (the desk asks again). */
export function fillFor({ db, fills, parts }: Centre, log: TeamLog): SnapshotHead | null {
  const { team } = log;
  const kept = fills.ready.get(team);
  if (kept && parts.isFillGood(log, kept.head)) return kept.head;
  const rows = fills.making.get(team);
  if (!rows) {
    fills.making.set(team, { head: headOf(log), chunks: chunksOf(parts, log) });
    return null;
  }
  fills.making.delete(team);
  const { chunks } = rows;
  fills.made += 1;
  const { n, link } = parts.fillHead(log, rows.head);
  const size = { chunks: chunks.length, rows: n, bytes: 0 };
  const head = { id: `fill-${fills.made}`, team, epoch: db.epoch, n, link, ...size };
  fills.ready.set(team, { head, chunks });
  return head;
}

/** A chunk; null when this fill is gone. */
export function chunkOf({ ready }: Fills, team: string, id: string, index: number): Chunk | null {
  const fill = ready.get(team);
  return fill?.head.id === id ? (fill.chunks[index] ?? null) : null;
}

/** Whole customers, one a chunk, then what belongs to none: the newest records and all events. */
function chunksOf({ isHeld }: Parts, log: TeamLog): Chunk[] {
  const changes = log.changes.flatMap((change) => (change && isHeld(log, change) ? change : []));
  const isNow = (change: Change) => change.kind !== 'record' || [...log.records.values()].includes(change);
  const byCustomer = Map.groupBy(changes.filter(isNow), ({ customerId }) => customerId ?? '');
  const chunks = [...byCustomer.values()].map((ofOne) => ofOne.map(({ wire }) => wire));
  // People are in every fill, also where no customer is.
  return chunks.length > 0 ? chunks : [[]];
}
