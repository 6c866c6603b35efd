import { join } from 'node:path';
import { app, dialog, Menu, protocol } from 'electron';
import { readArguments, type StartArguments } from './arguments.ts';
import { whichCentre } from './centre/which.ts';
import { builtPartsIn, forkStore } from './desk/built-parts.ts';
import { type Desk, openDesk } from './desk.ts';
import { systemKeychain } from './key/keychain.ts';
import { errorFields, newRef } from './log.ts';
import { openLog } from './log-file.ts';
import { profileIn } from './profile.ts';
import { keepSettings } from './settings.ts';
import { openSettingsFile } from './settings-file.ts';
import { scheme } from './window/protocol.ts';
import { wordsOf } from './words.ts';

/** For sysexits' "internal software error". */
const exitCrashed = 70;
/** For "command line usage error". */
const exitUsage = 64;

app.setName('Hilo');
// Before Electron is ready: it would make a whole menu of its own, which `openDesk` replaces at once.
Menu.setApplicationMenu(null);
// Chromium's sandbox does not run as root: only a checkout, as in a test's container, may be started without it.
if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  {
    scheme,
    privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, codeCache: true },
  },
]);

const parts = builtPartsIn(join(import.meta.dirname, '..'));
const home = app.getPath('userData');
const asked = readArguments(process.argv);
const log = openLog(home);

const systemLanguages = () => app.getPreferredSystemLanguages();

process.on('uncaughtException', (error) => {
  const ref = newRef();
  log('crash', { ref, ...errorFields(error) });
  const language = app.isReady()
    ? keepSettings(openSettingsFile(home), systemLanguages()).now().language
    : 'en';
  if (asked.import === null) dialog.showErrorBox('Hilo', wordsOf(language).crash(ref));
  else process.stderr.write(`${wordsOf(language).crash(ref)}\n`);
  app.exit(exitCrashed);
});

const startImport = async (args: string[]): Promise<void> => {
  const alone = app.requestSingleInstanceLock();
  await app.whenReady();
  app.dock?.hide();
  const { runImport } = await import('./import-command.ts');
  const code = await runImport({
    args,
    alone,
    profile: profileIn(home, asked.demo),
    keychain: systemKeychain(),
    startStore: forkStore(parts.store).start,
    language: keepSettings(openSettingsFile(home), systemLanguages()).now().language,
    log,
    // Electron takes SIGINT and SIGTERM for itself and quits; a handler of Node's would not be called.
    whenStopped: (code, say) =>
      app.on('before-quit', (event) => {
        event.preventDefault();
        say();
        app.exit(code);
      }),
  });
  app.exit(code);
};

const follow = (desk: Desk, args: StartArguments): void => {
  if (args.link !== null) desk.ringing.link(args.link);
  if (args.ring !== null) desk.ringing.number(args.ring, 'command');
};

const startDesk = async (): Promise<void> => {
  // Not app.exit: before Electron is ready that ended one process in eight with SIGABRT (Electron 42, Linux).
  if (!app.requestSingleInstanceLock()) return app.quit();
  // macOS brings a link by this event, at a cold start before Hilo is ready.
  const early: string[] = [];
  let desk: Desk | null = null;
  app.on('open-url', (event, url) => {
    event.preventDefault();
    if (desk) desk.ringing.link(url);
    else early.push(url);
  });
  app.on('second-instance', (_event, argv) => {
    const args = readArguments(argv);
    if (args.import !== null || desk === null) return;
    follow(desk, args);
    if (args.link === null && args.ring === null) desk.show();
  });
  app.on('window-all-closed', () => app.quit());
  // The `--` keeps a link with quotes in it from becoming switches.
  if (app.isPackaged) app.setAsDefaultProtocolClient('hilo', process.execPath, ['--']);

  await app.whenReady();
  log('start', { version: app.getVersion(), demo: asked.demo !== null });
  const file = openSettingsFile(home);
  const settings = keepSettings(file, systemLanguages());
  const server = whichCentre(asked.server, asked.demo !== null, file);
  if (server === 'bad') {
    dialog.showErrorBox('Hilo', wordsOf(settings.now().language).badServer(asked.server ?? ''));
    return app.exit(exitUsage);
  }
  const profile = profileIn(home, asked.demo);
  const opened = openDesk({ parts, home, profile, server, as: asked.as, settings, log });
  desk = opened;
  follow(opened, asked);
  for (const url of early) opened.ringing.link(url);

  let ended = false;
  app.on('will-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    ended = true;
    log('quit');
    // Not `quit` again: asked for within this event it is forgotten, and Hilo would stay without a window.
    void opened.seat.end().finally(() => app.exit(0));
  });
};

void (asked.import === null ? startDesk() : startImport(asked.import));
