import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Launched } from './launch.ts';
import { phase } from './launch.ts';
import { carmen, cutPower, ringAndSee, storePid, test } from './seat.ts';
import { write } from './write.ts';

const text = 'Llega otra vez el TN-2320. ¿Y la pinza? «No quiero más pruebas», dice.';

/** An answered call of Carmen's with its wrap-up open and the cursor in its note. */
const talking = async (page: Page) => {
  await ringAndSee(page, carmen);
  await page.keyboard.press('F2');
  await page.keyboard.press('w');
  await page.getByRole('textbox', { name: 'What happened' }).focus();
};

const callInHand = async (page: Page): Promise<{ startedAt: number }> => {
  const reply = await page.evaluate(() => window.hilo.view({ view: 'drafts' }));
  if (!reply.ok) throw new Error('the drafts were not read');
  const kept = reply.value.find(({ key }) => key === 'shell.calls')?.body ?? '[]';
  return (JSON.parse(kept) as { startedAt: number }[])[0] ?? { startedAt: Number.NaN };
};

/** What the store has of what is being typed. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const reply = await window.hilo.view({ view: 'drafts' });
    return reply.ok ? reply.value.map(({ body }) => body).join() : '';
  });

/** Half a second after the last key; a machine that has too much to do may take longer. */
const isKept = async (page: Page): Promise<void> => {
  await page.waitForTimeout(500);
  await expect.poll(() => kept(page)).toContain(text);
};

/** Runs in the page through the main process: Playwright's own page ends with the renderer. */
const askPage = <T>({ app }: Launched, script: string): Promise<T> =>
  app.evaluate(
    ({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code),
    script,
  ) as Promise<T>;

test('a power cut half a second after the last key loses nothing: the note and the start of the call are there', async ({
  seat,
}) => {
  const first = await seat();
  await talking(first.page);
  await write(first.page, text, { delay: 15 });
  await isKept(first.page);
  const { startedAt } = await callInHand(first.page);
  await cutPower(first);
  expect(startedAt).toBeGreaterThan(Date.now() - 60_000);

  const { page } = await seat({ userDataDir: first.userDataDir });
  await expect(page.getByRole('tab', { selected: true })).toContainText(carmen.name);
  await expect(page.getByRole('region', { name: 'Call', exact: true })).toContainText('On a call');
  await expect(page.getByRole('textbox', { name: 'What happened' })).toHaveValue(text);
  expect((await callInHand(page)).startedAt).toBe(startedAt);

  await page.keyboard.press('F8');
  await page.getByRole('radio', { name: 'Complaint' }).check();
  await page.keyboard.press('Control+Enter');
  const story = page.getByRole('article');
  await expect(story.filter({ hasText: text })).toBeVisible();
  const call = story.filter({ hasText: 'Call from the customer' }).first();
  await expect(call.locator('time')).toHaveAttribute('datetime', new Date(startedAt).toISOString());
});

test('a power cut in the middle of a word loses at most what was typed in the last second', async ({
  seat,
}) => {
  const first = await seat();
  await ringAndSee(first.page, carmen);
  await first.page.keyboard.press('F8');
  await first.page.keyboard.press('n');
  await first.page.getByRole('textbox', { name: 'Internal note' }).focus();
  const long = text.repeat(4);
  const typed: { at: number; length: number }[] = [];
  for (const letter of long) {
    await write(first.page, letter, { delay: 10 });
    typed.push({ at: Date.now(), length: typed.length + 1 });
    if (typed.length === 180) break;
  }
  const cutAt = Date.now();
  await cutPower(first);
  // A busy machine is slower at typing and at keeping alike: there it is the letters that an idle one types in a second.
  const aSecondAgo = typed.findLast(({ at }) => at < cutAt - 1000)?.length ?? 0;
  const safe = Math.min(aSecondAgo, typed.length - 80);
  expect(safe).toBeGreaterThan(20);

  const { page } = await seat({ userDataDir: first.userDataDir });
  // Keys mean the customer in hand once that story is read again.
  await page.getByRole('article').first().waitFor();
  await page.keyboard.press('n');
  const back = await page.getByRole('textbox', { name: 'Internal note' }).inputValue();
  expect(long.startsWith(back)).toBe(true);
  expect(back.length).toBeGreaterThanOrEqual(safe);
});

test('a page that crashes comes back by itself with the tab, the call and the text', async ({ seat }) => {
  const desk = await seat();
  await talking(desk.page);
  await write(desk.page, text, { delay: 5 });
  await isKept(desk.page);
  await desk.app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((done) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('did-finish-load', () => done());
        contents?.forcefullyCrashRenderer();
      }),
  );
  const noted = `[...document.querySelectorAll('textarea')].map((one) => one.value).join('|')`;
  await expect.poll(() => askPage<string>(desk, noted), { timeout: 20_000 }).toContain(text);
  const tab = await askPage<string>(desk, `document.querySelector('[role=tab]')?.textContent`);
  expect(tab).toContain(carmen.name);
  expect(await askPage<string>(desk, 'document.body.innerText')).toContain('On a call');
});

test('a store process that dies while a person types comes back, and the text is saved as if nothing had been', async ({
  seat,
}) => {
  const { app, page } = await seat();
  await ringAndSee(page, carmen);
  await page.keyboard.press('F8');
  await page.keyboard.press('n');
  await write(page, text, { delay: 5 });
  const pid = await storePid(app);
  process.kill(pid, 'SIGKILL');
  await expect
    .poll(() =>
      app.evaluate(
        ({ app: now }, old) =>
          now.getAppMetrics().some((one) => one.name === 'Hilo store' && one.pid !== old),
        pid,
      ),
    )
    .toBe(true);
  await phase(page, 'ready');
  const note = page.getByRole('textbox', { name: 'Internal note' });
  await expect(note).toHaveValue(text);
  await note.press('Control+Enter');
  await expect(page.getByRole('article').filter({ hasText: text })).toBeVisible();
  await expect(note).toBeHidden();
});
