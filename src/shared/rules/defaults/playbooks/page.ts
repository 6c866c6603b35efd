import type { CaseKind } from '../../../case/words.ts';
import type { Playbook, PlaybookPart } from '../../playbook.ts';

/** A line in English and in neutral Latin American Spanish. */
type Line = readonly [en: string, es: string];

/** A page of the program's own. */
export function page(
  kind: CaseKind,
  title: Line,
  parts: { readonly [P in PlaybookPart]: readonly Line[] },
): Playbook {
  const lines = (part: PlaybookPart) => parts[part].map(([en, es]) => ({ en, es }));
  return {
    about: 'playbook',
    kind,
    title: { en: title[0], es: title[1] },
    ask: lines('ask'),
    check: lines('check'),
    say: lines('say'),
    options: lines('options'),
    never: lines('never'),
  };
}
