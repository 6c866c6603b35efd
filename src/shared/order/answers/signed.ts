import { type Facts, latest, notKnown, type Said, shopSays } from './facts.ts';

/** Was it signed for, and by whom? A delivery without a name is told as such. */
export function signedAnswer(facts: Facts): Said {
  const { order, parcels, words, f, delivery } = facts;
  // What went back to the sender was signed for by the sender.
  const arrived = parcels.filter(
    ({ place, deliveredAt }) => place === 'delivered' || (place === 'trouble' && deliveredAt !== null),
  );
  if (arrived.length === 0) return nothingArrived(facts);

  const signed = arrived.filter(({ parcel }) => parcel.signedBy !== null && parcel.signedBy.trim() !== '');
  const last = latest((signed.length > 0 ? signed : arrived).map(({ deliveredAt }) => deliveredAt));
  const when = last === null ? null : f.moment(last);
  const carriers = [...new Set(arrived.map(({ parcel }) => parcel.carrier).filter((name) => name !== null))];
  const source = carriers.length > 0 ? f.list(carriers) : order.shop;
  const at = last ?? order.seenAt;
  if (signed.length === 0) {
    const text = arrived.length > 1 ? words.noSignatures(arrived.length) : words.noSignature(when);
    return { tone: 'warn', text, detail: arrived.length > 1 ? when : null, source, at };
  }
  const names = f.list([...new Set(signed.map(({ parcel }) => parcel.signedBy?.trim() ?? ''))]);
  if (signed.length < arrived.length || (delivery !== 'delivered' && parcels.length > 1)) {
    const tone = signed.length < arrived.length ? 'warn' : 'neutral';
    return { tone, text: words.signedSome(names, signed.length, parcels.length), detail: when, source, at };
  }
  return { tone: 'good', text: when === null ? names : words.signed(names, when), detail: null, source, at };
}

function nothingArrived(facts: Facts): Said {
  const { order, words, delivery, parcels, f } = facts;
  if (order.kind === 'cancellation') return shopSays(facts, 'neutral', words.document.cancellation);
  switch (delivery) {
    case 'delivered':
      return shopSays(facts, 'warn', words.noSignature(null));
    case 'unknown':
      return order.kind === 'adjustment'
        ? shopSays(facts, 'neutral', words.document.adjustment)
        : notKnown(facts, words.notKnown);
    case 'cancelled':
      return shopSays(
        facts,
        'neutral',
        words.cancelled(order.cancelledAt === null ? null : f.day(order.cancelledAt)),
      );
    case 'returned':
      return shopSays(facts, 'neutral', words.returnedNotDelivered);
    case 'partly-delivered':
      return notKnown(facts, words.notKnown);
    case 'trouble':
      return parcels.length === 0
        ? notKnown(facts, words.notKnown)
        : shopSays(facts, facts.blind ? 'unknown' : 'neutral', words.noDelivery);
    case 'not-sent':
    case 'partly-sent':
    case 'sent':
      return shopSays(facts, facts.blind ? 'unknown' : 'neutral', words.noDelivery);
  }
}
