import { execFileSync } from 'node:child_process';
import { closeSync, cpSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import en from '../../src/renderer/words/en/frame.json' with { type: 'json' };
import es from '../../src/renderer/words/es/frame.json' with { type: 'json' };
import { newDataDir, phase } from './launch.ts';
import { carmen, find, mayMount, ringAndSee, test, wear } from './seat.ts';
import { contentsOf } from './store-folder.ts';

if (!mayMount)
  console.log('SKIPPED: a small disk is mounted only on Linux as root, the full disk is not tested here');
test.skip(!mayMount, 'only root mounts a small disk');

const passphrase = 'correct horse battery';

type Disk = {
  userDataDir: string;
  folder: string;
  fill: () => void;
  free: () => void;
  grow: (megabytes: number) => void;
};

/** A disk of its own of so many MB where the demo company's store lies; the rest of Hilo's folder has room. */
const withDisk = async (megabytes: number, work: (disk: Disk) => Promise<void>): Promise<void> => {
  const userDataDir = newDataDir();
  const folder = join(userDataDir, 'demo');
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'hilo-e2e', folder]);
  const ballast = join(folder, 'ballast');
  const fill = () => {
    const file = openSync(ballast, 'a');
    try {
      // Down to the last page: a smaller piece may still fit where a larger one did not.
      for (const size of [1 << 20, 4096, 1]) for (;;) if (writeSync(file, Buffer.alloc(size)) < size) break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    } finally {
      fsyncSync(file);
      closeSync(file);
    }
  };
  const free = () => rmSync(ballast, { force: true });
  const grow = (size: number) => execFileSync('mount', ['-o', `remount,size=${size}m`, folder]);
  try {
    await work({ userDataDir, folder, fill, free, grow });
  } finally {
    execFileSync('umount', ['--lazy', folder]);
    rmSync(userDataDir, { recursive: true, force: true });
  }
};

test('a disk that fills up while the store is made is a screen in both languages, and trying again works with room', async ({
  launch,
}) => {
  await withDisk(3, async ({ userDataDir, folder, grow }) => {
    const { page, close } = await launch({ userDataDir, args: ['--demo'] });
    await phase(page, 'passphrase');
    await page.evaluate((text) => window.hilo.session({ ask: 'passphrase', text }), passphrase);
    await phase(page, 'trouble');
    const before = contentsOf(folder);
    await wear(page, { language: 'en' });
    await expect(page.getByRole('heading')).toHaveText(en.trouble['disk-full'].title);
    await expect(page.getByRole('button', { name: en.trouble.setAside })).toHaveCount(0);
    await wear(page, { language: 'es' });
    await expect(page.getByRole('heading')).toHaveText(es.trouble['disk-full'].title);
    expect(contentsOf(folder)).toEqual(before);

    grow(300);
    await page.getByRole('button', { name: es.common.retry }).click();
    await page.getByLabel(es.passphrase.new.label, { exact: true }).fill(passphrase);
    await page.keyboard.press('Enter');
    await phase(page, 'ready');
    const queue = await page.evaluate(() => window.hilo.view({ view: 'queue' }));
    expect(queue.ok && queue.value.customers).toBeGreaterThan(1_900);
    await close();
  });
});

test('a disk that fills up while a person works is told, the text is kept, reading goes on, and room mends it', async ({
  seat,
  company,
}) => {
  await withDisk(120, async ({ userDataDir, folder, fill, free }) => {
    cpSync(company, folder, { recursive: true });
    const { page, close } = await seat({ userDataDir });
    await ringAndSee(page, carmen);
    await page.keyboard.press('F8');
    fill();
    await page.keyboard.press('n');
    const note = page.getByRole('textbox', { name: 'Internal note' });
    const text = 'El tóner llegó bien embalado, pero es el TN-2320. '.repeat(200);
    await note.fill(text);
    await page.keyboard.press('Control+Enter');
    const notice = page.getByRole('alert').filter({ hasText: en.notices.fault['disk-full'] });
    await expect(notice).toHaveCount(1);
    await expect(notice).toContainText(en.notices.kept);
    await expect(note).toHaveValue(text);

    await page.keyboard.press('Control+k');
    await expect((await find(page, 'aguero')).first()).toContainText('Agüero');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('tab', { selected: true })).toContainText('Agüero');
    await expect(page.getByRole('article').first()).toBeVisible();
    await page.keyboard.press('Control+PageUp');
    await expect(page.getByRole('tab', { selected: true })).toContainText(carmen.name);
    await expect(note).toHaveValue(text);

    free();
    await note.press('Control+Enter');
    await expect(note).toBeHidden();
    await expect(page.getByRole('article').filter({ hasText: 'TN-2320. El tóner' })).toBeVisible();
    await close();
  });
});
