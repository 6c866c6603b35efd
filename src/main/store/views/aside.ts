import type { Aside, SyncView } from '#shared/views/sync.ts';
import type { Db } from '../database.ts';
import { caseOf } from '../projection/write-stream.ts';
import { readChange } from '../read-change.ts';
import { kindOf } from '../unread.ts';
import { customerName } from './queue.ts';

export const unreadSql = 'SELECT team, n, key, body FROM unread ORDER BY team, n LIMIT ?';
export const quarantineSql = `
  SELECT q.customer_id, q.stream, e.team, e.n FROM quarantine AS q
  LEFT JOIN event AS e ON e.customer_id = q.customer_id AND e.stream = q.stream AND e.n =
    (SELECT max(n) FROM event WHERE customer_id = q.customer_id AND stream = q.stream)
  ORDER BY q.customer_id, q.stream LIMIT ?`;

type UnreadRow = { team: string; n: number; key: string | null; body: string };
type QuarantineRow = { customer_id: string; stream: string; team: string | null; n: number | null };

/** More are not looked at: whoever has so many needs an update or IT all the same. */
const most = 200;

/**
 * What came and is not on the screen as it should be: changes that this program cannot read, which a centre of its own age would not have
 * sent, and what it can read and yet not fold or show, which is a mistake. Oldest first.
 */
export function asideView(db: Db) {
  const unread = db.prepare<[number], UnreadRow>(unreadSql);
  const quarantine = db.prepare<[number], QuarantineRow>(quarantineSql);
  const name = customerName(db);

  function ofChange({ team, n, key, body }: UnreadRow): Aside {
    const raw = JSON.parse(body) as unknown;
    const kind = kindOf(key);
    const isNewer = kind === null || readChange(kind, raw) === null;
    return aside(`${team}/${n}`, isNewer ? 'update' : 'support', subjectOf(kind, raw));
  }

  function ofStream({ customer_id: customerId, stream, team, n }: QuarantineRow): Aside {
    const caseId = caseOf(stream);
    const subject: Subject = { what: caseId === null ? 'customer' : 'case', customerId };
    // A stream of which nothing is numbered holds what was written here alone.
    return aside(team === null ? (caseId ?? customerId).slice(0, 8) : `${team}/${n}`, 'support', subject);
  }

  function aside(ref: string, needs: Aside['needs'], { what, customerId }: Subject): Aside {
    return { ref, needs, what, customerId, customerName: customerId === null ? null : name(customerId) };
  }

  const all = (): Aside[] => [...quarantine.all(most).map(ofStream), ...unread.all(most).map(ofChange)];

  return {
    all,
    count(): SyncView['aside'] {
      const found = all();
      const newer = found.filter(({ needs }) => needs === 'update').length;
      return { newer, faulty: found.length - newer };
    },
  };
}

type Subject = Pick<Aside, 'what' | 'customerId'>;

/** What a change is about, as far as it says so in the words of today. */
function subjectOf(kind: 'event' | 'record' | null, raw: unknown): Subject {
  const { type, id, customerId, caseId } = (raw ?? {}) as { [name: string]: unknown };
  const whose = typeof customerId === 'string' ? customerId : null;
  if (kind === 'event') return { what: typeof caseId === 'string' ? 'case' : 'customer', customerId: whose };
  if (type === 'order') return { what: 'order', customerId: whose };
  if (type === 'customer') return { what: 'customer', customerId: typeof id === 'string' ? id : null };
  return { what: 'other', customerId: whose };
}
