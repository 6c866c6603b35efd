import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SessionAsk } from '#shared/session/asks.ts';
import type { ImportState, ImportTrouble } from '#shared/session/import.ts';
import { type ImportView, importAsk, importView, mappingHeader } from '#shared/sync/import.ts';
import { errorFields, type Log, newRef } from '../log.ts';
import type { AsPersonDoors } from './as-person.ts';
import { type Asked, askCentre, type Fetch } from './ask.ts';
import type { AskTrouble } from './trouble.ts';

export type OrdersAsk = Extract<SessionAsk, { ask: 'import-orders' }>;

export type BringDoors = AsPersonDoors & {
  /** A fetch whose body is this file. */
  fileFetch: (path: string, sent: (bytes: number) => void) => Fetch;
  /** Asks the person for a file; null: they do not want to. */
  chooseFile: (what: 'orders' | 'mapping') => Promise<string | null>;
  /** Of the sentences in the report. */
  language: () => 'es' | 'en';
  told: (state: ImportState) => void;
  wait: (ms: number) => Promise<void>;
  log: Log;
};

export type BringOrders = {
  /** Asks for the file and brings it in; returns once the file is chosen, or false when one is on its way already. */
  begin: (ask: OrdersAsk) => Promise<boolean>;
  /** Until its orders are published it leaves nothing. */
  cancel: () => void;
};

/** Between two looks at an import that goes on at the centre, ms. */
const pause = 500;

class Failed extends Error {
  readonly what: ImportTrouble;
  readonly ref: string;
  readonly sentence: string | null;
  constructor(what: ImportTrouble, ref: string = newRef(), sentence: string | null = null) {
    super(what);
    this.what = what;
    this.ref = ref;
    this.sentence = sentence;
  }
}

/** An admin brings a shop's file to the centre, one at a time. The file goes from the disk to the centre and never through the page. */
export const bringOrders = (doors: BringDoors): BringOrders => {
  const { server, now, log } = doors;
  let cancelling: AbortController | null = null;

  const asked = async <T>(
    ask: Pick<Parameters<typeof askCentre<T>>[1], 'method' | 'url' | 'answer'> & {
      fetch?: Fetch;
      headers?: Record<string, string>;
      signal?: AbortSignal;
      patience?: null;
    },
  ): Promise<Asked<T>> => {
    const token = await doors.token();
    if (token === null) throw new Failed('wrong');
    const { fetch = doors.fetch, ...rest } = ask;
    return askCentre<T>(fetch, { ...rest, token, now });
  };

  const send = async (ask: OrdersAsk, path: string, mapping: string | null, signal: AbortSignal) => {
    const file = basename(path).slice(0, 255);
    const { size } = await stat(path).catch(() => {
      throw new Failed('unreadable');
    });
    const { zone, country, shop } = ask;
    const given = Object.entries({ zone, country, shop }).filter(([, value]) => value !== null);
    const query = importAsk.safeParse({
      file,
      from: ask.from,
      language: doors.language(),
      ...Object.fromEntries(given),
    });
    if (!query.success) throw new Failed('internal');
    const told = Object.entries(query.data).map(([name, value]): [string, string] => [name, value ?? '']);
    doors.told({ state: 'sending', file, done: 0, total: size });
    let last = 0;
    const fetch = doors.fileFetch(path, (bytes) => {
      if (now() - last < 200) return;
      last = now();
      doors.told({ state: 'sending', file, done: bytes, total: size });
    });
    const answer = await asked({
      method: 'POST',
      url: `${server}/imports?${new URLSearchParams(told)}`,
      answer: importView,
      fetch,
      headers: {
        'content-type': 'application/octet-stream',
        ...(mapping === null ? {} : { [mappingHeader]: mapping }),
      },
      signal,
      patience: null,
    });
    if (!answer.ok) throw failedOf(answer.trouble);
    return answer.value;
  };

  /** Looks at an import until it is over; what passes (no network) is waited out, it goes on at the centre all the same. */
  const follow = async (begun: ImportView, signal: AbortSignal): Promise<ImportView> => {
    const url = `${server}/imports/${begun.id}`;
    let view = begun;
    let said = false;
    while (view.state === 'reading' || view.state === 'publishing') {
      const { state, file, done, total } = view;
      doors.told({ state, file, done, total });
      await doors.wait(pause);
      const end: boolean = signal.aborted && !said;
      said ||= end;
      const answer = await asked(
        end || said
          ? { method: end ? 'DELETE' : 'GET', url, answer: importView }
          : { method: 'GET', url, answer: importView, signal },
      );
      if (answer.ok) view = answer.value;
      else if (!passes(answer.trouble)) throw failedOf(answer.trouble);
      else if (end) said = false;
    }
    return view;
  };

  const stateOf = (view: ImportView): ImportState => {
    const { file, state, report, failure } = view;
    if (state === 'done' && report) return { state, file, report };
    if (state === 'cancelled') return { state, file };
    const { sentence = null, ref = newRef() } = failure ?? {};
    return { state: 'failed', file, what: 'file', sentence, ref };
  };

  const bring = async (ask: OrdersAsk, path: string, mapping: string | null, signal: AbortSignal) => {
    const file = basename(path);
    try {
      const begun = await send(ask, path, mapping, signal);
      doors.told(stateOf(await follow(begun, signal)));
      log('orders', { state: 'over' });
    } catch (error) {
      if (signal.aborted) return doors.told({ state: 'cancelled', file });
      const failed = error instanceof Failed ? error : new Failed('internal');
      log('orders', { what: failed.what, ref: failed.ref, ...(error === failed ? {} : errorFields(error)) });
      const { what, sentence, ref } = failed;
      doors.told({ state: 'failed', file, what, sentence, ref });
    }
  };

  /** The files that the person chooses; null: they do not want to, or were told what is wrong with one. */
  const filesFor = async ({ from }: OrdersAsk): Promise<{ path: string; mapping: string | null } | null> => {
    const path = await doors.chooseFile('orders');
    if (path === null || from !== 'csv') return path === null ? null : { path, mapping: null };
    const chosen = await doors.chooseFile('mapping');
    if (chosen === null) return null;
    const mapping = await mappingOf(chosen);
    if (mapping !== 'bad') return { path, mapping };
    doors.told({ state: 'failed', file: basename(path), what: 'mapping', sentence: null, ref: newRef() });
    return null;
  };

  return {
    begin: async (ask) => {
      if (cancelling) return false;
      const mine = new AbortController();
      cancelling = mine;
      const over = () => {
        cancelling = null;
      };
      const files = await filesFor(ask).catch((error: unknown) => {
        over();
        throw error;
      });
      if (files === null) over();
      else void bring(ask, files.path, files.mapping, mine.signal).finally(over);
      return true;
    },
    cancel: () => cancelling?.abort(),
  };
};

/** No longer than a header may be: Node's servers take 16 KB of them. */
const longestMapping = 8 * 1024;

/** A mapping's JSON in base64, or `bad`. What is in it the centre checks. */
const mappingOf = async (path: string): Promise<string> => {
  try {
    const text = await readFile(path, 'utf8');
    const short = JSON.stringify(JSON.parse(text));
    return short.length <= longestMapping ? Buffer.from(short).toString('base64') : 'bad';
  } catch {
    return 'bad';
  }
};

const passing: ReadonlySet<string> = new Set(['offline', 'busy', 'portal', 'too-many']);

/** `cancelled`: a look was given up, so that the centre is told at once. */
const passes = (trouble: AskTrouble | 'cancelled'): boolean =>
  trouble === 'cancelled' || passing.has(trouble.what);

const failedOf = (trouble: AskTrouble | 'cancelled'): Failed => {
  if (trouble === 'cancelled') return new Failed('offline');
  const { what, code, ref } = trouble;
  if (code === 'too-large' || code === 'not-allowed') return new Failed(code, ref);
  if (code === 'bad-input') return new Failed('file', ref);
  return new Failed(what, ref);
};
