import { quoted } from '../quoted.ts';
import { remedyNames } from '../recovery/remedy-names.ts';
import type { GivenWords, StoryWords } from './words.ts';

const n = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;
const there = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(', ');

const remedies = remedyNames.en;
const told = (list: readonly GivenWords[]) =>
  there(
    list.map(({ remedy, amount, times }) =>
      [remedies[remedy].told, amount, times > 1 ? `(${times} times)` : null]
        .filter((part) => part !== null)
        .join(' '),
    ),
  );

const channels = {
  call: { in: 'call from the customer', out: 'call to the customer' },
  email: { in: 'e-mail from the customer', out: 'e-mail to the customer' },
  chat: { in: 'chat, begun by the customer', out: 'chat, begun by us' },
  visit: { in: 'visit of the customer', out: 'visit to the customer' },
  letter: { in: 'letter from the customer', out: 'letter to the customer' },
};

export const english: StoryWords = {
  quote: (text) => quoted(text, 'en'),
  who: ({ name, guest, since, orders, spent }) =>
    `${name ?? 'Customer without a name'}: ${there([
      guest ? 'bought without an account' : null,
      since === null
        ? null
        : { customer: 'customer since ', 'first-order': 'first order ' }[since.as] + since.when,
      orders === 0 ? 'no orders' : n(orders, 'order', 'orders'),
      spent === null ? null : `${spent} spent`,
    ])}.`,
  repeat: (contacts, days, people, subject) =>
    `${there([
      `${n(contacts, 'contact', 'contacts')} in ${n(days, 'day', 'days')} ${subject === null ? 'without a case' : `about ${subject}`}`,
      people === 0 ? null : `with ${n(people, 'person', 'different people')}`,
    ])}.`,
  overdue: (text, until, who) => `Promise overdue since ${until}: ${text} (${who}).`,
  broken: (text, who) => `Promise broken: ${text} (${who}).`,
  pending: (text, until, who) => `Promised by ${until}: ${text} (${who}).`,
  otherPromises: ({ overdue, pending, broken }) => {
    const more = there([
      overdue > 0 ? `${overdue} overdue` : null,
      pending > 0 ? `${pending} pending` : null,
      broken > 0 ? `${broken} broken` : null,
    ]);
    return more === '' ? '' : ` Also: ${more}.`;
  },
  open: (cases, subject, since, owner, reopened) =>
    `${cases === 1 ? 'Open case' : `${cases} open cases; the newest`}: ${there([
      subject,
      `since ${since}`,
      reopened === 0 ? null : reopened === 1 ? 'reopened once' : `reopened ${reopened} times`,
      `owner ${owner}`,
    ])}.`,
  given: (given, asked) =>
    [
      given.length > 0 ? `Given so far: ${told(given)}.` : null,
      asked.length > 0 ? `Waiting for approval: ${told(asked)}.` : null,
    ]
      .filter((one) => one !== null)
      .join(' '),
  noneOpen: (subject, solved) => `No open case. Last solved: ${there([subject, solved])}.`,
  order: (number, delivery, promised, late) => {
    const states = {
      'not-sent': 'not sent yet',
      'partly-sent': 'only a part was sent',
      sent: 'sent, no delivery recorded',
      'partly-delivered': 'only a part was delivered',
      trouble: 'trouble with the delivery',
      returned: 'returned to the sender',
    };
    const state = delivery in states ? states[delivery as keyof typeof states] : null;
    const date = promised === null ? null : `${late ? 'late, ' : ''}promised for ${promised}`;
    return `Order ${number}: ${there([state, date])}.`;
  },
  otherOrders: (count, urgent) => ` ${count} more ${urgent ? 'late or in trouble' : 'under way'}.`,
  tried: (texts, more) => `Already tried: ${texts.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
  last: ({ when, channel, direction, answered, who }) =>
    `Last contact: ${there([
      when,
      channel && direction ? channels[channel][direction] : null,
      answered === false ? 'nobody answered' : who === null ? null : `with ${who}`,
    ])}.`,
  neverSpoke: 'No earlier contact recorded.',
};
