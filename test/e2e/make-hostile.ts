import { randomUUID } from 'node:crypto';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { Record } from '#shared/wire.ts';
import { openStore } from '#store/store.ts';
import { createWithPassphrase, markOpened } from '../../src/main/key/store-key.ts';
import { texts, worst } from './hostile.ts';

/*
 * Makes a store in which every text was written by somebody who attacks: `node make-hostile.ts FOLDER PASSPHRASE`. A program of its own,
 * because Playwright's loader of TypeScript cannot load the database.
 */
const [folder = '', passphrase = ''] = process.argv.slice(2);
const made = await createWithPassphrase(folder, passphrase);
if (made.state !== 'open') throw new Error('no key was made');
const desk = { person: { id: 'eva', name: 'Eva' }, company: worst };
const store = await openStore({ folder, key: Buffer.from(made.key), fresh: true, desk });

const day = 86_400_000;
const now = Date.now();
const address = {
  name: worst,
  company: worst,
  lines: [...texts.slice(0, 3)],
  city: worst,
  region: worst,
  postcode: worst,
  country: 'ES',
};
const records: Record[] = [
  { type: 'person', id: 'eva', name: `Eva ${worst}`, role: 'agent' } as Record,
  {
    type: 'customer',
    id: 'c1',
    name: `Mala ${worst}`,
    emails: [`${worst}@example.com`],
    phones: [{ raw: `600112233 ${worst}`, e164: '+34600112233', country: 'ES' }],
    addresses: [address],
    guest: false,
    language: 'es',
    since: now - 900 * day,
    remark: texts.join('\n'),
    keys: [],
  },
  {
    type: 'order',
    id: 'shop:1',
    customerId: 'c1',
    number: `#1 ${worst}`,
    shop: worst,
    kind: 'sale',
    placedAt: now - 9 * day,
    zone: 'Europe/Madrid',
    currency: 'EUR',
    total: 2500,
    shipping: null,
    tax: null,
    discount: null,
    payment: 'paid',
    delivery: 'sent',
    cancelledAt: null,
    promisedAt: null,
    lines: texts.map((title, index) => ({
      id: String(index),
      kind: 'product' as const,
      sku: worst,
      title: `Line ${index} ${title}`,
      quantity: 1,
      unit: 250,
      total: 250,
      refunded: 0,
    })),
    payments: [
      {
        id: '1',
        kind: 'payment',
        status: 'done',
        at: now - 9 * day,
        amount: { minor: 2500, currency: 'EUR' },
        method: worst,
      },
    ],
    shipments: [
      {
        id: '1',
        leftAt: now - 8 * day,
        carrier: worst,
        tracking: worst,
        trackingUrl: 'javascript:window.pwned.push(8)',
        lines: [],
        promisedAt: null,
        deliveredAt: now - 6 * day,
        signedBy: worst,
        events: [{ at: now - 6 * day, status: 'delivered', place: worst, text: worst }],
      },
    ],
    shipTo: address,
    remark: worst,
    seenAt: null,
  },
  {
    type: 'rules',
    id: 'es/playbook:damaged',
    team: 'es',
    name: 'playbook:damaged',
    version: 1,
    at: now - day,
    by: 'eva',
    content: {
      about: 'playbook',
      kind: 'damaged',
      title: { en: `Page ${worst}`, es: `Página ${worst}` },
      ask: [{ en: `Ask ${worst}`, es: `Pregunte ${worst}` }],
      check: [{ en: worst, es: worst }],
      say: [{ en: worst, es: worst }],
      options: [{ en: worst, es: worst }],
      never: [{ en: worst, es: worst }],
    },
  },
];
const changes = records.map((record, index) => ({ n: index + 1, record }));
store.absorb({ team: 'es', epoch: 'e1', from: 0, to: changes.length, changes });

const about = { customerId: 'c1', caseId: randomUUID() };
const asks: CommandAsk[] = [
  {
    ...about,
    type: 'case.open',
    data: { subject: `Case ${worst}`, words: texts.join(' '), kind: 'damaged', orderId: 'shop:1' },
  },
  ...texts.map(
    (text): CommandAsk => ({ ...about, type: 'note.add', data: { text: `Note ${text}`, about: 'note' } }),
  ),
  {
    ...about,
    type: 'promise.make',
    data: { promiseId: randomUUID(), text: `Promise ${worst}`, until: now + day },
  },
];
store.record(asks);
store.close();
markOpened(folder);
