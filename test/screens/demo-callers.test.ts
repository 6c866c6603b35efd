import { expect, test } from 'vitest';
import { demoCallers as ofTheCompany } from '#shops/demo/callers.ts';
import { demoCallers } from '../../src/renderer/desk/shell/demo-callers.ts';
import { texts } from '../../src/renderer/words/words.ts';

test("the demo's phone offers the demo company's callers, in their words", () => {
  const offered = demoCallers.map(({ id, from }) => ({
    from,
    label: { en: texts.en.frame.demo.callers[id].label, es: texts.es.frame.demo.callers[id].label },
    what: { en: texts.en.frame.demo.callers[id].what, es: texts.es.frame.demo.callers[id].what },
  }));
  expect(offered).toEqual(ofTheCompany);
});
