import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { bodyOf, type Link, nextLink } from '#shared/sync/chain.ts';
import type { ExchangeAnswer, WirePage } from '#shared/sync/exchange.ts';
import { usualPace } from '../../src/main/store/sync/pace.ts';
import { askNow, openCase, openStory, saysStatus, status, unfold, writeNote } from './at-centre.ts';
import { seriousFaults } from './axe.ts';
import { type Desk, seatedAt } from './desks.ts';
import { englishOn } from './english.ts';
import { doInPalette, find, wear } from './seat.ts';
import { startAgain } from './start-again.ts';
import { write } from './write.ts';

const test = seatedAt('lucia', 'mateo');
type Desks = Record<'lucia' | 'mateo', Desk>;

test.describe.configure({ timeout: 240_000 });

/** Told by a poke: long before it would be asked for. */
const poked = { timeout: usualPace.poll[0] };

const caseItem = (page: Page, subject: string) =>
  page.getByRole('region', { name: 'Cases' }).getByRole('listitem').filter({ hasText: subject }).first();

/** Presses a button of a case, which is unfolded for it. */
const press = async (page: Page, subject: string, button: string): Promise<void> => {
  await unfold(caseItem(page, subject).getByRole('button', { name: subject }));
  await caseItem(page, subject).getByRole('button', { name: button, exact: true }).click();
};

const solve = async (page: Page, subject: string, how: string): Promise<void> => {
  await press(page, subject, 'Solve');
  await page.getByRole('textbox', { name: 'How was it solved?' }).fill(how);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('article').filter({ hasText: how }).waitFor();
};

const noteIn = async (page: Page, subject: string, text: string): Promise<void> => {
  await press(page, subject, 'Note');
  await page.getByRole('textbox', { name: 'Internal note' }).fill(text);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('article').filter({ hasText: text }).waitFor();
};

const promiseIn = async (page: Page, subject: string, text: string): Promise<void> => {
  await press(page, subject, 'Promise');
  await page.getByRole('textbox', { name: 'What did we promise?' }).fill(text);
  await page.getByRole('button', { name: 'In 2 working days' }).click();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('article').filter({ hasText: text }).waitFor();
};

/** All of the story in hand as it can be read, newest first: the scroll holds what is in sight and six entries beyond, so it is gone through. */
const storyOn = (page: Page): Promise<string[]> =>
  page.getByRole('region', { name: 'Story', exact: true }).evaluate(async (region) => {
    const painted = () =>
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))));
    const scroll = region.querySelector('[data-index]')?.parentElement?.parentElement;
    if (!scroll) throw new Error('there is no story on the screen');
    const told = new Map<number, string>();
    for (let at = 0; at < scroll.scrollHeight; at += Math.max(scroll.clientHeight * 0.9, 200)) {
      scroll.scrollTop = at;
      await painted();
      for (const slot of region.querySelectorAll<HTMLElement>('[data-index]'))
        told.set(Number(slot.dataset.index), slot.innerText.replaceAll(/\s+/g, ' '));
    }
    scroll.scrollTop = 0;
    await painted();
    return [...told].toSorted(([a], [b]) => a - b).map(([, text]) => text);
  });

/** What the list of cases says, folded: who, in which state, what is marked. */
const casesOn = (page: Page): Promise<string[]> =>
  page
    .getByRole('region', { name: 'Cases' })
    // What folds inside a case is not the same on both: each shows what its person has opened.
    .locator('li > div:first-child > button[aria-expanded]')
    .evaluateAll((tops) => tops.map((top) => (top as HTMLElement).innerText.replaceAll(/\s+/g, ' ')));

/**
 * Both windows tell the same, in the same order, and each of these texts exactly once. Read again where they do not: each is read at a
 * moment of its own, and between the two a minute may pass or a line be painted.
 */
const tellTheSame = ({ lucia, mateo }: Desks, texts: readonly string[]): Promise<void> =>
  expect(async () => {
    const told = await storyOn(lucia.page);
    expect(await storyOn(mateo.page)).toEqual(told);
    expect(await casesOn(mateo.page)).toEqual(await casesOn(lucia.page));
    for (const text of texts)
      expect(
        told.filter((one) => one.includes(text)),
        text,
      ).toHaveLength(1);
    expect(told.filter((one) => one.includes('not sent yet'))).toEqual([]);
    // A long story in a low window is a hundred turns of two frames, which a busy machine draws slowly.
  }).toPass({ timeout: 100_000 });

const refusedOn = (page: Page) =>
  page.getByRole('dialog', { name: 'Sent and not sent' }).getByRole('region', { name: 'Refused' });

/** Reads what was refused, with its reason and the person's own words, and says that it was read. */
const readRefused = async (page: Page, why: string | RegExp, words: string): Promise<void> => {
  const one = refusedOn(page).getByRole('listitem').filter({ hasText: words });
  await expect(one).toContainText(why);
  await one.getByRole('button', { name: 'Mark as read' }).click();
  await expect(one).toHaveCount(0);
};

test('what is written on one desk is painted on the other by itself, told by a poke', async ({ desks }) => {
  const { lucia, mateo } = desks;
  const customer = 'Carmen Ruiz Ortega';
  await openStory(lucia.page, customer);
  await openStory(mateo.page, customer);
  for (const [writer, reader, text] of [
    [lucia, mateo, 'De Lucía a Mateo, sin un clic.'],
    [mateo, lucia, 'De Mateo a Lucía, sin un clic.'],
  ] as const) {
    // However long the way to here took: the time before is a moment ago.
    const asked = reader.line.exchanges().length;
    await askNow(reader.page);
    await expect.poll(() => reader.line.exchanges().length).toBeGreaterThan(asked);
    const before = reader.line.exchanges().at(-1) ?? 0;
    await writeNote(writer.page, text);
    const painted = reader.page.getByRole('article').filter({ hasText: text });
    await expect(painted).toBeVisible({ timeout: usualPace.poll[0] });
    await expect(painted).not.toContainText('not sent yet');
    // A desk that no poke wakes asks no sooner than this after the time before.
    expect((reader.line.exchanges().at(-1) ?? 0) - before).toBeLessThan(usualPace.poll[0]);
    await expect(reader.page.getByRole('article').filter({ hasText: text })).toHaveCount(1);
  }
  for (const { page } of [lucia, mateo]) await saysStatus(page, 'All sent');
  await tellTheSame(desks, ['De Lucía a Mateo, sin un clic.', 'De Mateo a Lucía, sin un clic.']);
});

/** Lucía opens two cases of a customer; Mateo sees them come. Then neither has a network, and both work on both. */
const workApart = async (desks: Desks, customer: string, mark: string) => {
  const { lucia, mateo } = desks;
  const [lamp, charge] = [`Una lámpara rota, ${mark}`, `Un cargo de más, ${mark}`];
  const own = { lucia: `El caso de Lucía, ${mark}`, mateo: `El caso de Mateo, ${mark}` };
  const said = {
    lampSolved: `Le enviamos otra lámpara (${mark}).`,
    chargeSolved: `Devolví el cargo desde aquí (${mark}).`,
    chargeSolvedToo: `El cargo lo devolví yo (${mark}).`,
    loose: `Prefiere que la llamen por la tarde (${mark}).`,
    inLamp: `La foto muestra la pantalla rota (${mark}).`,
    promised: `La llamo mañana con la fecha de entrega (${mark}).`,
  };
  await openCase(lucia.page, customer, lamp);
  await openCase(lucia.page, customer, charge);
  await openStory(mateo.page, customer);
  for (const subject of [lamp, charge])
    await expect(caseItem(mateo.page, subject)).toContainText('Owner: Lucía Ferrer');
  for (const { page } of [lucia, mateo]) await saysStatus(page, 'All sent');

  for (const { line } of [lucia, mateo]) line.goes('down');
  for (const { page } of [lucia, mateo]) await saysStatus(page, /Working offline since \d/);

  await solve(lucia.page, lamp, said.lampSolved);
  await noteIn(mateo.page, lamp, said.inLamp);
  await solve(mateo.page, charge, said.chargeSolvedToo);
  await solve(lucia.page, charge, said.chargeSolved);
  await promiseIn(mateo.page, lamp, said.promised);
  await openCase(mateo.page, customer, own.mateo);
  await openCase(lucia.page, customer, own.lucia);
  await writeNote(lucia.page, said.loose);

  for (const { page } of [lucia, mateo]) {
    await saysStatus(page, /Working offline since .+ · 4 not sent yet/);
    await expect(page.getByRole('article').filter({ hasText: 'not sent yet' })).toHaveCount(4);
  }
  await expect(lucia.page.getByRole('article').filter({ hasText: said.promised })).toHaveCount(0);
  await expect(mateo.page.getByRole('article').filter({ hasText: said.lampSolved })).toHaveCount(0);
  return { lamp, charge, own, said };
};

test('both worked offline on the same cases; the network is back first where a case was solved, and the promise is kept and flagged', async ({
  desks,
}) => {
  const { lucia, mateo } = desks;
  const { lamp, charge, own, said } = await workApart(desks, 'Beatriz Solana Marín', 'uno');

  lucia.line.goes('through');
  await askNow(lucia.page);
  await saysStatus(lucia.page, 'All sent');
  await expect(status(mateo.page)).toContainText('4 not sent yet');

  // What was done is said for a moment, in the language of that moment.
  await expect(mateo.page.getByText(/^Saved: /)).toHaveCount(0);
  await wear(mateo.page, { language: 'es', theme: 'dark' });
  mateo.line.goes('through');
  await askNow(mateo.page);
  await expect(mateo.page.getByRole('contentinfo')).toContainText('1 rechazado', { timeout: 30_000 });
  await mateo.page.keyboard.press('Control+e');
  await mateo.page.getByRole('dialog').getByText(said.chargeSolvedToo).waitFor();
  expect(await englishOn(mateo.page)).toEqual([]);
  await wear(mateo.page, { language: 'en', theme: 'light' });

  // Mateo's solution came second: refused with its reason, and nobody's words are lost. He writes it again as a note.
  await expect(refusedOn(mateo.page)).toContainText('This case is already solved.');
  await refusedOn(mateo.page).getByRole('button', { name: 'Write it again' }).click();
  await expect(mateo.page.getByRole('textbox', { name: 'Internal note' })).toBeFocused();
  await mateo.page.keyboard.press('Control+Enter');
  await mateo.page.keyboard.press('Control+e');
  await readRefused(mateo.page, 'This case is already solved.', said.chargeSolvedToo);
  await mateo.page.keyboard.press('Escape');

  // What was said to the customer stands, is marked, and Lucía, whose case it is, is told without a click.
  const queue = lucia.page.getByRole('navigation', { name: 'My queue and tasks' });
  const flagged = queue.getByRole('button').filter({ hasText: lamp });
  await expect(flagged).toContainText('To be looked at', { timeout: usualPace.poll[0] });
  for (const { page } of [lucia, mateo]) {
    await saysStatus(page, 'All sent');
    await expect(caseItem(page, lamp)).toContainText('solved');
    await expect(caseItem(page, lamp)).toContainText('To be looked at');
    await expect(caseItem(page, charge)).toContainText('solved');
    await expect(caseItem(page, own.lucia)).toContainText('Owner: Lucía Ferrer');
    await expect(caseItem(page, own.mateo)).toContainText('Owner: Mateo Quiroga');
    await expect(page.getByRole('article').filter({ hasText: said.chargeSolvedToo })).toContainText(
      'Internal note',
    );
    await expect(page.getByRole('article').filter({ hasText: said.promised })).toBeVisible();
    await expect(
      page
        .getByRole('article')
        .filter({ hasText: 'It was promised after somebody else had solved the case.' }),
    ).toBeVisible();
  }
  await tellTheSame(desks, Object.values(said));
});

test('both worked offline on the same cases; the network is back first where something was promised, and nothing is solved past it', async ({
  desks,
}) => {
  const { lucia, mateo } = desks;
  const { lamp, charge, own, said } = await workApart(desks, 'Martín Ezequiel Yáñez Albornoz', 'dos');

  mateo.line.goes('through');
  await askNow(mateo.page);
  await saysStatus(mateo.page, 'All sent');
  await expect(status(lucia.page)).toContainText('4 not sent yet');
  lucia.line.goes('through');
  await askNow(lucia.page);
  await saysStatus(lucia.page, '2 refused');

  await lucia.page.keyboard.press('Control+e');
  const open = `The promise “${said.promised}” is still open. Say first what the customer was told about it, or end it.`;
  await readRefused(lucia.page, open, said.lampSolved);
  await readRefused(lucia.page, 'This case is already solved.', said.chargeSolved);
  await lucia.page.keyboard.press('Escape');

  const { lampSolved: _, chargeSolved: __, ...kept } = said;
  for (const { page } of [lucia, mateo]) {
    await saysStatus(page, 'All sent');
    await expect(caseItem(page, lamp)).toContainText('open');
    await expect(caseItem(page, charge)).toContainText('solved');
    await expect(caseItem(page, own.lucia)).toContainText('Owner: Lucía Ferrer');
    await expect(caseItem(page, own.mateo)).toContainText('Owner: Mateo Quiroga');
    await expect(page.getByRole('article').filter({ hasText: said.loose })).toBeVisible({
      timeout: usualPace.poll[0],
    });
  }
  await tellTheSame(desks, Object.values(kept));
  for (const { page } of [lucia, mateo])
    for (const text of [said.lampSolved, said.chargeSolved])
      await expect(page.getByText(text)).toHaveCount(0);
});

test('a case is handed over by name, declined, handed over again and taken; whoever takes one offline that was solved meanwhile is told', async ({
  desks,
}) => {
  const { lucia, mateo } = desks;
  const customer = 'Begoña Etxeberria Zabala';
  const subject = 'Un caso que cambia de manos';
  await openCase(lucia.page, customer, subject);
  await openStory(mateo.page, customer);
  const queueOf = (page: Page) =>
    page
      .getByRole('navigation', { name: 'My queue and tasks' })
      .getByRole('button')
      .filter({ hasText: subject });
  const askMateo = async (why: string): Promise<void> => {
    await caseItem(lucia.page, subject).waitFor();
    await lucia.page.keyboard.press('h');
    await lucia.page.getByRole('combobox', { name: 'To whom' }).fill('mateo');
    // The first who is found is the one that Enter takes.
    await expect(lucia.page.getByRole('option', { name: /Mateo/ })).toHaveAttribute(
      'data-combobox-selected',
      'true',
    );
    await lucia.page.keyboard.press('Enter');
    await lucia.page.keyboard.press('Tab');
    await write(lucia.page, why);
    await lucia.page.keyboard.press('Control+Enter');
    await expect(caseItem(lucia.page, subject)).toContainText('Mateo Quiroga was asked');
  };

  await askMateo('Habla alemán, y yo no.');
  await expect(queueOf(mateo.page)).toContainText('Lucía Ferrer asks', poked);
  await expect(caseItem(mateo.page, subject)).toContainText('Owner: Lucía Ferrer');
  await press(mateo.page, subject, 'Say no');
  await write(mateo.page, 'Hoy no me da tiempo.');
  await mateo.page.keyboard.press('Control+Enter');
  await expect(queueOf(mateo.page)).toHaveCount(0);
  await expect(queueOf(lucia.page)).toContainText('Mateo Quiroga said no', poked);
  await expect(lucia.page.getByRole('article').filter({ hasText: 'Hoy no me da tiempo.' })).toBeVisible();

  await askMateo('Mañana, entonces.');
  await expect(queueOf(mateo.page)).toContainText('Lucía Ferrer asks', poked);
  await caseItem(mateo.page, subject).getByRole('button', { name: 'Say no', exact: true }).waitFor();
  await mateo.page.keyboard.press('a');
  await expect(caseItem(mateo.page, subject)).toContainText('Owner: Mateo Quiroga');
  await expect(queueOf(lucia.page)).toHaveCount(0, poked);
  await expect(caseItem(lucia.page, subject)).toContainText('Owner: Mateo Quiroga');

  // Without a network Lucía takes it back, while he solves it.
  for (const { page } of [lucia, mateo]) await saysStatus(page, 'All sent');
  for (const { line } of [lucia, mateo]) line.goes('down');
  for (const { page } of [lucia, mateo]) await saysStatus(page, /Working offline since \d/);
  await lucia.page.keyboard.press('a');
  const question = lucia.page.getByRole('region', { name: /^Take case / });
  await expect(question.getByRole('button', { name: 'Take it' })).toBeFocused();
  await lucia.page.keyboard.press('Enter');
  await expect(caseItem(lucia.page, subject)).toContainText('Owner: Lucía Ferrer');
  await solve(mateo.page, subject, 'Ya está: le llegó esta mañana.');
  mateo.line.goes('through');
  await askNow(mateo.page);
  await saysStatus(mateo.page, 'All sent');
  lucia.line.goes('through');
  await askNow(lucia.page);
  await saysStatus(lucia.page, '1 refused');
  await lucia.page.keyboard.press('Control+e');
  await expect(refusedOn(lucia.page)).toContainText('Case taken');
  await readRefused(lucia.page, 'This case is already solved.', subject);
  await lucia.page.keyboard.press('Escape');
  for (const { page } of [lucia, mateo]) {
    await saysStatus(page, 'All sent');
    await expect(caseItem(page, subject)).toContainText('Owner: Mateo Quiroga', poked);
    await expect(caseItem(page, subject)).toContainText('solved');
  }
  await tellTheSame(desks, [
    'Habla alemán, y yo no.',
    'Hoy no me da tiempo.',
    'Ya está: le llegó esta mañana.',
  ]);
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A page with its changes made others on their way, as a centre that wrote them would link them. */
const changed = (
  page: WirePage,
  before: Link,
  change: (event: object, index: number) => object,
): WirePage => {
  const changes = page.changes.map((one, index) => ({ ...one, event: change(one.event as object, index) }));
  const link = changes.reduce((last, one) => nextLink(sha256, last, bodyOf(one)), before);
  return { ...page, changes, link };
};

/** The phone system rings by a link, and the desk says that it is this customer; the call is put away again. */
const ringsAs = async ({ page, userDataDir }: Desk, from: string, customer: string): Promise<void> => {
  await startAgain(userDataDir, `hilo://call?from=${from}`);
  const bar = page.getByRole('region', { name: 'Call', exact: true });
  await expect(bar).toContainText('Ringing');
  await expect(bar.locator('strong')).toHaveText(customer);
  await page.keyboard.press('F8');
  await bar.getByRole('button', { name: 'Put away' }).click();
};

test('a phone added by one agent rings as that customer at the colleague’s, and at once where it was added without a network', async ({
  desks: { lucia, mateo },
}) => {
  const [customer, number] = ['Siobhán O’Brien', '+34910007766'];
  expect(await matchesOf(mateo.page, number)).toEqual([]);
  lucia.line.goes('down');
  await saysStatus(lucia.page, /Working offline since \d/);
  await openStory(lucia.page, customer);
  await doInPalette(lucia.page, 'Add a phone');
  const form = lucia.page.getByRole('region', { name: 'Add a phone or an e-mail' });
  await write(lucia.page, '910 00 77');
  await lucia.page.keyboard.press('Control+Enter');
  await expect(form).toContainText('This is no number of that country.');
  await form.getByRole('textbox', { name: 'Number' }).fill('910 00 77 66');
  await form.getByLabel('Country of the number').selectOption('ES');
  await form.getByRole('textbox', { name: 'Whose it is' }).fill('neighbour');
  await lucia.page.keyboard.press('Control+Enter');
  await form.waitFor({ state: 'detached' });
  await ringsAs(lucia, number, customer);

  lucia.line.goes('through');
  await askNow(lucia.page);
  await saysStatus(lucia.page, 'All sent');
  await expect.poll(() => matchesOf(mateo.page, number), poked).toEqual([customer]);
  await ringsAs(mateo, number, customer);
  await openStory(mateo.page, customer);
  await expect(mateo.page.getByRole('region', { name: 'Customer', exact: true })).toContainText('neighbour');
});

/** Whom the store finds by a number. */
const matchesOf = (page: Page, from: string): Promise<(string | null)[]> =>
  page.evaluate(async (number) => {
    const reply = await window.hilo.view({ view: 'ring', from: number });
    return reply.ok ? reply.value.matches.map(({ name }) => name) : [];
  }, from);

test('two records of one person are linked while a colleague without a network writes on one of them, and undone', async ({
  desks: { lucia, mateo },
}) => {
  const [person, record] = ['Jordi Casademunt Rius', 'JORDI CASADEMUNT'];
  const card = (page: Page) => page.getByRole('region', { name: 'Customer', exact: true });
  const openRecord = async (page: Page): Promise<void> => {
    await openStory(page, person);
    await card(page)
      .getByRole('button', { name: `Open ${record}` })
      .click();
    await expect(page.getByRole('heading', { level: 1, name: record, exact: true })).toBeVisible();
  };
  await openRecord(lucia.page);
  lucia.line.goes('down');
  await saysStatus(lucia.page, /Working offline since \d/);
  await writeNote(lucia.page, 'Pregunta por las luces del patio.');
  await lucia.page.keyboard.press('n');
  await write(lucia.page, 'A medio escribir');

  await openStory(mateo.page, person);
  await card(mateo.page)
    .getByRole('button', { name: `Compare with ${record}` })
    .click();
  const dialog = mateo.page.getByRole('dialog', { name: 'Are these one person?' });
  await expect(dialog).toContainText('patio.casademunt@example.org');
  await mateo.page.keyboard.press('Control+Enter');
  await expect(dialog).toContainText('Say how you know');
  await dialog.getByRole('textbox', { name: 'How do you know' }).fill('Lo dijo él: compró sin entrar.');
  await mateo.page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await expect(card(mateo.page)).toContainText('Also known as');
  await saysStatus(mateo.page, 'All sent');

  // Her tab of the record becomes that of the person, and what she was writing goes with it.
  lucia.line.goes('through');
  await askNow(lucia.page);
  await expect(lucia.page.getByRole('heading', { level: 1, name: person })).toBeVisible(poked);
  await expect(lucia.page.getByText(`${record} and ${person} are one person.`)).toBeVisible();
  await lucia.page.keyboard.press('n');
  await expect(lucia.page.getByRole('textbox', { name: 'Internal note' })).toHaveValue('A medio escribir');
  await lucia.page.keyboard.press('Escape');
  for (const { page } of [lucia, mateo]) {
    await saysStatus(page, 'All sent');
    await expect(page.getByRole('article').filter({ hasText: 'luces del patio' })).toBeVisible(poked);
    await expect(card(page)).toContainText('Lo dijo él');
  }
  await lucia.page.keyboard.press('Control+k');
  await expect(await find(lucia.page, 'patio.casademunt')).toContainText([`also known as ${record}`]);
  await lucia.page.keyboard.press('Escape');

  await card(lucia.page)
    .getByRole('button', { name: `Undo the link with ${record}` })
    .click();
  await write(lucia.page, 'Son padre e hijo.');
  await lucia.page.keyboard.press('Control+Enter');
  for (const { page } of [lucia, mateo]) {
    await expect(card(page)).not.toContainText('Also known as', poked);
    // Nobody is asked again; who finds that it was wrong links them from here.
    await expect(card(page)).toContainText('Son padre e hijo.');
    await expect(card(page)).not.toContainText('Perhaps the same person');
    await expect(card(page).getByRole('button', { name: /^Compare with/ })).toBeVisible();
    await expect(page.getByRole('article').filter({ hasText: 'luces del patio' })).toHaveCount(0);
  }
  await openRecord(mateo.page);
  await expect(mateo.page.getByRole('article').filter({ hasText: 'luces del patio' })).toBeVisible();
  await expect(mateo.page.getByRole('article').filter({ hasText: 'Son padre e hijo.' })).toBeVisible();
});

// What the last test leaves at her desk stays there: a store does not forget what it could not read.
test.afterAll(({ company }) => company.putAway('lucia'));

test('what came and cannot be read or shown is told in the footer and the list, with whose it is and what to do', async ({
  desks,
}) => {
  const { lucia, mateo } = desks;
  const links = new Map<string, Link>();
  const seen = (answer: ExchangeAnswer) => {
    for (const { team, link } of answer.pages) links.set(team, link);
    return answer;
  };
  lucia.line.rewrites(seen);
  for (const { page } of [lucia, mateo]) await openStory(page, 'Siobhán O’Brien');
  await writeNote(mateo.page, 'Antes de todo.');
  const before = lucia.page.getByRole('article').filter({ hasText: 'Antes de todo.' });
  await expect(before).toBeVisible({ timeout: usualPace.poll[0] });

  lucia.line.goes('down');
  await saysStatus(lucia.page, /Working offline since \d/);
  await writeNote(mateo.page, 'Una nota que cambia en el camino.');
  await writeNote(mateo.page, 'Otra nota que cambia en el camino.');
  await saysStatus(mateo.page, 'All sent');
  let spoiled = 0;
  lucia.line.rewrites((answer) => {
    // The ledger itself knows nothing of this: that its links are others now is kept from the desk.
    if (spoiled > 0) return { ...answer, forks: [], pages: [] };
    spoiled += answer.pages.length;
    const pages = answer.pages.map((page) =>
      changed(page, links.get(page.team) ?? '', (event, index) =>
        // Of a shape that nobody knows today; and in another stream under an id that the story has already.
        index === 0 ? { ...event, type: { of: 'tomorrow' } } : { ...event, ...idAndTime, caseId: null },
      ),
    );
    return { ...answer, pages };
  });
  const idAndTime = await before.evaluate(async (article) => {
    const id = (article as HTMLElement).dataset.entry ?? '';
    return { id, at: Date.parse(article.querySelector('time')?.dateTime ?? '') };
  });
  lucia.line.goes('through');
  await askNow(lucia.page);
  await saysStatus(lucia.page, 'Needs a newer Hilo · 1 thing cannot be shown');
  expect(spoiled).toBe(1);
  await lucia.page.keyboard.press('Control+e');
  const list = lucia.page.getByRole('dialog', { name: 'Sent and not sent' });
  await expect(list).toContainText('The centre sent something that this Hilo is too old to show.');
  const newer = list.getByRole('region', { name: 'Waits for a newer Hilo to be shown' });
  await expect(newer.getByRole('button', { name: 'A case Siobhán O’Brien' })).toBeVisible();
  const faulty = list.getByRole('region', { name: 'Cannot be shown' });
  await expect(faulty).toContainText('Nothing is lost');
  await expect(faulty).toContainText(/A customer\s*Siobhán O’Brien/);
  await faulty.getByRole('button', { name: /Copy reference/ }).click();
  await expect
    .poll(() => lucia.app.evaluate(({ clipboard }) => clipboard.readText()))
    .toMatch(/^[\w-]+\/\d+$/);
  expect(await seriousFaults(lucia)).toEqual([]);
  await wear(lucia.page, { language: 'es', theme: 'dark' });
  await lucia.page.getByRole('region', { name: 'No se puede mostrar' }).waitFor();
  expect(await englishOn(lucia.page)).toEqual([]);
  expect(await seriousFaults(lucia)).toEqual([]);
});
