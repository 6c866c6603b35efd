import { expect, test } from 'vitest';
import { causeNames, kindNames } from '#shared/case/kind-names.ts';
import { remedyNames } from '#shared/recovery/remedy-names.ts';
import { remedy } from '#shared/rules/manual.ts';
import { texts } from '../../src/renderer/words/words.ts';

test('a remedy is called the same on the screen as in the story and the record', () => {
  for (const language of ['en', 'es'] as const)
    for (const one of remedy.options)
      expect(texts[language].desk.remedy[one]).toBe(remedyNames[language][one].name);
  // Spain's differences would be a second source.
  expect('remedy' in texts['es-ES'].desk).toBe(false);
});

test('kinds and causes are called the same on the screen as in the record', () => {
  for (const language of ['en', 'es'] as const) {
    expect(texts[language].desk.cases.kind).toEqual(kindNames[language]);
    expect(texts[language].desk.steps.cause).toEqual(causeNames[language]);
  }
});
