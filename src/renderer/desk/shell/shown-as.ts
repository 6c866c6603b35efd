import { drafts } from '../../drafts.ts';
import { assignCall, calls } from './calls.ts';
import { tabShownAs } from './tabs.ts';

/**
 * A record is shown as another: what a person has of it in hand goes there. Nothing that is being typed is lost: where both have a draft of
 * the same form, the one of the record is put under the other.
 */
export function showAs(from: string, into: string, name: string | null): void {
  const { bodies } = drafts.store.getState();
  for (const [key, body] of Object.entries(bodies)) {
    if (!key.endsWith(`.${from}`)) continue;
    const there = `${key.slice(0, -from.length)}${into}`;
    drafts.set(there, bothDrafts(bodies[there], body));
    drafts.clear(key);
  }
  for (const { callId, customerId } of calls.getState().list)
    if (customerId === from) assignCall(callId, into, name);
  tabShownAs(from, into, name);
}

/** Fields of forms that hold what a person wrote. Of others, codes and dates, the first draft's count. */
const prose: ReadonlySet<string> = new Set(['note', 'text', 'words', 'why']);

/** Two drafts of one form as one: nothing that was written in either is missing. */
export function bothDrafts(first: string | undefined, second: string): string {
  if (!first) return second;
  const [one, other] = [fieldsOf(first), fieldsOf(second)];
  if (!one || !other) return first.includes(second) ? first : `${first}\n${second}`;
  return JSON.stringify(joined(one, other));
}

type Fields = { [name: string]: unknown };

function joined(one: Fields, other: Fields): Fields {
  const all: Fields = { ...other, ...one };
  for (const [name, value] of Object.entries(other)) {
    const mine = one[name];
    if (isFields(value) && isFields(mine)) all[name] = joined(mine, value);
    else if (mine === '' || mine === null) all[name] = value;
    else if (
      prose.has(name) &&
      typeof value === 'string' &&
      typeof mine === 'string' &&
      !mine.includes(value)
    )
      all[name] = `${mine}\n${value}`;
  }
  return all;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fieldsOf(body: string): Fields | null {
  try {
    const value: unknown = JSON.parse(body);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}
