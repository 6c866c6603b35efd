import { spawn } from 'node:child_process';
import { expect } from '@playwright/test';
import electronPackage from 'electron';
import { applicationPath, cleanEnv, electronPath, switches } from './launch.ts';
import { carmen, family, find, nobody, ring, ringAndSee, tabNames, test, wear } from './seat.ts';
import { write } from './write.ts';

/** Starts Hilo as the system does for a link: a second process with the link as its argument. Resolves with its exit code. */
const followLink = (userDataDir: string, link: string): Promise<number | null> =>
  new Promise((resolve) => {
    const path = electronPath() ?? String(electronPackage);
    const child = spawn(path, [...switches(userDataDir), applicationPath(), '--demo', link], {
      env: cleanEnv(),
      stdio: 'ignore',
    });
    child.on('exit', resolve);
  });

/** In the page: what in the title bar, the tabs and the foot lies on something else there, or is not within the window. */
const lyingOnEachOther = (): string[] => {
  const all = [...document.querySelectorAll('button, strong, [role=tab], footer span')].filter(
    (one) => one.closest('main, nav') === null && one.checkVisibility() && one.children.length < 3,
  );
  const boxes = all.map((one) => ({ one, box: one.getBoundingClientRect() }));
  const said = ({ one }: { one: Element }) =>
    one.textContent || one.getAttribute('aria-label') || one.tagName;
  const outside = boxes.filter(
    ({ box }) => box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight,
  );
  const pairs = boxes.flatMap((a, at) =>
    boxes
      .slice(at + 1)
      .filter(
        (b) =>
          !a.one.contains(b.one) &&
          a.box.left < b.box.right - 1 &&
          b.box.left < a.box.right - 1 &&
          a.box.top < b.box.bottom - 1 &&
          b.box.top < a.box.bottom - 1,
      )
      .map((b) => `${said(a)} / ${said(b)}`),
  );
  return [...outside.map((one) => `outside: ${said(one)}`), ...pairs];
};

test('a link that starts Hilo shows the story of the caller once the store is unlocked', async ({ seat }) => {
  const { page } = await seat({ args: ['--demo', 'hilo://call?from=+34600112233'] });
  await expect(page.getByRole('heading', { name: carmen.name }).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Call', exact: true })).toContainText('Ringing');
  await expect(page.getByRole('article').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'The story so far' })).toContainText('2020');
});

test('a link rings in the Hilo that is open; a hostile one does nothing at all', async ({ seat }) => {
  const { page, userDataDir } = await seat();
  const hostile = [
    'hilo://call?from=<img src=x onerror=alert(1)>',
    'hilo://call?from=javascript:alert(1)',
    'hilo://call?from=+34600112233&answer=1',
    'hilo://call?from=%2B34600112233%00',
    `hilo://call?from=${'9'.repeat(300)}`,
    'hilo://solve/202611240017',
    'hilo://call/../../etc/passwd?from=+34600112233',
    'hilo://case/1%20OR%201=1',
  ];
  for (const link of hostile) expect(await followLink(userDataDir, link)).toBe(0);
  await page.waitForTimeout(500);
  expect(await tabNames(page)).toEqual([]);
  await expect(page.getByRole('region', { name: 'Call', exact: true })).toContainText('No call');

  expect(await followLink(userDataDir, 'hilo://call?from=%2B34600112233')).toBe(0);
  await expect(page.getByRole('heading', { name: carmen.name }).first()).toBeVisible();
  await expect(page.getByRole('tab')).toHaveCount(1);
});

test('a number of one customer opens the whole story at once, and a screen reader hears who calls', async ({
  seat,
}) => {
  const { page } = await seat();
  await ringAndSee(page, carmen);
  const spoken = page.locator('[aria-live=assertive]');
  await expect(spoken).toHaveText(`Incoming call: ${carmen.name}, +34 600 11 22 33. Their story is open.`);
  await expect(page.getByRole('tab', { selected: true })).toContainText(carmen.name);
  // It is not the first call about it, and not the first wrong one.
  const alarm = page.getByRole('alert').filter({ hasText: 'about the same problem' });
  await expect(alarm).toContainText('Wrong product, 2 times in a year.');
});

test('in the smallest usual window the alarm and all five answers are seen on a ring, and at twice the size nothing lies on anything', async ({
  seat,
}) => {
  const { app, page } = await seat();
  const look = (language: 'en' | 'es', zoom: number) =>
    Promise.all([
      wear(page, { language }),
      app.evaluate(({ BrowserWindow }, factor) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setContentSize(1024, 640);
        window?.webContents.setZoomFactor(factor);
      }, zoom),
    ]);
  await ringAndSee(page, carmen);
  const answers = page.locator('dl:has(> [data-tone]) > div');
  for (const language of ['en', 'es'] as const) {
    await look(language, 1);
    await expect(page.getByRole('alert').filter({ hasText: 'TN-2410' })).toBeInViewport({ ratio: 0.99 });
    await expect(answers).toHaveCount(5);
    for (const answer of await answers.all()) await expect(answer).toBeInViewport({ ratio: 0.99 });
  }
  for (const language of ['en', 'es'] as const) {
    await look(language, 2);
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(512);
    expect(await page.evaluate(lyingOnEachOther)).toEqual([]);
    const story = await page.getByRole('article').first().boundingBox();
    expect(story?.width).toBeGreaterThan(280);
  }
});

test('a number of several customers opens a list to choose from, never a guess', async ({ seat }) => {
  const { page } = await seat();
  await ring(page, family.from);
  await expect(page.getByRole('heading', { name: 'Several customers have this number' })).toBeVisible();
  await expect(page.locator('[aria-live=assertive]')).toContainText('3 customers have this number');
  const choices = page.getByRole('main').getByRole('listitem').getByRole('button');
  await expect(choices).toHaveCount(3);
  await expect(page.getByRole('article')).toHaveCount(0);
  await page.getByRole('textbox', { name: 'What was said so far' }).fill('Asks about the blue armchair.');
  const name = (await choices.nth(1).locator('strong').textContent()) ?? '';
  // Out of the note, then without a mouse to the second of them.
  await page.getByRole('heading', { name: 'Several customers have this number' }).click();
  await page.keyboard.press('j');
  await expect(choices.first()).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name }).first()).toBeVisible();
  await expect(page.getByRole('tab')).toHaveCount(1);
  await expect(page.getByRole('article').first()).toContainText('Asks about the blue armchair.');
});

test('an unknown number opens an empty card: the caller can be searched', async ({ seat }) => {
  const { page } = await seat();
  await ring(page, nobody.from);
  await expect(page.getByRole('heading', { name: 'Unknown number' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('+34 611 00 00 00');
  await page.getByRole('searchbox', { name: 'Who is calling?' }).fill('carmen ruiz ort');
  await page.getByRole('main').getByRole('button', { name: carmen.name }).click();
  await expect(page.getByRole('heading', { name: carmen.name }).first()).toBeVisible();
  await expect(page.getByRole('tab')).toHaveCount(1);
  const bar = page.getByRole('region', { name: 'Call', exact: true });
  await expect(bar).toContainText(carmen.name);
  await page.getByRole('button', { name: 'Not answered' }).click();
  await page.getByRole('button', { name: 'Put away' }).click();

  // Looked for in the palette instead, as anybody else: the call is theirs by one key more, and so is what was said.
  await ring(page, nobody.from);
  await page.keyboard.press('F6');
  await expect(page.getByRole('heading', { name: 'Unknown number' })).toBeVisible();
  await page.keyboard.press('F2');
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'What was said so far' })).toBeFocused();
  await write(page, 'Calls from her sister’s phone.');
  await page.keyboard.press('Control+k');
  await expect((await find(page, 'beatriz solana')).first()).toContainText('Beatriz Solana');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^It is Beatriz Solana/ })).toBeFocused();
  await expect(bar).not.toContainText('Beatriz');
  await page.keyboard.press('Enter');
  await expect(bar).toContainText('Beatriz Solana');
  await expect(page.getByRole('article').filter({ hasText: 'from her sister’s phone' })).toBeVisible();
});

test('an unknown caller can be introduced and is known from then on', async ({ seat }) => {
  const { page } = await seat();
  await ring(page, nobody.from);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Íñigo Núñez');
  await page.getByRole('textbox', { name: /^E-mail/ }).fill('inigo@example.com');
  await page.getByRole('button', { name: 'Open a card for them' }).click();
  await expect(page.getByRole('heading', { name: 'Íñigo Núñez' }).first()).toBeVisible();
  await expect(page.getByText('inigo@example.com').first()).toBeVisible();
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Put away' }).click();
  await page.keyboard.press('Control+w');
  await ring(page, nobody.from);
  await expect(page.getByRole('tab', { selected: true })).toContainText('Íñigo Núñez');
});

test('a hidden number says so and guesses nobody', async ({ seat }) => {
  const { page } = await seat();
  await ring(page, 'anonymous');
  await expect(page.getByRole('heading', { name: 'The caller hides the number' })).toBeVisible();
  await expect(page.locator('[aria-live=assertive]')).toHaveText(
    /Incoming call: the caller hides the number\./,
  );
  await expect(page.getByRole('tab')).toContainText('Hidden number');
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(0);
});

test('a ring while something is typed takes neither focus nor letters: a tab with a dot, and F6 goes there, then to the next', async ({
  seat,
}) => {
  const { page, userDataDir } = await seat();
  await ringAndSee(page, carmen);
  await page.keyboard.press('F8');
  await page.keyboard.press('n');
  const note = page.getByRole('textbox', { name: 'Internal note' });
  await expect(note).toBeFocused();
  const text = 'Dice que el tóner es otra vez el TN-2320, y que ya no quiere más pruebas.';
  const typing = write(page, text, { delay: 40 });
  await ring(page, nobody.from);
  await followLink(userDataDir, 'hilo://call?from=%2B34957112233');
  await typing;
  await expect(page.getByRole('tab')).toHaveCount(3);
  await expect(note).toBeFocused();
  await expect(note).toHaveValue(text);
  await expect(page.getByRole('tab')).toHaveText([carmen.name, /needs you/, /needs you/]);
  await expect(page.locator('[aria-live=assertive]')).toContainText('Press F6 to go there.');

  await page.keyboard.press('F6');
  await expect(page.getByRole('heading', { name: 'Unknown number' })).toBeVisible();
  const bar = page.getByRole('region', { name: 'Call', exact: true });
  await expect(bar).toContainText('1 of 2');
  await page.keyboard.press('F6');
  await expect(page.getByRole('heading', { name: 'Several customers have this number' })).toBeVisible();
  await expect(bar).toContainText('2 of 2');
  await page.getByRole('tab', { name: carmen.name }).click();
  await expect(note).toHaveValue(text);
});
