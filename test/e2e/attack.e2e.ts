import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { offerAll } from './bridge-values.ts';
import { worst } from './hostile.ts';
import { test as base, type Launched, phase, sessionOf, unlock } from './launch.ts';
import { openOf, probeAll } from './probes.ts';
import { processTree, tabNames, wear } from './seat.ts';

declare global {
  interface Window {
    pwned: unknown[];
  }
}

const passphrase = 'correct horse battery';
const makeHostile = (userDataDir: string): void => {
  execFileSync(
    process.execPath,
    [join(import.meta.dirname, 'make-hostile.ts'), join(userDataDir, 'store'), passphrase],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
};

type Trap = { at: string; caught: string[] };

/** Somebody outside who waits for whatever comes, by TCP and UDP on one port. */
const test = base.extend<{ trap: Trap }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  trap: async ({}, use) => {
    const caught: string[] = [];
    const server: Server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (data) => {
        caught.push(data.toString('latin1').split('\r\n')[0] ?? '');
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
      });
    });
    await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
    const { port } = server.address() as AddressInfo;
    const packets = createSocket('udp4').on('message', () => caught.push('a packet'));
    await new Promise<void>((bound) => packets.bind(port, '127.0.0.1', bound));
    await use({ at: `127.0.0.1:${port}`, caught });
    server.close();
    packets.close();
  },
});

/**
 * What of Hilo runs now, a line each. Left out are Chromium's own for sound and cameras, which it starts as soon as a page asks whether it
 * may, and ends when it likes; and what has ended and only waits for Chromium to take note of it, which it does when it likes too.
 */
const running = ({ app }: Launched): string[] => {
  const pids = processTree(app.process().pid ?? 0).join(',');
  return execFileSync('ps', ['-o', 'args=', '-p', pids], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((line) => !/--utility-sub-type=(audio|video_capture)\.mojom|<defunct>$/.test(line))
    .map((line) => /--type=\S+( --utility-sub-type=\S+)?/.exec(line)?.[0] ?? line.slice(0, 60))
    .toSorted();
};
const runsAsBefore = (desk: Launched, before: string[]) =>
  expect.poll(() => running(desk), { timeout: 10_000 }).toEqual(before);

const opened = async (launch: Parameters<Parameters<typeof test>[2]>[0]['launch']): Promise<Launched> => {
  const one = await launch({ prepare: makeHostile });
  await unlock(one.page, passphrase);
  await wear(one.page, { language: 'en', theme: 'light' });
  await one.page.evaluate(() => {
    window.pwned = [];
  });
  return one;
};

test('every lock of the window is closed: what the checklist names, read from the running program', async ({
  launch,
}) => {
  const { app, page, userDataDir } = await launch();
  await phase(page, 'passphrase');
  const locks = await app.evaluate(async ({ BrowserWindow, net, session }) => {
    const answer = await net.fetch('app://hilo/index.html');
    const own = session.defaultSession;
    return {
      windows: BrowserWindow.getAllWindows().map(({ webContents }) => {
        const wanted = [
          'sandbox',
          'contextIsolation',
          'nodeIntegration',
          'nodeIntegrationInSubFrames',
          'webviewTag',
          'webSecurity',
          'allowRunningInsecureContent',
          'experimentalFeatures',
        ];
        const given = (webContents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences();
        return Object.fromEntries(wanted.map((name) => [name, Reflect.get(given, name)]));
      }),
      stays: BrowserWindow.getAllWindows().map(({ webContents }) =>
        ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'].map((name) =>
          webContents.listenerCount(name as 'will-navigate'),
        ),
      ),
      downloads: own.listenerCount('will-download'),
      policy: answer.headers.get('content-security-policy') ?? '',
      others: ['x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy'].map((name) =>
        answer.headers.get(name),
      ),
    };
  });
  expect(locks.windows).toEqual([
    {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
    },
  ]);
  expect(locks.stays).toEqual([[1, 1, 1, 1]]);
  expect(locks.downloads).toBe(1);
  expect(locks.others).toEqual(['nosniff', 'no-referrer', 'same-origin']);
  const rules = locks.policy.split('; ').map((rule) => rule.replace(/'nonce-[\w-]+'/, "'nonce'"));
  expect(rules.sort()).toEqual(
    [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'nonce'",
      "img-src 'self' data:",
      "font-src 'self'",
      "media-src 'self'",
      "connect-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types default',
    ].sort(),
  );
  const bridge = await page.evaluate(() => ({
    calls: Object.keys(window.hilo).sort(),
    frozen: Object.isFrozen(window.hilo),
    own: Object.getOwnPropertyDescriptor(window, 'hilo')?.writable === false,
    kept: (() => {
      try {
        Object.assign(window, { hilo: {} });
      } catch {
        // Refused is as good.
      }
      return typeof window.hilo.view === 'function';
    })(),
  }));
  expect(bridge).toEqual({
    calls: ['admin', 'command', 'draft', 'file', 'on', 'session', 'view'],
    frozen: true,
    own: true,
    kept: true,
  });

  // The window that lays a letter out has a session of its own, which leads nowhere either.
  const path = join(userDataDir, 'letter.pdf');
  await app.evaluate(({ app: running, dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    running.once('session-created', (made) => Object.assign(globalThis, { made }));
  }, path);
  const letter = {
    ask: 'save-letter',
    name: 'Carta',
    title: 'Casa Lumbre',
    text: 'Le escribo…',
    language: 'es',
  } as const;
  expect(await page.evaluate((ask) => window.hilo.session(ask), letter)).toMatchObject({ ok: true });
  expect(readFileSync(path, 'latin1')).toMatch(/^%PDF-/);
  const ways = await app.evaluate(() => {
    const { made } = globalThis as unknown as { made: Electron.Session };
    return Promise.all(['https://example.org/', 'http://127.0.0.1/'].map((url) => made.resolveProxy(url)));
  });
  expect(ways).toEqual(['PROXY 0.0.0.0:1', 'PROXY 0.0.0.0:1']);
});

test('an attack page runs no code, reaches nobody and leaves no process; the same page finds the holes of a window that has them', async ({
  launch,
  trap,
}) => {
  const desk = await opened(launch);
  const { app, page } = desk;
  const before = running(desk);
  expect(openOf(await page.evaluate(probeAll, { trap: trap.at }))).toEqual([]);
  expect(trap.caught).toEqual([]);
  expect((await sessionOf(page)).state.phase).toBe('ready');
  expect(app.windows()).toHaveLength(1);
  await runsAsBefore(desk, before);

  const values = await page.evaluate(offerAll);
  expect(values.wrong).toEqual([]);
  expect(values.asked).toBeGreaterThan(200);
  expect(await app.evaluate(() => 'admin' in {})).toBe(false);
  expect((await page.evaluate(() => window.hilo.view({ view: 'queue' }))).ok).toBe(true);
  await runsAsBefore(desk, before);

  // One lock less is seen by one probe; no lock at all by most of them.
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setWindowOpenHandler(() => ({
      action: 'allow',
      overrideBrowserWindowOptions: { show: false },
    }));
  });
  expect(openOf(await page.evaluate(probeAll, { trap: trap.at, only: ['a window'] }))).toEqual([
    'a window: open: it is open',
  ]);
  const soft = app.waitForEvent('window');
  await app.evaluate(({ BrowserWindow }) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { partition: 'soft', sandbox: false, nodeIntegration: true, contextIsolation: false },
    });
    void window.loadURL('data:text/html,<body></body>');
  });
  const only = ['markup with a handler', 'eval', 'new Function', 'an inline script', 'packets of a call'];
  const holes = openOf(await (await soft).evaluate(probeAll, { trap: trap.at, only }));
  expect(holes.map((line) => line.split(':')[0])).toEqual(only);
  await expect.poll(() => trap.caught).toContain('a packet');
});

/** A file, as the screen keeps it. */
const attach = (page: Page, names: readonly string[]) =>
  page.evaluate(async (all) => {
    const bytes = new TextEncoder().encode('Albarán <script>window.pwned.push(20)</script>');
    for (const name of all) {
      const id = crypto.randomUUID();
      await window.hilo.file({ file: 'begin', id, bytes: bytes.length });
      await window.hilo.file({ file: 'part', id, part: bytes });
      const kept = await window.hilo.file({ file: 'end', id });
      if (!kept.ok) throw new Error('the file was not kept');
      const data = { attachmentId: crypto.randomUUID(), name, orderId: null, about: name, ...kept.value };
      const reply = await window.hilo.command([
        { type: 'attachment.add', customerId: 'c1', caseId: null, data } as never,
      ]);
      if (!reply.ok) throw new Error(JSON.stringify(reply));
    }
  }, names);

test('what customers, shops, colleagues and links wrote stands there as text, runs nothing and starts nothing', async ({
  launch,
  trap,
}) => {
  const desk = await opened(launch);
  const { app, page } = desk;
  const before = running(desk);
  await attach(page, [`${worst}.txt`, '../../../.bashrc', 'javascript:window.pwned.push(21)']);
  const links = [
    `hilo://call?from=${worst}`,
    'hilo://call?from=javascript:alert(1)',
    'hilo://case/../../etc/passwd',
    'hilo://call?from=600112233" --gpu-launcher=/bin/false',
  ];
  for (const link of links)
    await app.evaluate(
      ({ app: one }, argv) => one.emit('second-instance', {}, argv, ''),
      ['hilo', '--remote-debugging-port=9', link, '--renderer-cmd-prefix=/bin/false'],
    );
  expect(await tabNames(page)).toEqual([]);
  await app.evaluate(
    ({ app: one }, argv) => one.emit('second-instance', {}, argv, ''),
    ['hilo', 'hilo://call?from=%2B34600112233'],
  );
  await page
    .getByRole('heading', { name: `Mala ${worst}` })
    .first()
    .waitFor();
  const story = page.getByRole('region', { name: 'Story', exact: true });
  await story.getByRole('article').first().waitFor();
  // Its cases and orders, and what folds inside of them. A menu unfolds as well, and closes again with the next click.
  const folded = page.getByRole('complementary').locator('button[aria-expanded=false]:not([aria-haspopup])');
  for (let left = 20; left > 0 && (await folded.count()) > 0; left -= 1) await folded.first().click();
  await expect(folded).toHaveCount(0);
  await expect(page.getByText(worst, { exact: false }).first()).toBeVisible();
  let all = await page.evaluate(() => document.body.innerText);
  const box = await story.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + (box?.height ?? 0) / 2);
  // The scroll holds only what is in sight; once more where a busy machine has not painted it between two turns of the wheel.
  await expect(async () => {
    for (let step = 0; step < 8; step += 1) {
      await page.mouse.wheel(0, 300);
      await page.waitForTimeout(60);
      all += await story.innerText();
    }
    await page.mouse.wheel(0, -9000);
    for (const part of ['Line 0', 'Case <img', 'Promise <img', 'Note <script>']) expect(all).toContain(part);
  }).toPass({ timeout: 60_000 });
  const seen = await page.evaluate(() => ({
    planted: document.querySelectorAll(
      'img[src="x"], iframe, svg[onload], base, a[href^="javascript"], link[href="x"], [onerror], script:not([src])',
    ).length,
    ran: window.pwned,
  }));
  expect([seen.planted, seen.ran, trap.caught]).toEqual([0, [], []]);
  expect(app.windows()).toHaveLength(1);
  await runsAsBefore(desk, before);
});
