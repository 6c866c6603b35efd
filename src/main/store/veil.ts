import type { CommandAsk } from '#shared/case/commands.ts';
import type { CustomerFile } from '#shared/customer/file.ts';
import { isMasked, maskPhone, sealSign } from '#shared/customer/mask.ts';
import type { CustomerRecord } from '#shared/customer/records.ts';
import { revealFor } from '#shared/customer/reveal.ts';
import type { Role } from '#shared/people.ts';
import { masksFor } from '#shared/rules/masking.ts';
import { rulesOf } from '#shared/rules/of.ts';
import type { Db } from './database.ts';
import { type Masks, masksOf } from './masks.ts';
import { sealIn } from './seal.ts';
import { rulesView } from './views/rules.ts';
import type { SamePeople } from './views/same.ts';

/**
 * What the person of this desk does not see whole: phones and e-mails, where a team of theirs has settled that their role sees masks. It hangs
 * before everything that leaves the store for a page; what comes back is read again here. Who works for several teams sees masks where one of
 * them wants it.
 */
export type Veil = {
  /** Whether it hangs at all. */
  hangs(): boolean;
  /** Whether it hides this customer now: nobody has said here why they need them, or it is too long ago. */
  hides(customerId: string): boolean;
  /** Until when a customer is shown whole, ms of the desk's clock; null: not, or always. */
  shownUntil(customerId: string): number | null;
  /** The mask of a caller's number with what only this store can read behind it; the number itself where the veil does not hang. */
  caller(number: string): string;
  /** How the numbers and addresses of a customer are masked. */
  masks(customerId: string): Masks;
  /** The mask of a number of this customer, however it is written; any other text as it is. */
  picked(customerId: string, text: string): string;
  /** The number that `caller` gave out; any other text as it is. */
  uncovered(number: string): string;
  /** An ask of a page with what it could not see put in again. */
  whole(ask: CommandAsk): CommandAsk;
  /** What was recorded: it says why somebody has to be seen, or that the contact with them is over. */
  recorded(asks: readonly CommandAsk[]): void;
  /** Rules or people may be others now. */
  refresh(): void;
  close(): void;
};

type VeilParts = {
  db: Db;
  self: string;
  same: SamePeople;
  now: () => number;
  /** ms of a clock that nobody sets. */
  steady: () => number;
  /** Views of these customers are others now: they are hidden again, or all of them when it is settled anew whether this person sees masks. */
  changed: (customers: string[] | 'all') => void;
};

const digitsOf = (text: string) => text.replaceAll(/\D/g, '');

type Lifted = { until: number; shownUntil: number; timer: NodeJS.Timeout };

export function veilOf({ db, self, same, now, steady, changed }: VeilParts): Veil {
  const rules = rulesView(db);
  const mine = db.prepare<[string], Role>('SELECT role FROM person WHERE id = ?').pluck();
  const body = db.prepare<[string], string>('SELECT body FROM customer_now WHERE customer_id = ?').pluck();
  const file = db.prepare<[string], string>('SELECT body FROM file_now WHERE customer_id = ?').pluck();
  const { seal, open } = sealIn(db);
  /** In memory alone: after a start everything is hidden. */
  const lifted = new Map<string, Lifted>();
  let hanging: boolean | null = null;
  /** What `hanging` follows from, in short: rules are long to read, and something comes in often. */
  const stampNow = db
    .prepare<[string], string>(
      `SELECT json_array((SELECT json_group_array(team) FROM cursor), (SELECT count(*) FROM rules), (SELECT total(n) FROM rules),
        (SELECT role FROM person WHERE id = ?))`,
    )
    .pluck();
  let stamp = stampNow.get(self);

  function hangs(): boolean {
    hanging ??= isWanted();
    return hanging;
  }

  /** Of somebody whose role this store does not know yet, the strictest that a team has settled for anybody. */
  function isWanted(): boolean {
    const role = mine.get(self);
    const { teams, records } = rules();
    return [...new Set([...teams, ...records.map(({ team }) => team)])].some((team) => {
      const { content } = rulesOf(records, team).masking;
      return role === undefined ? content.roles.length > 0 : masksFor(content, role);
    });
  }

  function lift(customerId: string): void {
    for (const id of same.ids(customerId)) {
      cover(id);
      const timer = setTimeout(() => {
        cover(id);
        changed([id]);
      }, revealFor);
      timer.unref();
      lifted.set(id, { until: steady() + revealFor, shownUntil: now() + revealFor, timer });
    }
  }

  function cover(customerId: string): void {
    clearTimeout(lifted.get(customerId)?.timer);
    lifted.delete(customerId);
  }

  const isLifted = (customerId: string) => (lifted.get(customerId)?.until ?? -1) > steady();

  const recordsOf = (customerId: string) =>
    same
      .ids(customerId)
      .flatMap((id) => body.get(id) ?? [])
      .map((one) => JSON.parse(one) as CustomerRecord);

  /** Of a mask that a page sends back, the number or address of this customer that it stands for. */
  function meant(customerId: string, text: string): string {
    return masksOf(recordsOf(customerId)).meant(text) ?? text;
  }

  function pointMeant(customerId: string, pointId: string, text: string): string {
    const kept = file.get(customerId);
    const points = kept === undefined ? [] : (JSON.parse(kept) as CustomerFile).points;
    return points.find(({ id }) => id === pointId)?.value ?? meant(customerId, text);
  }

  function uncovered(number: string): string {
    const at = number.indexOf(sealSign);
    return at < 0 ? number : (open(number.slice(at + 1)) ?? number.slice(0, at));
  }

  return {
    hangs,
    hides: (customerId) => hangs() && !isLifted(customerId),
    shownUntil: (customerId) =>
      hangs() && isLifted(customerId) ? (lifted.get(customerId)?.shownUntil ?? null) : null,
    caller(number) {
      const plain = uncovered(number);
      if (!hangs() || /^\D*$/.test(plain)) return plain;
      const sealed = seal(plain);
      return sealed === null ? maskPhone(plain) : `${maskPhone(plain)}${sealSign}${sealed}`;
    },
    masks: (customerId) => masksOf(recordsOf(customerId)),
    picked(customerId, text) {
      const typed = digitsOf(text);
      const phone = recordsOf(customerId)
        .flatMap(({ phones }) => phones)
        .find(({ raw, e164 }) => typed !== '' && [raw, e164 ?? raw].some((one) => digitsOf(one) === typed));
      return phone ? masksOf(recordsOf(customerId)).phone(phone.e164 ?? phone.raw) : text;
    },
    uncovered,
    whole(ask) {
      switch (ask.type) {
        case 'contact.record':
        case 'customer.introduce': {
          if (ask.data.number === null) return ask;
          const number = uncovered(ask.data.number);
          const data = { ...ask.data, number: isMasked(number) ? meant(ask.customerId, number) : number };
          return { ...ask, data } as CommandAsk;
        }
        case 'customer.remove-contact-point': {
          const { pointId, value } = ask.data;
          if (!isMasked(value)) return ask;
          return { ...ask, data: { ...ask.data, value: pointMeant(ask.customerId, pointId, value) } };
        }
        default:
          return ask;
      }
    },
    recorded(asks) {
      for (const { type, customerId } of asks) {
        if (type === 'customer.reveal') lift(customerId);
        if (type === 'contact.record') for (const id of same.ids(customerId)) cover(id);
      }
    },
    refresh() {
      const next = stampNow.get(self);
      if (next === stamp) return;
      stamp = next;
      const before = hanging;
      hanging = null;
      // What is on a page was asked under the rule of before.
      if (before !== null && hangs() !== before) changed('all');
    },
    close() {
      for (const id of [...lifted.keys()]) cover(id);
    },
  };
}
