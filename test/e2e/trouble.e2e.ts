import { cpSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import en from '../../src/renderer/words/en/frame.json' with { type: 'json' };
import es from '../../src/renderer/words/es/frame.json' with { type: 'json' };
import { type Launched, launchHilo, newDataDir, phase, sessionOf, unlock } from './launch.ts';
import { test, wear } from './seat.ts';
import { becomeNewer, contentsOf, damage } from './store-folder.ts';

const passphrase = 'correct horse battery';

/** Another store's key, sealed with the same passphrase. */
const keyOfAnother = async (folder: string): Promise<void> => {
  const userDataDir = newDataDir();
  const other = await launchHilo({ userDataDir });
  await unlock(other.page, passphrase);
  await other.close();
  cpSync(join(userDataDir, 'store', 'key.json'), join(folder, 'key.json'));
  rmSync(userDataDir, { recursive: true, force: true });
};

const move = (folder: string) => renameSync(join(folder, 'hilo.db'), join(folder, '..', 'hilo.db.elsewhere'));

type Bad = {
  what: 'wrong-key' | 'damaged' | 'missing' | 'newer';
  spoil: (folder: string) => void | Promise<void>;
  mayBeSetAside: boolean;
};

const bad: Record<string, Bad> = {
  'the key of another store': { what: 'wrong-key', spoil: keyOfAnother, mayBeSetAside: true },
  'a lost key': { what: 'wrong-key', spoil: (at) => rmSync(join(at, 'key.json')), mayBeSetAside: true },
  'a damaged file': { what: 'damaged', spoil: damage, mayBeSetAside: true },
  'a missing file': { what: 'missing', spoil: move, mayBeSetAside: true },
  'an empty file': {
    what: 'missing',
    spoil: (at) => truncateSync(join(at, 'hilo.db'), 0),
    mayBeSetAside: true,
  },
  'a file of a newer Hilo': {
    what: 'newer',
    spoil: (at) => becomeNewer(at, passphrase),
    mayBeSetAside: false,
  },
};

/** Gives the passphrase where it is asked for; what is seen before that is told without asking. */
const tryToOpen = async ({ page }: Launched): Promise<void> => {
  await expect.poll(async () => (await sessionOf(page)).state.phase).not.toBe('starting');
  if ((await sessionOf(page)).state.phase === 'passphrase')
    await page.evaluate((text) => window.hilo.session({ ask: 'passphrase', text }), passphrase);
  await phase(page, 'trouble');
};

for (const [name, { what, spoil, mayBeSetAside }] of Object.entries(bad))
  test(`${name} has its own screen in both languages, deletes nothing, and trying again works once it is mended`, async ({
    launch,
    company,
  }) => {
    const userDataDir = newDataDir();
    const folder = join(userDataDir, 'demo');
    cpSync(company, folder, { recursive: true });
    await spoil(folder);
    const before = contentsOf(folder);

    const desk = await launch({ userDataDir, args: ['--demo'] });
    const { page } = desk;
    await tryToOpen(desk);
    await wear(page, { language: 'en' });
    await expect(page.getByRole('heading')).toHaveText(en.trouble[what].title);
    await expect(page.getByText(en.trouble[what].do)).toBeVisible();
    await expect(page.getByText(en.trouble.kept)).toBeVisible();
    await expect(page.getByText(folder)).toBeVisible();
    await expect(page.getByRole('button', { name: en.trouble.setAside })).toHaveCount(mayBeSetAside ? 1 : 0);
    await wear(page, { language: 'es' });
    await expect(page.getByRole('heading')).toHaveText(es.trouble[what].title);
    await expect(page.getByText(es.trouble[what].what)).toBeVisible();
    expect(contentsOf(folder)).toEqual(before);

    // Asked, not clicked: the answer comes when the attempt has begun, so that the trouble seen next is its own.
    await page.evaluate(() => window.hilo.session({ ask: 'retry' }));
    await tryToOpen(desk);
    expect(contentsOf(folder)).toEqual(before);

    for (const file of ['hilo.db', 'key.json']) cpSync(join(company, file), join(folder, file));
    await page.getByRole('button', { name: es.common.retry }).click();
    await page.getByLabel(es.passphrase.new.label, { exact: true }).fill(passphrase);
    await page.keyboard.press('Enter');
    await phase(page, 'ready');
    const queue = await page.evaluate(() => window.hilo.view({ view: 'queue' }));
    expect(queue.ok && queue.value.customers).toBeGreaterThan(1_900);
    await desk.close();
    rmSync(userDataDir, { recursive: true, force: true });
  });
