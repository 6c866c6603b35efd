import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { askNow, saysStatus } from './at-centre.ts';
import { type Desk, phoneRings, seatedAt } from './desks.ts';
import { find, shoot } from './seat.ts';
import { write } from './write.ts';

const test = seatedAt('lucia', 'mateo');

const luz = { from: '+573001122334', name: 'Luz Dary Ospina Cárdenas' };
const subject = 'Dos cobros por un pedido';
const dock = (page: Page) => page.getByRole('region', { name: 'Wrap-up', exact: true });
const told = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
const alarm = (page: Page) => page.getByRole('alert').filter({ hasText: 'about the same problem' });

/** She calls, is answered, and it is written down; `opens`: with a case of its own, else to the one that is open. */
const takeCall = async (desk: Desk, what: string, opens: boolean): Promise<void> => {
  const { page } = desk;
  await page.keyboard.press('F2');
  await page.keyboard.press('F8');
  await expect(dock(page).getByRole('textbox', { name: 'What happened' })).toBeFocused();
  await write(page, what);
  await dock(page)
    .getByRole('radio', { name: /^Complaint/ })
    .check();
  if (opens) {
    await dock(page).getByRole('combobox', { name: 'Belongs to' }).selectOption('new');
    // The kind of the case: a code of the call has the same name.
    await dock(page).getByRole('radio', { name: 'Billing' }).last().check();
    await dock(page).getByRole('textbox', { name: 'In one line' }).fill(subject);
  } else await expect(dock(page).getByRole('combobox', { name: 'Belongs to' })).toContainText(subject);
  await page.keyboard.press('Control+Enter');
  await told(page, what).first().waitFor();
};

const ringsAt = async (desk: Desk): Promise<void> => {
  await phoneRings(desk, luz.from);
  await desk.page.getByRole('heading', { name: luz.name }).first().waitFor();
  await expect(desk.page.getByRole('region', { name: 'Call', exact: true })).toContainText('Ringing');
};

test('the third call in a row is an alarm at a colleague’s before hello, two of them written without a network, and the number that was told finds the case there', async ({
  desks: { lucia, mateo },
}) => {
  lucia.line.goes('down');
  await saysStatus(lucia.page, /Working offline/);
  await ringsAt(lucia);
  await expect(alarm(lucia.page)).toHaveCount(0);
  await takeCall(lucia, 'Le cobraron dos veces: espera el extracto del banco.', true);
  const read = lucia.page.getByText('Read the number to the customer:');
  await expect(read).toContainText(/\d{4} \d{4} \d{4}/);
  const number = /\d{4} \d{4} \d{4}/.exec((await read.textContent()) ?? '')?.[0] ?? '';
  await ringsAt(lucia);
  await takeCall(lucia, 'Manda el extracto: los dos cobros están.', false);

  lucia.line.goes('through');
  await askNow(lucia.page);
  await saysStatus(lucia.page, 'All sent');

  // Whoever answers next need not ask: how often, about what, and what was said.
  await askNow(mateo.page);
  await mateo.page.keyboard.press('Control+k');
  await expect((await find(mateo.page, number)).first()).toContainText(luz.name, { timeout: 30_000 });
  await mateo.page.keyboard.press('Escape');
  await ringsAt(mateo);
  await expect(alarm(mateo.page)).toContainText('This may be contact number 3', { timeout: 30_000 });
  await expect(alarm(mateo.page)).toContainText(`Case ${number}: ${subject}.`);
  await expect(told(mateo.page, 'Manda el extracto').first()).toContainText('Lucía Ferrer');
  await shoot(mateo.page, 'third-call');
  await takeCall(mateo, 'Tercera llamada: devolvemos uno hoy.', false);
  for (const { page } of [mateo, lucia])
    await expect(alarm(page)).toContainText('3 contacts in 30 days about the same problem, with 2 people', {
      timeout: 30_000,
    });
});
