import { expect } from '@playwright/test';
import type { SearchHit } from '#shared/views/search.ts';
import { askNow } from './at-centre.ts';
import { seriousFaults } from './axe.ts';
import { type Desk, phoneRings, seatedAt } from './desks.ts';
import { doInPalette, find } from './seat.ts';

const test = seatedAt('nuria', 'mateo');
/** What the centre has to count or find first: on a busy machine longer than a page takes. */
const asked = { timeout: 20_000 };

/** Customers on a machine who have one of the usual surnames. */
const someOf = ({ page }: Desk): Promise<SearchHit['card'][]> =>
  page.evaluate(async () => {
    const found: SearchHit['card'][] = [];
    for (const text of ['garcia', 'lopez', 'martinez', 'ruiz', 'fernandez']) {
      const reply = await window.hilo.view({ view: 'search', text, limit: 50 });
      if (!reply.ok) throw new Error('the search did not answer');
      found.push(...(reply.value as SearchHit[]).map(({ card }) => card));
    }
    return found;
  });

test('an admin has the machines hold twelve months: whoever fell out is found at the centre and comes whole, without a network Hilo says that they are not on this machine, and all come back', async ({
  desks: { nuria, mateo },
}) => {
  const before = await someOf(mateo);
  await doInPalette(nuria.page, 'People and teams');
  await nuria.page.getByRole('button', { name: 'Data protection', exact: true }).click();
  const rule = nuria.page.getByLabel('Machines of Casa Lumbre hold', { exact: true });
  const save = nuria.page.getByRole('button', { name: 'Save what machines of Casa Lumbre hold' });
  await rule.selectOption('12');
  await expect(nuria.page.getByText(/would stay on the machines and \d+ would be left out/)).toBeVisible(
    asked,
  );
  await save.click();
  await expect(nuria.page.getByText(/^\d+ customers are at the centre only/)).toBeVisible(asked);
  expect.soft(await seriousFaults(nuria), 'the rule of months').toEqual([]);

  // Nobody asks at Mateo's desk: it is told.
  const gone = async () => {
    const here = new Set((await someOf(mateo)).map(({ id }) => id));
    return before.filter(({ id }) => !here.has(id));
  };
  const fallen = async () => {
    const left = (await gone()).filter(({ name }) => name !== null);
    const other = left.find(({ phones }) => phones.length > 0);
    return { other, found: left.find(({ id }) => id !== other?.id), phone: other?.phones[0]?.e164 };
  };
  // One after the other: until there is one who has a phone, and somebody else.
  await expect.poll(async () => Object.values(await fallen()), asked).not.toContain(undefined);
  const { other, found, phone } = await fallen();
  if (!phone || !other?.name || !found?.name) throw new Error('nobody fell out');

  const { page } = mateo;
  await page.keyboard.press('Control+k');
  await find(page, found.name);
  const there = page
    .getByRole('dialog')
    .getByRole('option', { name: /not on this machine/ })
    .first();
  await expect(there).toContainText(found.name, asked);
  expect.soft(await seriousFaults(mateo), 'found at the centre').toEqual([]);
  await there.click();
  await expect(page.getByRole('heading', { name: found.name }).first()).toBeVisible(asked);
  expect((await gone()).map(({ id }) => id)).not.toContain(found.id);

  mateo.line.goes('down');
  await page.keyboard.press('Control+k');
  await find(page, other.name);
  await expect(page.getByRole('dialog').getByText(/^.*Not on this machine\./)).toBeVisible(asked);
  await page.keyboard.press('Escape');
  await phoneRings(mateo, phone);
  await expect(page.getByRole('heading', { name: 'Not on this machine' })).toBeVisible(asked);
  mateo.line.goes('through');
  await askNow(page);
  await expect(page.getByRole('heading', { name: 'Found at the centre' })).toBeVisible(asked);
  await page.getByRole('button', { name: other.name }).click();
  await expect(page.getByRole('heading', { name: other.name }).first()).toBeVisible(asked);
  await page.keyboard.press('F8');

  await rule.selectOption('');
  await expect(nuria.page.getByText('All come back to the machines.')).toBeVisible();
  await save.click();
  await expect.poll(async () => (await gone()).length, asked).toBe(0);
  await nuria.page.keyboard.press('Escape');
});
