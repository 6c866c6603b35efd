import { maskEmail, maskPhone } from '../customer/mask.ts';
import type { CommandAsk } from './commands.ts';

/** What a command says of numbers and addresses, hidden: it is shown, and never sent again as it is here. */
export function hiddenAsk(ask: CommandAsk): CommandAsk {
  switch (ask.type) {
    case 'contact.record':
      return {
        ...ask,
        data: { ...ask.data, number: ask.data.number && maskPhone(ask.data.number) },
      } as CommandAsk;
    case 'customer.introduce': {
      const { number, email } = ask.data;
      return {
        ...ask,
        data: { ...ask.data, number: number && maskPhone(number), email: email && maskEmail(email) },
      };
    }
    case 'customer.add-contact-point':
    case 'customer.remove-contact-point':
      return {
        ...ask,
        data: {
          ...ask.data,
          value: ask.data.kind === 'phone' ? maskPhone(ask.data.value) : maskEmail(ask.data.value),
        },
      } as CommandAsk;
    default:
      return ask;
  }
}
