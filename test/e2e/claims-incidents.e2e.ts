import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { askNow, openCase, saysStatus } from './at-centre.ts';
import { seriousFaults } from './axe.ts';
import { phoneRings, seatedAt } from './desks.ts';
import { doInPalette, shoot } from './seat.ts';
import { write } from './write.ts';

// An agent and a supervisor.
const test = seatedAt('lucia', 'ines');

const queue = (page: Page) => page.getByRole('navigation', { name: 'My queue and tasks' });
const incidents = async (page: Page) => {
  await doInPalette(page, 'known inc');
  return page.getByRole('dialog', { name: 'Known incidents' });
};

test('a known incident published by the supervisor is on the agent’s ring before hello', async ({
  desks,
}) => {
  const { lucia, ines } = desks;
  const jose = { from: '+52 55 1122 3344', name: 'José Guadalupe Hernández Peña' };
  lucia.line.goes('down');
  await saysStatus(lucia.page, /Working offline/);

  // The supervisor writes it with the keyboard alone and sees whom it touches before she publishes it.
  const dialog = await incidents(ines.page);
  // Casa Lumbre knows of two already; this one is a third.
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  const strike = dialog.getByRole('listitem').filter({ hasText: 'Strike at Paquetería Quetzal' });
  await expect(dialog.getByRole('button', { name: 'New incident' })).toBeFocused();
  await ines.page.keyboard.press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'Name, in Spanish' })).toBeFocused();
  await write(ines.page, 'Huelga en Paquetería Quetzal');
  await dialog.getByRole('textbox', { name: 'Name, in English' }).fill('Strike at Paquetería Quetzal');
  await dialog
    .getByRole('textbox', { name: 'What to say, in Spanish' })
    .fill('Sabemos que su paquete está parado por la huelga. Sale en cuanto termine.');
  await dialog
    .getByRole('textbox', { name: 'What to say, in English' })
    .fill('We know that your parcel waits for the end of the strike.');
  await dialog
    .getByRole('textbox', { name: 'What to offer, in English' })
    .fill('Another carrier, at no cost.');
  await dialog.getByRole('textbox', { name: 'Carrier', exact: true }).fill('paqueteria quetzal');
  await expect(dialog.getByRole('status')).toContainText(/touches [1-9]\d* customers? on this desk$/);
  await shoot(ines.page, '10-form');
  expect(await seriousFaults(ines)).toEqual([]);
  await ines.page.keyboard.press('Control+Enter');
  await expect(strike).toHaveCount(1, { timeout: 30_000 });
  await expect(strike).toContainText(/touches [1-9]\d* customers?/);
  await shoot(ines.page, '11-list');
  expect(await seriousFaults(ines)).toEqual([]);
  await ines.page.keyboard.press('Escape');

  // The agent's desk hears of it when its network is back, and keeps it when that is gone again.
  lucia.line.goes('through');
  await askNow(lucia.page);
  await saysStatus(lucia.page, 'All sent');
  lucia.line.goes('down');
  await phoneRings(lucia, jose.from);
  const banner = lucia.page.getByRole('alert', { name: /Strike at Paquetería Quetzal/ });
  await expect(banner).toContainText('We know that your parcel waits for the end of the strike.');
  await expect(banner).toContainText('Another carrier, at no cost.');
  const bar = lucia.page.getByRole('region', { name: 'Call', exact: true });
  await expect(bar).toContainText('Ringing');
  await expect(bar).toContainText('Strike at Paquetería Quetzal');
  await shoot(lucia.page, '12-ring');
  expect(await seriousFaults(lucia)).toEqual([]);

  // A new case of his is tied to it unless the agent says no.
  await lucia.page.keyboard.press('Control+n');
  const opening = lucia.page.getByRole('dialog', { name: 'New case' });
  await opening.getByRole('radio').first().click();
  await opening.getByRole('textbox', { name: 'In one line' }).fill('Pregunta por la huelga');
  await expect(opening.getByRole('checkbox', { name: /It is about the known incident/ })).toBeChecked();
  await shoot(lucia.page, '13-new-case');
  await lucia.page.keyboard.press('Control+Enter');
  await opening.waitFor({ state: 'detached' });
  await expect(
    lucia.page
      .getByRole('article')
      .filter({ hasText: 'tied to the known incident: Strike at Paquetería Quetzal' }),
  ).toHaveCount(1);
  await lucia.page.keyboard.press('F8');
  lucia.line.goes('through');
  await askNow(lucia.page);
  await saysStatus(lucia.page, 'All sent');

  // When it is over, whom it touched is called back, those with cases first.
  const again = await incidents(ines.page);
  await expect(strike).toContainText('1 case', { timeout: 30_000 });
  await strike.getByRole('button', { name: 'Close it' }).click();
  await strike.getByRole('button', { name: 'Call them back' }).click({ timeout: 30_000 });
  const first = again.getByRole('listitem').first();
  await expect(first).toContainText(jose.name);
  await expect(first).toContainText('not called');
  await shoot(ines.page, '14-call-back');
  expect(await seriousFaults(ines)).toEqual([]);
  await first.getByRole('button', { name: 'Write down a call' }).click();
  await write(ines.page, 'Pide que avisemos antes.');
  await again.getByRole('button', { name: 'We spoke' }).click();
  await expect(again.getByRole('listitem').filter({ hasText: jose.name })).toHaveCount(0);
  await again.getByText('Reached', { exact: true }).click();
  await expect(again.getByRole('listitem')).toContainText('Pide que avisemos antes.');
  await ines.page.keyboard.press('Escape');
  await expect(lucia.page.getByRole('article').filter({ hasText: 'Pide que avisemos antes.' })).toHaveCount(
    1,
    { timeout: 30_000 },
  );
  await expect(banner).toHaveCount(0);
});

test('a claim goes on after the customer’s case is solved', async ({ desks }) => {
  const { lucia, ines } = desks;
  const customer = 'Carmen Ruiz Ortega';
  const subject = 'Caja aplastada';
  await openCase(lucia.page, customer, subject);
  await saysStatus(lucia.page, 'All sent');

  // Without a network: claimed, sent, and the case solved.
  lucia.line.goes('down');
  const item = (page: Page) =>
    page.getByRole('region', { name: 'Cases' }).getByRole('listitem').filter({ hasText: subject }).first();
  await doInPalette(lucia.page, 'claim against');
  const form = lucia.page.getByRole('region', { name: /^New claim/ });
  await form.getByRole('textbox', { name: 'Name' }).fill('NorteLog');
  await form.getByRole('combobox', { name: 'For what' }).selectOption('damaged');
  await form.getByRole('textbox', { name: 'What we ask for' }).fill('30');
  await form.getByRole('button', { name: 'In 7 days' }).click();
  await lucia.page.keyboard.press('Control+Enter');
  await expect(item(lucia.page)).toContainText('asked for €30.00');
  await lucia.page.keyboard.press('s');
  await lucia.page.getByRole('textbox', { name: 'How was it solved?' }).fill('Le mandamos otra.');
  await lucia.page.keyboard.press('Control+Enter');
  await expect(lucia.page.getByRole('article').filter({ hasText: 'Le mandamos otra.' })).toContainText(
    'solved',
  );
  await expect(queue(lucia.page)).toContainText('Claim against the carrier: NorteLog');
  await shoot(lucia.page, '20-after-solved');
  expect(await seriousFaults(lucia)).toEqual([]);

  // It is handed to the supervisor, who takes it on her desk and brings the money back.
  await item(lucia.page).getByRole('button', { name: 'Hand over the claim' }).click();
  await lucia.page
    .getByRole('combobox', { name: 'To whom' })
    .or(lucia.page.getByLabel('To whom'))
    .first()
    .fill('Inés');
  await lucia.page.getByRole('option', { name: /Inés/ }).waitFor();
  await lucia.page.keyboard.press('ArrowDown');
  await lucia.page.keyboard.press('Enter');
  await lucia.page.keyboard.press('Control+Enter');
  lucia.line.goes('through');
  await askNow(lucia.page);
  await expect(queue(ines.page)).toContainText('Lucía Ferrer asks', { timeout: 30_000 });
  await queue(ines.page)
    .getByRole('button', { name: /NorteLog/ })
    .click();
  await item(ines.page).getByRole('button', { name: 'See to it' }).click();
  await expect(item(ines.page)).toContainText('Inés Aldama sees to it');
  await item(ines.page).getByRole('button', { name: 'Close the claim' }).click();
  await ines.page.keyboard.press('1');
  await ines.page.keyboard.press('Control+Enter');
  for (const { page } of [lucia, ines]) {
    await expect(item(page)).toContainText('€30.00 came back', { timeout: 30_000 });
    await expect(item(page)).toContainText('solved');
    await expect(queue(page)).not.toContainText('NorteLog');
  }
  await shoot(ines.page, '21-paid');
});
