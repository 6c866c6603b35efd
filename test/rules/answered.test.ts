import { expect, test } from 'vitest';
import type { Answered } from '#shared/case/steps.ts';
import { answerTo, pageFor, progressOf } from '#shared/rules/answered.ts';
import { defaultPlaybooks } from '#shared/rules/defaults/playbooks.ts';
import { rulesOf } from '#shared/rules/of.ts';

const answered = (
  en: string,
  es: string,
  answer: string,
  more: Partial<Answered<string>> = {},
): Answered<string> => ({
  kind: 'late',
  version: 1,
  part: 'ask',
  question: { en, es },
  answer,
  by: 'lucia',
  at: 1,
  ...more,
});

test('a line keeps its answer when it is moved, or changed in one language; the newest answer counts', () => {
  const all = [answered('Was anybody in?', '¿Había alguien?', 'No'), answered('Was anybody in?', '', 'Yes')];
  expect(answerTo({ en: 'Was anybody in?', es: '¿Estaba en casa?' }, 'ask', all)?.answer).toBe('Yes');
  expect(answerTo({ en: 'Anybody at home?', es: '¿Había alguien?' }, 'ask', all)?.answer).toBe('No');
  expect(answerTo({ en: 'Was anybody in?', es: '' }, 'check', all)).toBeNull();
  expect(answerTo({ en: 'Another', es: '' }, 'ask', all)).toBeNull();
  expect(answerTo({ en: '', es: '' }, 'ask', [answered('', '', 'nothing')])).toBeNull();
});

test('a page counts what was asked and checked, and knows the version that a case began with', () => {
  const [page] = defaultPlaybooks;
  const [first] = page?.check ?? [];
  if (!page || !first) throw new Error('no page');
  expect(progressOf(page, [])).toEqual({ done: 0, of: page.ask.length + page.check.length });
  expect(progressOf(page, [answered(first.en, first.es, '', { part: 'check' })]).done).toBe(1);
  const record = {
    type: 'rules',
    id: 'demo/playbook:late',
    team: 'demo',
    name: 'playbook:late',
    version: 4,
    at: 9,
    by: 'tom',
    content: page,
  } as const;
  const { playbooks } = rulesOf([record], 'demo');
  expect(pageFor(playbooks, 'late', [])).toMatchObject({
    page: { version: 4, by: 'tom' },
    usedVersion: null,
  });
  expect(pageFor(playbooks, 'late', [{ kind: 'late', version: 2, by: 'lucia' }])?.usedVersion).toBe(2);
  expect(pageFor(new Map(), 'late', [])).toBeNull();
});
