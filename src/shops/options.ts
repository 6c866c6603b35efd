import type { ZoneClock } from './dates.ts';
import type { ReportLanguage } from './words.ts';

/** What whoever imports a file knows of the shop beyond the file. Checked by `readOrders`. */
export type ShopFacts = {
  /** The name of the shop: ids of orders and people begin with it. */
  shop: string;
  /** The wall clock of the shop; null when nobody said. */
  clock: ZoneClock | null;
  /** ISO alpha-2, for phones and addresses without a country; null when nobody said. */
  country: string | null;
  /** Of remarks that the reader itself adds. */
  language: ReportLanguage;
};
