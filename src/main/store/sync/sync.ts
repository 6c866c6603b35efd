import { FaultError } from '#shared/fault.ts';
import type { SignedIn } from '#shared/sync/identity.ts';
import type { AtCentre } from '#shared/views/search.ts';
import type { SyncView } from '#shared/views/sync.ts';
import { checkpointsBeside, sharedCheckpoints } from '../checkpoints.ts';
import type { Location } from '../database.ts';
import type { Shut } from '../door.ts';
import { fileLane } from '../files/lane.ts';
import { unguarded } from '../guard.ts';
import { isWatched } from '../slice.ts';
import type { Store } from '../store.ts';
import { newRef } from '../trouble.ts';
import { samePeople } from '../views/same.ts';
import { accountIn, type WhoNow } from './account.ts';
import { centreAt, type Transport } from './ask.ts';
import { deskBook } from './book.ts';
import { deviceKeyIn } from './device-key.ts';
import { exchanger } from './exchange.ts';
import { farBehind } from './far-behind.ts';
import { farewellOf } from './farewell.ts';
import { type FillThreads, firstFills, threadsInSources } from './fill.ts';
import { leaving } from './leave.ts';
import { listening } from './listening.ts';
import { loopOf } from './loop.ts';
import { myself } from './myself.ts';
import { gathered } from './news.ts';
import { type Pace, usualPace } from './pace.ts';
import { reporter } from './report.ts';
import { incarnationOf, prepare } from './start.ts';
import { tokenKeeper } from './tokens.ts';
import { turnOf } from './turn.ts';
import { whenBack } from './wake.ts';
import { whoIsThere } from './who-is-there.ts';
import { type Brought, wholes } from './whole.ts';

export type SyncParts = {
  store: Store;
  location: Pick<Location, 'folder' | 'key'>;
  /** Whose store it is. */
  person: string;
  /** The centre's address. */
  server: string;
  /** What the centre gave a moment ago; null: what the store kept is used. */
  signedIn: SignedIn | null;
  transport: Transport;
  /** Programs of a first fill's threads, where they are bundled. */
  fillThreads?: FillThreads;
  /** Who the person is now: at the start, and whenever it is another than before. */
  who?: (who: WhoNow) => void;
  /** Of Hilo. */
  version?: string;
  /** Views of these customers changed, or (none) only lists and how the sync stands. */
  changed: (customers: string[] | 'all') => void;
  /** This machine was shut out; null: it was not, after all. */
  shut?: (shut: Shut | null) => void;
  /** All that can be handed in is, and the centre's order to end this store was looked at. */
  wipe?: (order: { device: string; nonce: string }) => void;
  /** Something broke that is nobody's network: for a log. */
  failed: (error: unknown, ref: string) => void;
  /** When a page asked for anything last, by `performance.now`. Left out: one may ask at any moment. */
  askedAt?: () => number;
  pace?: Pace;
  now?: () => number;
  random?: () => number;
};

export type Sync = {
  /** Something was recorded here. */
  recorded(): void;
  /** Asks at once, whatever pause is on. */
  now(): void;
  /** The person signed in again. @throws FaultError bad-input: it is somebody else. */
  signedIn(signedIn: SignedIn): void;
  /** A token that is good now. @throws TroubleError */
  token(): Promise<string>;
  /**
   * Brings a customer whole who is not here, with all records of theirs, for a limited time. @throws TroubleError
   */
  bring(customerId: string): Promise<Brought>;
  /** Looks for somebody at the centre who is not here. Never throws: a centre that cannot be asked is an answer. */
  find(text: string): Promise<AtCentre>;
  /** A customer is looked at: one who is here for a limited time stays longer. */
  looked(customerId: string): void;
  /** Ends the sync, tells the centre if it answers soon, and forgets the tokens. What is written stays. */
  signOut(): Promise<void>;
  /** Resolves when no exchange is under way or about to be. */
  idle(): Promise<void>;
  close(): Promise<void>;
};

/** How long a person who leaves waits for the centre to hear of it, ms. */
const leavePatience = 2_000;

/** Keeps a store level with its centre for as long as it is open. One exchange at a time, and none that holds up a view. */
export function startSync(parts: SyncParts): Sync {
  const { store, location, person, server, transport, failed } = parts;
  const { version = '0', pace = usualPace, now = Date.now, random = Math.random } = parts;
  const { db } = store;
  const { begin, into, refresh, follow } = store.inner;
  const news = gathered(parts.changed, pace.tell);
  const report = reporter(server, {
    view: () => store.view({ view: 'sync' }) as SyncView,
    told: () => news.add([]),
    now,
  });
  const centreNow = () => now() - (report.state.clockOff ?? 0);
  const account = accountIn(db);
  const centre = centreAt(server.replace(/\/+$/, ''), transport, now);
  const key = deviceKeyIn(db);
  const tokens = tokenKeeper(account, centre, person, centreNow, key);
  const self = myself(db, person, account, tokens, (who) => parts.who?.(who));
  const leave = leaving(db, into, begin);
  const farewell = farewellOf({
    db,
    vault: store.files.vault,
    account,
    key,
    centre,
    patience: pace.patience,
    told: (shut) => parts.shut?.(shut),
    wipe: (order) => parts.wipe?.(order),
  });
  const open = deskBook({ db, begin, leaving: leave, incarnation: incarnationOf(db), now: centreNow });
  const end = new AbortController();

  const cursor = (team: string): number => open(unguarded).cursor(team)?.n ?? 0;
  const came = (customers: Iterable<string> | 'all'): void => {
    refresh();
    news.add(customers);
  };

  const watched = () => parts.askedAt === undefined || isWatched(parts.askedAt());
  const threads = parts.fillThreads ?? threadsInSources;
  const beside = sharedCheckpoints(() => checkpointsBeside(db, location, threads.checkpoints));
  const fills = firstFills({
    db,
    location,
    into,
    open,
    centre,
    tokens,
    pace,
    random,
    chunkThread: threads.chunks,
    beside,
    watched,
    changed: came,
    moved: () => report.filling(fills.progress()),
    ended: () => {
      report.filling(fills.progress());
      loop.force();
    },
    failed: (error) => failed(error, newRef()),
  });
  const whole = wholes({
    db,
    begin,
    open,
    leaving: leave,
    centre,
    tokens,
    person,
    patience: pace.patience,
    now,
    isFilling: fills.isFilling,
    changed: came,
  });
  const find = whoIsThere({
    centre,
    tokens,
    account,
    isHere: whole.isHere,
    patience: pace.patience,
  });
  const log = farBehind(beside);
  const exchange = exchanger({
    db,
    centre,
    tokens,
    open,
    leaving: leave,
    guests: whole,
    folder: location.folder,
    files: store.files,
    patience: pace.patience,
    version,
    now,
    fills,
    changed: came,
    isClosed: () => end.signal.aborted,
    watched,
    log,
  });
  const pokes = listening(db, { centre, tokens, pace, random }, cursor, () => loop.want());

  function keep(signedIn: SignedIn): void {
    if (signedIn.person.id !== person)
      throw new FaultError('bad-input', 'this is the store of somebody else');
    account.keep(signedIn);
    self.tell();
    store.lease.answered();
  }

  async function close(): Promise<void> {
    if (end.signal.aborted) return;
    end.abort();
    stopLooking();
    await Promise.all([pokes.end(), fills.close(), loop.close(), lane.close()]);
    await log.end();
    news.end();
    follow(null);
  }

  if (parts.signedIn) keep(parts.signedIn);
  self.tell();
  prepare(db, account, open);
  follow(() => report.state);
  const same = samePeople(db);
  const lane = fileLane({
    db,
    files: store.files,
    moving: store.inner.moving,
    centre,
    tokens,
    pace,
    random,
    changed: (customerId) => news.add(same.ids(customerId)),
    failed: (error) => failed(error, newRef()),
  });
  const turn = turnOf({
    exchange,
    farewell,
    fills,
    lane,
    lease: store.lease,
    pokes,
    report,
    self,
    pace,
    random,
    cursor,
    told: () => news.add([]),
    isEnded: () => end.signal.aborted,
    failed,
  });
  const loop = loopOf(turn);
  const stopLooking = whenBack(() => {
    loop.force();
    lane.force();
  }, now);

  return {
    recorded: () => loop.want(),
    now() {
      loop.force();
      lane.force();
    },
    signedIn(signedIn) {
      keep(signedIn);
      loop.force();
      lane.force();
    },
    token: () => tokens.good(end.signal),
    bring: (customerId) => whole.guest(customerId, end.signal),
    find: (text) => find(text, end.signal),
    looked: (customerId) => whole.seen(customerId),
    async signOut() {
      const held = account.tokens();
      await close();
      account.forgetTokens();
      if (!held) return;
      const signal = AbortSignal.timeout(leavePatience);
      const ask = {
        method: 'POST',
        path: '/sign-out',
        token: held.token,
        signal,
        patience: leavePatience,
      } as const;
      // It is signed out here all the same: the tokens are forgotten.
      await centre.bytes(ask).catch(() => undefined);
    },
    idle: () => loop.idle(),
    close,
  };
}
