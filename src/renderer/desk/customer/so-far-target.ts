import type { Sentence } from '#shared/story/so-far.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import type { Target } from './screen-state.ts';

/**
 * Where a sentence leads: to the one thing that it names, or to the part of the story where all of them are. Contacts and
 * promises have no place of their own: they are found in the story.
 */
export function targetOf(sentence: Sentence, view: CustomerView): Target | null {
  const [ref, second] = sentence.refs;
  if (!ref) return null;
  switch (ref.kind) {
    case 'case':
      return { to: 'case', caseId: ref.id };
    case 'order':
      return { to: 'order', orderId: ref.id };
    case 'promise': {
      const of = view.cases.find((one) => one.promises.some((promise) => promise.id === ref.id));
      if (of && !second) return { to: 'case', caseId: of.id };
      return { to: 'story', filter: { groups: new Set(['promises']) } };
    }
    case 'contact':
      return !second && view.story.entries.some((entry) => entry.id === ref.id)
        ? { to: 'entry', entryId: ref.id }
        : { to: 'story', filter: { groups: new Set(['calls']) } };
  }
}
