import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { carmen, find, known, ringAndSee, test } from './seat.ts';
import { write } from './write.ts';

const toner = 'Tóner equivocado: pidió TN-2410 y recibió TN-2320';
const cases = (page: Page) => page.getByRole('region', { name: 'Cases' });
const dock = (page: Page) => page.getByRole('region', { name: 'Wrap-up', exact: true });

/** Carmen's story after a call that was not answered, her open case unfolded. */
const openCase = async (page: Page): Promise<void> => {
  await ringAndSee(page, carmen);
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Put away' }).click();
  await cases(page).getByRole('button', { name: toner }).click();
};

test('a note stands in the story at once, marked as not sent yet, and outlives a restart', async ({
  seat,
}) => {
  const first = await seat();
  await ringAndSee(first.page, carmen);
  await first.page.keyboard.press('n');
  await write(first.page, 'Ha enviado una foto de la etiqueta.');
  await first.page.keyboard.press('Control+Enter');
  const written = (page: Page) => page.getByRole('article').filter({ hasText: 'foto de la etiqueta' });
  await expect(written(first.page)).toContainText('not sent yet');
  await expect(written(first.page)).toContainText('Internal note');
  await expect(written(first.page)).toContainText('Lucía Ferrer');
  await expect(first.page.getByRole('contentinfo')).toContainText('1 not sent yet');
  await first.close();

  const { page } = await seat({ userDataDir: first.userDataDir });
  await expect(written(page)).toContainText('not sent yet');
  await page.getByRole('button', { name: '1 not sent yet' }).click();
  await expect(page.getByText('There is no central server yet.')).toBeVisible();
});

test('a case with an open promise is solved only by saying what the customer was told, and can be reopened', async ({
  seat,
}) => {
  const { page } = await seat();
  await openCase(page);
  const one = cases(page).getByRole('listitem').filter({ hasText: toner }).first();
  await page.keyboard.press('s');
  const open = dock(page).getByRole('group', { name: /^Still promised until/ });
  const how = dock(page).getByRole('textbox', { name: 'How was it solved?' });
  await expect(open).not.toHaveCount(0);
  const promised = await open.count();
  await how.fill('Llegó el TN-2410 y funciona.');
  await page.keyboard.press('Control+Enter');
  await expect(dock(page).getByRole('alert')).toContainText('Say what becomes of this promise.');
  for (let index = 0; index < promised; index += 1)
    await open
      .nth(index)
      .getByRole('radio', { name: index === 0 ? /I told the customer/ : 'Kept' })
      .check();
  await page.keyboard.press('Control+Enter');
  await expect(dock(page).getByText('Write something first.')).toBeVisible();
  await dock(page)
    .getByRole('textbox', { name: 'What the customer was told' })
    .fill('Ya no hace falta llamar.');
  await page.keyboard.press('Control+Enter');
  const solved = page.getByRole('article').filter({ hasText: 'Llegó el TN-2410' });
  await expect(solved).toContainText('solved');
  await expect(solved).toContainText('Ya no hace falta llamar.');
  await expect(one.getByText('The customer was told: Ya no hace falta llamar.')).toBeVisible();
  await expect(one.getByText('solved', { exact: true })).toBeVisible();

  await one.getByRole('button', { name: 'Reopen', exact: true }).click();
  await dock(page).getByRole('textbox', { name: 'Why?' }).fill('Ha vuelto a fallar.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('article').filter({ hasText: 'Ha vuelto a fallar.' })).toContainText(
    'reopened',
  );
  await expect(one.getByText('reopened 2 times')).toBeVisible();
  await expect(one.getByText('open', { exact: true })).toBeVisible();
});

test('an order is linked to a case once, and the case names it from then on; what is looked for among the orders stays when the story goes on', async ({
  seat,
}) => {
  const { page } = await seat();
  await openCase(page);
  const { cases: hers, orders } = await known(page, carmen);
  const linked = hers.find(({ subject }) => subject === toner)?.orderIds ?? [];
  const order = orders.find(({ id }) => !linked.includes(id))?.number ?? 'no order is left to link';
  await cases(page).getByRole('button', { name: 'Link an order' }).first().click();
  const search = page.getByRole('textbox', { name: 'Number or product', exact: true });
  await search.fill(order);
  await page.getByRole('listbox').getByRole('option', { name: order }).click();
  await expect(page.getByRole('article').filter({ hasText: `Order ${order} linked to case` })).toContainText(
    'not sent yet',
  );
  await expect(cases(page).getByRole('button', { name: order, exact: true })).toBeVisible();
  await cases(page).getByRole('button', { name: 'Link an order' }).first().click();
  await search.fill(order);
  await expect(page.getByRole('listbox').getByText('No order with this number')).toBeVisible();

  // Also where one of them was opened by its number.
  const [first, , third] = orders.map(({ number }) => number);
  await page.keyboard.press('Control+k');
  await (await find(page, third ?? 'no order')).first().waitFor();
  await page.keyboard.press('Enter');
  const list = page.getByRole('region', { name: 'Orders', exact: true });
  await expect(list.getByRole('button', { name: new RegExp(`^${third}`) })).toBeFocused();
  const among = list.getByRole('textbox');
  await among.fill(first ?? '');
  await expect(list.getByRole('button', { name: new RegExp(`^${third}`) })).toHaveCount(0);
  await page.getByRole('button', { name: 'Note', exact: true }).last().click();
  await page.getByRole('textbox', { name: 'Internal note' }).fill('Pregunta por el primero.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('article').filter({ hasText: 'por el primero' })).toBeVisible();
  await expect(among).toHaveValue(first ?? '');
});

test('a new case gets a number to read to the customer, and its key copies it', async ({ seat }) => {
  const { app, page } = await seat();
  await ringAndSee(page, carmen);
  await page.keyboard.press('Control+n');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Billing' }).check();
  await dialog.getByRole('textbox', { name: 'In one line' }).fill('Dos cargos por el mismo pedido');
  await dialog.getByRole('textbox', { name: /own words/ }).fill('«Me han cobrado dos veces.»');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  const read = page.getByText('Read the number to the customer:');
  await expect(read).toContainText(/\d{4} \d{4} \d{4}/);
  const number = /\d{4} \d{4} \d{4}/.exec((await read.textContent()) ?? '')?.[0] ?? '';
  await expect(cases(page).getByText(number)).toBeVisible();
  await expect(page.getByRole('navigation')).toContainText('Dos cargos por el mismo pedido');

  await page.keyboard.press('Control+k');
  await expect((await find(page, number)).first()).toContainText(carmen.name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+.');
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe(number.replaceAll(' ', ''));
});

test('a simple question is opened and solved by the wrap-up in one step, and its number is told all the same', async ({
  seat,
}) => {
  const { page } = await seat();
  await ringAndSee(page, carmen);
  await page.keyboard.press('F2');
  await page.keyboard.press('w');
  await dock(page)
    .getByRole('radio', { name: /^Answered/ })
    .check();
  await dock(page)
    .getByRole('textbox', { name: 'What happened' })
    .fill('La tienda de Sol abre hasta las ocho.');
  await dock(page).getByRole('combobox', { name: 'Belongs to' }).selectOption('new');
  await dock(page).getByRole('radio', { name: 'Question' }).check();
  const solved = dock(page).getByRole('checkbox', { name: 'Solved with this contact' });
  await expect(solved).toBeChecked();
  // What is promised keeps it open.
  const promise = dock(page).getByRole('textbox', { name: 'Next promise' });
  await promise.fill('Le llamo');
  const open = dock(page).getByRole('checkbox', { name: 'Not solved yet: something is promised' });
  await expect(open).not.toBeChecked();
  await expect(open).toBeDisabled();
  await promise.fill('');
  await dock(page).getByRole('textbox', { name: 'In one line' }).fill('Horario de la tienda de Sol');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Read the number to the customer:')).toContainText(/\d{4} \d{4} \d{4}/);
  const told = page.getByRole('article').filter({ hasText: 'Horario de la tienda de Sol' });
  await expect(told.filter({ hasText: 'solved' })).toContainText('La tienda de Sol abre hasta las ocho.');
  await expect(page.getByRole('navigation')).not.toContainText('Horario de la tienda de Sol');
  const after = await known(page, carmen);
  expect(after.cases.find(({ subject }) => subject === 'Horario de la tienda de Sol')).toMatchObject({
    status: 'solved',
    kind: 'question',
    contacts: 1,
  });
});

test('whoever hangs up and goes on typing writes the note: no letter is lost, and none is a command', async ({
  seat,
}) => {
  const { page } = await seat();
  await ringAndSee(page, carmen);
  await page.keyboard.press('F2');
  await page.keyboard.press('F8');
  await expect(dock(page).getByRole('textbox', { name: 'What happened' })).toBeFocused();
  await write(page, 'La avisaron hoy, 1 vez.');
  await expect(dock(page).getByRole('textbox', { name: 'What happened' })).toHaveValue(
    'La avisaron hoy, 1 vez.',
  );
  await expect(page.getByRole('alert').filter({ hasText: 'case' })).toHaveCount(1);
});
