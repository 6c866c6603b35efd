import type { CompensationView } from '#shared/views/case.ts';
import type { Say } from '../say.ts';

/** Of what was written with it, as much as tells two alike ones apart. Characters. */
const most = 60;

/** What is given or asked for, as it is named where there may be several: `Voucher €10.00, GRACIAS-10`. */
export function whatOf(
  { remedy, amount, what }: Pick<CompensationView, 'remedy' | 'amount' | 'what'>,
  say: Pick<Say, 't' | 'money'>,
): string {
  const short = what.length > most ? `${what.slice(0, most - 1)}…` : what;
  const head = [say.t(`remedy.${remedy}`), amount && say.money(amount)].filter(Boolean).join(' ');
  return short === '' ? head : `${head}, ${short}`;
}
