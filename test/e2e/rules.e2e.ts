import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { askNow, openStory, saysStatus, unfold } from './at-centre.ts';
import { examine } from './axe.ts';
import { seatedAt } from './desks.ts';
import { find, shoot } from './seat.ts';
import { write } from './write.ts';

// An agent and a supervisor.
const test = seatedAt('lucia', 'ines');

/** Somebody at another machine publishes the page with another question meanwhile. */
const publishBefore = (page: Page, question: string, other: string): Promise<void> =>
  page.evaluate(
    async ([from, to]) => {
      const rules = await window.hilo.view({ view: 'rules' });
      const record = rules.ok ? rules.value.records.find(({ name }) => name === 'playbook:late') : undefined;
      if (record?.content.about !== 'playbook') throw new Error('nothing is published');
      const asked = record.content.ask.map((line) => (line.en === from ? { en: to, es: to } : line));
      const { team, version } = record;
      const content = { ...record.content, ask: asked };
      const reply = await window.hilo.session({ ask: 'publish-rules', team, from: version, content });
      if (!reply.ok) throw new Error(JSON.stringify(reply));
    },
    [question, other] as const,
  );

const customer = 'Carmen Ruiz Ortega';
const playbook = (page: Page) => page.getByRole('region', { name: 'What to do' }).first();
const line = (page: Page, text: string | RegExp) => playbook(page).getByRole('checkbox', { name: text });

test('a playbook published by the supervisor is on the agent’s next call', async ({ desks }) => {
  const { lucia, ines } = desks;
  await ines.page.keyboard.press('Control+k');
  await (await find(ines.page, 'rules of the')).first().waitFor();
  await ines.page.keyboard.press('Enter');
  const dialog = ines.page.getByRole('dialog', { name: 'Rules of the team' });
  const ask = dialog.getByRole('region', { name: 'Ask once' });
  await ask.getByRole('button', { name: 'Add a line' }).click();
  const question = 'Is there a bell, and does it ring?';
  await ask.getByRole('textbox', { name: 'Ask once 3, English' }).fill(question);
  await ask.getByRole('textbox', { name: 'Ask once 3, Spanish' }).fill('¿Hay timbre y suena?');
  // What the agent will see is there while it is typed.
  await expect(dialog.getByRole('complementary', { name: 'As the agent sees it' })).toContainText(question);
  await shoot(ines.page, 'rules');

  // Without a network nothing is published, and nothing is lost.
  ines.line.goes('down');
  await dialog.getByRole('button', { name: 'Publish version 1' }).click();
  await expect(ines.page.getByRole('alert').filter({ hasText: 'needs the centre' }).first()).toBeVisible();
  await expect(ask.getByRole('textbox', { name: 'Ask once 3, English' })).toHaveValue(question);
  ines.line.goes('through');
  await askNow(ines.page);
  await saysStatus(ines.page, 'All sent');
  // Who is elsewhere by the time the centre answers stays there.
  const answer = ines.line.holds('PUT /teams/');
  await dialog.getByRole('button', { name: 'Publish version 1' }).click();
  await ask.getByRole('textbox', { name: 'Ask once 3, Spanish' }).focus();
  answer();
  await expect(dialog.getByRole('button', { name: 'Publish version 2' })).toBeVisible({ timeout: 30_000 });
  await expect(ask.getByRole('textbox', { name: 'Ask once 3, Spanish' })).toBeFocused();
  await expect(dialog).toContainText('Version 1, Inés Aldama');

  // Somebody is faster: what was typed stays, theirs stands beside it, and the person chooses.
  const mine = 'Does the bell ring?';
  const theirs = 'Which door is it?';
  await ask.getByRole('textbox', { name: 'Ask once 3, English' }).fill(mine);
  await publishBefore(ines.page, question, theirs);
  await expect(dialog.getByRole('alert')).toContainText('Version 2, Inés Aldama', { timeout: 30_000 });
  await expect(ask.getByRole('textbox', { name: 'Ask once 3, English' })).toHaveValue(mine);
  await expect(dialog.getByRole('complementary', { name: 'As the agent sees it' })).toContainText(theirs);
  await shoot(ines.page, 'rules-newer');
  await dialog.getByRole('button', { name: 'Take theirs' }).click();
  await expect(ask.getByRole('textbox', { name: 'Ask once 3, English' })).toHaveValue(theirs);
  await dialog.getByRole('button', { name: 'Failures' }).click();
  await expect(dialog.getByRole('region', { name: 'Late' }).getByRole('textbox').first()).toHaveValue(
    'Has not left us',
  );
  await shoot(ines.page, 'rules-tree');
  await ines.page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await askNow(lucia.page);
  await openStory(lucia.page, customer);
  await lucia.page.keyboard.press('Control+n');
  const fresh = lucia.page.getByRole('dialog', { name: 'New case' });
  await expect(fresh.getByRole('complementary', { name: 'What to do' })).toContainText(theirs, {
    timeout: 30_000,
  });
  await lucia.page.keyboard.press('Escape');
});

test('a newcomer finds the kind in two keystrokes and nobody asks twice', async ({ desks }) => {
  const { lucia, ines } = desks;
  const { keyboard } = lucia.page;
  await openStory(lucia.page, customer);
  lucia.line.goes('down');
  await keyboard.press('Control+n');
  const dialog = lucia.page.getByRole('dialog', { name: 'New case' });
  await expect(dialog.getByRole('radio', { checked: true }).first()).toBeFocused();
  await keyboard.press('2');
  await expect(dialog.getByRole('radio', { name: 'Has not left us' })).toBeFocused();
  await keyboard.press('2');
  await write(lucia.page, 'Nadie sabe dónde está');
  await keyboard.press('Control+Enter');
  await expect(lucia.page.getByRole('dialog')).toHaveCount(0);
  const story = lucia.page.getByRole('article');
  await expect(story.filter({ hasText: 'Nadie sabe' }).first()).toContainText('Late · Stuck at the carrier');
  await line(lucia.page, /^By when do you need it/).press('1');
  await expect(line(lucia.page, /^By when do you need it/)).toBeChecked();
  await playbook(lucia.page).getByRole('button', { name: 'Which door is it?' }).click();
  await write(lucia.page, 'Sí, el segundo');
  await keyboard.press('Enter');
  await expect(playbook(lucia.page)).toContainText('Sí, el segundo');

  // The customer wants somebody who can decide, and there is no network.
  await lucia.page.getByRole('button', { name: 'Asks for a supervisor' }).first().click();
  await write(lucia.page, 'Quiero hablar con quien mande.');
  await keyboard.press('Control+Enter');
  await expect(lucia.page.getByRole('alert').filter({ hasText: 'asked for a supervisor' })).toBeVisible();
  await shoot(lucia.page, 'asked');
  lucia.line.goes('through');
  await askNow(lucia.page);
  await saysStatus(lucia.page, 'All sent');

  const queue = ines.page.getByRole('navigation', { name: 'My queue and tasks' });
  const waits = queue.getByRole('listitem').filter({ hasText: 'Nadie sabe dónde está' });
  await askNow(ines.page);
  await expect(waits.first()).toContainText('Asked', { timeout: 30_000 });
  await waits.first().getByRole('button').click();
  await expect(
    ines.page.getByRole('alert').filter({ hasText: 'Quiero hablar con quien mande' }),
  ).toBeVisible();
  await unfold(playbook(ines.page).getByRole('button', { name: /It is late/ }));
  await expect(playbook(ines.page)).toContainText('2 of 6 done');
  await expect(playbook(ines.page)).toContainText('Sí, el segundo');
  await expect(playbook(ines.page)).toContainText('Lucía Ferrer');
  await shoot(ines.page, 'supervisor');
  await ines.page
    .getByRole('alert')
    .filter({ hasText: 'Quiero hablar' })
    .getByRole('button', { name: 'Take it' })
    .click();
  await expect(waits.first()).not.toContainText('Asked');
  await expect(ines.page.getByRole('alert').filter({ hasText: 'Quiero hablar' })).toHaveCount(0);
});

test('axe finds nothing serious on the screens of a supervisor', async ({ desks: { ines } }) => {
  const { page } = ines;
  const choose = async (words: string, dialog: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await (await find(page, words)).first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: dialog }).waitFor();
  };
  await examine(ines, 'the queue of a supervisor');
  await choose('that were shown', 'Phones and e-mails that were shown');
  await examine(ines, 'who saw whose phone');
  await page.keyboard.press('Escape');
  await choose('rules of the', 'Rules of the team');
  await page.getByRole('button', { name: 'Phones and e-mails' }).click();
  await examine(ines, 'whose screens mask phones');
  await page.keyboard.press('Escape');
  await choose('away', 'Who is away');
  await page.getByRole('dialog').getByRole('button', { name: 'Lucía Ferrer' }).click();
  await page.keyboard.press('Control+Enter');
  await examine(ines, 'an absence without its days');
  await page.keyboard.press('Escape');
  await choose('diagnostics', 'Diagnostics for IT');
  await examine(ines, 'the diagnostics file');
  await page.keyboard.press('Escape');
});
