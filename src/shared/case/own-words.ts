import type { CommandAsk } from './commands.ts';

/** The person's own words in a command; null where there are none. */
export function ownWords(ask: CommandAsk | null): string | null {
  switch (ask?.type) {
    case 'case.open':
      return ask.data.words === '' ? ask.data.subject : `${ask.data.subject}\n${ask.data.words}`;
    case 'compensation.give':
    case 'compensation.request':
      return ask.data.what === '' ? null : ask.data.what;
    case 'compensation.approve':
    case 'compensation.decline':
    case 'compensation.withdraw':
    case 'note.add':
    case 'promise.make':
    case 'promise.end':
    case 'claim.open':
    case 'claim.note':
    case 'claim.close':
    case 'case.apologise':
    case 'case.explain':
    case 'case.find-cause':
    case 'case.answer-supervisor':
      return ask.data.text === '' ? null : ask.data.text;
    case 'case.solve':
      return ask.data.how === '' ? null : ask.data.how;
    case 'case.reopen':
    case 'case.offer':
    case 'case.end-offer':
    case 'claim.offer':
      return ask.data.why === '' ? null : ask.data.why;
    case 'case.ask-supervisor':
      return ask.data.words === '' ? null : ask.data.words;
    case 'playbook.answer':
      return ask.data.answer === '' ? null : ask.data.answer;
    case 'customer.introduce':
      return ask.data.name;
    case 'customer.set-remark':
      return ask.data.text;
    case 'customer.add-contact-point':
      return ask.data.value;
    case 'customer.link':
    case 'customer.unlink':
      return ask.data.why === '' ? null : ask.data.why;
    default:
      return null;
  }
}
