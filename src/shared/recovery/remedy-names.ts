import type { Remedy } from '../rules/manual.ts';

type Names = Readonly<Record<Remedy, { name: string; told: string }>>;

/**
 * What remedies are called, once for everything that names them: `name` where one is chosen, in a story's entry and in a record, `told` inside a
 * sentence about what was given.
 */
export const remedyNames: Readonly<Record<'en' | 'es', Names>> = {
  en: {
    refund: { name: 'Refund', told: 'refund' },
    'partial-refund': { name: 'Partial refund', told: 'partial refund' },
    voucher: { name: 'Voucher', told: 'voucher' },
    credit: { name: 'Credit', told: 'credit' },
    replacement: { name: 'Send again', told: 'sent again' },
    'partial-shipment': { name: 'Ship what there is', told: 'what there was, shipped ahead' },
    express: { name: 'Express at the normal price', told: 'express at the normal price' },
    gift: { name: 'Gift', told: 'gift' },
    letter: { name: 'Letter of apology', told: 'letter of apology' },
    'manager-call': { name: 'Call from a manager', told: 'call from a manager' },
  },
  es: {
    refund: { name: 'Reembolso', told: 'reembolso' },
    'partial-refund': { name: 'Reembolso parcial', told: 'reembolso parcial' },
    voucher: { name: 'Vale', told: 'vale' },
    credit: { name: 'Saldo a favor', told: 'saldo a favor' },
    replacement: { name: 'Enviar otra vez', told: 'otro envío' },
    'partial-shipment': { name: 'Enviar lo que hay', told: 'envío de lo que había' },
    express: { name: 'Urgente al precio normal', told: 'envío urgente al precio normal' },
    gift: { name: 'Un detalle', told: 'un detalle' },
    letter: { name: 'Carta de disculpa', told: 'carta de disculpa' },
    'manager-call': { name: 'Llamada de un responsable', told: 'llamada de un responsable' },
  },
};
