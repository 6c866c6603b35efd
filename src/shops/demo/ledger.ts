import type { Calendar } from './calendar.ts';
import type { Dice } from './dice.ts';
import type { Carrier, Market } from './markets.ts';

/** Numbers that must not be given twice in one company. */
export type Ledger = {
  /** The number of an order: it grows with time, one for every ten minutes of a shop's life. */
  orderNumber(market: Market, placedAt: number): { id: string; number: string };
  tracking(market: Market, carrier: Carrier): string;
  /** When the shop of this market last told its orders: shortly before the anchor. */
  known(market: Market): number;
};

const opening = Date.UTC(2013, 0, 1);

export function ledgerOf(dice: Dice, calendar: Calendar): Ledger {
  const numbers = new Set<string>();
  const trackings = new Set<string>();
  const syncs = new Map<string, number>();
  return {
    orderNumber(market, placedAt) {
      let digits = 100_000 + Math.floor((placedAt - opening) / 600_000);
      while (numbers.has(`${market.sign}-${digits}`)) digits += 1;
      const number = `${market.sign}-${digits}`;
      numbers.add(number);
      return { id: `${market.shop}:${digits}`, number };
    },
    tracking(market, carrier) {
      let tracking = '';
      do tracking = `${carrier.prefix}${dice.digits(10)}${market.country}`;
      while (trackings.has(tracking));
      trackings.add(tracking);
      return tracking;
    },
    known(market) {
      const at = syncs.get(market.shop) ?? calendar.anchor - dice.int(4, 27) * 60_000;
      syncs.set(market.shop, at);
      return at;
    },
  };
}
