import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import electronPackage from 'electron';
import { applicationPath, cleanEnv, electronPath, newDataDir, switches, test, unlock } from './launch.ts';

const passphrase = 'correct horse battery';
const mapping = 'resources/import/online-retail.mapping.json';

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

type Run = { child: ChildProcess; out: () => string; err: () => string; code: Promise<number | null> };

const runImport = (userDataDir: string, ...args: string[]): Run => {
  const path = electronPath() ?? String(electronPackage);
  const all = [
    ...switches(userDataDir),
    applicationPath(),
    '--import',
    '--passphrase-stdin',
    '--language',
    'en',
    ...args,
  ];
  const child = spawn(path, all, { env: cleanEnv({ INIT_CWD: process.cwd() }), stdio: 'pipe' });
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => {
    out += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    err += String(chunk);
  });
  child.stdin?.end(`${passphrase}\n`);
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, out: () => out, err: () => err, code };
};

test('an import can be stopped at any moment and leaves nothing; twice the same file changes nothing', async () => {
  const home = newDataDir();
  try {
    const file = shopFile(home, 20_000);
    const args = ['--from', 'csv', '--mapping', mapping, '--json', join(home, 'report.json'), file];
    const stopped = runImport(home, ...args);
    await expect.poll(stopped.err, { timeout: 30_000 }).toMatch(/Bringing in: [1-9]0 %/);
    stopped.child.kill('SIGINT');
    expect(await stopped.code).toBe(130);
    expect(stopped.err()).toContain('Stopped. Nothing was brought in.');
    expect(stopped.out()).toBe('');

    const whole = runImport(home, ...args);
    expect(await whole.code).toBe(0);
    expect(whole.out()).toContain('Orders: 20,000 read: 20,000 new');
    expect(JSON.parse(readFileSync(join(home, 'report.json'), 'utf8'))).toMatchObject({
      rows: 100_000,
      lines: 100_000,
    });

    const again = runImport(home, ...args);
    expect(await again.code).toBe(0);
    expect(again.out()).toContain('20,000 read: 0 new, 0 changed, 20,000 unchanged');
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test('while Hilo is open an import says so and touches nothing', async ({ launch }) => {
  const { page, userDataDir } = await launch();
  await unlock(page, passphrase);
  const run = runImport(userDataDir, '--from', 'csv', '--mapping', mapping, shopFile(userDataDir, 1));
  expect(await run.code).toBe(2);
  expect(run.err()).toContain('Hilo is open on this machine.');
});

test('a wrong option, a file that is not there and a wrong passphrase have each their sentence and code', async () => {
  const home = newDataDir();
  try {
    const option = runImport(home, '--from', 'excel', 'a.xls');
    expect([await option.code, option.err()]).toEqual([2, expect.stringContaining('with --from')]);
    const absent = runImport(home, '--from', 'shopify-csv', join(home, 'none.csv'));
    expect([await absent.code, absent.err()]).toEqual([1, expect.stringContaining('cannot be read')]);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
