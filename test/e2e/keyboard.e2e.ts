import type { CDPSession, ElectronApplication, Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { carmen, find, known, ringAndSee, storePid, test } from './seat.ts';
import { write } from './write.ts';

/** Gives what holds the store still while something is done: it answers after that. */
const lateStore = async (app: ElectronApplication) => {
  const store = await storePid(app);
  expect(store).toBeGreaterThan(0);
  return async (meanwhile: () => Promise<void>): Promise<void> => {
    process.kill(store, 'SIGSTOP');
    try {
      await meanwhile();
    } finally {
      process.kill(store, 'SIGCONT');
    }
  };
};

/** Goes on with Tab until the focus is there, as a person without a mouse does. */
const tabTo = async (page: Page, target: Locator): Promise<void> => {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('no number of Tabs leads there');
};

const cases = (page: Page) => page.getByRole('region', { name: 'Cases' });

test('a whole call without a mouse: answer, write, promise, hang up, save, keep the promises, solve', async ({
  seat,
}) => {
  const { page } = await seat();
  const { keyboard } = page;
  await ringAndSee(page, carmen);
  await keyboard.press('F2');
  await expect(page.getByRole('region', { name: 'Call', exact: true })).toContainText('On a call');
  await keyboard.press('w');
  // the words come first: what is typed there chooses nothing
  await expect(page.getByRole('textbox', { name: 'What happened' })).toBeFocused();
  // Out of the words the letters are keys again, and W leads back in.
  await keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Wrap-up of this call/ })).toBeFocused();
  await keyboard.press('w');
  await expect(page.getByRole('textbox', { name: 'What happened' })).toBeFocused();
  await keyboard.press('Shift+Tab');
  await keyboard.press('3');
  await expect(page.getByRole('radio', { name: 'Complaint' })).toBeChecked();
  await tabTo(page, page.getByRole('textbox', { name: 'What happened' }));
  await write(page, 'Nota: ¿cuándo llega? Jk nps / w');
  await keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Next promise' })).toBeFocused();
  await write(page, 'Llamar con el número de seguimiento');
  await keyboard.press('F8');
  await expect(page.getByRole('region', { name: 'Call', exact: true })).toContainText('After-call work');
  await keyboard.press('Control+Enter');
  const story = page.getByRole('article');
  await expect(story.filter({ hasText: 'Jk nps / w' })).toBeVisible();
  await expect(story.filter({ hasText: 'Llamar con el número' })).toContainText('Promised until');
  await expect(story.filter({ hasText: 'Call from the customer' }).first()).toContainText('Complaint');
  await expect(page.getByRole('region', { name: 'Call', exact: true })).toContainText('No call');

  await tabTo(page, cases(page).getByRole('button', { name: /^Tóner equivocado/ }));
  await keyboard.press('Enter');
  const kept = cases(page).getByRole('button', { name: /^Mark as kept/ });
  await expect(kept.first()).toBeVisible();
  for (let left = await kept.count(); left > 0; left -= 1) {
    await tabTo(page, kept.first());
    await keyboard.press('Enter');
    await expect(kept).toHaveCount(left - 1);
  }
  await keyboard.press('s');
  await expect(page.getByRole('textbox', { name: 'How was it solved?' })).toBeFocused();
  await write(page, 'Llegó el bueno.');
  await keyboard.press('Control+Enter');
  await expect(story.filter({ hasText: 'Llegó el bueno.' })).toContainText('solved');
});

test('search, story, tabs and notes without a mouse', async ({ seat }) => {
  const { page } = await seat();
  const { keyboard } = page;
  // The queue: its first line, the next, and back to where one was.
  const line = page
    .getByRole('navigation', { name: 'My queue and tasks' })
    .getByRole('listitem')
    .getByRole('button');
  await expect(line.nth(1)).toBeVisible();
  await keyboard.press('F6');
  await expect(line.first()).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(line.nth(1)).toBeFocused();
  await keyboard.press('F6');
  await expect(page.getByRole('main')).toBeFocused();
  await keyboard.press('/');
  await expect((await find(page, 'aguero')).first()).toContainText('Agüero');
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  await expect(page.getByRole('tab', { selected: true })).toContainText('Agüero');
  await keyboard.press('Control+k');
  await expect((await find(page, '2233')).first()).toContainText('33');
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await expect(page.getByRole('article').first()).toBeVisible();
  await keyboard.press('j');
  const first = await page.locator('article:focus').getAttribute('data-entry');
  await keyboard.press('j');
  await expect(page.locator('article:focus')).not.toHaveAttribute('data-entry', first ?? '');
  await keyboard.press('k');
  await expect(page.locator('article:focus')).toHaveAttribute('data-entry', first ?? '');
  await keyboard.press('Enter');
  await expect(page.getByRole('complementary').locator(':focus')).toHaveAttribute('aria-expanded', 'true');

  await ringAndSee(page, carmen);
  await keyboard.press('F8');
  await expect(page.getByRole('tab')).toHaveCount(2);
  await keyboard.press('n');
  await write(page, 'a medias');
  await keyboard.press('Escape');
  await keyboard.press('Control+PageUp');
  await expect(page.getByRole('tab', { selected: true })).toContainText('Agüero');
  await keyboard.press('Control+w');
  await expect(page.getByRole('tab')).toHaveCount(1);
  await keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Internal note' })).toHaveValue('a medias');
  await keyboard.press('Escape');
  // What has a button and no key is found by name.
  await keyboard.press('Control+k');
  await expect((await find(page, 'write to')).first()).toContainText('Write to the customer');
  await keyboard.press('Enter');
  await expect(page.getByRole('region', { name: /^Letter/ })).toBeVisible();
  await keyboard.press('Escape');
  // Whoever picks the other record of a person goes on in what is compared.
  await keyboard.press('Control+k');
  await expect((await find(page, 'same person')).first()).toContainText('ame person');
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('searchbox')).toBeFocused();
  await write(page, 'beatriz solana');
  const pick = page.getByRole('dialog').getByRole('button', { name: /^Beatriz Solana/ });
  await expect(pick).toBeVisible();
  await keyboard.press('Tab');
  await expect(pick).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('radio', { checked: true })).toBeFocused();
});

test('Enter counts before the search has answered, as a scanner presses it; what nobody has seen is not guessed', async ({
  seat,
}) => {
  const { app, page } = await seat();
  const { keyboard } = page;
  const [one] = (await known(page, carmen)).cases;
  const palette = page.getByRole('dialog');
  const late = await lateStore(app);
  /** The store stands still until all is typed: it answers after Enter. */
  const typeAhead = async (text: string) => {
    await keyboard.press('Control+k');
    await expect(palette.getByRole('combobox')).toBeFocused();
    await late(async () => {
      await write(page, text);
      await keyboard.press('Enter');
      await expect(palette.getByRole('listbox')).toHaveAttribute('aria-busy', 'true');
    });
  };
  await typeAhead(one?.number ?? 'no case');
  await expect(palette).toHaveCount(0);
  await expect(page.getByRole('tab', { selected: true })).toContainText(carmen.name);

  await typeAhead('aguero');
  await expect(palette.getByRole('listbox')).toHaveAttribute('aria-busy', 'false');
  expect(await palette.getByRole('option').count()).toBeGreaterThan(1);
  await expect(page.getByRole('tab')).toHaveCount(1);
  await keyboard.press('Enter');
  await expect(palette).toHaveCount(0);
  await expect(page.getByRole('tab')).toHaveCount(2);
});

test('whoever goes on before the store has answered stays there: a story that comes late takes no focus, and what is saved late neither closes the form opened since nor forgets what was typed since', async ({
  seat,
}) => {
  const { app, page } = await seat();
  const { keyboard } = page;
  const [one] = (await known(page, carmen)).cases;
  const palette = page.getByRole('dialog');
  const late = await lateStore(app);
  await keyboard.press('Control+k');
  await find(page, one?.number ?? 'no case');
  const search = palette.getByRole('combobox');
  await late(async () => {
    await keyboard.press('Enter');
    await expect(page.getByText('Reading the history')).toBeVisible();
    await keyboard.press('Control+k');
    await expect(search).toBeFocused();
    await write(page, 'ag');
  });
  // Its detail unfolds once the jump was made.
  await expect(page.locator(`[data-case="${one?.id}"] [aria-expanded=true]`)).toBeAttached();
  await expect(search).toBeFocused();
  await write(page, 'uero');
  await expect(search).toHaveValue('aguero');

  const note = page.getByRole('textbox', { name: 'Internal note' });
  const promise = page.getByRole('textbox', { name: 'Promise' });
  // As fast as fingers go: before the next picture the field of the closed palette is not the one that letters go to.
  await Promise.all([keyboard.press('Escape'), keyboard.press('n')]);
  await expect(palette).toHaveCount(0);
  await expect(note).toBeFocused();
  await write(page, 'rang the depot');
  await late(async () => {
    await keyboard.press('Control+Enter');
    await keyboard.press('Escape');
    await expect(note).toHaveCount(0);
    await keyboard.press('p');
    await expect(promise).toBeFocused();
    await write(page, 'call back');
  });
  await expect(page.getByRole('article').filter({ hasText: 'rang the depot' })).toBeVisible();
  await expect(page.getByText('Saved: note')).toBeVisible();
  await expect(promise).toBeFocused();
  await expect(promise).toHaveValue('call back');
  await keyboard.press('Escape');
  await keyboard.press('n');
  await expect(note).toHaveValue('');
  await write(page, 'nobody answers');
  await late(async () => {
    await keyboard.press('Control+Enter');
    await write(page, ', the second time');
  });
  await expect(page.getByRole('article').filter({ hasText: 'nobody answers' })).toBeVisible();
  await expect(note).toBeFocused();
  await expect(note).toHaveValue('nobody answers, the second time');
});

/**
 * A key as a Spanish keyboard of Windows sends it. AltGr is Ctrl and Alt together on the key; the character follows as an event of its
 * own, without them, unless the page took the key for itself.
 */
const press = async (devtools: CDPSession, key: string, code: string, altGr: boolean): Promise<void> => {
  const modifiers = altGr ? 3 : 0;
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code, modifiers });
  if (key.length === 1)
    await devtools.send('Input.dispatchKeyEvent', {
      type: 'char',
      key,
      code,
      text: key,
      unmodifiedText: key,
    });
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, modifiers });
};

test('characters of AltGr, dead keys and ñ reach the text and are never a shortcut', async ({ seat }) => {
  const { app, page } = await seat();
  await ringAndSee(page, carmen);
  await page.keyboard.press('F8');
  const devtools = await page.context().newCDPSession(page);
  const altGr = [
    ...([
      ['@', 'Digit2'],
      ['#', 'Digit3'],
      ['[', 'BracketLeft'],
      [']', 'BracketRight'],
    ] as const),
    ...([
      ['{', 'Quote'],
      ['}', 'Backslash'],
      ['€', 'KeyE'],
      ['|', 'Digit1'],
      ['¬', 'Digit6'],
    ] as const),
  ];
  // Not in a text: nothing opens, nothing moves.
  const quiet = async () => {
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('textbox', { name: 'Internal note' })).toHaveCount(0);
  };
  for (const [key, code] of altGr) await press(devtools, key, code, true);
  for (const [key, code] of [
    ['n', 'KeyN'],
    ['k', 'KeyK'],
    ['/', 'Slash'],
    ['?', 'Minus'],
  ] as const)
    await press(devtools, key, code, true);
  await press(devtools, 'Dead', 'Quote', false);
  await press(devtools, 'ñ', 'Semicolon', false);
  await quiet();

  await page.keyboard.press('n');
  const note = page.getByRole('textbox', { name: 'Internal note' });
  await expect(note).toBeFocused();
  for (const [key, code] of altGr) await press(devtools, key, code, true);
  await press(devtools, 'ñ', 'Semicolon', false);
  // A dead key: the accent alone writes nothing, the letter after it comes as a composition.
  await press(devtools, 'Dead', 'Quote', false);
  await devtools.send('Input.imeSetComposition', { text: '´', selectionStart: 1, selectionEnd: 1 });
  await devtools.send('Input.insertText', { text: 'ó' });
  await write(page, ' jnpskw/?');
  await expect(note).toHaveValue('@#[]{}€|¬ñó jnpskw/?');
  await expect(note).toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
