import type { Cause } from './step-events.ts';
import type { CaseKind } from './words.ts';

/** What kinds of cases are called where a record of one names them, as on the screen. */
export const kindNames: Readonly<Record<'en' | 'es', Readonly<Record<CaseKind, string>>>> = {
  en: {
    question: 'Question',
    late: 'Late',
    lost: 'Lost',
    damaged: 'Damaged',
    'wrong-product': 'Wrong product',
    'missing-part': 'Something is missing',
    'not-as-described': 'Not as described',
    billing: 'Billing',
    return: 'Return',
    attitude: 'How we treated them',
    other: 'Something else',
  },
  es: {
    question: 'Consulta',
    late: 'Retraso',
    lost: 'Pérdida',
    damaged: 'Daño',
    'wrong-product': 'Producto equivocado',
    'missing-part': 'Falta algo',
    'not-as-described': 'No es como se describía',
    billing: 'Facturación',
    return: 'Devolución',
    attitude: 'El trato que recibió',
    other: 'Otra cosa',
  },
};

/** The same of causes. */
export const causeNames: Readonly<Record<'en' | 'es', Readonly<Record<Cause, string>>>> = {
  en: {
    process: 'Process',
    policy: 'Policy',
    system: 'System',
    protocol: 'Protocol',
    person: 'A person of ours',
    'product-description': 'Product description',
    supplier: 'Supplier',
    carrier: 'Carrier',
    customer: 'The customer',
    unknown: 'Not known',
  },
  es: {
    process: 'Proceso',
    policy: 'Política',
    system: 'Sistema',
    protocol: 'Protocolo',
    person: 'Una persona nuestra',
    'product-description': 'Descripción del producto',
    supplier: 'Proveedor',
    carrier: 'Transportista',
    customer: 'El cliente',
    unknown: 'No se sabe',
  },
};
