import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchHilo, newDataDir, phase, sessionOf } from '../e2e/launch.ts';
import { type Camera, camera } from './camera.ts';

/*
 * The main job, driven in the real application: a call rings, the story is there, the call is wrapped up. Leaves pictures of every
 * screen in both languages and both themes and prints where they are. `--out FOLDER` puts them elsewhere; `--server URL`: the demo
 * company's centre, without it the company is filled in on the desk.
 */
const { values } = parseArgs({
  options: { out: { type: 'string', default: '.cache/tour' }, server: { type: 'string' } },
});

const ring = (page: Page, from: string) =>
  page.evaluate((number) => window.hilo.session({ ask: 'demo-ring', from: number }), from);

/** A desk that begins can be used at once; its pictures are taken when all of the company is there. */
async function filled(page: Page): Promise<void> {
  const isFilled = () =>
    page.evaluate(async () => {
      const [sync, queue] = await Promise.all([
        window.hilo.view({ view: 'sync' }),
        window.hilo.view({ view: 'queue' }),
      ]);
      return sync.ok && queue.ok && sync.value.filling === null && queue.value.customers > 2000;
    });
  const until = Date.now() + 300_000;
  while (!(await isFilled())) {
    if (Date.now() > until) throw new Error('the desk was not filled within five minutes');
    await page.waitForTimeout(500);
  }
}

async function openDesk(page: Page, { shoot }: Camera): Promise<void> {
  // While Lucía is being signed in there is another screen.
  await page.waitForFunction(async () => {
    const reply = await window.hilo.session({ ask: 'state' });
    return reply.ok && ['passphrase', 'ready'].includes(reply.value.state.phase);
  });
  if ((await sessionOf(page)).state.phase === 'passphrase') {
    await page.locator('input[type=password]').first().waitFor();
    await shoot('01-passphrase');
    const fields = page.locator('input[type=password]');
    await fields.nth(0).fill('one thread, many calls');
    await fields.nth(1).fill('one thread, many calls');
    await page.keyboard.press('Enter');
  }
  await phase(page, 'ready');
  await filled(page);
  await page.getByRole('search').or(page.getByText('Nobody is on the phone')).first().waitFor();
  await shoot('02-desk');
}

async function takeTheCall(page: Page, { shoot }: Camera): Promise<void> {
  await ring(page, '+34 600 11 22 33');
  await page.getByRole('heading', { name: 'Carmen Ruiz Ortega' }).first().waitFor();
  await shoot('03-ring');
  await page.keyboard.press('F2');
  await page.keyboard.press('w');
  await page
    .locator('textarea:visible')
    .first()
    .fill('Tercer tóner. Foto de la etiqueta comparada con el pedido: TN-2410.');
  await shoot('04-wrap-up');
  await page.keyboard.press('F8');
  await page
    .getByRole('radio', { name: /Complaint/ })
    .or(page.getByRole('button', { name: /Complaint/ }))
    .first()
    .click();
  await page.locator('textarea:visible').first().focus();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Tercer tóner. Foto de la etiqueta').first().waitFor();
  // Said in the language of that moment, which is not that of every picture.
  await page.getByText(/^Saved:/).waitFor({ state: 'hidden' });
  await shoot('05-saved');
}

/** The case in hand is taken, where an earlier tour of the same company has not, and a colleague is asked to take it over. */
async function handOver(page: Page, { shoot }: Camera): Promise<void> {
  const saved = page.getByText(/^Saved:/);
  const [first] = await page.getByRole('region', { name: 'Cases' }).getByRole('listitem').allInnerTexts();
  if (!first?.includes('Owner: Lucía Ferrer')) {
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await saved.waitFor();
    await saved.waitFor({ state: 'hidden' });
  }
  await page.keyboard.press('h');
  await page.getByRole('combobox', { name: 'To whom' }).fill('Mateo');
  await page.getByRole('option', { name: /Mateo/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Conoce las impresoras. Queda llamar el viernes.');
  await shoot('06-hand-over');
  await page.keyboard.press('Control+Enter');
  await saved.waitFor();
  await saved.waitFor({ state: 'hidden' });
  await page.getByRole('region', { name: 'Cases' }).getByRole('button', { expanded: false }).first().click();
  await shoot('07-asked');
}

async function look(page: Page, { shoot }: Camera): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('aguero');
  await page.locator('[role=option]:visible').first().waitFor();
  await shoot('08-search');
  await page.keyboard.press('Escape');
  await ring(page, '+34957112233');
  await page.getByRole('alert').or(page.getByRole('region')).first().waitFor();
  await page.waitForTimeout(300);
  await shoot('09-shared-number');
  await page.keyboard.press('F8');
  await ring(page, '+34699008877');
  await page.waitForTimeout(500);
  await shoot('10-many-orders');
  await page.keyboard.press('F8');
  await page.keyboard.press('F1');
  await page.getByRole('dialog').first().waitFor();
  await shoot('11-keys');
  await page.keyboard.press('Escape');
}

const folder = resolve(values.out);
const userDataDir = newDataDir();
const { app, page, close } = await launchHilo({
  userDataDir,
  args: ['--demo', ...(values.server === undefined ? [] : [`--server=${values.server}`, '--as=lucia'])],
});
try {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
  const pictures = camera(page, folder);
  console.log('Tour: the demo company opens, Carmen Ruiz Ortega calls, the call is wrapped up.');
  await openDesk(page, pictures);
  await takeTheCall(page, pictures);
  await handOver(page, pictures);
  await look(page, pictures);
  console.log(`Tour: ${pictures.paths.length} pictures, every screen in both languages and both themes:`);
  for (const path of pictures.paths) console.log(path);
} finally {
  await close();
  rmSync(userDataDir, { recursive: true, force: true });
}
