import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { examine, faultsOfThemes } from './axe.ts';
import { phase, unlock } from './launch.ts';
import { carmen, doInPalette, family, find, known, nobody, ring, ringAndSee, test, wear } from './seat.ts';
import { write } from './write.ts';

test.describe.configure({ timeout: 120_000 });

test('axe sees a fault that is put on the screen', async ({ launch }) => {
  const desk = await launch();
  await phase(desk.page, 'passphrase');
  await desk.page.evaluate(() => {
    const grey = document.createElement('p');
    grey.textContent = 'hard to read';
    grey.style.cssText = 'color: rgb(190, 190, 190); background: white';
    document.querySelector('main')?.append(grey, document.createElement('button'));
  });
  const found = (await faultsOfThemes(desk)).map((line) => line.split(': ', 2).join(' '));
  expect(found).toEqual(
    expect.arrayContaining(['dark color-contrast', 'light color-contrast', 'light button-name']),
  );
});

test('axe finds nothing serious before the desk: passphrase and trouble', async ({ launch }) => {
  const desk = await launch();
  await phase(desk.page, 'passphrase');
  await wear(desk.page, { language: 'es' });
  await examine(desk, 'a new passphrase');
  const fields = desk.page.locator('input[type=password]');
  await fields.nth(0).fill('corta');
  await fields.nth(1).fill('otra');
  await examine(desk, 'a passphrase that is too short');

  await unlock(desk.page);
  await desk.close();
  rmSync(join(desk.userDataDir, 'store', 'key.json'));
  const troubled = await launch({ userDataDir: desk.userDataDir });
  await phase(troubled.page, 'trouble');
  await examine(troubled, 'a store that does not open');
  await troubled.page.getByRole('button', { name: 'Apartar y empezar de nuevo' }).click();
  await troubled.page.getByRole('dialog').waitFor();
  await examine(troubled, 'setting a store aside');
});

test('axe finds nothing serious on the desk, its palette, its keys and its menus', async ({ seat }) => {
  const desk = await seat();
  const { page } = desk;
  await examine(desk, 'the empty desk');
  await page.keyboard.press('Control+k');
  await examine(desk, 'the palette with its actions');
  await expect((await find(page, 'carmen')).first()).toContainText('Carmen');
  await examine(desk, 'the palette with results');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await page.getByRole('dialog').waitFor();
  await examine(desk, 'all keys');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('menu').waitFor();
  await page.getByRole('menuitem', { name: 'Change keys…' }).waitFor();
  await examine(desk, 'the settings menu');
  await page.getByRole('menuitem', { name: 'Change keys…' }).click();
  await page.getByRole('dialog').waitFor();
  await examine(desk, 'changing keys');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Demo phone', exact: true }).click();
  await examine(desk, 'the demo phone');
});

test('axe finds nothing serious while calls ring: one customer, several, nobody, hidden', async ({
  seat,
}) => {
  const desk = await seat();
  const { page } = desk;
  await ringAndSee(page, carmen);
  await examine(desk, 'a ring of one customer');
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Put away' }).click();
  for (const [from, title] of [
    [family.from, 'Several customers have this number'],
    [nobody.from, 'Unknown number'],
    ['anonymous', 'The caller hides the number'],
  ] as const) {
    await ring(page, from);
    await page.getByRole('heading', { name: title }).waitFor();
    await examine(desk, title);
    await page.keyboard.press('F8');
    await page.getByRole('button', { name: 'Put away' }).click();
  }
  await ring(page, nobody.from);
  // The tab of the call before has such a field too.
  await page.getByRole('heading', { name: 'Unknown number' }).waitFor();
  await page.getByRole('searchbox', { name: 'Who is calling?' }).fill('agüero');
  await page.getByRole('main').getByRole('listitem').first().waitFor();
  await ring(page, '+441174960461');
  await page.getByRole('tab').filter({ hasText: 'needs you' }).waitFor();
  await examine(desk, 'a second ring while the caller is searched');
});

test('axe finds nothing serious on a customer: wrap-up, forms, a case, an order, notices', async ({
  seat,
}) => {
  const desk = await seat();
  const { page } = desk;
  await ringAndSee(page, carmen);
  await page.keyboard.press('F2');
  await page.keyboard.press('w');
  await page.getByRole('textbox', { name: 'Next promise' }).fill('Llamar mañana');
  await page.getByRole('combobox', { name: 'Belongs to' }).selectOption('new');
  await examine(desk, 'the wrap-up with a promise and a new case');
  await page.getByRole('button', { name: 'Save' }).click();
  await examine(desk, 'a wrap-up that misses its code');
  // A tall form hides the bar's buttons in a window of this height; their keys stay.
  await page.locator('body').click({ position: { x: 2, y: 2 } });
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Internal note' }).waitFor();
  await examine(desk, 'a note');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+n');
  await page.getByRole('dialog').waitFor();
  await examine(desk, 'a new case');
  await page.keyboard.press('Escape');
  const side = page.getByRole('complementary');
  const { inQuestion } = await known(page, carmen);
  await side.getByRole('button', { name: new RegExp(`^${inQuestion?.number}`) }).click();
  await side.getByRole('button', { name: /^Tóner equivocado/ }).click();
  await side.getByRole('button', { name: 'Note', exact: true }).waitFor();
  await examine(desk, 'an order and a case unfolded');
  await page.locator('body').click({ position: { x: 2, y: 2 } });
  await page.keyboard.press('s');
  await page.getByRole('textbox', { name: 'How was it solved?' }).waitFor();
  await examine(desk, 'solving over an open promise');
  await page.keyboard.press('Escape');
  await page.locator('body').click({ position: { x: 2, y: 2 } });
  await page.keyboard.press('h');
  await page.getByRole('alert').filter({ hasText: 'Only its owner' }).waitFor();
  await examine(desk, 'a refusal');
  await side.getByRole('button', { name: /^It is not what was ordered/ }).click();
  await side.getByRole('checkbox').first().waitFor();
  await examine(desk, 'a playbook unfolded');
  await doInPalette(page, 'rules of the');
  await page.getByRole('dialog', { name: 'Rules of the team' }).waitFor();
  await examine(desk, 'the rules of the team, to be read');
});

test('axe finds nothing serious in the customer’s file: a note for all, phones, language and time, two records side by side', async ({
  seat,
}) => {
  const desk = await seat();
  const { page } = desk;
  await doInPalette(page, 'Jordi Casademunt Rius');
  await page.getByRole('heading', { level: 1, name: 'Jordi Casademunt Rius' }).waitFor();
  await doInPalette(page, 'Note for every');
  await write(page, 'Oye mal: hable despacio');
  await page.keyboard.press('Control+Enter');
  await doInPalette(page, 'Add a phone');
  await write(page, carmen.from);
  await page.getByText('has it already').waitFor();
  await examine(desk, 'a note for every contact, and a phone that somebody else has');
  await page.keyboard.press('Control+Enter');
  await doInPalette(page, 'Language and time');
  await page.getByRole('combobox', { name: 'From' }).selectOption('09:00');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').filter({ hasText: 'both hours' }).waitFor();
  await examine(desk, 'half of the hours');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Compare with/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Are these one person?' });
  await dialog.getByRole('table').waitFor();
  await page.keyboard.press('Control+Enter');
  await examine(desk, 'two records side by side');
  await dialog.getByRole('textbox').fill('Lo dijo él.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Also known as').waitFor();
  await examine(desk, 'two records as one');
});
