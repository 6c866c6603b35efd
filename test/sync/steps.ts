import { act } from './asks.ts';
import { append, hear } from './centre.ts';
import { applyPage, type MemoryDesk, start } from './desk.ts';
import {
  type AnswerFate,
  apply,
  deliver,
  exchange,
  fill,
  finish,
  good,
  guarded,
  type PageFate,
  processAt,
  type ServerFate,
} from './exchange.ts';
import { copyOfDatabase, logOf } from './ledger-state.ts';
import { bringBack, look, putAway } from './months.ts';
import { copyBack, freshId, restoreCentre, shopCustomers, teams, upsert, type World } from './world.ts';

/** One step of a history: which kind, at which desk, and three numbers that say the rest. */
export type Step = readonly [kind: number, desk: number, a: number, b: number, c: number];

/** `weight`: in calm histories, and in those where the ledger is set back again and again. */
type Kind = {
  weight: readonly [calm: number, storm: number];
  run(world: World, desk: MemoryDesk, a: number, b: number, c: number): string;
};

const serverFates: readonly ServerFate[] = ['answers', 'begins', 'gathers', 'dies'];
const answerFates: readonly AnswerFate[] = ['lost', 'held', 'twice', 'cut', 'comes'];
const pageFates: readonly PageFate[] = ['held', 'short', 'shifted', 'other'];

export const nothing = 'nothing happens';

/** The simplest first: a history shrinks towards them. */
const kinds: readonly Kind[] = [
  { weight: [1, 1], run: () => nothing },
  { weight: [30, 24], run: (world, desk, a, b, c) => act(world, desk, a, b, c) },
  {
    weight: [22, 40],
    run(world, desk, a, b) {
      if (a % 4 > 0) hear(world.centre, processAt(world, a));
      const times = 1 + (world.isStormy ? b % 4 : 0);
      for (let time = 0; time < times; time++) exchange(world, desk, { ...good, process: a });
      return `${desk.name} exchanges ${times} times with process ${a % 2}`;
    },
  },
  {
    weight: [8, 5],
    run(world, desk, a, b, c) {
      const answer = answerFates[b % answerFates.length] ?? 'lost';
      exchange(world, desk, { ...good, process: a, answer, at: c });
      return `${desk.name} exchanges with process ${a % 2}, the answer: ${answer}`;
    },
  },
  {
    weight: [6, 4],
    run(world, desk, a, b, c) {
      const server = serverFates[1 + (b % 3)] ?? 'begins';
      const answer = c % 3 === 0 ? 'lost' : 'comes';
      exchange(world, desk, { ...good, process: a, server, answer, at: c });
      return `${desk.name} exchanges, process ${a % 2} ${server}, the answer: ${answer}`;
    },
  },
  {
    weight: [4, 6],
    run(world, desk, a, b) {
      const page = pageFates[b % pageFates.length] ?? 'held';
      exchange(world, desk, { ...good, process: a, page });
      return `${desk.name} exchanges, pages: ${page}`;
    },
  },
  {
    weight: [5, 3],
    run(world, desk, a, b) {
      exchange(world, desk, { ...good, process: a, life: b % 48 });
      return `${desk.name} exchanges and is killed after ${b % 48} calls`;
    },
  },
  { weight: [4, 2], run: (world, desk, a) => askTwice(world, desk, a) },
  { weight: [4, 2], run: (world, _desk, a) => finishOne(world, a) },
  { weight: [4, 2], run: (world, _desk, a) => strayArrives(world, a) },
  { weight: [4, 4], run: (world, desk, a) => takeHeld(world, desk, a) },
  {
    weight: [4, 4],
    run(world, desk, a) {
      const chunks = Array.from({ length: 1 + (a % 3) }, () => fill(world, desk)).filter(Boolean).length;
      return `${desk.name} loads ${chunks} chunks`;
    },
  },
  { weight: [7, 3], run: (world, _desk, a, b, c) => shop(world, a, b, c) },
  { weight: [3, 6], run: (world, _desk, a, b) => newer(world, a, b) },
  {
    weight: [3, 4],
    run(world) {
      if (world.backups.length > 2) world.backups.shift();
      world.backups.push(copyOfDatabase(world.centre.db, world.centre.db.epoch));
      return 'the centre is backed up';
    },
  },
  { weight: [4, 12], run: (world, _desk, a, b) => restore(world, a, b) },
  {
    weight: [1, 6],
    run(world, desk, a, b, c) {
      const first = restore(world, a, b);
      for (let times = c % 6; times > 0; times--) exchange(world, desk, { ...good, process: b });
      return `${first}; ${desk.name} exchanges ${c % 6} times; ${restore(world, a >> 2, b >> 1)}`;
    },
  },
  {
    weight: [2, 2],
    run(_world, desk) {
      desk.copy = desk.disk;
      return `${desk.name} is copied`;
    },
  },
  {
    weight: [2, 4],
    run(world, desk) {
      world.count('desk copied back');
      copyBack(world, desk);
      return `${desk.name} is copied back`;
    },
  },
  {
    weight: [1, 1],
    run(_world, desk) {
      start(desk);
      return `${desk.name} starts anew`;
    },
  },
  {
    weight: [1, 1],
    run(world, desk, a) {
      world.count('clock jump');
      desk.clock += (a - 128) * 3_600_000;
      return `the clock of ${desk.name} jumps`;
    },
  },
  { weight: [1, 2], run: (world, _desk, a) => otherTeams(world, a) },
  { weight: [7, 5], run: (world, _desk, a, b, c) => walk(world, a, b, c) },
];

const [calm, storm] = [0, 1].map((of) =>
  kinds.flatMap((kind) => Array.from({ length: kind.weight[of === 0 ? 0 : 1] }, () => kind)),
);
/** A step's kind is a number below this, which chooses each kind as often as its weight says. */
export const kindCount = 1000;

export function take(world: World, [kind, desk, a, b, c]: Step): void {
  const table = (world.isStormy ? storm : calm) ?? [];
  const at = world.desks[desk];
  const chosen = table[Math.floor((kind * table.length) / kindCount)];
  if (!at || !chosen) throw new Error('no such step');
  const line = chosen.run(world, at, a, b, c);
  world.say(() => line);
}

function restore(world: World, a: number, b: number): string {
  const backup = world.backups[a % world.backups.length];
  if (!backup) return 'no backup to restore';
  world.count('restore');
  restoreCentre(world, backup, b % 2 === 0);
  return `the centre is restored, ${b % 2 === 0 ? 'in a new' : 'in the same'} epoch`;
}

function askTwice(world: World, desk: MemoryDesk, a: number): string {
  world.count('request twice');
  exchange(world, desk, {
    ...good,
    process: a,
    answer: a % 3 === 0 ? 'lost' : 'comes',
    onAsk: (ask) => world.strays.push({ person: desk.person, ask }),
  });
  return `${desk.name} exchanges, its request will come again${a % 3 === 0 ? ', the answer is lost' : ''}`;
}

function strayArrives(world: World, a: number): string {
  const stray = world.strays.shift();
  if (!stray) return 'no request is on its way';
  deliver(world, stray.person, stray.ask, processAt(world, a), { server: 'answers', at: 0 }, () => undefined);
  return `a request of ${stray.person} comes a second time, to process ${a % 2}`;
}

function finishOne(world: World, a: number): string {
  finish(world, processAt(world, a));
  return `process ${a % 2} commits and answers`;
}

function takeHeld(world: World, desk: MemoryDesk, a: number): string {
  const life = a % 5 === 4 ? a % 40 : null;
  const { length } = desk.held;
  const pages = desk.pages.splice(0);
  // Either end: what came last may be taken first.
  const held = a % 2 === 0 ? desk.held.shift() : desk.held.pop();
  guarded(world, desk, life, () => {
    if (held) apply(world, desk, held.ask, held.answer, 'whole');
    for (const page of pages) {
      world.count('late page');
      applyPage(desk, page);
    }
  });
  return `${desk.name} takes one of ${length} answers and ${pages.length} pages that were held`;
}

function shop(world: World, a: number, b: number, c: number): string {
  const { id, team } = shopCustomers[b % shopCustomers.length] ?? shopCustomers[0];
  if (a % 3 === 0) {
    upsert(world, team, { type: 'customer', id, v: c % 4 });
    return `the shop writes customer ${id}`;
  }
  const many = a % 7 === 6 ? 12 : 1;
  for (let order = 0; order < many; order++)
    upsert(world, team, { type: 'order', id: `${id}-${(c + order) % 16}`, customerId: id, v: c % 5 });
  return `the shop writes ${many} orders of ${id}`;
}

/** A newer centre numbers what these desks cannot read. */
function newer(world: World, a: number, b: number): string {
  const { id, team } = shopCustomers[b % shopCustomers.length] ?? shopCustomers[0];
  const of = world.centre.db.customerTeam.get(id) ?? team;
  const event = {
    id: `${freshId(world)}:0`,
    type: 'case.sorted.7',
    customerId: id,
    caseId: `${id}-${a % 2}`,
    at: 1,
    by: 'ana',
    data: { into: 'a drawer' },
  };
  world.count('event of a newer kind');
  const log = logOf(world.centre.db, of);
  if (a % 4 === 3) append(world.centre, log, [{ kind: 'erased', value: { customer: id } }]);
  else if (a % 4 === 2)
    append(world.centre, log, [{ kind: 'event', value: { ...event, place: 'shelf' }, isUnreadable: true }]);
  else {
    const value = a % 4 === 1 ? { ...event, type: 'note.added.1' } : event;
    append(world.centre, log, [{ kind: 'event', value }]);
    world.truth.newer.add(event.id);
  }
  return `something newer about ${id} is numbered (${a % 4})`;
}

/** The months of a team are gone through: somebody looks, and then writes; between the two others write. Or the rule is widened. */
function walk(world: World, a: number, b: number, c: number): string {
  const { centre, looked } = world;
  const log = logOf(centre.db, looked?.team ?? teams[a % teams.length] ?? 'es');
  if (looked === null) {
    if (b % 5 === 4) {
      const back = bringBack(centre, log, [...log.away]);
      if (back.length > 0) append(centre, log, back);
      return `${back.length} come back to ${log.team} by another rule`;
    }
    world.looked = look(centre, log, world.read, (id) => (id.charCodeAt(id.length - 1) + c) % 3 > 0);
    if (b % 5 < 2) return `a walk through ${log.team} sees ${world.looked.due.join(', ')}`;
  }
  const gone = world.looked === null ? [] : putAway(centre, log, world.looked);
  world.looked = null;
  if (gone.length > 0) {
    append(centre, log, gone);
    centre.fills.ready.delete(log.team);
  }
  return `${gone.length} of ${log.team} are away: ${[...log.away].join(', ')}`;
}

function otherTeams(world: World, a: number): string {
  const { personTeams } = world.centre.db;
  const [person, both] = a % 2 === 0 ? (['ben', ['fr', 'es']] as const) : (['ana', ['es', 'fr']] as const);
  const [home] = both;
  const now = personTeams.get(person) ?? both;
  personTeams.set(person, now.length === 1 ? both : [home]);
  return `${person} works for ${personTeams.get(person)?.join(' and ')}`;
}
