import type { Remedy } from '../rules/manual.ts';

/** Every sentence of a letter to a customer, once per language. Amounts and dates come in ready to show. */
export type LetterWords = {
  subject(caseNumber: string): string;
  greeting(name: string | null): string;
  sorry(order: string | null): string;
  explained(text: string): string;
  explainedGap: string;
  given: string;
  remedy: Record<Remedy, (amount: string | null) => string>;
  promises: string;
  promised(text: string, until: string): string;
  reach(caseNumber: string): string;
  close: string;
};

const of = (amount: string | null, text: string): string => (amount === null ? '' : `${text}${amount}`);

export const letterEnglish: LetterWords = {
  subject: (number) => `Your case ${number}`,
  greeting: (name) => (name === null ? 'Dear customer,' : `Dear ${name},`),
  sorry: (order) =>
    `We are sorry${order === null ? '' : ` for what happened with your order ${order}`}. You had every reason to expect better, and we want to put it right.`,
  explained: (text) => `This is what happened: ${text}`,
  explainedGap: 'This is what happened: [what happened, in plain words]',
  given: 'This is what we do about it:',
  remedy: {
    refund: (amount) => `We pay you back${of(amount, ' ')}, the way you paid.`,
    'partial-refund': (amount) => `We pay a part back to you${of(amount, ': ')}.`,
    voucher: (amount) => `A voucher${of(amount, ' of ')} for your next order.`,
    credit: (amount) => `A credit${of(amount, ' of ')} in your account.`,
    replacement: () => 'We send you another one, at no cost to you.',
    'partial-shipment': () => 'We send now what is here, and the rest as soon as it comes; both at our cost.',
    express: () => 'We send it express, at the price of normal delivery.',
    gift: () => 'A small something in your next parcel.',
    letter: () => '',
    'manager-call': () => 'Somebody who decides will ring you.',
  },
  promises: 'And this we promise you:',
  promised: (text, until) => `${text} (by ${until})`,
  reach: (number) =>
    `If anything is missing, tell whoever answers your case number, ${number}: they see everything that has happened and you need not explain it again.`,
  close: 'Yours sincerely,',
};

export const letterSpanish: LetterWords = {
  subject: (number) => `Su caso ${number}`,
  greeting: (name) => (name === null ? 'Estimado cliente:' : `Hola, ${name}:`),
  sorry: (order) =>
    `Sentimos${order === null ? ' mucho lo ocurrido' : ` lo ocurrido con su pedido ${order}`}. Tenía todo el derecho a esperar algo mejor, y queremos arreglarlo.`,
  explained: (text) => `Esto es lo que pasó: ${text}`,
  explainedGap: 'Esto es lo que pasó: [qué ocurrió, con palabras sencillas]',
  given: 'Esto es lo que hacemos:',
  remedy: {
    refund: (amount) => `Le devolvemos${of(amount, ' ')} por el mismo medio con el que pagó.`,
    'partial-refund': (amount) => `Le devolvemos una parte${of(amount, ': ')}.`,
    voucher: (amount) => `Un vale${of(amount, ' de ')} para su próximo pedido.`,
    credit: (amount) => `Un saldo a favor${of(amount, ' de ')} en su cuenta.`,
    replacement: () => 'Le enviamos otro, sin coste para usted.',
    'partial-shipment': () =>
      'Le enviamos ya lo que tenemos y el resto en cuanto llegue; los dos envíos por nuestra cuenta.',
    express: () => 'Se lo enviamos urgente al precio del envío normal.',
    gift: () => 'Un detalle en su próximo envío.',
    letter: () => '',
    'manager-call': () => 'Le llamará alguien que puede decidir.',
  },
  promises: 'Y a esto nos comprometemos:',
  promised: (text, until) => `${text} (a más tardar, el ${until})`,
  reach: (number) =>
    `Si falta algo, diga a quien le atienda su número de caso, ${number}: verá todo lo ocurrido y usted no tendrá que volver a explicarlo.`,
  close: 'Un saludo,',
};
