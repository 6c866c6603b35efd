import { randomUUID } from 'node:crypto';
import { challengeAnswer } from '#shared/sync/device.ts';
import { handInAnswer, revocationAbout, revocationAnswer } from '#shared/sync/revocation.ts';
import type { Db } from '../database.ts';
import type { Shut } from '../door.ts';
import { unsentFilesSql } from '../files/rows.ts';
import type { Vault } from '../files/vault.ts';
import { newRef } from '../trouble.ts';
import { type Account, remembered } from './account.ts';
import type { Centre } from './ask.ts';
import type { DeviceKey } from './device-key.ts';
import { handInContents, isFullNow } from './hand-in-contents.ts';
import { TroubleError } from './trouble.ts';
import { wipeOrderIn } from './wipe-order.ts';

export type Farewell = {
  /** This machine was shut out, as far as is known: nothing is shown any more, and nothing is written. */
  isShut(): boolean;
  /** The centre says that it was. */
  shut(): void;
  /**
   * Asks what is to be done, hands in what is not sent and then has the store ended. `open`: the machine is not shut out (any more).
   * `held`: a content is missing, damaged or not taken and an admin has not said that it may go, or there is no room at the centre now. `over`: the order is on its way to be executed.
   * @throws TroubleError; whatever it is, nothing was ended
   */
  attempt(signal: AbortSignal): Promise<'open' | 'held' | 'over'>;
};

export type FarewellParts = {
  db: Db;
  vault: Pick<Vault, 'read'>;
  account: Account;
  key: DeviceKey;
  centre: Centre;
  patience: number;
  /** How it goes; null: it was an error, and the desk opens again. */
  told: (shut: Shut | null) => void;
  /** Ends the store: everything that had to be looked at was. */
  wipe: (order: { device: string; nonce: string }) => void;
};

/** How long a store that is emptied whatever it holds still hands in, ms: its order is good for ten minutes. */
const lastTry = 5 * 60_000;

/** Of one portion: its text is escaped once more on its way, and the centre takes a megabyte. */
const portion = { commands: 64, bytes: 200_000 } as const;

type Row = { seq: number; id: string; team: string | null; bytes: Buffer };

export const unsentSql = `
  SELECT seq, command_id AS id, team, bytes FROM outbox WHERE answered_n IS NULL AND seq > ? ORDER BY seq LIMIT ?`;

/** Whether a store was shut out when it was open last. */
export const isShutIn = (db: Db): boolean => remembered(db).get('shut') === true;

export function shutIn(db: Db): void {
  remembered(db).set('shut', true);
}

/** What was handed in: commands, and contents. */
type Handed = { handed: number; files: number; isFull: boolean };
const nothing: Handed = { handed: 0, files: 0, isFull: false };

/** How much of a store's work is not sent, after what was handed in. */
export function shutState(
  db: Db,
  step: Shut['step'],
  { handed, files: gone }: Pick<Handed, 'handed' | 'files'> = nothing,
): Shut {
  const left = db.prepare<[], number>('SELECT count(*) FROM outbox WHERE answered_n IS NULL').pluck().get();
  const files = db.prepare<[], number>(unsentFilesSql).pluck().get();
  return { step, handed, left: (left ?? 0) - handed, files: (files ?? 0) - gone };
}

/** What a machine does that its centre has shut out (decision 0028). A 401 or 403 leads here, and never further than to a question. */
export function farewellOf({
  db,
  vault,
  account,
  key,
  centre,
  patience,
  told,
  wipe,
}: FarewellParts): Farewell {
  const unsent = db.prepare<[number, number], Row>(unsentSql);
  /** It waits for somebody at the centre: that stands on the screen until something moves. */
  let isWaiting = false;
  const tell = (shut: Shut) => {
    isWaiting = shut.step !== 'handing-in';
    told(shut);
  };

  /** In the order of the outbox, byte for byte; once more from the beginning each time: the centre keeps what it has. Contents come last. */
  async function handIn(drain: string, signal: AbortSignal): Promise<Handed> {
    let handed = 0;
    const send = async (rows: readonly Row[], done: boolean, files: number) => {
      const commands = rows.map(({ id, team, bytes }) => ({ id, team, text: bytes.toString('utf8') }));
      const body = { commands, done, files };
      const ask = { path: '/quarantine/hand-in', token: drain, body, signal, patience };
      await centre.json({ method: 'POST', ...ask }, handInAnswer);
    };
    for (let after = -1, more = true; more; ) {
      const rows = unsent.all(after, portion.commands + 1);
      const some = inPortion(rows);
      more = some.length < rows.length;
      try {
        if (some.length > 0) await send(some, false, shutState(db, 'handing-in').files);
      } catch (error) {
        if (isFullNow(error)) return { handed, files: 0, isFull: true };
        throw error;
      }
      handed += some.length;
      after = some.at(-1)?.seq ?? after;
      if (!isWaiting) tell(shutState(db, 'handing-in', { handed, files: 0 }));
    }
    const contents = { db, vault, centre, patience };
    const { files, isFull } = await handInContents(contents, drain, signal, (gone, isNew) => {
      if (isNew || !isWaiting) tell(shutState(db, 'handing-in', { handed, files: gone }));
    });
    if (!isFull) await send([], true, shutState(db, 'handing-in', { handed, files }).files);
    return { handed, files, isFull };
  }

  async function ask(signal: AbortSignal) {
    const device = account.device();
    if (device === null) throw internal();
    const nonce = randomUUID();
    const base = { token: null, signal, patience } as const;
    const about = revocationAbout({ device, nonce });
    const { challenge } = await centre.json({ method: 'GET', path: '/challenge', ...base }, challengeAnswer);
    const proof = key.isMade() ? key.proof('revocation', challenge, about) : null;
    const body = { device, nonce, proof, refresh: account.tokens()?.refresh ?? null };
    const asked = performance.now();
    const answer = await centre.json(
      { method: 'POST', path: '/revocation', body, ...base },
      revocationAnswer,
    );
    const age = () => performance.now() - asked;
    return {
      answer,
      order: (text: string) => wipeOrderIn(account.centreKey(), text, { device, nonce, age: age() }),
    };
  }

  return {
    isShut: () => isShutIn(db),
    shut() {
      if (!isShutIn(db)) shutIn(db);
      tell(shutState(db, 'handing-in'));
    },
    async attempt(signal) {
      const { answer, order } = await ask(signal);
      if (!answer.revoked) {
        remembered(db).drop('shut');
        told(null);
        return 'open';
      }
      const kind = order(answer.order)?.kind;
      // Not the centre's, or not for this machine and this question: it has no effect.
      if (kind === undefined) throw internal();
      const most = kind === 'wipe' ? signal : AbortSignal.any([signal, AbortSignal.timeout(lastTry)]);
      const handing = handIn(answer.drain, most);
      const handed = await (kind === 'wipe' ? handing : handing.catch(() => nothing));
      // Hilo is being ended: the order waits for the next start, as everything else.
      signal.throwIfAborted();
      const left = shutState(db, handed.isFull ? 'full' : 'held', handed);
      if (kind === 'wipe' && (handed.isFull || left.files > 0)) {
        tell(left);
        return 'held';
      }
      // Handing in took longer than the order is good: it is asked for anew.
      const good = order(answer.order);
      if (good === null) throw internal();
      wipe({ device: good.device, nonce: good.nonce });
      return 'over';
    },
  };
}

/** As many of the rows as go up at once, at least one. */
function inPortion(rows: readonly Row[]): Row[] {
  let bytes = 0;
  const end = rows.findIndex((row, index) => {
    bytes += row.bytes.length;
    return index >= portion.commands || (index > 0 && bytes > portion.bytes);
  });
  return rows.slice(0, end < 0 ? rows.length : end);
}

function internal(): TroubleError {
  const ref = newRef();
  return new TroubleError({ what: 'internal', ref, retryAfter: null, isOfAsk: false, code: null });
}
