import { writeSync } from 'node:fs';
import type { Language } from '#shared/settings.ts';
import type { ImportReport } from '#shared/sync/import.ts';
import { askHidden, readFirstLine } from './import/ask-passphrase.ts';
import { type ImportOptions, readImportOptions } from './import/options.ts';
import { type Progress, showProgress } from './import/progress.ts';
import { whyUnreadable } from './import/readable.ts';
import { giveReport } from './import/report-text.ts';
import { type ImportWords, importWordsOf } from './import/words.ts';
import type { Keychain } from './key/keychain.ts';
import { longEnough } from './key/passphrase.ts';
import {
  createWithPassphrase,
  enterPassphrase,
  findKey,
  type KeyState,
  markOpened,
  openingTrouble,
} from './key/store-key.ts';
import { errorFields, type Log, newRef } from './log.ts';
import type { Profile } from './profile.ts';
import type { StoreAnswer, StoreEvents, StoreProcess } from './store-process.ts';

/** What the import ends with; written down for scripts in docs/import.md. */
const exit = { done: 0, failed: 1, usage: 2, store: 3, passphrase: 4, stopped: 130 } as const;

export type ImportDoors = {
  args: readonly string[];
  /** No other Hilo has this store open. */
  alone: boolean;
  profile: Profile;
  keychain: Keychain;
  startStore: (events: StoreEvents) => StoreProcess;
  language: Language;
  log: Log;
  /** When this process is told to stop (Ctrl+C), says so and ends it at once with a code. */
  whenStopped: (code: number, say: () => void) => void;
};

/** Written before it returns: what a stream still holds when the process is ended is lost. */
const say = (text: string): void => {
  try {
    writeSync(2, `${text}\n`);
  } catch {
    // Nobody reads the error stream (a closed pipe): the exit code says it all the same.
  }
};

/** The passphrase as it was given, or the sentence that says why there is none. */
const givenPassphrase = async (
  mode: 'new' | 'enter',
  options: ImportOptions,
  words: ImportWords,
): Promise<{ text: string } | { why: string; code: number }> => {
  if (options.passphraseFromStdin) return { text: await readFirstLine(process.stdin) };
  if (!process.stdin.isTTY) return { why: words.noTerminal, code: exit.passphrase };
  const terminal = { input: process.stdin, output: process.stderr };
  const text = await askHidden(terminal, mode === 'new' ? words.choose : words.enter);
  if (text === null) return { why: words.stopped, code: exit.stopped };
  if (mode === 'enter' || !longEnough(text)) return { text };
  const again = await askHidden(terminal, words.again);
  if (again === null) return { why: words.stopped, code: exit.stopped };
  return again === text ? { text } : { why: words.different, code: exit.passphrase };
};

type Key = Extract<KeyState, { state: 'open' }>;

const getKey = async (
  doors: ImportDoors,
  options: ImportOptions,
  words: ImportWords,
): Promise<Key | number> => {
  const { folder } = doors.profile;
  const troubled = (found: Extract<KeyState, { state: 'trouble' }>): number => {
    const ref = newRef();
    doors.log('key', { what: found.what, why: found.why, ref });
    say(`${words.trouble[found.what]} ${words.troubleEnd(ref)}`);
    return exit.store;
  };
  const found = findKey(folder, doors.keychain);
  if (found.state === 'open') return found;
  if (found.state === 'trouble') return troubled(found);
  const given = await givenPassphrase(found.mode, options, words);
  if ('why' in given) {
    say(given.why);
    return given.code;
  }
  if (found.mode === 'new' && !longEnough(given.text)) {
    say(words.short);
    return exit.passphrase;
  }
  const made = await (found.mode === 'new' ? createWithPassphrase : enterPassphrase)(folder, given.text);
  if (made?.state === 'open') return made;
  if (made?.state === 'trouble') return troubled(made);
  say(words.wrong);
  return exit.passphrase;
};

/** The value, or the exit code after the sentence that says why there is none. */
const accepted = (answer: StoreAnswer, words: ImportWords, log: Log): { value: unknown } | number => {
  if ('trouble' in answer) {
    log('import', { trouble: answer.trouble, ref: answer.ref });
    say(`${words.trouble[answer.trouble]} ${words.troubleEnd(answer.ref)}`);
    return exit.store;
  }
  const { reply } = answer;
  if (reply.ok) return { value: reply.value };
  const fault = 'fault' in reply ? reply.fault : null;
  const ref = fault?.ref ?? newRef();
  log('import', { fault: fault?.code ?? 'refusal', ref });
  // A bad file's fault is a sentence for the person; any other is for the log.
  const what = fault?.code === 'bad-input' ? fault.what : words.internal;
  say(words.failed(/[.!?]$/.test(what) ? what : `${what}.`, ref));
  return exit.failed;
};

const bringIn = async (
  doors: ImportDoors,
  options: ImportOptions,
  key: Key,
  words: ImportWords,
  language: Language,
  progress: Progress,
) => {
  const store = doors.startStore({
    progress: ({ what, done, total }) => {
      if (what !== 'importing') return;
      progress.at(done, total);
    },
    trouble: (what, ref) => say(`${words.trouble[what]} ${words.troubleEnd(ref)}`),
    watch: () => undefined,
    crashed: (code) => doors.log('store-exit', { code }),
  });
  const { folder, desk } = doors.profile;
  try {
    const answered = await store.ask({ verb: 'open', folder, key: key.key, fresh: key.fresh, desk });
    const opened = accepted(
      'trouble' in answered ? { ...answered, trouble: openingTrouble(folder, answered.trouble) } : answered,
      words,
      doors.log,
    );
    if (typeof opened === 'number') return opened;
    if (key.fresh) markOpened(folder);
    const { file, from, mapping, zone, country, shop } = options;
    const answer = await store.ask({
      verb: 'import',
      file,
      from,
      mapping,
      zone,
      country,
      shop,
      language: language === 'en' ? 'en' : 'es',
    });
    progress.stop();
    // Ctrl+C reaches the store's process too, sometimes first: leave the word to `whenStopped`.
    if ('reply' in answer && !answer.reply.ok) await new Promise((waited) => setTimeout(waited, 500));
    const done = accepted(answer, words, doors.log);
    if (typeof done === 'number') return done;
    if (giveReport(done.value as ImportReport, options.json, language)) return exit.done;
    say(words.reportUnwritable);
    return exit.failed;
  } finally {
    await store.end();
  }
};

/**
 * `npm run import`: brings one shop file into the store without a window. Returns the exit code. Ctrl+C ends the process
 * and the store's with it, in the middle of its one transaction, which SQLite then undoes.
 */
export const runImport = async (doors: ImportDoors): Promise<number> => {
  const options = readImportOptions(doors.args, process.env.INIT_CWD ?? process.cwd());
  const words = importWordsOf((typeof options === 'string' ? null : options.language) ?? doors.language);
  if (options === 'help') {
    process.stdout.write(`${words.usage}\n`);
    return exit.done;
  }
  if (typeof options === 'string') {
    say(`${words.options[options]}\n${words.usage}`);
    return exit.usage;
  }
  if (!doors.alone) {
    say(words.running);
    return exit.usage;
  }
  const unreadable = whyUnreadable(options, words);
  if (unreadable !== null) {
    say(unreadable);
    return exit.failed;
  }
  const progress = showProgress(words.bringing, process.stderr);
  doors.whenStopped(exit.stopped, () => {
    progress.stop();
    say(`\n${words.stopped}`);
  });
  try {
    const key = await getKey(doors, options, words);
    return typeof key === 'number'
      ? key
      : await bringIn(doors, options, key, words, options.language ?? doors.language, progress);
  } catch (error) {
    const ref = newRef();
    doors.log('import', { ref, ...errorFields(error) });
    say(words.failed(words.internal, ref));
    return exit.failed;
  }
};
