import { damageScan } from '../parcel.ts';
import { type Facts, joined, notKnown, type Parcel, type Said, shopSays, type Tone } from './facts.ts';
import type { Share } from './words.ts';

/** A carrier that has not scanned a parcel for longer than a long weekend is worth a question. */
const silentDays = 4;

/** Who has it now? By parcel; many parcels are grouped by who holds them. */
export function holderAnswer(facts: Facts): Said {
  const { order, parcels, words } = facts;
  if (order.kind === 'cancellation' && parcels.length === 0) {
    return shopSays(facts, 'neutral', words.document.cancellation);
  }
  // The carrier delivered it and the shop has it back since: the scans alone would say that the customer has it.
  if (order.delivery === 'returned' && parcels.every(({ place }) => place === 'delivered'))
    return byShop(facts);
  const [only, second] = parcels;
  if (!only) return byShop(facts);
  if (!second) {
    const said = one(only, facts);
    if (facts.notPacked) {
      return {
        ...said,
        tone: worse(said.tone, 'warn'),
        detail: joined(words.notSent(facts.notPacked), said.detail),
      };
    }
    return said;
  }
  const all = parcels.map((parcel) => ({ ...shareOf(parcel), said: one(parcel, facts) }));
  const groups = Map.groupBy(all, (each) => `${each.with}|${each.with === 'carrier' ? each.carrier : ''}`);
  const shares = [...groups.values()].map((group) => {
    const { with: holder, carrier } = group[0] ?? { with: 'us' as const, carrier: null };
    return words.share({ parcels: group.length, with: holder, carrier });
  });
  const worst = all.reduce((a, b) => (rank[b.said.tone] > rank[a.said.tone] ? b : a));
  const rest = facts.notPacked ? words.notSent(facts.notPacked) : null;
  const allHome = groups.size === 1 && worst.with === 'customer';
  return {
    tone: rest === null ? worst.said.tone : worse(worst.said.tone, 'warn'),
    text: shares.join(', '),
    detail: joined(rest, allHome ? null : worst.said.text, allHome ? null : worst.said.detail),
    source: worst.said.source,
    at: worst.said.at,
  };
}

function one(each: Parcel, facts: Facts): Said {
  const { parcel, place, scan, deliveredAt } = each;
  const { words, f, ago, now, order } = facts;
  const since = deliveredAt === null ? null : f.moment(deliveredAt);
  const tracking = parcel.tracking === null ? null : words.tracking(parcel.tracking);
  const by = (tone: Tone, text: string, detail: string | null): Said => ({
    tone,
    text,
    detail,
    source: scan ? (parcel.carrier ?? order.shop) : order.shop,
    at: scan ? scan.at : order.seenAt,
  });
  switch (place) {
    case 'prepared':
      return by('neutral', words.withUs, null);
    case 'delivered':
      return by('good', words.withCustomer(since), joined(scan?.place ?? null, tracking));
    case 'returned':
      return by('bad', words.returned(scan ? f.day(scan.at) : null), joined(scan?.place ?? null, tracking));
    case 'trouble': {
      if (scan?.status === 'lost') return by('bad', words.lost(parcel.carrier, f.day(scan.at)), tracking);
      if (deliveredAt !== null) return by('bad', words.withCustomerDamaged(since), tracking);
      const damage = damageScan(parcel);
      return by(
        'bad',
        words.damaged(parcel.carrier),
        joined(damage ? words.lastScan(ago(damage.at), damage.place) : null, tracking),
      );
    }
    case 'moving': {
      if (!scan || scan.status === 'label') {
        return by(
          'unknown',
          words.handedTo(parcel.carrier, each.leftAt === null ? null : f.day(each.leftAt)),
          tracking,
        );
      }
      const quiet = Math.floor((now - scan.at) / 86_400_000);
      const waits = scan.status === 'attempted' || scan.status === 'at-pickup-point';
      const tone = waits || quiet >= silentDays ? 'warn' : 'neutral';
      if (scan.status === 'at-pickup-point')
        return by(tone, words.atPickup(scan.place), joined(parcel.carrier, tracking));
      return by(
        tone,
        words.withCarrier(parcel.carrier, scan.status),
        joined(
          quiet >= silentDays ? words.silent(quiet) : words.lastScan(ago(scan.at), scan.place),
          tracking,
        ),
      );
    }
  }
}

function shareOf({ parcel, place, scan, deliveredAt }: Parcel): Pick<Share, 'with' | 'carrier'> {
  const carrier = parcel.carrier;
  if (place === 'delivered') return { with: 'customer', carrier };
  if (place === 'prepared') return { with: 'us', carrier };
  if (place === 'returned') return { with: 'returned', carrier };
  if (place === 'trouble') return { with: scan?.status === 'lost' ? 'lost' : 'damaged', carrier };
  return { with: scan?.status === 'at-pickup-point' && deliveredAt === null ? 'pickup' : 'carrier', carrier };
}

/** No parcel is known: the shop's word about the whole order. */
function byShop(facts: Facts): Said {
  const { words, delivery, order, f } = facts;
  switch (delivery) {
    case 'delivered':
      return shopSays(facts, 'good', words.withCustomer(null));
    case 'sent':
      return shopSays(facts, 'unknown', words.handedTo(null, null));
    case 'partly-sent':
    case 'partly-delivered':
      return shopSays(facts, 'warn', words.partNotKnown);
    case 'not-sent':
      return shopSays(facts, 'neutral', words.withUs);
    case 'returned':
      return shopSays(facts, 'bad', words.returned(null));
    case 'trouble':
      return shopSays(facts, 'bad', words.trouble);
    case 'cancelled':
      return shopSays(
        facts,
        'neutral',
        words.cancelled(order.cancelledAt === null ? null : f.day(order.cancelledAt)),
      );
    case 'unknown':
      return order.kind === 'adjustment'
        ? shopSays(facts, 'neutral', words.document.adjustment)
        : notKnown(facts, words.notKnown);
  }
}

const rank: Record<Tone, number> = { good: 0, neutral: 1, unknown: 2, warn: 3, bad: 4 };

function worse(a: Tone, b: Tone): Tone {
  return rank[b] > rank[a] ? b : a;
}
