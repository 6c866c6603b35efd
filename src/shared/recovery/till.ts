import type { CommandAsk } from '../case/commands.ts';
import { type Compensation, worthOf } from '../case/compensation.ts';
import type { FlagWhy } from '../case/words.ts';
import type { Money } from '../order/money.ts';
import type { Role } from '../people.ts';
import type { Manual } from '../rules/manual.ts';
import { beyond, monthOf, reckoned } from './authority.ts';

/** Something that was given, as the ledger remembers it. `by`: whose authority it was given from. */
export type Given = {
  compensationId: string;
  customerId: string;
  caseId: string;
  orderId: string | null;
  by: string;
  month: string;
  worth: Money | null;
};

/** What only the ledger knows: the manual of the team, and what everybody gave to these customers and in this month. */
export type Till = { manual: Manual; given: readonly Given[] };

type Giving = { ask: CommandAsk; what: Compensation; by: string; role: Role; at: number };

/** What a give, or a yes to a request, adds to the till. Null: the ask gives nothing. */
export function givenBy({ ask, what, by, at }: Omit<Giving, 'role'>): Given | null {
  if (ask.caseId === null) return null;
  const { compensationId, orderId } = what;
  const { customerId, caseId } = ask;
  return { compensationId, customerId, caseId, orderId, by, month: monthOf(at), worth: worthOf(what) };
}

/**
 * What is wrong with giving this, that the desk could not know when it was offline: it is above what the person may give, with all that they gave
 * elsewhere; or somebody else gave for the same order in another case of the customer (within one case, `decide` sees it). Flags: the customer
 * was told, so it is kept.
 */
export function wrongWith({ ask, what, by, role, at }: Giving, till: Till): FlagWhy[] {
  const month = monthOf(at);
  const others = till.given.filter(({ compensationId }) => compensationId !== what.compensationId);
  const spent = others
    .filter((one) => one.by === by && one.month === month)
    .reduce((sum, { worth }) => sum + (worth === null ? 0 : (reckoned(till.manual, worth) ?? 0)), 0);
  const over = beyond(till.manual, role, { remedy: what.remedy, worth: worthOf(what) }, spent) !== null;
  const twice = others.some(
    (one) =>
      one.customerId === ask.customerId &&
      one.caseId !== ask.caseId &&
      one.orderId !== null &&
      one.orderId === what.orderId &&
      !what.despite.includes(one.compensationId),
  );
  return [...(over ? (['over-authority'] as const) : []), ...(twice ? (['given-twice'] as const) : [])];
}
