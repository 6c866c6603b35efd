import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { CommandAsk } from '#shared/case/commands.ts';
import { segmentOf } from '#shared/recovery/segment.ts';
import { valueAtRisk } from '#shared/recovery/value-at-risk.ts';
import { defaultManual } from '#shared/rules/defaults/manual.ts';
import { repeatedFailure } from '#shared/story/failures.ts';
import { repeatAlarm } from '#shared/story/repeat.ts';
import { storySoFar } from '#shared/story/so-far.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import { onlineRetailMapping, passphrase, runImport } from './import-run.ts';
import { type Launched, launchHilo, sessionOf, unlock } from './launch.ts';
import { find, test, wear } from './seat.ts';

const file = resolve(import.meta.dirname, '../../../shared/data/online-retail/online_retail.csv.gz');
const present = existsSync(file);
if (!present)
  console.log('SKIPPED: no ../shared/data/online-retail, the whole UCI Online Retail file is not imported');

/** Scrolls from the top to the end, a wheel's turn a frame; the times between frames (ms) and the most elements inside at once. */
const scrollThrough = (list: Locator): Promise<{ frames: number[]; most: number; end: number }> =>
  list.evaluate(async (box) => {
    const frames: number[] = [];
    let most = 0;
    let before = performance.now();
    box.scrollTop = 0;
    for (let stuck = 0; stuck < 10; ) {
      const from = box.scrollTop;
      box.scrollTop += 240;
      await new Promise((done) => requestAnimationFrame(done));
      const now = performance.now();
      frames.push(now - before);
      before = now;
      most = Math.max(most, box.querySelectorAll('*').length);
      stuck = box.scrollTop === from ? stuck + 1 : 0;
    }
    return { frames, most, end: box.scrollTop };
  });

const say = (frames: number[]): string => {
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  return `${frames.length} frames: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms`;
};

const open = async (page: Page, order: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await (await find(page, order)).filter({ hasText: order }).first().waitFor();
  await page.keyboard.press('Enter');
};

test.describe('the Online Retail file', () => {
  test.describe.configure({ mode: 'serial', timeout: 240_000 });
  test.skip(!present, 'the file is not on this machine');
  const home = mkdtempSync(join(tmpdir(), 'hilo-e2e-retail-'));
  let desk: Launched;

  test.afterAll(async () => {
    await desk?.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('the Online Retail file imports whole by the real command, and the report says its numbers', async () => {
    const report = join(home, 'report.json');
    const run = runImport(
      home,
      ...['--from', 'csv', '--mapping', onlineRetailMapping, '--json', report, file],
    );
    expect([await run.code, run.out()]).toEqual([0, expect.stringContaining('Lines: 541,909')]);
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
      rows: 541_909,
      lines: 541_909,
      customers: { read: 4_372 + 3_710, new: 4_372 + 3_710, guests: 3_710 },
      orders: { read: 25_900, new: 25_900, cancellations: 3_836 },
      skippedTotal: 0,
    });
  });

  test('a customer of the imported file is found by an order number, with all orders and cancellations', async () => {
    desk = await launchHilo({ userDataDir: home });
    const { page } = desk;
    await unlock(page, passphrase);
    await wear(page, { language: 'en', theme: 'light' });
    expect((await sessionOf(page)).state).toMatchObject({ phase: 'ready', demo: false });
    const queue = await page.evaluate(() => window.hilo.view({ view: 'queue' }));
    expect(queue).toMatchObject({ ok: true, value: { customers: 8_082, orders: 25_900 } });

    await open(page, '536521');
    const orders = page.getByRole('region', { name: 'Orders' });
    await expect(orders.getByText('224 orders')).toBeVisible();
    await expect(page.getByRole('button', { name: /^536521/ })).toHaveAttribute('aria-expanded', 'true');

    await page.getByRole('textbox', { name: 'Search in the story' }).fill('Cancellation');
    const story = page.getByRole('region', { name: 'Story', exact: true });
    await expect(story.getByRole('status')).toContainText('14 entries shown');
    await expect(story.getByRole('article').first()).toContainText(/Cancellation document C\d{6}/);
  });

  test('a story of more than 200 invoices is scrolled with few elements in the page', async () => {
    const { page } = desk;
    await page.getByRole('textbox', { name: 'Search in the story' }).fill('');
    const box = page.getByRole('article').first().locator('xpath=ancestor::div[3]');
    await expect(page.getByText('Reading older entries…')).toBeHidden();
    const { frames, most, end } = await scrollThrough(box);
    test.info().annotations.push({ type: 'frames', description: `224 invoices: ${say(frames)}` });
    console.log(`      a story of 224 invoices, ${say(frames)}, at most ${most} elements`);
    expect(end).toBeGreaterThan(5_000);
    expect(most).toBeLessThan(400);
  });

  test('an order of 1,114 lines opens and is scrolled to its last line', async () => {
    const { page } = desk;
    await open(page, '573585');
    const lines = page.getByRole('region', { name: 'Lines of order 573585' });
    await expect(lines).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Lines 1,114' })).toBeVisible();
    const { frames, most } = await scrollThrough(lines);
    test.info().annotations.push({ type: 'frames', description: `1,114 lines: ${say(frames)}` });
    console.log(`      an order of 1,114 lines, ${say(frames)}, at most ${most} elements`);
    await expect(lines.locator('[data-index="1113"]')).toBeVisible();
    expect(most).toBeLessThan(400);
  });

  test('the story so far, the alarms and what is at risk are right on its customers', async () => {
    const { page } = desk;
    const views = await page.evaluate(async () => {
      const ids = new Set<string>();
      for (const text of ['5365', '5400', '5500', '5600', '5700', '5800']) {
        const hits = await window.hilo.view({ view: 'search', text, limit: 50 });
        if (hits.ok) for (const { card } of hits.value) ids.add(card.id);
      }
      const all: CustomerView[] = [];
      for (const customerId of ids) {
        const reply = await window.hilo.view({ view: 'customer', customerId });
        if (reply.ok && reply.value) all.push(reply.value);
      }
      return all;
    });
    expect(views.length).toBeGreaterThan(100);
    const now = Date.now();
    for (const view of views) {
      const sales = view.orders.filter(({ kind }) => kind === 'sale');
      const [who, ...others] = storySoFar(view, now, 'Europe/London', 'en');
      // Who is found by the digits of a cancellation may have bought nothing.
      expect(who?.text).toContain(`${sales.length || 'no'} order${sales.length === 1 ? '' : 's'}`);
      // Nobody ever spoke to them, and nothing of 2011 is late today.
      expect(others.map(({ id }) => id)).toEqual(['last']);
      expect(others[0]?.text).toBe('No earlier contact recorded.');
      expect(repeatAlarm(view, now).level).toBe('none');
      expect(repeatedFailure(view, now)).toBeNull();
      const { segment, orders } = segmentOf(view.orders, defaultManual.worth, now);
      expect(orders).toBe(sales.filter(({ cancelledAt }) => cancelledAt === null).length);
      // Bought last in 2011: nobody is new, nobody is loyal today, and of a year's spending nothing is left.
      expect(['one-off', 'regular', 'at-risk']).toContain(orders === 0 ? 'regular' : segment);
      const risk = valueAtRisk(view.orders, 1, defaultManual.worth, now);
      if (risk) expect(risk.amount).toEqual({ minor: 0, currency: 'GBP' });
    }
  });

  test('the second broken thing and the third call about it are alarms on an imported customer too', async () => {
    const { page } = desk;
    const about = await page.evaluate(async () => {
      const hits = await window.hilo.view({ view: 'search', text: '536521', limit: 1 });
      const customerId = hits.ok ? (hits.value[0]?.card.id ?? '') : '';
      const reply = await window.hilo.view({ view: 'customer', customerId });
      const orders = reply.ok ? (reply.value?.orders ?? []) : [];
      const asks: CommandAsk[] = [];
      orders
        .filter(({ kind }) => kind === 'sale')
        .slice(0, 2)
        .forEach(({ id }, index) => {
          const caseId = crypto.randomUUID();
          const data = { subject: `Broken ${index}`, words: '', kind: 'damaged' as const, orderId: id };
          asks.push({ type: 'case.open', customerId, caseId, data });
          for (let call = 0; call < index * 3; call += 1) {
            const at = Date.now() - call * 60_000;
            const contact = { contactId: crypto.randomUUID(), number: null, start: at, end: at, code: null };
            asks.push({
              type: 'contact.record',
              customerId,
              caseId,
              data: { ...contact, channel: 'call', direction: 'in' },
            });
          }
        });
      return (await window.hilo.command(asks)).ok;
    });
    expect(about).toBe(true);
    await open(page, '536521');
    const alarm = page.getByRole('alert').filter({ hasText: '3 contacts in 30 days' });
    await expect(alarm).toContainText('with 1 person');
    await expect(alarm).toContainText(/Damaged, 2 times/);
  });
});
