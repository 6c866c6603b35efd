import { expect } from '@playwright/test';
import type { SignedIn } from '#shared/sync/identity.ts';
import { askNow, openStory, saysStatus } from './at-centre.ts';
import { examine, seriousFaults } from './axe.ts';
import { ask } from './centre.ts';
import { seatedAt } from './desks.ts';
import { doInPalette } from './seat.ts';

const test = seatedAt('nuria', 'mateo');

test('an admin gives Mateo another team on a screen, and his desk says so by itself; the record tells who did it', async ({
  desks: { nuria, mateo },
}) => {
  const { page } = nuria;
  const part = (name: string) => page.getByRole('button', { name, exact: true });
  await doInPalette(page, 'People and teams');
  await part('Teams').click();
  await page.getByLabel('Name of the new team').fill('Tarde');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name of Tarde')).toBeVisible();

  await part('People').click();
  await page.getByRole('button', { name: 'Mateo Quiroga' }).click();
  const form = page.getByRole('form', { name: 'Mateo Quiroga' });
  await form.getByLabel('Login').fill('lucia');
  await form.getByRole('checkbox', { name: 'Tarde' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(form.getByRole('alert')).toContainText('Somebody else has this login');
  await form.getByLabel('Login').fill('mateo');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('table', { name: 'People' })).toContainText('Casa Lumbre, Tarde');
  await expect(mateo.page.getByText('You now work for Casa Lumbre and Tarde.')).toBeVisible();
  expect.soft(await seriousFaults(nuria), 'people').toEqual([]);

  await page.getByRole('button', { name: 'Mateo Quiroga' }).click();
  await form.getByRole('checkbox', { name: 'Tarde' }).uncheck();
  await page
    .getByRole('button', { name: /^Shut out this machine/ })
    .first()
    .click();
  expect.soft(await seriousFaults(nuria), 'a person').toEqual([]);
  // Only the question is taken back.
  await page.keyboard.press('Escape');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(mateo.page.getByText('You now work for Casa Lumbre.')).toBeVisible();

  await part('Who did what').click();
  const newest = page.getByRole('list', { name: 'Who did what' }).getByRole('listitem').first();
  await expect(newest).toContainText('Nuria Salgado changed Mateo Quiroga');
  await expect(newest).toContainText('teams: Casa Lumbre, Tarde → Casa Lumbre');
  expect.soft(await seriousFaults(nuria), 'who did what').toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('an admin masks phones for agents; a call is recognised all the same, Mateo says offline why he needs the number, and it is read who saw it', async ({
  desks: { nuria, mateo },
}) => {
  const whole = /600\D{0,3}11\D{0,3}22\D{0,3}33/;
  const rules = nuria.page.getByRole('dialog', { name: 'Rules of the team' });
  const settle = async (version: number): Promise<void> => {
    await doInPalette(nuria.page, 'rules of the');
    await rules.getByRole('button', { name: 'Phones and e-mails' }).click();
    await rules.getByRole('checkbox', { name: 'Agent' }).click();
    await rules.getByRole('button', { name: `Publish version ${version}` }).click();
    await expect(rules.getByRole('button', { name: `Publish version ${version + 1}` })).toBeVisible();
    await nuria.page.keyboard.press('Escape');
  };
  await settle(1);
  await askNow(mateo.page);
  await openStory(mateo.page, 'Carmen Ruiz Ortega');
  await expect(mateo.page.getByText('phone number ending in 2 3 3').first()).toBeAttached();
  await mateo.app.evaluate(({ app }) =>
    app.emit('second-instance', {}, ['hilo', 'hilo://call?from=%2B34600112233'], '', null),
  );
  await expect(mateo.page.getByRole('region', { name: 'Call', exact: true })).toContainText('•• ••• •233');
  expect(await mateo.page.content()).not.toMatch(whole);
  expect.soft(await seriousFaults(mateo), 'masked').toEqual([]);

  mateo.line.goes('down');
  await mateo.page.getByRole('button', { name: 'Show phone and e-mail' }).click();
  await mateo.page.keyboard.press('1');
  await mateo.page.keyboard.press('Enter');
  await expect(mateo.page.getByText(/Shown until/)).toBeVisible();
  await expect.poll(() => mateo.page.content()).toMatch(whole);
  mateo.line.goes('through');
  await askNow(mateo.page);
  await saysStatus(mateo.page, 'All sent');

  await askNow(nuria.page);
  await doInPalette(nuria.page, 'that were shown');
  const shown = nuria.page.getByRole('dialog', { name: 'Phones and e-mails that were shown' });
  await expect(shown.getByRole('listitem').first()).toContainText('Carmen Ruiz Ortega');
  await expect(shown.getByRole('row', { name: /Mateo Quiroga/ })).toBeVisible();
  expect.soft(await seriousFaults(nuria), 'who saw what').toEqual([]);
  await nuria.page.keyboard.press('Escape');
  await settle(2);
  await askNow(mateo.page);
  await mateo.page.keyboard.press('F8');
});

test('who is elsewhere by keyboard when the centre answers stays there: on the way to another part, and after a machine was shut out', async ({
  desks: {
    nuria: { page, line },
  },
  company: {
    centre: { address, password },
  },
}) => {
  const deviceName = 'left in the car';
  await ask<SignedIn>(address, '/sign-in', { login: 'lucia', password, device: null, deviceName });
  const answer = line.holds('GET /people');
  await doInPalette(page, 'People and teams');
  const dialog = page.getByRole('dialog', { name: 'People and teams' });
  await expect(dialog.getByRole('status')).toHaveText('Asking the centre…');
  const machines = dialog.getByRole('button', { name: 'Machines', exact: true });
  await machines.focus();
  answer();
  await expect(dialog.getByRole('table', { name: 'People' })).toBeVisible();
  await expect(machines).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('table', { name: 'Machines' })).toBeVisible();
  const person = dialog.getByLabel('Person', { exact: true });
  await expect(person).toBeFocused();
  const row = dialog.getByRole('row').filter({ hasText: deviceName });
  await row.getByRole('button', { name: 'Shut out this machine…' }).press('Enter');
  const shut = line.holds('POST /devices/');
  await dialog.getByRole('button', { name: 'Shut it out', exact: true }).press('Enter');
  await person.focus();
  shut();
  await expect(row).toContainText('shut out, not heard of since');
  await expect(person).toBeFocused();
  // Nor is called back by what was saved of somebody: to the list of people, or out of what is written on.
  const part = (name: string) => dialog.getByRole('button', { name, exact: true });
  const edit = async () => {
    await part('People').press('Enter');
    await dialog.getByRole('button', { name: 'Tom Whitfield' }).press('Enter');
    return dialog.getByRole('form', { name: /^Tom Whitfield/ });
  };
  const name = (await edit()).getByLabel('Name', { exact: true });
  await name.fill('Tom Whitfield Jr');
  const first = line.holds('PUT /people/');
  await page.keyboard.press('Control+Enter');
  await machines.press('Enter');
  await expect(person).toBeFocused();
  first();
  await expect(page.getByText('Tom Whitfield Jr: saved')).toBeVisible();
  await expect(person).toBeFocused();
  await edit();
  await name.fill('Tom Whitfield');
  const second = line.holds('PUT /people/');
  await page.keyboard.press('Control+Enter');
  await name.fill('Tom Whitfield S');
  second();
  await expect(page.getByText('Tom Whitfield: saved')).toBeVisible();
  await expect(name).toHaveValue('Tom Whitfield S');
  await expect(name).toBeFocused();
  await name.fill('Tom Whitfield');
  await page.keyboard.press('Escape');
});

test('an admin shuts a machine out and has it emptied all the same, by keyboard alone', async ({
  desks: {
    nuria: { page },
  },
  company: {
    centre: { address, password },
  },
}) => {
  const deviceName = 'lost on the train';
  await ask<SignedIn>(address, '/sign-in', { login: 'lucia', password, device: null, deviceName });
  await doInPalette(page, 'People and teams');
  await expect(page.getByRole('table', { name: 'People' })).toBeVisible();
  await page.getByRole('button', { name: 'Machines', exact: true }).press('Enter');
  const row = page.getByRole('row').filter({ hasText: deviceName });
  const order = async (name: string, say: string) => {
    const opens = row.getByRole('button', { name });
    await opens.press('Enter');
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(opens).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(page.getByRole('button', { name: say, exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0);
  };
  await order('Shut out this machine…', 'Shut it out');
  await expect(row).toContainText('shut out, not heard of since');
  // On with the keyboard in the same row.
  await expect(row.getByRole('button', { name: 'Empty it all the same…' })).toBeFocused();
  await order('Empty it all the same…', 'Empty it');
  await expect(row).toContainText('To be emptied all the same at its next contact');
  await expect(row).toBeFocused();
  await page.keyboard.press('Escape');
});

test('an erasure that Nuria asked for is withdrawn, asked for again and confirmed by a second admin; both sign in anew where it is long ago', async ({
  desks: { nuria, mateo },
  company: { centre },
}) => {
  const who = 'Rogelio Ibáñez Zúñiga';
  const become = async (role: string): Promise<void> => {
    await doInPalette(nuria.page, 'People and teams');
    await nuria.page.getByRole('button', { name: 'Mateo Quiroga' }).click();
    await nuria.page.getByRole('form', { name: 'Mateo Quiroga' }).getByLabel('Role').selectOption(role);
    await nuria.page.keyboard.press('Control+Enter');
    const people = nuria.page.getByRole('table', { name: 'People' });
    await expect(people.getByRole('row', { name: /Mateo Quiroga/ })).toContainText(role);
    await nuria.page.keyboard.press('Escape');
  };
  const signInAnew = async ({ page }: typeof nuria): Promise<void> => {
    await expect(page.getByRole('heading', { name: 'Sign in again' })).toBeVisible();
    await page.getByRole('textbox', { name: 'Password' }).fill(centre.password);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Signed in again. Ask for it once more now.')).toBeVisible();
  };
  const toErase = async (): Promise<void> => {
    await nuria.page.getByRole('button', { name: 'Customer file', exact: true }).click();
    await nuria.page.getByRole('menuitem', { name: 'Erase this person…' }).click();
  };
  const dataProtection = async (one: typeof nuria) => {
    await doInPalette(one.page, 'People and teams');
    await one.page.getByRole('button', { name: 'Data protection', exact: true }).click();
    return one.page.getByRole('table', { name: 'Erasures' }).getByRole('row').filter({ hasText: 'Kept for' });
  };
  const asked = nuria.page.getByText('Asked: it waits for another administrator');
  const doIt = nuria.page.getByRole('button', { name: 'Ask to erase' });

  await become('Administrator');
  await centre.signInsAreOld();
  await openStory(nuria.page, who);
  await toErase();
  await nuria.page.getByLabel('Why', { exact: true }).selectOption('Kept for too long');
  await doIt.click();
  await signInAnew(nuria);
  await doIt.click();
  await expect(asked).toBeVisible();
  const hers = await dataProtection(nuria);
  await hers.getByRole('button', { name: 'Withdraw' }).click();
  await expect(hers).toHaveCount(0);
  await nuria.page.keyboard.press('Escape');

  await toErase();
  await nuria.page.getByLabel('Why', { exact: true }).selectOption('Kept for too long');
  await doIt.click();
  await expect(asked.last()).toBeVisible();
  await dataProtection(nuria);
  await expect(hers).toContainText('Waits for another administrator');
  await expect(hers.getByRole('button')).toHaveText([who, 'Withdraw']);
  await nuria.page.keyboard.press('Escape');

  await centre.signInsAreOld();
  const theirs = await dataProtection(mateo);
  await expect(theirs.getByRole('button', { name: who })).toBeVisible();
  await theirs.getByRole('button', { name: 'Confirm and erase' }).click();
  await signInAnew(mateo);
  // Back where he was: what he pressed has the focus.
  await expect(theirs.getByRole('button', { name: 'Confirm and erase' })).toBeFocused();
  await mateo.page.keyboard.press('Enter');
  await expect(theirs).toContainText(/of \d+ machines have erased/);
  await expect(theirs).toContainText('Nuria Salgado, Mateo Quiroga');
  await mateo.page.keyboard.press('Escape');
  await askNow(nuria.page);
  await expect(nuria.page.getByRole('heading', { name: who })).toHaveCount(0);
  await become('Agent');
});

test('axe finds nothing serious on the screens of an admin', async ({ desks: { nuria } }) => {
  const { page } = nuria;
  const choose = async (words: string): Promise<void> => {
    await doInPalette(page, words);
    await page.getByRole('dialog').getByRole('heading').first().waitFor();
  };
  const part = (name: string) => page.getByRole('button', { name, exact: true }).first().click();
  await choose('People and teams');
  await page.getByRole('button', { name: 'New person' }).click();
  await page.keyboard.press('Control+Enter');
  await page.getByText('A new person needs one.').waitFor();
  await examine(nuria, 'a new person without a name');
  await part('Teams');
  await page.getByLabel('Name of the new team').waitFor();
  await examine(nuria, 'teams');
  await part('Skills');
  await page.getByRole('button', { name: 'Add a skill' }).waitFor();
  await examine(nuria, 'skills');
  await part('Machines');
  await page
    .getByRole('button', { name: /^Shut out this machine/ })
    .first()
    .click();
  await examine(nuria, 'shutting a machine out');
  await page.keyboard.press('Escape');
  await part('Data protection');
  await page.getByRole('heading', { name: 'What machines hold' }).waitFor();
  await examine(nuria, 'data protection');
  nuria.line.goes('down');
  await part('Who did what');
  await page.getByRole('alert').waitFor();
  await examine(nuria, 'who did what, without a network');
  nuria.line.goes('through');
  await page.keyboard.press('Escape');
  await choose('Bring orders');
  await examine(nuria, 'bringing orders in');
  await page.keyboard.press('Escape');
});
