import type { Command, CommandAsk } from '#shared/case/commands.ts';
import { decide } from '#shared/case/decide.ts';
import { emptyStream } from '#shared/case/fold.ts';
import type { ExchangeAsk } from '#shared/sync/exchange.ts';
import { streamName } from '#shared/sync/ledger.ts';
import { append, type Centre, hear, type Limits, type ServerProcess } from './centre.ts';
import { type DeskMaker, type MemoryDesk, newDesk, start, transact } from './desk.ts';
import type { DeskState, Waiting } from './desk-state.ts';
import type { Chains } from './expected.ts';
import { noFills } from './fills.ts';
import { copyOfDatabase, type Database, emptyLog, logOf } from './ledger-state.ts';
import type { Looked } from './months.ts';
import type { Parts } from './parts.ts';
import type { Reader } from './reading.ts';
import { noTruth, type Truth } from './truth.ts';
import { Wrong } from './wrong.ts';

/** Everything that one history happens to: a centre of two processes, three desks of two people, what lies in drawers and on the way. */
export type World = {
  centre: Centre;
  desks: MemoryDesk[];
  backups: Database[];
  /** Requests that were sent twice and have not arrived a second time yet. */
  strays: { person: string; ask: ExchangeAsk }[];
  truth: Truth;
  parts: Parts;
  read: Reader;
  /** Whether everything that travels is read by its schema, as the real ends do. */
  isStrict: boolean;
  /** Whether everybody works on one case. */
  isNarrow: boolean;
  /** Whether the ledger is set back again and again. */
  isStormy: boolean;
  /** Whether desks ask once more when they have everything: nothing may come of it. */
  isThorough: boolean;
  /** Whether desks take a page change by change. */
  isSliced: boolean;
  ids: number;
  lives: number;
  /** What a walk through the months saw and has not written yet. */
  looked: Looked | null;
  count(what: string): void;
  say(line: () => string): void;
};

export const teams = ['es', 'fr'] as const;
/** Known to the shops from the beginning, with the team that a rule gave them. */
export const shopCustomers = [
  { id: 'k0', team: 'es' },
  { id: 'k1', team: 'es' },
  { id: 'k2', team: 'fr' },
] as const;

/** What was the same before every history: the centre's first records, and desks that have them. */
export type Start = { db: Database; disks: DeskState[] };

export type WorldOptions = Pick<
  World,
  'parts' | 'read' | 'isStrict' | 'isNarrow' | 'isStormy' | 'isThorough' | 'isSliced' | 'count' | 'say'
> & {
  limits: Limits;
  chains: Chains;
  start: Start | null;
};

export function newWorld(options: WorldOptions): World {
  const {
    parts,
    read,
    isStrict,
    isNarrow,
    isStormy,
    isThorough,
    isSliced,
    count,
    say,
    limits,
    chains,
    start: from,
  } = options;
  const truth = noTruth(chains);
  const clock = { now: 1_800_000_000_000 };
  const centre: Centre = {
    db: from ? copyOfDatabase(from.db, from.db.epoch) : emptyDatabase(),
    processes: [newProcess(), newProcess()],
    open: [],
    fills: noFills(),
    limits,
    now: () => (clock.now += 7),
    parts,
    onNumbered: (log, changes) => truth.numbered(world, log, changes),
  };
  const world: World = {
    centre,
    desks: [],
    backups: [],
    strays: [],
    truth,
    parts,
    read,
    isStrict,
    isNarrow,
    isStormy,
    isThorough,
    isSliced,
    ids: 0,
    lives: 1,
    looked: null,
    count,
    say,
  };
  world.desks = ['ana', 'ben', 'ben'].map((person, index) => newDesk(maker(world, person, index)));
  for (const [index, desk] of world.desks.entries()) {
    desk.disk = from?.disks[index] ?? desk.disk;
    desk.copy = desk.disk;
  }
  for (const { id, team } of shopCustomers) upsert(world, team, { type: 'customer', id, v: 0 });
  world.backups.push(copyOfDatabase(centre.db, centre.db.epoch));
  return world;
}

function emptyDatabase(): Database {
  return {
    epoch: 'life.1',
    logs: new Map(teams.map((team) => [team, emptyLog(team)])),
    customerTeam: new Map(),
    personTeams: new Map([
      ['ana', ['es']],
      ['ben', ['fr', 'es']],
    ]),
  };
}

function maker(world: World, person: string, index: number): DeskMaker {
  const name = `${person}-${index}`;
  return {
    name,
    person,
    incarnation: `00000000-0000-4000-9000-00000000000${index}`,
    parts: world.parts,
    read: world.read,
    clock: 1_800_000_000_000,
    rename: renamed,
    onCommit: (desk, before) => world.truth.committed(world, desk, before),
  };
}

function newProcess(): ServerProcess {
  return { heads: new Map(), waiting: [] };
}

/** An id that nobody had before. */
export function freshId(world: World): string {
  world.ids += 1;
  return `00000000-0000-4000-8000-${world.ids.toString(16).padStart(12, '0')}`;
}

/** A shop's row, numbered when it differs from the last one. */
export function upsert(
  world: World,
  team: string,
  record: { type: string; id: string; v: number; customerId?: string },
): void {
  const { centre } = world;
  const customer = record.customerId ?? record.id;
  const of = centre.db.customerTeam.get(customer) ?? team;
  centre.db.customerTeam.set(customer, of);
  const log = logOf(centre.db, of);
  world.truth.shop.set(`${record.type}:${record.id}`, { team, record });
  if (log.records.get(`${record.type}:${record.id}`)?.body === JSON.stringify(record)) return;
  append(centre, log, [{ kind: 'record', value: record }]);
}

/** The person does something at a desk. False: the desk itself refuses it, and nothing happened. */
export function record(world: World, desk: MemoryDesk, asked: CommandAsk): boolean {
  const { customerId, caseId } = asked;
  const stream = streamName(customerId, caseId);
  const stamp = {
    at: desk.clock,
    by: desk.person,
    number: asked.type === 'case.open' ? '000000000000' : null,
  };
  const state = desk.disk.settled.get(stream) ?? emptyStream;
  const tried: Command = { v: 1, stamp: { ...stamp, id: '' }, ask: asked };
  if ('refusal' in decide(state, tried)) return false;
  const id = world.parts.commandId(desk, () => freshId(world));
  const command = { ...tried, stamp: { ...stamp, id } };
  write(world, desk, { stream, id, command, text: JSON.stringify(command), customerId });
  return true;
}

/** A newer Hilo was here: a command that neither this model's desks nor its ledger can read. */
export function recordUnreadable(
  world: World,
  desk: MemoryDesk,
  customerId: string,
  caseId: string | null,
): void {
  const id = freshId(world);
  const text = JSON.stringify({ v: 2, stamp: { id }, ask: { customerId, caseId } });
  write(world, desk, { stream: streamName(customerId, caseId), id, command: null, text, customerId });
}

type New = Pick<Waiting, 'stream' | 'id' | 'command' | 'text'> & { customerId: string };

function write(world: World, desk: MemoryDesk, { stream, id, command, text, customerId }: New): void {
  desk.clock += 11;
  const team = teamOn(desk.disk, customerId);
  world.truth.recorded.set(id, { desk: desk.name, text, stream });
  transact(desk, () =>
    desk.inUse?.write({ id, customerId, stream, text, command, team, putOff: false, answered: null }),
  );
}

function teamOn(state: DeskState, customerId: string): string | null {
  const record = state.records.get(`customer:${customerId}`);
  if (record) return record.team;
  for (const rows of state.streams.values())
    for (const { envelope, team } of rows) if (envelope.customerId === customerId) return team;
  return null;
}

/** Ids are random, so the ledger never takes two commands for one: here it has, and something re-used an id or changed the bytes. */
function renamed(desk: MemoryDesk, row: Waiting): never {
  throw new Wrong(`${desk.name} is told that ${row.id} is another command`);
}

/** The centre's database is set back (or forth) to a backup; its processes start anew, the fills that were kept stay. */
export function restoreCentre(world: World, backup: Database, isNewEpoch: boolean): void {
  world.truth.disrupted(world, () => {
    world.lives += 1;
    world.truth.restores += 1;
    const { centre } = world;
    for (const transaction of centre.open) for (const one of transaction.received) one.reply(null);
    for (const process of centre.processes) for (const one of process.waiting) one.reply(null);
    centre.open = [];
    world.looked = null;
    centre.db = copyOfDatabase(backup, isNewEpoch ? `life.${world.lives}` : backup.epoch);
    centre.fills.making.clear();
    centre.processes = [newProcess(), newProcess()];
    for (const process of centre.processes) hear(centre, process);
  });
}

/** The desk's whole profile is put back as it was. */
export function copyBack(world: World, desk: MemoryDesk): void {
  const { copy } = desk;
  world.truth.disrupted(world, () => {
    desk.disk = copy;
    start(desk);
  });
}
