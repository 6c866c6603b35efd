import { setTimeout as pause } from 'node:timers/promises';
import type { Language } from '#shared/settings.ts';
import type { ImportView } from '#shared/sync/import.ts';
import { askHidden, readFirstLine } from './ask-passphrase.ts';
import { CentreError, type CentreTrouble, centreClient } from './centre-client.ts';
import { type ImportOptions, readImportOptions } from './options.ts';
import { showProgress } from './progress.ts';
import { whyUnreadable } from './readable.ts';
import { giveReport } from './report-text.ts';
import { type ImportWords, importWordsOf } from './words.ts';

/** What it ends with; written down for scripts in docs/import.md. */
const exit = { done: 0, failed: 1, usage: 2, centre: 3, password: 4, late: 5, stopped: 130 } as const;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** How long a centre may be silent while it works, and how often it is asked, ms. */
const silence = 120_000;
const askEvery = 400;

/**
 * `npm run import -- --server URL`: sends a file to a centre and waits for what becomes of it. It runs in plain Node. Returns the exit
 * code. Ctrl+C cancels the import at the centre as well, as long as the file was not read whole; a second one ends at once.
 */
export async function importToCentre(args: readonly string[]): Promise<number> {
  const options = readImportOptions(args, process.env.INIT_CWD ?? process.cwd());
  const own: Language = Intl.DateTimeFormat().resolvedOptions().locale.startsWith('es') ? 'es' : 'en';
  const language = (typeof options === 'string' ? null : options.language) ?? own;
  const words = importWordsOf(language);
  if (options === 'help') {
    process.stdout.write(`${words.usage}\n`);
    return exit.done;
  }
  if (typeof options === 'string' || options.centre === null) {
    say(`${words.options[typeof options === 'string' ? options : 'server']}\n${words.usage}`);
    return exit.usage;
  }
  const unreadable = whyUnreadable(options, words);
  if (unreadable !== null) {
    say(unreadable);
    return exit.failed;
  }
  const stop = new AbortController();
  const stopped = (): void => {
    if (stop.signal.aborted) process.exit(exit.stopped);
    stop.abort();
  };
  const password = await passwordOf(options, words);
  if (typeof password === 'number') return password;
  process.on('SIGINT', stopped);
  try {
    return await send(options, options.centre, password, { language, words, stop: stop.signal });
  } finally {
    process.off('SIGINT', stopped);
  }
}

type Saying = { language: Language; words: ImportWords; stop: AbortSignal };

async function send(
  options: ImportOptions,
  { server, login }: NonNullable<ImportOptions['centre']>,
  password: string,
  saying: Saying,
): Promise<number> {
  const { words, stop } = saying;
  const client = centreClient(server);
  try {
    if (login === null) client.withProgram(password);
    else
      await client.signIn(login, password, async () =>
        process.stdin.isTTY
          ? askHidden({ input: process.stdin, output: process.stderr }, words.centre.code)
          : null,
      );
    if (stop.aborted) return stoppedHere(words);
    const begun = await upload(options, client, saying);
    const code = begun === null ? stoppedHere(words) : await follow(begun, options, client, saying);
    // Its tokens end with it; that they would by themselves makes it no trouble if they do not now.
    await client.signOut().catch(() => undefined);
    return code;
  } catch (error) {
    if (!(error instanceof CentreError)) throw error;
    return troubled(error, words);
  }
}

/** Null: stopped before all of it was sent, and the centre has nothing. */
async function upload(
  options: ImportOptions,
  client: ReturnType<typeof centreClient>,
  { language, words, stop }: Saying,
): Promise<ImportView | null> {
  const progress = showProgress(words.centre.sending, process.stderr);
  const cut = new AbortController();
  let all = false;
  const cutShort = (): void => {
    // Once all is there the centre begins with it: wait for its name, to cancel it.
    if (!all) cut.abort();
  };
  stop.addEventListener('abort', cutShort);
  try {
    const onSent = (done: number, total: number): void => {
      all = done >= total;
      progress.at(done, total);
    };
    return await client.send(options, language === 'en' ? 'en' : 'es', onSent, cut.signal);
  } catch (error) {
    if (cut.signal.aborted) return null;
    throw error;
  } finally {
    stop.removeEventListener('abort', cutShort);
    progress.stop();
  }
}

async function follow(
  begun: ImportView,
  options: ImportOptions,
  client: ReturnType<typeof centreClient>,
  { language, words, stop }: Saying,
): Promise<number> {
  const bars = {
    reading: showProgress(words.centre.reading, process.stderr),
    publishing: showProgress(words.bringing, process.stderr),
  };
  let view = begun;
  let heard = performance.now();
  while (view.state === 'reading' || view.state === 'publishing') {
    if (view.state === 'publishing') bars.reading.stop();
    bars[view.state].at(view.done, view.total);
    await pause(askEvery, undefined, { signal: stop }).catch(() => undefined);
    try {
      view = stop.aborted ? await client.cancel(begun.id) : await client.see(begun.id);
      heard = performance.now();
      if (!stop.aborted || view.state !== 'publishing') continue;
      bars.publishing.stop();
      say(words.centre.tooLate);
      return exit.late;
    } catch (error) {
      const isAway = error instanceof CentreError && ['unreachable', 'notCentre'].includes(error.trouble);
      if (!isAway) throw error;
      if (performance.now() - heard > silence) {
        say(words.centre.lost(begun.id));
        return exit.failed;
      }
      await pause(askEvery);
    }
  }
  bars.reading.stop();
  bars.publishing.stop();
  return ended(view, options, language, words);
}

function ended(view: ImportView, options: ImportOptions, language: Language, words: ImportWords): number {
  if (view.state === 'cancelled') return stoppedHere(words);
  if (view.report === null) {
    say(words.failed(view.failure?.sentence ?? words.internal, view.failure?.ref ?? view.id));
    return exit.failed;
  }
  if (giveReport(view.report, options.json, language)) return exit.done;
  say(words.reportUnwritable);
  return exit.failed;
}

function stoppedHere(words: ImportWords): number {
  say(`\n${words.stopped}`);
  return exit.stopped;
}

const codeOf: { [T in CentreTrouble]: number } = {
  wrong: exit.password,
  notAllowed: exit.password,
  unreachable: exit.centre,
  notCentre: exit.centre,
  certificate: exit.centre,
  tooLarge: exit.failed,
  noCode: exit.password,
  unready: exit.password,
  badToken: exit.password,
  other: exit.failed,
};

function troubled({ trouble, message, ref }: CentreError, words: ImportWords): number {
  say(trouble === 'other' ? words.failed(message, ref ?? '-') : words.centre[trouble]);
  return codeOf[trouble];
}

/** The password, or the exit code after the sentence that says why there is none. */
async function passwordOf(options: ImportOptions, words: ImportWords): Promise<string | number> {
  if (options.passphraseFromStdin) return readFirstLine(process.stdin);
  if (!process.stdin.isTTY) {
    say(words.centre.noTerminal);
    return exit.password;
  }
  const text = await askHidden({ input: process.stdin, output: process.stderr }, words.centre.enter);
  return text ?? stoppedHere(words);
}
