import { expect, type Page } from '@playwright/test';
import { askNow, openStory, saysStatus } from './at-centre.ts';
import { seatedAt } from './desks.ts';
import { shoot } from './seat.ts';
import { write } from './write.ts';

const test = seatedAt('lucia', 'mateo', 'ines');

const carmen = 'Carmen Ruiz Ortega';
const beatriz = 'Beatriz Solana Marín';

const form = (page: Page) => page.getByRole('region', { name: /^Give: put case/ });
const told = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });

/** Chooses an alternative of the open form by its key, as a person with the keyboard does. */
async function choose(page: Page, remedy: string): Promise<void> {
  const option = form(page).locator('label').filter({ hasText: remedy });
  const key = await option.locator('[aria-hidden=true]').innerText();
  await page.keyboard.press(key);
  await expect(option.getByRole('radio')).toBeChecked();
}

test('the third wrong toner is stopped before it ships, and the supervisor decides from the same facts', async ({
  desks,
}) => {
  const [lucia, ines] = [desks.lucia.page, desks.ines.page];
  await openStory(lucia, carmen);
  // At home, and the network is gone: the alarm, the manual and the stop are all there.
  desks.lucia.line.goes('down');
  await saysStatus(lucia, /Working offline/);
  await lucia.getByRole('button', { name: 'Open the case' }).first().click();
  await lucia.keyboard.press('g');
  await expect(form(lucia)).toContainText('Loyal customer');
  await expect(form(lucia)).toContainText('Value at risk €');
  await choose(lucia, 'Send again');
  const stop = lucia.getByRole('alert').filter({ hasText: 'Stop: Wrong product' });
  await expect(stop).toBeVisible();
  // Not without an answer.
  await lucia.keyboard.press('Control+Enter');
  await expect(stop).toContainText('Write what was checked and by whom');
  await expect(told(lucia, 'Approval asked for')).toHaveCount(0);
  await write(lucia, 'Marta del almacén: etiqueta TN-2410 leída y fotografiada.');
  await form(lucia)
    .getByRole('textbox', { name: 'What should whoever decides know?' })
    .fill('Es la tercera.');
  await lucia.keyboard.press('Control+Enter');
  await expect(told(lucia, 'Approval asked for: Send again')).toContainText('etiqueta TN-2410 leída');
  await expect(told(lucia, 'Approval asked for: Send again')).toContainText('not sent yet');

  const waiting = ines.getByRole('button', { name: /Carmen Ruiz Ortega.*Send again/s });
  await expect(waiting).toHaveCount(0);
  desks.lucia.line.goes('through');
  await askNow(lucia);
  // From the queue a yes is two keys away: the request opens with what it was decided from.
  await waiting.press('Enter', { timeout: 30_000 });
  await expect(ines.getByRole('region', { name: /^Approve: Send again/ })).toContainText('Es la tercera.');
  await expect(ines.getByRole('region', { name: /^Approve: Send again/ })).toContainText('value at risk');
  await ines.keyboard.press('Control+Enter');
  await expect(told(ines, 'Approved: Send again')).toBeVisible();
  await expect(waiting).toHaveCount(0);
  await expect(told(lucia, 'Approved: Send again')).toContainText('Inés Aldama');

  // Whoever asked is told, and until they have read it.
  const answer = lucia.getByRole('navigation').getByRole('button', { name: /Send again.*said yes/s });
  await expect(answer).toContainText('Inés Aldama said yes');
  await answer.click();
  await shoot(lucia, 'answer');
  await lucia.getByRole('button', { name: 'I have read it' }).click();
  await expect(answer).toHaveCount(0);
});

test('a compensation given offline within the slip is not flagged, above it it is a request; a colleague does not give it again, and where it happened unseen both are told, and who answers for the team; of a request a part is granted', async ({
  desks,
}) => {
  const { lucia, mateo } = desks;
  const give = async (page: Page, what: string) => {
    await page.keyboard.press('g');
    await choose(page, 'Voucher');
    await write(page, what);
    await page.keyboard.press('Control+Enter');
  };
  for (const { page } of [lucia, mateo]) await openStory(page, beatriz);

  lucia.line.goes('down');
  await give(lucia.page, 'Vale GRACIAS-1');
  await expect(told(lucia.page, 'Vale GRACIAS-1')).toContainText('not sent yet');
  // What the centre signed says what may be given without it, and what is more than that waits for it.
  await lucia.page.keyboard.press('g');
  await expect(form(lucia.page)).toContainText('without a network until');
  await form(lucia.page).getByRole('checkbox', { name: 'I have seen it' }).check();
  await form(lucia.page).getByRole('radio', { name: 'Voucher' }).check({ force: true });
  await form(lucia.page).getByRole('textbox', { name: 'Amount' }).fill('31');
  await form(lucia.page).getByRole('button', { name: 'Ask for approval' }).click();
  await expect(told(lucia.page, 'Approval asked for: Voucher')).toContainText('not sent yet');
  await give(mateo.page, 'Vale GRACIAS-2');
  await saysStatus(mateo.page, 'All sent');
  lucia.line.goes('through');
  await askNow(lucia.page);
  for (const { page } of [lucia, mateo]) {
    await expect(told(page, 'Vale GRACIAS-1')).toBeVisible({ timeout: 30_000 });
    await expect(told(page, 'Vale GRACIAS-2')).toBeVisible();
    await expect(told(page, 'Given a second time for the same thing')).toHaveCount(1, { timeout: 30_000 });
  }

  await expect(told(lucia.page, 'It is more than this person may give')).toHaveCount(0);

  // Whoever answers for the team has it in their queue, whatever its owner writes, until they have looked at it.
  const ines = desks.ines.page;
  const queued = (text: RegExp) => ines.getByRole('navigation').getByRole('button', { name: text });
  await queued(/Beatriz.*given twice.*Mateo Quiroga|Beatriz.*given twice.*Lucía Ferrer/s).focus({
    timeout: 30_000,
  });
  await ines.keyboard.press('Enter');
  await ines.getByRole('button', { name: 'I have looked at it' }).click();
  await expect(queued(/given twice/)).toHaveCount(0);
  // Of what was asked for they grant a part, with the keyboard alone.
  await queued(/Beatriz.*Voucher €31\.00/s).focus();
  await ines.keyboard.press('Enter');
  const answer = ines.getByRole('region', { name: 'Approve: Voucher €31.00' });
  await expect(answer.getByRole('textbox', { name: /^A word to Lucía/ })).toBeFocused();
  await ines.keyboard.press('Shift+Tab');
  await ines.keyboard.press('Control+a');
  await write(ines, '20');
  await expect(answer.getByRole('button', { name: 'Approve €20.00' })).toBeVisible();
  await ines.keyboard.press('Control+Enter');
  await expect(told(lucia.page, 'Approved: Voucher')).toContainText('€20.00 · of €31.00 asked for', {
    timeout: 30_000,
  });

  // From now on everybody sees it before they give.
  await give(mateo.page, 'Vale GRACIAS-3');
  await expect(form(mateo.page)).toContainText('Already given or asked for');
  await expect(form(mateo.page)).toContainText('Look at what was given already, then tick it.');
  await form(mateo.page).getByRole('checkbox', { name: 'I have seen it' }).check();
  // Another amount, typed as on paper, with a comma.
  await form(mateo.page).getByRole('textbox', { name: 'Amount' }).click();
  await mateo.page.keyboard.press('Control+a');
  await write(mateo.page, '7,25');
  await mateo.page.keyboard.press('Control+Enter');
  await expect(told(mateo.page, 'Vale GRACIAS-3')).toContainText('€7.25', { timeout: 15_000 });
  await expect(told(mateo.page, 'Kept, and to be looked at')).toHaveCount(1);
});
