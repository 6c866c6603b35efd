import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from '@playwright/test';
import { carmen, ringAndSee, storePid, test } from './seat.ts';
import { write } from './write.ts';

const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');

test('the wrong toner is put right and solved with the keyboard alone, in as many keystrokes as the README says', async ({
  seat,
}) => {
  const { page, app } = await seat();
  // A usual laptop's window.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800));
  let strokes = 0;
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      strokes += 1;
      await page.keyboard.press(key);
    }
  };
  /** Words are not counted: they are the person's own. */
  const words = (text: string) => write(page, text);
  const told = (text: string) => page.getByRole('article').filter({ hasText: text });

  await ringAndSee(page, carmen);
  // What a newcomer sees without a key: that it is not the first time, and what must not happen again.
  await expect(page.getByRole('alert').filter({ hasText: '3 contacts in 30 days' })).toContainText(
    'Wrong product, 2 times',
  );
  await press('F2');

  // Make it good: the third toner is stopped until it was looked at; asked for, because it is above an agent's authority. All of it is written
  // before a slow store has said what was given already, and none of it is lost.
  const store = await storePid(app);
  expect(store).toBeGreaterThan(0);
  process.kill(store, 'SIGSTOP');
  await press('g');
  const give = page.getByRole('region', { name: /^Give: put case/ });
  const option = (remedy: string) => give.locator('label').filter({ hasText: remedy });
  // All that may be chosen is seen, not only reached.
  for (const remedy of ['Voucher', 'Send again', 'Call from a manager'])
    await expect(option(remedy).first()).toBeInViewport({ ratio: 0.9 });
  const keyOf = (remedy: string) => option(remedy).locator('[aria-hidden=true]').innerText();
  await press(await keyOf('Send again'));
  await expect(page.getByRole('alert').filter({ hasText: 'Stop: Wrong product' })).toBeVisible();
  await words('Marta leyó la etiqueta: TN-2410.');
  await press('Control+Enter');
  await expect(give.getByRole('button', { name: 'Ask for approval' })).toBeDisabled();
  process.kill(store, 'SIGCONT');
  await expect(told('Approval asked for: Send again')).toContainText('Marta leyó la etiqueta');

  // And a voucher at once, within it.
  await press('g');
  await press(await keyOf('Voucher'));
  await words('Vale GRACIAS-15');
  await press('Control+Enter');
  // What was asked for a moment ago is shown before more is given: seen, with the keyboard.
  await expect(give).toContainText('Already given or asked for');
  await expect(give.getByRole('checkbox', { name: 'I have seen it' })).toBeFocused();
  await press('Space', 'Control+Enter');
  await expect(told('Given: Voucher')).toContainText('Vale GRACIAS-15', { timeout: 20_000 });

  // Solve it: the promise that is still open is ended with a word to her.
  await press('s', '1');
  await press('Tab');
  await words('Le dije que vamos a por los cuatro mañana.');
  await press('Tab');
  await words('Tóner correcto comprobado a mano, vale y disculpa.');
  await press('Control+Enter');
  await expect(told('Tóner correcto comprobado a mano')).toContainText('solved');
  await expect(told('Le dije que vamos a por los cuatro mañana.').first()).toBeVisible();

  // Wrap up.
  await press('F8');
  await expect(page.getByRole('textbox', { name: 'What happened' })).toBeFocused();
  await press('Shift+Tab', '3', 'Control+Enter');
  await expect(told('Call from the customer').first()).toContainText('Complaint');

  console.log(`      the wrong toner: ${strokes} keystrokes besides the words`);
  expect(readme).toContain(`in ${strokes} keystrokes`);
});
