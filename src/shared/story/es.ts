import { quoted } from '../quoted.ts';
import { remedyNames } from '../recovery/remedy-names.ts';
import type { GivenWords, StoryWords } from './words.ts';

const n = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;
const there = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(', ');

const remedies = remedyNames.es;
const told = (list: readonly GivenWords[]) =>
  there(
    list.map(({ remedy, amount, times }) =>
      [remedies[remedy].told, amount, times > 1 ? `(${times} veces)` : null]
        .filter((part) => part !== null)
        .join(' '),
    ),
  );

const channels = {
  call: { in: 'llamada del cliente', out: 'llamada al cliente' },
  email: { in: 'correo del cliente', out: 'correo al cliente' },
  chat: { in: 'chat iniciado por el cliente', out: 'chat iniciado por nosotros' },
  visit: { in: 'visita del cliente', out: 'visita al cliente' },
  letter: { in: 'carta del cliente', out: 'carta al cliente' },
};

/** Spanish as Latin America reads it. */
export const latinAmerican: StoryWords = {
  quote: (text) => quoted(text, 'es'),
  who: ({ name, guest, since, orders, spent }) =>
    `${name ?? 'Cliente sin nombre'}: ${there([
      guest ? 'compra sin cuenta' : null,
      since === null
        ? null
        : { customer: 'cliente desde ', 'first-order': 'primer pedido ' }[since.as] + since.when,
      orders === 0 ? 'sin pedidos' : n(orders, 'pedido', 'pedidos'),
      spent === null ? null : `gasto total ${spent}`,
    ])}.`,
  repeat: (contacts, days, people, subject) =>
    `${there([
      `${n(contacts, 'contacto', 'contactos')} en ${n(days, 'día', 'días')} ${subject === null ? 'sin caso' : `por ${subject}`}`,
      people === 0 ? null : `con ${n(people, 'persona', 'personas distintas')}`,
    ])}.`,
  overdue: (text, until, who) => `Compromiso vencido desde ${until}: ${text} (${who}).`,
  broken: (text, who) => `Compromiso incumplido: ${text} (${who}).`,
  pending: (text, until, who) => `Compromiso pendiente hasta ${until}: ${text} (${who}).`,
  otherPromises: ({ overdue, pending, broken }) => {
    const more = there([
      overdue > 0 ? n(overdue, 'vencido', 'vencidos') : null,
      pending > 0 ? n(pending, 'pendiente', 'pendientes') : null,
      broken > 0 ? n(broken, 'incumplido', 'incumplidos') : null,
    ]);
    return more === '' ? '' : ` Además: ${more}.`;
  },
  open: (cases, subject, since, owner, reopened) =>
    `${cases === 1 ? 'Caso abierto' : `${cases} casos abiertos; el más nuevo`}: ${there([
      subject,
      `desde el ${since}`,
      reopened === 0 ? null : reopened === 1 ? 'reabierto una vez' : `reabierto ${reopened} veces`,
      `a cargo de ${owner}`,
    ])}.`,
  given: (given, asked) =>
    [
      given.length > 0 ? `Ya se dio: ${told(given)}.` : null,
      asked.length > 0 ? `Pendiente de aprobación: ${told(asked)}.` : null,
    ]
      .filter((one) => one !== null)
      .join(' '),
  noneOpen: (subject, solved) => `Ningún caso abierto. Último resuelto: ${there([subject, solved])}.`,
  order: (number, delivery, promised, late) => {
    const states = {
      'not-sent': 'sin enviar',
      'partly-sent': 'enviado solo en parte',
      sent: 'enviado, sin entrega registrada',
      'partly-delivered': 'entregado solo en parte',
      trouble: 'con problemas en la entrega',
      returned: 'devuelto al remitente',
    };
    const state = delivery in states ? states[delivery as keyof typeof states] : null;
    const date = promised === null ? null : `${late ? 'con retraso, ' : ''}prometido para el ${promised}`;
    return `Pedido ${number}: ${there([state, date])}.`;
  },
  otherOrders: (count, urgent) => ` ${count} más ${urgent ? 'con retraso o problemas' : 'en curso'}.`,
  tried: (texts, more) => `Ya se intentó: ${texts.join(', ')}${more > 0 ? ` y ${more} más` : ''}.`,
  last: ({ when, channel, direction, answered, who }) =>
    `Último contacto: ${there([
      when,
      channel && direction ? channels[channel][direction] : null,
      answered === false ? 'sin respuesta' : who === null ? null : `con ${who}`,
    ])}.`,
  neverSpoke: 'Sin contactos anteriores registrados.',
};

/** What Spain says otherwise. */
export const spain: StoryWords = {
  ...latinAmerican,
  given: (given, asked) => latinAmerican.given(given, asked).replace('Ya se dio', 'Ya se ha dado'),
  tried: (texts, more) => latinAmerican.tried(texts, more).replace('Ya se intentó', 'Ya se ha intentado'),
};
