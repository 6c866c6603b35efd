import { noSteps } from '#shared/case/steps.ts';
import type { OrderSummary } from '#shared/order/records.ts';
import type { StoryFacts } from '#shared/story/so-far.ts';
import type { CaseView, PromiseView } from '#shared/views/case.ts';
import type { StoryEntry } from '#shared/views/story.ts';

/** Noon UTC on Wednesday 12 November 2025; 13:00 in Madrid. */
export const now = Date.UTC(2025, 10, 12, 12);
export const hour = 3_600_000;
export const day = 24 * hour;

export const iris = { id: 'u1', name: 'Iris Vidal' };
export const omar = { id: 'u2', name: 'Omar Peña' };

export type Contact = Extract<StoryEntry, { kind: 'contact' }>;

export function contact(id: string, at: number, more: Partial<Contact> = {}): Contact {
  return {
    id,
    at,
    kind: 'contact',
    caseId: null,
    orderId: null,
    by: iris,
    pending: false,
    channel: 'call',
    direction: 'in',
    number: null,
    seconds: 240,
    code: null,
    language: null,
    ...more,
  };
}

export function promise(id: string, more: Partial<PromiseView> = {}): PromiseView {
  return {
    id,
    caseId: 'k1',
    text: 'Llamar con una respuesta',
    until: now + 5 * hour,
    state: 'pending',
    by: iris,
    madeAt: now - day,
    proof: null,
    zone: null,
    ended: null,
    said: null,
    ...more,
  };
}

export function matter(id: string, more: Partial<CaseView> = {}): CaseView {
  return {
    id,
    number: '482913075561',
    customerId: 'c1',
    subject: 'La lámpara llegó rota',
    words: '',
    kind: 'damaged',
    failure: null,
    status: 'open',
    owner: iris,
    concerns: { products: [], carriers: [] },
    takenFrom: null,
    offer: null,
    declined: null,
    openedAt: now - 5 * day,
    solvedAt: null,
    how: null,
    timesReopened: 0,
    orderIds: [],
    incidentIds: [],
    contacts: 0,
    spokeTo: [],
    lastContactAt: null,
    languages: [],
    keyTold: null,
    spent: [],
    promises: [],
    claims: [],
    tried: [],
    steps: noSteps,
    compensations: [],
    flagged: null,
    watched: null,
    pending: false,
    ...more,
  };
}

export function summary(id: string, more: Partial<OrderSummary> = {}): OrderSummary {
  return {
    id,
    customerId: 'c1',
    number: `#${id}`,
    shop: 'Shopify',
    kind: 'sale',
    placedAt: now - 10 * day,
    zone: 'Europe/Madrid',
    currency: 'EUR',
    total: 3000,
    payment: 'paid',
    delivery: 'delivered',
    cancelledAt: null,
    promisedAt: null,
    deliveredAt: null,
    lineCount: 1,
    firstTitle: null,
    ...more,
  };
}

/** The facts of a customer; totals of contacts follow from the story unless they are given. */
export function facts(
  more: Partial<Omit<StoryFacts, 'customer' | 'totals' | 'story' | 'recentContacts'>> & {
    customer?: Partial<StoryFacts['customer']>;
    totals?: Partial<StoryFacts['totals']>;
    entries?: StoryEntry[];
  } = {},
): StoryFacts {
  const { customer, totals, entries = [], ...rest } = more;
  const contacts = entries.filter((one) => one.kind === 'contact');
  return {
    cases: [],
    promises: [],
    orders: [],
    ...rest,
    customer: {
      type: 'customer',
      id: 'c1',
      name: 'Ana Ruiz',
      emails: [],
      phones: [],
      addresses: [],
      guest: false,
      language: null,
      since: Date.UTC(2019, 2, 14),
      remark: null,
      keys: [],
      ...customer,
    },
    totals: {
      orders: 14,
      spent: [{ minor: 123_050, currency: 'EUR' }],
      firstOrderAt: Date.UTC(2019, 2, 14),
      lastOrderAt: null,
      contacts: contacts.length,
      lastContactAt: contacts.length > 0 ? Math.max(...contacts.map((one) => one.at)) : null,
      storyEntries: entries.length,
      ...totals,
    },
    story: { entries: entries.toSorted((a, b) => b.at - a.at), next: null },
    recentContacts: contacts
      .filter((one) => one.direction === 'in' && one.at >= now - 30 * day)
      .toSorted((a, b) => b.at - a.at),
  };
}
