import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { onlineRetailMapping, passphrase, type Run, runImport } from './import-run.ts';
import { test, unlock } from './launch.ts';
import { processTree } from './seat.ts';

const csv = ['--from', 'csv', '--mapping', onlineRetailMapping];

/** Lines of a shop in the columns of the Online Retail file: `orders` orders of 5 lines each. */
const shopFile = (folder: string, orders: number): string => {
  const rows = ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'];
  for (let n = 0; n < orders * 5; n += 1) {
    const order = Math.floor(n / 5);
    rows.push(
      `${500_000 + order},S${n % 900},Thing,${(n % 7) + 1},2011-03-01 10:00:00,2.55,${10_000 + (order % 4000)}.0,Spain`,
    );
  }
  const path = join(folder, 'orders.csv');
  writeFileSync(path, `${rows.join('\n')}\n`);
  return path;
};

/** Looked for often: an import is not half way for long. */
const halfWay = (run: Run) =>
  expect.poll(run.err, { timeout: 60_000, intervals: [20] }).toMatch(/Bringing in: [1-9]0 %/);

test('an import that is interrupted or killed leaves nothing; the next one brings all, and once more changes nothing', async ({
  launch,
}) => {
  test.setTimeout(240_000); // four imports of 100,000 lines
  const first = await launch();
  await unlock(first.page, passphrase);
  await first.close();
  const home = first.userDataDir;
  const file = shopFile(home, 20_000);
  const args = [...csv, '--json', join(home, 'report.json'), file];

  const stopped = runImport(home, ...args);
  await halfWay(stopped);
  stopped.child.kill('SIGINT');
  expect(await stopped.code).toBe(130);
  expect(stopped.err()).toContain('Stopped. Nothing was brought in.');
  expect(stopped.out()).toBe('');

  const killed = runImport(home, ...args);
  await halfWay(killed);
  for (const pid of processTree(killed.child.pid ?? 0)) process.kill(pid, 'SIGKILL');
  await killed.code;
  expect(killed.out()).toBe('');

  const second = await launch({ userDataDir: home });
  await unlock(second.page, passphrase);
  const queue = await second.page.evaluate(() => window.hilo.view({ view: 'queue' }));
  expect(queue).toMatchObject({ ok: true, value: { customers: 0, orders: 0 } });
  await second.close();

  const whole = runImport(home, ...args);
  expect(await whole.code).toBe(0);
  expect(whole.out()).toContain('Orders: 20,000 read: 20,000 new');
  expect(JSON.parse(readFileSync(join(home, 'report.json'), 'utf8'))).toMatchObject({
    rows: 100_000,
    lines: 100_000,
    customers: { read: 4_000, new: 4_000 },
  });

  const again = runImport(home, ...args);
  expect(await again.code).toBe(0);
  expect(again.out()).toContain('4,000 read: 0 new, 0 changed');
  expect(again.out()).toContain('20,000 read: 0 new, 0 changed, 20,000 unchanged');
});

test('while Hilo is open an import says so in one sentence and touches nothing', async ({ launch }) => {
  const { page, userDataDir } = await launch();
  await unlock(page, passphrase);
  const run = runImport(userDataDir, ...csv, shopFile(userDataDir, 1));
  expect(await run.code).toBe(2);
  expect(run.err()).toContain('Hilo is open on this machine.');
  const queue = await page.evaluate(() => window.hilo.view({ view: 'queue' }));
  expect(queue).toMatchObject({ ok: true, value: { customers: 0, orders: 0 } });
});

test('a wrong option, a missing file, a bad file and a wrong passphrase have each one sentence and a code', async ({
  launch,
}) => {
  const { page, userDataDir, close } = await launch();
  await unlock(page, 'another passphrase');
  await close();
  const bad = join(userDataDir, 'holiday.jpg');
  writeFileSync(bad, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1, 0, 0, 1]));
  const good = shopFile(userDataDir, 1);
  const home = join(userDataDir, 'elsewhere');

  // Chromium and the log write lines of their own: a sentence of Hilo's stands alone on its line.
  const told = (run: Run, ...sentence: RegExp[]) =>
    expect(run.err().split('\n')).toEqual(
      expect.arrayContaining(sentence.map((one) => expect.stringMatching(one))),
    );
  const option = runImport(home, '--from', 'excel', good);
  expect(await option.code).toBe(2);
  told(option, /^Say what kind of file it is with --from\.$/, /^Usage: /);
  const absent = runImport(home, '--from', 'shopify-csv', join(userDataDir, 'none.csv'));
  expect(await absent.code).toBe(1);
  told(absent, /^The file cannot be read\. [^.]+\.$/);
  const picture = runImport(home, '--from', 'shopify-csv', bad);
  expect(await picture.code).toBe(1);
  told(picture, /^The file was not brought in: [^.]+\. Nothing was changed\. Reference: \w+$/);
  const spanish = runImport(home, '--language', 'es', '--from', 'shopify-json', good);
  expect(await spanish.code).toBe(1);
  told(spanish, /^El archivo no se ha importado: [^.]+\. No ha cambiado nada\. Referencia: \w+$/);
  const locked = runImport(userDataDir, ...csv, good);
  expect(await locked.code).toBe(4);
  told(locked, /^That is not the passphrase of this store\. Nothing was brought in\.$/);
  for (const run of [option, absent, picture, spanish, locked]) expect(run.out()).toBe('');
});
