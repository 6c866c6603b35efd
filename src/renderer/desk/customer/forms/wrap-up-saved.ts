import type { CommandAsk } from '#shared/case/commands.ts';
import type { Say } from '../say.ts';

/** What was saved, part by part, in the words of the message that says so. */
export function savedParts(asks: readonly CommandAsk[], say: Say): string[] {
  return asks.flatMap((ask) => {
    switch (ask.type) {
      case 'case.open':
        return [say.t('wrapUp.saved.case')];
      case 'contact.record':
        return [say.t('wrapUp.saved.contact')];
      case 'note.add':
        return [say.t('note.saved')];
      case 'promise.make':
        return [say.t('promise.saved', { when: say.moment(ask.data.until) })];
      case 'case.solve':
        return [say.t('solve.saved')];
      default:
        return [];
    }
  });
}
