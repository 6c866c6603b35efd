import { promisedBy } from '../status.ts';
import { type Facts, joined, latest, notKnown, type Said, shopSays } from './facts.ts';

/**
 * When was it promised, by the shop and by us? A promise of ours that is overdue comes first, then the shop's date,
 * then what we promised. The one that is not in the text is in the detail.
 */
export function promisedAnswer(facts: Facts): Said {
  const { words, promises, now, desk } = facts;
  const shop = byShop(facts);
  const [first] = promises;
  if (!first) return shop;
  const overdue = first.until < now;
  const until = desk.near(first.until);
  const ours = overdue ? words.weOverdue(first.text, until) : words.we(first.text, until);
  const more = promises.length > 1 ? words.morePromises(promises.length - 1) : null;
  if (!overdue && shop.tone !== 'unknown') return { ...shop, detail: joined(shop.detail, ours, more) };
  return {
    tone: overdue ? 'bad' : 'neutral',
    text: ours,
    detail: joined(more, shop.tone === 'unknown' ? null : `${facts.order.shop}: ${shop.text}`),
    source: first.by.name,
    at: first.madeAt,
  };
}

function byShop(facts: Facts): Said {
  const { order, words, f, delivery, parcels } = facts;
  const at = promisedBy(order);
  if (at === null) {
    if (order.kind === 'sale') return notKnown(facts, words.noPromise);
    return shopSays(facts, 'neutral', words.document[order.kind]);
  }
  const day = f.day(at);
  const late = f.daysSince(at);
  const arrivals = parcels.map(({ deliveredAt }) => deliveredAt);
  const arrived = latest(arrivals);
  if (
    delivery === 'delivered' ||
    (delivery === 'trouble' && arrivals.length > 0 && !arrivals.includes(null))
  ) {
    if (arrived === null) return shopSays(facts, 'neutral', words.promiseClosed(day, 'delivered'));
    const after = late - f.daysSince(arrived);
    if (after <= 0) return shopSays(facts, 'good', words.keptInTime(day));
    return shopSays(facts, 'warn', words.keptLate(day, after));
  }
  if (delivery === 'cancelled' || delivery === 'returned') {
    return shopSays(facts, 'neutral', words.promiseClosed(day, delivery));
  }
  if (order.payment === 'refunded') return shopSays(facts, 'neutral', words.promiseClosed(day, 'refunded'));
  // Nobody knows whether it arrived, so nobody knows whether it is late.
  if (delivery === 'unknown') return shopSays(facts, 'neutral', words.due(day, f.relativeDay(at)));
  if (facts.blind && late > 0) return shopSays(facts, 'warn', words.passed(day, late));
  if (late === 0) return shopSays(facts, 'neutral', words.dueToday(day));
  return late > 0
    ? shopSays(facts, 'bad', words.overdue(day, late))
    : shopSays(facts, 'neutral', words.due(day, f.relativeDay(at)));
}
