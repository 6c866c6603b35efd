import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { png } from '../attachment/content.ts';
import { askNow, openCase, openStory, saysStatus, status, unfold } from './at-centre.ts';
import { seriousFaults } from './axe.ts';
import { seatedAt } from './desks.ts';
import { drop } from './drop.ts';

const test = seatedAt('lucia', 'mateo');

const caseItem = (page: Page, subject: string) =>
  page.getByRole('region', { name: 'Cases' }).getByRole('listitem').filter({ hasText: subject }).first();

/** A case of the customer in hand, unfolded. */
async function unfolded(page: Page, subject: string): Promise<Locator> {
  const item = caseItem(page, subject);
  await unfold(item.getByRole('button', { name: subject }));
  return item;
}

test('a photo dropped on the case offline is on the colleague’s screen after the network returns, once', async ({
  desks,
}) => {
  test.setTimeout(240_000);
  const { lucia: own, mateo: other } = desks;
  const { line } = own;
  const lucia = own.page;
  const mateo = other.page;
  const subject = 'Llegó rota la taza';
  const about = 'La taza, rota por el asa';
  const photo = png(64, 48, { noise: 1_500_000 });
  await openCase(lucia, 'Carmen Ruiz Ortega', subject);
  await saysStatus(lucia, 'All sent');

  line.goes('down');
  await drop(lucia, await unfolded(lucia, subject), [
    { name: 'taza.png', type: 'image/png', body: photo },
    { name: 'oferta.png', type: 'image/png', body: Buffer.from('<html><script>alert(1)</script>') },
    {
      name: 'logo.svg',
      type: 'image/svg+xml',
      body: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    },
  ]);
  const chosen = lucia.getByRole('list', { name: 'Files to attach' }).getByRole('listitem');
  await expect(chosen).toHaveCount(3);
  // What a file calls itself is not believed.
  await expect(chosen.filter({ hasText: 'none of the kinds that are taken' })).toHaveCount(2);
  expect(await seriousFaults(own)).toEqual([]);
  // What was refused has been read once other files are chosen.
  await drop(lucia, caseItem(lucia, subject), [
    { name: 'vacía.png', type: 'image/png', body: Buffer.from('') },
  ]);
  await expect(chosen).toHaveCount(2);
  await expect(chosen.last()).toContainText('The file is empty.');
  await lucia.getByRole('textbox', { name: 'What it shows' }).fill(about);
  await lucia.keyboard.press('Control+Enter');
  const mine = (await unfolded(lucia, subject)).getByRole('button', { name: about });
  await expect(mine).toContainText('not sent yet');
  await expect(status(lucia)).toContainText(/Working offline/, { timeout: 30_000 });

  // The photo is on its way when the line breaks, and the answer to a part that arrived is lost.
  const isBroken = line.breaks('PUT /attachments/', 4);
  line.goes('through');
  await askNow(lucia);
  await expect.poll(isBroken, { timeout: 30_000 }).toBe(true);
  await expect(mine).toContainText(/sending|not sent yet/);
  await openStory(mateo, 'Carmen Ruiz Ortega');
  const theirs = (await unfolded(mateo, subject)).getByRole('button', { name: about });
  await expect(theirs).toContainText('has not sent it yet', { timeout: 30_000 });

  line.goes('through');
  await askNow(lucia);
  await saysStatus(lucia, 'All sent');
  await expect(mine).toContainText(/MB/);
  // With the keyboard alone.
  await theirs.press('Enter');
  const viewer = mateo.getByRole('dialog', { name: 'taza.png' });
  const shown = viewer.getByRole('img', { name: about });
  await expect(shown).toBeVisible({ timeout: 30_000 });
  // It is decoded, not only framed: the middle has the photo's colour.
  expect(
    await shown.evaluate((canvas: HTMLCanvasElement) => [
      canvas.width,
      canvas.height,
      ...(canvas.getContext('2d')?.getImageData(32, 24, 1, 1).data ?? []),
    ]),
  ).toEqual([64, 48, 0x88, 0x88, 0x88, 255]);
  expect(await seriousFaults(other)).toEqual([]);

  // Saved by the system's dialog, byte for byte.
  const path = join(other.userDataDir, 'saved.png');
  await other.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  await viewer.getByRole('button', { name: 'Save as…' }).click();
  await expect.poll(() => existsSync(path) && readFileSync(path).equals(photo)).toBe(true);
  await mateo.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
  await expect(theirs).toHaveCount(1);
  await expect(mateo.getByRole('article').filter({ hasText: 'Attached: taza.png' })).toHaveCount(1);

  // Taken away by the colleague, it is gone from both screens, and who and why stay.
  await theirs.click();
  await viewer.getByRole('button', { name: 'Take away…' }).click();
  await viewer.getByRole('textbox', { name: 'Why is it taken away?' }).fill('De otra clienta');
  await mateo.keyboard.press('Control+Enter');
  await expect(shown).toBeHidden();
  await mateo.keyboard.press('Escape');
  await expect(mine).toContainText('taken away', { timeout: 30_000 });
  await mine.click();
  await expect(lucia.getByRole('dialog')).toContainText('De otra clienta');
  await expect(lucia.getByRole('dialog').locator('canvas')).toHaveCount(0);
});
