import { isLate } from '../status.ts';
import { type Facts, latest, notKnown, type Said, shopSays } from './facts.ts';

/** Has it left? Parcels first, then the shop's word about the whole order. */
export function leftAnswer(facts: Facts): Said {
  const { order, words, parcels, delivery, f } = facts;
  const gone = parcels.filter(({ place }) => place !== 'prepared');
  if (gone.length === 0) return nothingLeft(facts);

  const last = latest(gone.map(({ leftAt }) => leftAt));
  const day = last === null ? null : f.day(last);
  if (gone.length < parcels.length) {
    const text = words.someLeft(gone.length, parcels.length, day);
    if (order.cancelledAt !== null)
      return shopSays(facts, 'neutral', text, words.cancelled(f.day(order.cancelledAt)));
    return shopSays(facts, 'warn', text, facts.notPacked ? words.notSent(facts.notPacked) : null);
  }
  const partly = delivery === 'partly-sent' || delivery === 'partly-delivered';
  if (facts.notPacked !== null && facts.notPacked > 0) {
    return shopSays(facts, 'warn', words.leftMoreToCome(gone.length, facts.notPacked), day);
  }
  if (
    facts.notPacked === null &&
    partly &&
    (order.delivery === 'partly-sent' || order.delivery === 'partly-delivered')
  ) {
    return shopSays(facts, 'warn', words.leftMoreToCome(gone.length, null), day);
  }
  if (gone.length > 1) return shopSays(facts, 'good', words.allLeft(gone.length, day));
  return shopSays(facts, 'good', words.left(last === null ? null : f.moment(last)));
}

function nothingLeft(facts: Facts): Said {
  const { order, words, delivery, parcels, f, now } = facts;
  if (order.kind === 'cancellation') return shopSays(facts, 'neutral', words.document.cancellation);
  switch (delivery) {
    case 'cancelled':
      return shopSays(
        facts,
        'neutral',
        words.cancelled(order.cancelledAt === null ? null : f.day(order.cancelledAt)),
      );
    case 'not-sent': {
      const text = parcels.length > 0 ? words.prepared(parcels.length) : words.notYet;
      const tone = isLate({ promisedAt: order.promisedAt, delivery, zone: order.zone }, now)
        ? 'bad'
        : 'neutral';
      return shopSays(facts, tone, text, words.sinceOrder(f.daysSince(order.placedAt)));
    }
    case 'partly-sent':
    case 'partly-delivered':
      return shopSays(facts, 'warn', words.partNotKnown);
    case 'sent':
    case 'delivered':
    case 'returned':
      return shopSays(facts, 'good', words.left(null));
    case 'trouble':
    case 'unknown':
      return order.kind === 'adjustment'
        ? shopSays(facts, 'neutral', words.document.adjustment)
        : notKnown(facts, words.notKnown);
  }
}
