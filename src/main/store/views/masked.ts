import { hiddenAsk } from '#shared/case/hidden-ask.ts';
import { maskEmail, maskPhone } from '#shared/customer/mask.ts';
import type { CustomerCard, CustomerView, FileView } from '#shared/views/customer.ts';
import type { TouchedLine } from '#shared/views/incident.ts';
import type { RingView, SearchHit } from '#shared/views/search.ts';
import type { ContactEntry, StoryEntry } from '#shared/views/story.ts';
import type { Draft, Refused } from '#shared/views/unsent.ts';
import type { ViewAnswers, ViewRequest } from '#shared/views.ts';
import type { Masks } from '../masks.ts';
import type { Veil } from '../veil.ts';
import { maskedDrafts } from './masked-drafts.ts';

type Answer = ViewAnswers[ViewRequest['view']];

/**
 * The answer of a view as the person of this desk may see it. Every place in which a phone or an e-mail of a customer stands as such is here, and
 * `test/store/masked.test.ts` looks through every answer for one that is not. What somebody wrote in a text is not masked.
 */
export function maskedAnswers(veil: Veil) {
  const card = (one: CustomerCard): CustomerCard =>
    veil.hides(one.id) ? hiddenCard(one, veil.masks(one.id)) : one;

  function customer(view: CustomerView | null): CustomerView | null {
    if (view === null) return null;
    const shownUntil = veil.shownUntil(view.customer.id);
    const masked = veil.hides(view.customer.id);
    const twins = view.twins.map((one) => ({ ...one, card: card(one.card) }));
    const parted = view.parted.map((one) => ({ ...one, card: card(one.card) }));
    if (!masked) return { ...view, twins, parted, masked, shownUntil };
    const { customer: record, file, story, recentContacts } = view;
    const masks = veil.masks(record.id);
    const entry = entryBehind(masks);
    const phones = record.phones.map(({ raw, e164, country }) => ({
      raw: masks.phone(e164 ?? raw),
      e164: null,
      country,
    }));
    return {
      ...view,
      twins,
      parted,
      masked,
      shownUntil,
      customer: {
        ...record,
        emails: record.emails.map(masks.email),
        phones,
      },
      phonesShown: phones.map(({ raw }) => raw),
      file: { ...file, points: file.points.map((one) => point(one, masks)) },
      story: { ...story, entries: story.entries.map(entry) },
      recentContacts: recentContacts.map((one) => entry(one) as ContactEntry),
    };
  }

  function ring(view: RingView): RingView {
    const { number, matches } = view;
    const [only] = matches;
    const isSeen = matches.length === 1 && only !== undefined && !veil.hides(only.id);
    const isNone = number.withheld || number.extension;
    // Whoever has several that end alike sees from which of them they call.
    const maskOf = matches.length === 1 && only ? veil.masks(only.id).phone : maskPhone;
    return {
      number:
        isSeen || isNone
          ? number
          : {
              ...number,
              raw: veil.caller(number.raw),
              e164: null,
              shown: maskOf(number.e164 ?? number.raw),
            },
      matches: matches.map(card),
      customer: customer(view.customer),
    };
  }

  return (request: ViewRequest, answer: Answer): Answer => {
    if (!veil.hangs()) return answer;
    switch (request.view) {
      case 'ring':
        return ring(answer as RingView);
      case 'customer':
        return customer(answer as CustomerView | null);
      case 'story': {
        if (!veil.hides(request.customerId)) return answer;
        const story = answer as ViewAnswers['story'];
        return { ...story, entries: story.entries.map(entryBehind(veil.masks(request.customerId))) };
      }
      case 'search':
        return (answer as SearchHit[]).map((hit) => {
          const { by, match } = hit;
          const hidden = veil.hides(hit.card.id);
          const isPoint = by === 'phone' || by === 'email';
          if (!hidden || !isPoint) return { ...hit, card: card(hit.card) };
          const masks = veil.masks(hit.card.id);
          return {
            ...hit,
            match: by === 'phone' ? masks.phone(match) : masks.email(match),
            card: card(hit.card),
          };
        });
      case 'whose': {
        const whose = answer as ViewAnswers['whose'];
        return { ...whose, holders: whose.holders.map(card) };
      }
      case 'touched': {
        const touched = answer as ViewAnswers['touched'];
        return touched && { ...touched, lines: touched.lines.map(line) };
      }
      case 'drafts':
        return maskedDrafts(veil, answer as Draft[]);
      case 'refused':
        return (answer as Refused[]).map((one) => {
          const ask = one.ask && hiddenAsk(one.ask);
          return { ...one, ask, text: one.type === 'customer.add-contact-point' ? null : one.text };
        });
      default:
        return answer;
    }
  };

  function line(one: TouchedLine): TouchedLine {
    return one.phone !== null && veil.hides(one.customerId)
      ? { ...one, phone: veil.masks(one.customerId).phone(one.phone) }
      : one;
  }
}

const hiddenCard = (one: CustomerCard, { phone, email }: Masks): CustomerCard => ({
  ...one,
  emails: one.emails.map(email),
  phones: one.phones.map(({ raw, e164 }) => {
    const mask = phone(e164 ?? raw);
    return { raw: mask, e164: null, shown: mask };
  }),
});

function point(one: FileView['points'][number], { phone, email }: Masks): FileView['points'][number] {
  const hidden = one.kind === 'phone' ? phone(one.e164 ?? one.value) : email(one.value);
  return { ...one, value: hidden, shown: hidden, e164: null };
}

/** An entry of the story without what it says of numbers and addresses. */
const entryBehind =
  ({ phone, email }: Masks) =>
  (one: StoryEntry): StoryEntry => {
    if (one.kind === 'contact') return { ...one, number: one.number && phone(one.number) };
    if (one.kind !== 'file' || one.text === null) return one;
    if (one.what === 'phone' || one.what === 'phone-removed') return { ...one, text: phone(one.text) };
    if (one.what === 'email' || one.what === 'email-removed') return { ...one, text: email(one.text) };
    return one;
  };

/** An event of a record that leaves as a file, of a customer who is hidden. */
export function hiddenEvent<E extends { type: string; data: unknown }>(event: E): E {
  const data = event.data as { number?: unknown; email?: unknown; value?: unknown; kind?: unknown };
  const text = (value: unknown, hide: (text: string) => string) =>
    typeof value === 'string' ? hide(value) : value;
  switch (event.type) {
    case 'contact.recorded.1':
    case 'contact.recorded.2':
      return { ...event, data: { ...data, number: text(data.number, maskPhone) } };
    case 'customer.introduced.1':
      return {
        ...event,
        data: { ...data, number: text(data.number, maskPhone), email: text(data.email, maskEmail) },
      };
    case 'customer.contact-point-added.1':
    case 'customer.contact-point-removed.1':
      return {
        ...event,
        data: { ...data, value: text(data.value, data.kind === 'email' ? maskEmail : maskPhone) },
      };
    default:
      return event;
  }
}
