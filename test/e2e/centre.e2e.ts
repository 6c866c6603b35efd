import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { selfSigned } from '../server/certificate.ts';
import { askNow, openCase, openStory, saysStatus, signIn, status, typeIn, writeNote } from './at-centre.ts';
import { examine } from './axe.ts';
import { type Between, between } from './between.ts';
import { type Centre, colleague, startCentre } from './centre.ts';
import { englishOn } from './english.ts';
import { test as base, type Launched, launchHilo, newDataDir, phase, sessionOf, unlock } from './launch.ts';
import { doInPalette, find, wear } from './seat.ts';
import { write } from './write.ts';

type Desk = {
  userDataDir?: string;
  args?: string[];
  /** On a machine where nobody was before. Else Lucía was, and has left: her store is full and waits. */
  fresh?: boolean;
};

const test = base.extend<
  {
    /** What stands between the desks and the centre; every test begins with a way through. */
    line: Between;
    /** A Hilo at its sign-in screen, or wherever it was left. */
    desk: (options?: Desk) => Promise<Launched>;
  },
  { centre: Centre; cable: Between; before: string }
>({
  centre: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const centre = await startCentre();
      await use(centre);
      await centre.close();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  cable: [
    async ({ centre }, use) => {
      const cable = await between(centre.address);
      await use(cable);
      await cable.close();
    },
    { scope: 'worker' },
  ],
  before: [
    async ({ centre, cable }, use) => {
      const userDataDir = newDataDir();
      const first = await launchHilo({ userDataDir, args: ['--server', cable.address] });
      await wear(first.page, { language: 'en' });
      await signIn(first.page, centre, 'lucia');
      await saysStatus(first.page, 'All sent');
      await leave(first.page);
      await first.close();
      await use(userDataDir);
      rmSync(userDataDir, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 400_000 },
  ],
  line: async ({ cable }, use) => {
    cable.goes('through');
    await use(cable);
  },
  desk: async ({ launch, line, before }, use) => {
    // These alone: other files of Chromium's in a copied folder keep it from starting.
    const prepare = (to: string) => {
      for (const name of ['people', 'people.json'])
        cpSync(join(before, name), join(to, name), { recursive: true });
    };
    await use(async ({ userDataDir, args = [], fresh = false } = {}) => {
      const one = await launch({
        ...(userDataDir === undefined ? {} : { userDataDir }),
        ...(fresh ? {} : { prepare }),
        args: ['--server', line.address, ...args],
      });
      await one.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900),
      );
      await wear(one.page, { language: 'en', theme: 'light' });
      return one;
    });
  },
});

test.describe.configure({ timeout: 400_000 });

/** Leaves the desk by the menu. The page begins anew, so that nothing of the person stays on it. */
const leave = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('menuitem', { name: 'Leave for somebody else…' }).click();
  await page.getByRole('dialog', { name: 'Leave this desk?' }).getByRole('button', { name: 'Leave' }).click();
  await page.getByRole('textbox', { name: 'Login' }).waitFor();
};

test('somebody signs in by keyboard alone; their desk fills, says that all is sent, and finds its customers', async ({
  desk,
  centre,
}) => {
  const one = await desk({ fresh: true });
  const { page } = one;
  await phase(page, 'sign-in');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Login' })).toBeFocused();
  await examine(one, 'signing in');
  // The password can be looked at, and its button is on the way.
  await write(page, 'lucia');
  await page.keyboard.press('Tab');
  await write(page, 'as I see it');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Show or hide the password' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveValue('as I see it');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Control+a');
  await write(page, centre.password);
  await page.keyboard.press('Enter');
  await phase(page, 'passphrase');
  await expect(page.getByText('This is the desk of Lucía Ferrer.')).toBeVisible();
  await examine(one, 'the passphrase of a person');
  await unlock(page);
  await saysStatus(page, 'All sent');
  await openStory(page, 'Carmen Ruiz Ortega');
  await writeNote(page, 'Escrito con la red puesta.');
  await saysStatus(page, 'All sent');
  await expect(page.getByRole('article').filter({ hasText: 'con la red puesta' })).not.toContainText(
    'not sent yet',
  );
  await page.keyboard.press('Control+e');
  await expect(page.getByRole('dialog', { name: 'Sent and not sent' })).toContainText(
    'Everything you wrote is at the centre.',
  );
  await examine(one, 'the list when all is sent');
});

test('why nobody is signed in is said in words of its own, and asking can be cancelled', async ({
  desk,
  line,
  centre,
}) => {
  const one = await desk({ fresh: true });
  const { page } = one;
  await phase(page, 'sign-in');
  const alert = page.getByRole('alert').filter({ hasText: /\w/ });
  const password = page.getByLabel('Password', { exact: true });
  await typeIn(page, 'lucia', 'not the password at all');
  await expect(alert).toContainText('Login or password is not right.');
  await expect(password).toBeFocused();
  await expect(password).toHaveValue('');
  await examine(one, 'a wrong password');
  const ways = [
    ['down', 'The centre does not answer.'],
    ['portal', 'Something else on this network answered instead of the centre.'],
    ['busy', /The centre is busy\. Try again at \d/],
    ['update', 'one of the two is too old'],
    ['revoked', 'An administrator has shut this machine out.'],
  ] as const;
  for (const [way, text] of ways) {
    line.goes(way);
    await typeIn(page, 'lucia', centre.password);
    await expect(alert).toContainText(text);
  }
  line.goes('silent');
  await typeIn(page, 'lucia', centre.password);
  await expect(page.getByText('Asking the centre…')).toBeVisible();
  await examine(one, 'asking the centre');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Asking the centre…')).toHaveCount(0);
  await expect(alert).toHaveCount(0);
  expect((await sessionOf(page)).state).toMatchObject({ phase: 'sign-in', busy: false, trouble: null });
});

test('a certificate of nobody is said as such, and no password is sent there', async ({ launch, centre }) => {
  const asked: string[] = [];
  const server = createServer(selfSigned(), (from, to) => {
    asked.push(from.url ?? '');
    to.end();
  });
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  const { port } = server.address() as AddressInfo;
  const { page } = await launch({ args: ['--server', `https://localhost:${port}`] });
  await wear(page, { language: 'en' });
  await phase(page, 'sign-in');
  await typeIn(page, 'lucia', centre.password);
  await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toContainText(
    'The certificate of the centre is not trusted.',
  );
  expect(asked).toEqual([]);
  server.close();
});

test('who was here before starts and works without a network, and what they wrote is sent when it is back', async ({
  desk,
  line,
  centre,
}) => {
  const first = await desk();
  await signIn(first.page, centre, 'lucia');
  await saysStatus(first.page, 'All sent');
  await first.close();

  line.goes('down');
  const second = await desk({ userDataDir: first.userDataDir });
  const { page } = second;
  await unlock(page);
  await saysStatus(page, /Working offline since \d/);
  await openStory(page, 'Carmen Ruiz Ortega');
  await writeNote(page, 'Escrito en el tren.');
  await saysStatus(page, /Working offline since .+ · 1 not sent yet/);
  await expect(page.getByRole('article').filter({ hasText: 'en el tren' })).toContainText('not sent yet');
  await status(page).click();
  const list = page.getByRole('dialog', { name: 'Sent and not sent' });
  await expect(list).toContainText('Go on working: everything is kept on this machine');
  await expect(list.getByRole('button', { name: /Note.*Carmen Ruiz Ortega/ })).toBeVisible();
  await examine(second, 'the list without a network');
  // By keyboard alone: a line opens its customer, Escape goes back to where one was.
  await page.keyboard.press('Escape');
  await expect(status(page)).toBeFocused();
  await page.keyboard.press('Control+e');
  await expect(list.getByRole('button', { name: 'Try now' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(list).toHaveCount(0);
  await expect(page.getByRole('tab', { name: 'Carmen Ruiz Ortega' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Control+e');
  line.goes('through');
  await page.keyboard.press('Enter');
  await expect(list).toContainText('Everything you wrote is at the centre.', { timeout: 30_000 });
  await page.keyboard.press('Escape');
  await saysStatus(page, 'All sent');
  await expect(page.getByRole('article').filter({ hasText: 'en el tren' })).not.toContainText('not sent yet');
});

test('each trouble of the connection has words of its own in the footer, and the list says what to do', async ({
  desk,
  line,
  centre,
}) => {
  const one = await desk();
  const { page } = one;
  await signIn(page, centre, 'lucia');
  await saysStatus(page, 'All sent');
  const list = page.getByRole('dialog', { name: 'Sent and not sent' });
  const ways = [
    [
      'portal',
      'A sign-in page of this network is in the way: open a browser',
      'Open a browser and sign in there',
    ],
    ['busy', /The centre is busy, tries again at \d/, 'nothing is lost'],
    ['update', 'Needs a newer Hilo', 'Install the newest Hilo.'],
  ] as const;
  for (const [way, said, todo] of ways) {
    line.goes(way);
    await askNow(page);
    await status(page).click();
    await expect(list).toContainText(todo, { timeout: 30_000 });
    await examine(one, `the list: ${way}`);
    await page.keyboard.press('Escape');
    await saysStatus(page, said);
  }
  line.goes('revoked');
  // The page is loaded anew, so that nothing of before is in its memory.
  const cleared = page.waitForEvent('load');
  await askNow(page);
  await cleared;
  await expect(page.getByRole('heading', { name: 'This machine was shut out' })).toBeVisible({
    timeout: 30_000,
  });
  await examine(one, 'shut out');
});

test('what the centre refused is read with its reason and the whole text, written again, and marked as read', async ({
  desk,
  line,
  centre,
}) => {
  const one = await desk();
  const { page } = one;
  await signIn(page, centre, 'lucia');
  await saysStatus(page, 'All sent');
  await openCase(page, 'Carmen Ruiz Ortega', 'Un caso que dos resuelven');
  await saysStatus(page, 'All sent');
  const both = await caseOf(page, 'Un caso que dos resuelven');
  line.goes('down');
  const how = 'Lo resolví yo, sin red, y esto es lo que hice.';
  await page.keyboard.press('s');
  await page.getByRole('textbox', { name: 'How was it solved?' }).fill(how);
  await page.keyboard.press('Control+Enter');
  await saysStatus(page, '1 not sent yet');
  const mateo = await colleague(centre, 'mateo');
  await mateo.solve(both);
  line.goes('through');
  await askNow(page);
  await status(page).click();
  const list = page.getByRole('dialog', { name: 'Sent and not sent' });
  const refused = list.getByRole('region', { name: 'Refused' });
  await expect(refused).toContainText('This case is already solved.', { timeout: 30_000 });
  await expect(refused).toContainText(how);
  await expect(
    page.getByRole('status').filter({ hasText: 'The centre refused something that you wrote.' }),
  ).toHaveCount(1);
  await examine(one, 'the list with something refused');
  await refused.getByRole('button', { name: 'Copy what you wrote' }).click();
  // It is written after the click was answered.
  await expect.poll(() => one.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(how);
  await refused.getByRole('button', { name: 'Write it again' }).click();
  const note = page.getByRole('textbox', { name: 'Internal note' });
  await expect(note).toHaveValue(how);
  await expect(note).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('article').filter({ hasText: how })).toContainText('Internal note');
  await saysStatus(page, '1 refused');
  await page.keyboard.press('Control+e');
  await refused.getByRole('button', { name: 'Mark as read' }).click();
  await expect(refused).toHaveCount(0);
  await page.keyboard.press('Escape');
  await saysStatus(page, 'All sent');
});

/** The id of a case of the customer in hand, by its subject. */
const caseOf = (page: Page, subject: string): Promise<{ customerId: string; caseId: string }> =>
  page.evaluate(async (wanted) => {
    const queue = await window.hilo.view({ view: 'queue' });
    const found = queue.ok ? queue.value.mine.findLast((one) => one.subject === wanted) : undefined;
    if (!found) throw new Error('no such case');
    return { customerId: found.customerId, caseId: found.caseId };
  }, subject);

test('a promise that was made offline on a case that somebody solved is kept, and marked for its owner', async ({
  desk,
  line,
  centre,
}) => {
  const one = await desk();
  const { page } = one;
  await signIn(page, centre, 'lucia');
  await saysStatus(page, 'All sent');
  await openCase(page, 'Carmen Ruiz Ortega', 'Un caso con promesa tardía');
  await saysStatus(page, 'All sent');
  const both = await caseOf(page, 'Un caso con promesa tardía');
  line.goes('down');
  await page.keyboard.press('p');
  await page.getByRole('textbox', { name: 'What did we promise?' }).fill('La llamo el viernes.');
  await page
    .getByRole('radio', { name: 'In 2 working days' })
    .or(page.getByRole('button', { name: 'In 2 working days' }))
    .first()
    .click();
  await page.keyboard.press('Control+Enter');
  await saysStatus(page, '1 not sent yet');
  const mateo = await colleague(centre, 'mateo');
  await mateo.solve(both);
  line.goes('through');
  await askNow(page);
  await saysStatus(page, 'All sent');
  const queue = page.getByRole('navigation', { name: 'My queue and tasks' });
  const item = queue.getByRole('button').filter({ hasText: 'Un caso con promesa tardía' });
  await expect(item).toContainText('To be looked at');
  await expect(queue).not.toContainText('Broken promises of the team');
  await item.click();
  const cases = page.getByRole('region', { name: 'Cases' });
  await expect(cases).toContainText('It was promised after somebody else had solved the case.');
  await examine(one, 'a flagged case');
  await writeNote(page, 'Visto: la llamo igualmente.');
  await expect(item).toHaveCount(0);
});

test('signing in again is a small dialog beside the work, which goes on', async ({ desk, line, centre }) => {
  const one = await desk();
  const { page } = one;
  await signIn(page, centre, 'lucia');
  await saysStatus(page, 'All sent');
  line.goes('sign-in');
  await askNow(page);
  await status(page).click();
  const list = page.getByRole('dialog', { name: 'Sent and not sent' });
  await expect(list).toContainText('The centre wants to know again that it is you.', { timeout: 30_000 });
  await expect(page.getByRole('status').filter({ hasText: 'asks you to sign in again' })).toHaveCount(1);
  await list.getByRole('button', { name: 'Sign in again' }).click();
  const again = page.getByRole('dialog', { name: 'Sign in again' });
  await expect(again.getByLabel('Password', { exact: true })).toBeFocused();
  await expect(again.getByRole('textbox', { name: 'Login' })).toHaveValue('lucia');
  await examine(one, 'signing in again');
  // The work goes on behind it, by mouse and by key.
  await openStory(page, 'Carmen Ruiz Ortega');
  await page.getByRole('heading', { name: 'Carmen Ruiz Ortega' }).first().click();
  await writeNote(page, 'Mientras tanto sigo trabajando.');
  await expect(again).toBeVisible();

  line.goes('through');
  await again.getByLabel('Password', { exact: true }).fill('forgotten it is');
  await page.keyboard.press('Enter');
  await expect(again.getByRole('alert')).toContainText('Login or password is not right.');
  await again.getByRole('textbox', { name: 'Login' }).fill('mateo');
  await again.getByLabel('Password', { exact: true }).fill(centre.password);
  await page.keyboard.press('Enter');
  await expect(again.getByRole('alert')).toContainText('This is the desk of Lucía Ferrer.');
  await again.getByRole('textbox', { name: 'Login' }).fill('lucia');
  await again.getByLabel('Password', { exact: true }).fill(centre.password);
  await page.keyboard.press('Enter');
  await expect(again).toHaveCount(0);
  await saysStatus(page, 'All sent');
  await expect(page.getByRole('article').filter({ hasText: 'sigo trabajando' })).not.toContainText(
    'not sent yet',
  );
});

test('leaving for another person keeps the unsent work of the first, and nobody sends it but them', async ({
  desk,
  line,
  centre,
}) => {
  const one = await desk();
  const { page } = one;
  await signIn(page, centre, 'lucia');
  await saysStatus(page, 'All sent');
  await openStory(page, 'Carmen Ruiz Ortega');
  line.goes('down');
  await writeNote(page, 'Nota de Lucía, aún sin enviar.');
  await page.keyboard.press('n');
  await write(page, 'A medio escribir');
  await saysStatus(page, '1 not sent yet');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('menuitem', { name: 'Leave for somebody else…' }).click();
  await expect(page.getByRole('dialog')).toContainText('1 thing that you wrote is not sent yet.');
  await examine(one, 'leaving');
  await page.getByRole('button', { name: 'Stay' }).click();
  await leave(page);
  await expect(page.getByRole('heading', { name: 'Sign in at Casa Lumbre' })).toBeVisible();
  await expect(page.getByText('Also without a network')).toBeVisible();
  await expect(page.getByText('Carmen')).toHaveCount(0);

  line.goes('through');
  await signIn(page, centre, 'mateo');
  await saysStatus(page, /Filling|All sent/);
  await expect(status(page)).not.toContainText('not sent yet');
  await expect(page.getByRole('tab')).toHaveCount(0);

  await leave(page);
  await signIn(page, centre, 'lucia');
  await saysStatus(page, 'All sent');
  await expect(page.getByRole('article').filter({ hasText: 'aún sin enviar' })).toContainText('Lucía Ferrer');
  await page.getByRole('article').first().waitFor();
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Internal note' })).toHaveValue('A medio escribir');
  expect(readFileSync(join(one.userDataDir, 'people.json'), 'utf8')).not.toContain('token');
});

test('while the desk is being filled a caller is not called unknown, and comes by themselves', async ({
  desk,
  line,
}) => {
  line.goes('silent', 'GET /snapshots');
  const one = await desk({ fresh: true, args: ['--demo', '--as', 'lucia'] });
  const { page } = one;
  await unlock(page);
  await expect(page.getByText(/Your desk is being filled/)).toBeVisible({ timeout: 30_000 });
  await saysStatus(page, /Filling/);
  await page.evaluate(() => window.hilo.session({ ask: 'demo-ring', from: '+34600112233' }));
  await expect(page.getByRole('heading', { name: 'Not here yet: your desk is being filled' })).toBeVisible();
  await examine(one, 'a caller while the desk is being filled');
  // What was held is cut, and asked for again within a second; by itself the desk would give it up after half a minute.
  line.goes('down');
  line.goes('through');
  await expect(page.getByRole('button', { name: /Carmen Ruiz Ortega/ }).first()).toBeVisible({
    timeout: 60_000,
  });
  await saysStatus(page, 'All sent');
});

test('an admin brings orders in, sees what was left out and why, and can cancel while they are read', async ({
  desk,
  line,
  centre,
}) => {
  const one = await desk();
  const { app, page, userDataDir } = one;
  const choose = (path: string | null) =>
    app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({
        canceled: chosen === null,
        filePaths: chosen === null ? [] : [chosen],
      });
    }, path);
  const fileOf = (name: string, orders: number): string => {
    const path = join(userDataDir, name);
    writeFileSync(path, ordersCsv(orders));
    return path;
  };
  await signIn(page, centre, 'nuria');
  await saysStatus(page, /Filling|All sent/);
  await doInPalette(page, 'bring orders');
  const dialog = page.getByRole('dialog', { name: 'Bring orders in' });
  const begin = dialog.getByRole('button', { name: 'Choose the file…' });
  await expect(dialog.getByRole('combobox', { name: 'What kind of file' })).toBeFocused();
  await examine(one, 'bringing orders in');
  await choose(null);
  await begin.click();
  await expect(begin).toBeEnabled();

  // So large that it is being read for some seconds, and nobody sees how far it is: the cancel comes in time.
  line.goes('silent', 'GET /imports/');
  await choose(fileOf('large.csv', 60_000));
  await begin.click();
  await expect(dialog.getByRole('heading', { name: 'The centre reads large.csv' })).toBeVisible({
    timeout: 60_000,
  });
  await examine(one, 'an import that is read');
  await dialog.getByRole('button', { name: 'Cancel the import' }).click();
  await expect(dialog.getByText('Cancelled: nothing of large.csv was brought in')).toBeVisible({
    timeout: 30_000,
  });
  line.goes('through');

  await dialog.getByRole('button', { name: 'Another file' }).click();
  await choose(fileOf('orders.csv', 40));
  await begin.click();
  // The window may be closed meanwhile; the footer brings it back.
  await page.keyboard.press('Escape');
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /Import/ })
    .click();
  await expect(dialog.getByRole('heading', { name: 'orders.csv is in' })).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByRole('row', { name: /^Orders 39/ })).toContainText('39 new');
  await expect(dialog).toContainText('1 row left out');
  await expect(dialog.getByRole('row').filter({ hasText: 'Total' })).toBeVisible();
  await examine(one, 'the report of an import');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect((await find(page, '#Z12')).first()).toContainText('cliente12@example.org');
});

test('no English is left on the Spanish screens of the centre', async ({ desk, line, centre }) => {
  const { page } = await desk({ fresh: true });
  const nothingEnglish = async (screen: string) => expect.soft(await englishOn(page), screen).toEqual([]);
  await phase(page, 'sign-in');
  await wear(page, { language: 'es' });
  await page.getByRole('textbox', { name: 'Usuario' }).fill('lucia');
  await nothingEnglish('signing in');
  for (const trouble of ['down', 'portal', 'busy', 'update', 'revoked'] as const) {
    line.goes(trouble);
    await page.getByLabel('Contraseña', { exact: true }).fill('no es esta');
    await page.keyboard.press('Enter');
    await page.waitForFunction(async () => {
      const reply = await window.hilo.session({ ask: 'state' });
      return reply.ok && reply.value.state.phase === 'sign-in' && !reply.value.state.busy;
    });
    await nothingEnglish(`signing in: ${trouble}`);
  }
  line.goes('through');
  await page.getByLabel('Contraseña', { exact: true }).fill(centre.password);
  await page.keyboard.press('Enter');
  await page.getByText('Este es el puesto de Lucía Ferrer.').waitFor();
  await nothingEnglish('the passphrase of a person');
  await unlock(page);
  await expect(page.getByRole('contentinfo')).toContainText('Todo enviado', { timeout: 180_000 });
  for (const trouble of ['down', 'portal', 'busy', 'update', 'sign-in'] as const) {
    line.goes(trouble);
    await askNow(page);
    await page.waitForFunction(
      async (what) => {
        const reply = await window.hilo.view({ view: 'sync' });
        return reply.ok && reply.value.trouble?.what === what;
      },
      trouble === 'down' ? 'offline' : trouble,
      { timeout: 30_000 },
    );
    await page.keyboard.press('Control+e');
    await page.getByRole('dialog').waitFor();
    await nothingEnglish(`the list: ${trouble}`);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Ajustes' }).click();
  await nothingEnglish('the settings');
  await page.getByRole('menuitem', { name: 'Dejar el puesto a otra persona…' }).click();
  await page.getByRole('dialog').waitFor();
  await nothingEnglish('leaving');
});

test("the demo company's people are chosen by key, and come back when one of them leaves", async ({
  desk,
}) => {
  const one = await desk({ fresh: true, args: ['--demo'] });
  const { page } = one;
  await expect(page.getByRole('button', { name: 'Lucía Ferrer Agent' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Nuria Salgado Administrator' })).toBeVisible();
  await examine(one, 'the people of the demo company');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is the desk of Mateo Quiroga.')).toBeVisible();
  await page.getByRole('button', { name: 'I am somebody else' }).click();
  await page.getByRole('button', { name: 'Inés Aldama Supervisor' }).click();
  await expect(page.getByText('This is the desk of Inés Aldama.')).toBeVisible();
});

test('a promise that a colleague has broken stands before the supervisor, who takes the case with one key', async ({
  desk,
  centre,
}) => {
  const one = await desk();
  const { page } = one;
  await signIn(page, centre, 'ines');
  await saysStatus(page, 'All sent');
  const customer = 'Beatriz Solana Marín';
  const found = await page.evaluate((text) => window.hilo.view({ view: 'search', text, limit: 1 }), customer);
  const customerId = found.ok ? (found.value[0]?.card.id ?? '') : '';
  const subject = 'Una llamada que no llegó';
  await (await colleague(centre, 'lucia')).promise(customerId, subject, Date.now() - 7_200_000);
  const queue = page.getByRole('navigation', { name: 'My queue and tasks' });
  const broken = queue.getByRole('button').filter({ hasText: subject });
  await expect(broken).toContainText('Broken 2 hours ago', { timeout: 30_000 });
  await expect(broken).toContainText('Owner: Lucía Ferrer');
  await expect(queue).toContainText('Broken promises of the team');
  await examine(one, 'the queue of a supervisor');
  await broken.click();
  await page.getByRole('heading', { name: customer }).first().waitFor();
  // A letter alone takes nothing from a colleague.
  await page.keyboard.press('a');
  const question = page.getByRole('region', { name: /^Take case .+ from Lucía Ferrer$/ });
  await expect(question.getByRole('button', { name: 'Take it' })).toBeFocused();
  await examine(one, 'taking a case');
  await page.keyboard.press('Enter');
  await expect(broken).not.toContainText('Owner:');
  await expect(page.getByRole('region', { name: 'Cases' })).toContainText('Owner: Inés Aldama');
  await expect(queue).toContainText('My cases');
});

test('only an admin is offered to bring orders in', async ({ desk, centre }) => {
  const { page } = await desk();
  await signIn(page, centre, 'ines');
  await saysStatus(page, /Filling|All sent/);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('menuitem', { name: 'Leave for somebody else…' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Bring orders in…' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await find(page, 'orders');
  await expect(page.getByRole('option', { name: 'Bring orders in…' })).toHaveCount(0);
});

/** Orders as Shopify gives them out; one of them without an amount that can be read. */
const ordersCsv = (count: number): string => {
  const head =
    'Name,Email,Financial Status,Created at,Currency,Total,Lineitem quantity,Lineitem name,Lineitem price';
  const rows = Array.from(
    { length: count },
    (_, n) =>
      `#Z${n},cliente${n}@example.org,paid,2026-11-01 10:00:00 +0100,EUR,${n === 7 ? 'mucho' : '25.00'},1,Lámpara,25.00`,
  );
  return [head, ...rows].join('\n');
};
