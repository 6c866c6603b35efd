import type { CommandAsk } from '../case/commands.ts';
import { type Compensation, worthOf } from '../case/compensation.ts';
import type { FlagWhy } from '../case/words.ts';
import type { Money } from '../order/money.ts';
import type { Role } from '../people.ts';
import type { Manual } from '../rules/manual.ts';
import { beyond, monthOf, spentIn, termsOf } from './authority.ts';
import { type Slip, slipTerms } from './slip.ts';

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

/**
 * What a give carried of the centre's own word (slip.ts). Null: nothing, or nothing that this centre signed. `wrong`: it did sign it, for
 * somebody else, another machine, team or time.
 */
export type Carried = Slip | 'wrong' | null;

type Giving = { ask: CommandAsk; what: Compensation; by: string; at: number };
type Giver = { role: Role; level: number; slip: Carried };

/** What a give, or a yes to a request, adds to the till. Null: the ask gives nothing. */
export function givenBy({ ask, what, by, at }: Giving): Given | null {
  if (ask.caseId === null) return null;
  const { compensationId, orderId } = what;
  const { customerId, caseId } = ask;
  return { compensationId, customerId, caseId, orderId, by, month: monthOf(at), worth: worthOf(what) };
}

/**
 * What is wrong with giving this, that the desk could not know when it was offline: it is above what the person may give, with all that they gave
 * elsewhere (what their slip says they may, whatever the manual says of them meanwhile; without one, what the manual says now); or somebody else gave for the same order in another case of the customer (within one case, `decide` sees it). Flags: the customer
 * was told, so it is kept.
 */
export function wrongWith(giving: Giving & Giver, till: Till): FlagWhy[] {
  const { ask, what, by, at } = giving;
  const month = monthOf(at);
  const others = till.given.filter(({ compensationId }) => compensationId !== what.compensationId);
  const theirs = others.filter((one) => one.by === by && one.month === month);
  const over = isOver(
    giving,
    till.manual,
    theirs.flatMap(({ worth }) => worth ?? []),
  );
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

function isOver(
  { what, role, level, slip }: Giving & Giver,
  manual: Manual,
  given: readonly Money[],
): boolean {
  if (slip === 'wrong') return true;
  const terms = slip === null ? termsOf(manual, role, level) : slipTerms(slip);
  return beyond(terms, { remedy: what.remedy, worth: worthOf(what) }, spentIn(terms, given)) !== null;
}
