import type { CaseKind } from '../../case/words.ts';
import { failures } from '../../story/failures.ts';
import { type Manual, type Offer, remedy } from '../manual.ts';

const onOrder: readonly CaseKind[] = [...failures];
const sentWrong: readonly CaseKind[] = ['lost', 'damaged', 'wrong-product', 'missing-part'];

const offer = (
  id: string,
  remedy: Offer['remedy'],
  when: Partial<Pick<Offer, 'kinds' | 'segments' | 'severities'>>,
  amount: { percent: number; least?: number; most?: number } | null,
  en: string,
  es: string,
): Offer => ({
  id,
  remedy,
  kinds: [...(when.kinds ?? [])],
  segments: [...(when.segments ?? [])],
  severities: [...(when.severities ?? [])],
  percent: amount?.percent ?? null,
  least: amount?.least ?? null,
  most: amount?.most ?? null,
  note: { en, es },
});

/**
 * A manual to start with, in euros: careful amounts, alternatives for every kind, and always a letter or a call beside money. The ideas are
 * those that people of the trade ask for; the figures are each company's to set.
 */
export const defaultManual: Manual = {
  about: 'manual',
  currency: 'EUR',
  offers: [
    offer(
      'send-again',
      'replacement',
      { kinds: [...sentWrong] },
      null,
      'Another one leaves today, without waiting for the first to come back.',
      'Hoy mismo sale otro, sin esperar a que vuelva el primero.',
    ),
    offer(
      'ship-what-there-is',
      'partial-shipment',
      { kinds: ['late', 'missing-part'] },
      null,
      'What is here leaves now; the rest follows at our cost.',
      'Lo que hay sale ya; el resto va después por nuestra cuenta.',
    ),
    offer(
      'express',
      'express',
      { kinds: ['late', 'lost', 'wrong-product', 'missing-part'] },
      null,
      'Express, at the price of normal delivery.',
      'Envío urgente al precio del normal.',
    ),
    offer(
      'refund-all',
      'refund',
      { kinds: ['lost', 'damaged', 'wrong-product', 'not-as-described', 'return', 'billing'] },
      { percent: 100 },
      'Everything back, to the card it was paid with.',
      'Se devuelve todo, a la misma tarjeta.',
    ),
    offer(
      'refund-part',
      'partial-refund',
      { kinds: [...onOrder], severities: ['medium', 'high'] },
      { percent: 15, least: 300, most: 5000 },
      'They keep it and get a part back.',
      'Se lo queda y se le devuelve una parte.',
    ),
    offer(
      'voucher-loyal',
      'voucher',
      { kinds: [...onOrder, 'attitude', 'billing'], segments: ['loyal', 'at-risk'] },
      { percent: 15, least: 500, most: 4000 },
      'For their next order, without a minimum.',
      'Para su próximo pedido, sin mínimo.',
    ),
    offer(
      'voucher-delivery',
      'voucher',
      { kinds: [...onOrder], segments: ['new', 'one-off', 'regular'] },
      { percent: 5, least: 500, most: 1500 },
      'Makes express delivery of the next order cost the same as normal.',
      'Para que el envío urgente del próximo pedido cueste como el normal.',
    ),
    offer(
      'credit',
      'credit',
      { kinds: ['billing', 'late', 'attitude'], severities: ['medium', 'high'] },
      { percent: 10, least: 500, most: 3000 },
      'Stays in their account until they use it.',
      'Queda en su cuenta hasta que lo use.',
    ),
    offer(
      'gift',
      'gift',
      { segments: ['loyal', 'at-risk'], severities: ['medium', 'high'] },
      null,
      'Something small in the next parcel, with a handwritten line.',
      'Un detalle en el próximo envío, con una línea escrita a mano.',
    ),
    offer(
      'letter',
      'letter',
      {},
      null,
      'An apology in writing that says what happened.',
      'Una disculpa por escrito que diga qué pasó.',
    ),
    offer(
      'manager-call',
      'manager-call',
      { severities: ['high'] },
      null,
      'Somebody who decides rings them.',
      'Les llama alguien que decide.',
    ),
  ],
  authorities: [
    {
      role: 'agent',
      once: 3000,
      month: 30_000,
      remedies: remedy.options.filter((one) => one !== 'refund' && one !== 'manager-call'),
    },
    {
      role: 'supervisor',
      once: 30_000,
      month: 500_000,
      remedies: [...remedy.options],
    },
  ],
  worth: {
    newDays: 90,
    loyalOrders: 4,
    loyalMonths: 24,
    silentGaps: 2,
    marginPercent: 30,
    years: 2,
    lossPercent: 20,
    lossPercentEach: 20,
  },
  costs: {
    minute: 50,
    parcel: 500,
    express: 600,
    gift: 500,
    productPercent: 60,
    letterMinutes: 10,
    managerMinutes: 15,
  },
  // Rounded, of autumn 2026: what is measured by them is a limit, not a payment. A company sets its own.
  rates: [
    { currency: 'GBP', rate: 0.87 },
    { currency: 'USD', rate: 1.15 },
    { currency: 'MXN', rate: 21 },
  ],
};
