import { textIn } from '../rules/texts.ts';
import type { Language } from '../settings.ts';
import type { CaseView } from '../views/case.ts';

/** What was asked, checked and tried in a case, oldest first: notes about it, and the lines of playbooks with what came of them. */
export function triedIn(one: Pick<CaseView, 'tried' | 'steps'>, language: Language): CaseView['tried'] {
  const answered = one.steps.answered.map(({ question, answer, at, by }) => {
    const asked = textIn(question, language);
    return { text: answer === '' ? asked : `${asked} ${answer}`, at, by };
  });
  return answered.length === 0 ? one.tried : [...one.tried, ...answered].toSorted((a, b) => a.at - b.at);
}
