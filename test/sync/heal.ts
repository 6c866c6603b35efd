import { applyPage, awayAgain, type MemoryDesk, start } from './desk.ts';
import { apply, deliver, exchange, fill, finish, good, hearAll, processAt } from './exchange.ts';
import { headOf, type TeamLog } from './ledger-state.ts';
import { upsert, type World } from './world.ts';
import { wrong } from './wrong.ts';

/** Everything that was on its way arrives, everybody starts anew, and the desks exchange until nothing changes any more. */
export function heal(world: World): void {
  for (const { person, ask } of world.strays.splice(0))
    deliver(world, person, ask, processAt(world, 0), { server: 'answers', at: 0 }, () => undefined);
  for (const process of world.centre.processes) finish(world, process);
  for (const desk of world.desks) {
    for (const { ask, answer } of desk.held.splice(0)) apply(world, desk, ask, answer, 'whole');
    for (const page of desk.pages.splice(0)) applyPage(desk, page);
    start(desk);
  }
  for (const { team, record } of world.truth.shop.values()) upsert(world, team, record);
  hearAll(world);
  const rounds = untilQuiet(world);
  world.say(() => `quiet after ${rounds} rounds`);
  // What was accepted in a team that they do not follow they ask for again when they start.
  const abroad = world.desks.filter(({ disk }) =>
    [...disk.sent.values()].some(({ team }) => !disk.cursors.has(team)),
  );
  for (const desk of abroad) start(desk);
  if (abroad.length > 0) untilQuiet(world);
  for (const desk of world.desks) awayAgain(desk);
  lookAtEnd(world);
}

function untilQuiet(world: World): number {
  const changes = [...world.centre.db.logs.values()].reduce((sum, { changes: all }) => sum + all.length, 0);
  const most = 20 + changes;
  const busy = new Set(world.desks);
  for (let round = 1; round <= most; round++) {
    for (const desk of world.desks) {
      if (!busy.has(desk) && isLevel(world, desk)) continue;
      const outcome = exchange(world, desk, { ...good, process: round });
      if (outcome?.more === false || (!world.isThorough && hasNothing(desk))) busy.delete(desk);
      // What follows a first fill, and what it turned out to lack, goes with the next exchange.
      while (fill(world, desk)) busy.add(desk);
      hearAll(world);
    }
    if (busy.size === 0 && world.desks.every((desk) => isLevel(world, desk))) return round;
  }
  wrong(true, () => `it is not quiet after ${most} rounds`);
  return most;
}

function isLevel(world: World, { disk, person }: MemoryDesk): boolean {
  return teamsOf(world, person).every((team) => {
    const log = world.centre.db.logs.get(team);
    const head = log && headOf(log);
    return head && (head.n === 0 || head.link === disk.cursors.get(team)?.link);
  });
}

function hasNothing({ disk }: MemoryDesk): boolean {
  return disk.outbox.every((row) => row.putOff) && disk.orphans.length === 0;
}

function teamsOf({ centre }: World, person: string): readonly string[] {
  return centre.db.personTeams.get(person) ?? [];
}

/** Nothing lost, nothing doubled, nobody waits, and every desk holds what the ledger says. */
function lookAtEnd(world: World): void {
  const { truth, desks, centre } = world;
  const logs = [...centre.db.logs.values()];
  for (const desk of desks) lookAtHealed(world, desk, logs);
  for (const [id, { desk, text, stream }] of truth.recorded) {
    const at = logs.filter((log) => log.numberOf.has(`${id}:0`));
    // Refused in a life that was lost, and witnessed later in a team that its author has left: no page tells them.
    const hears = ({ person }: MemoryDesk) => at.every(({ team }) => teamsOf(world, person).includes(team));
    const isTold = desks.some((one) => one.disk.refused.get(id)?.row.text === text && hears(one));
    const held = desks.flatMap(({ disk }) => disk.outbox.filter((row) => row.id === id));
    const isPutOff = held.some((row) => isBehind(world, row.stream, row.seq));
    // Or its own desk was put back and could not hear that it was refused.
    const isRefused =
      held.length === 0 && logs.some(({ answers }) => answers.get(id)?.answer.outcome === 'refused');
    const isKnown = truth.gone.has(`${id}:0`) || truth.told.has(id) || isRefused;
    const ends = at.length + Number(isTold) + Number(isPutOff);
    const sentence = `numbered ${at.length} times${isTold ? ', refused' : ''}${isPutOff ? ', put off' : ''}`;
    wrong(ends > 1, () => `what ${desk} wrote on ${stream} (${id}) is ${sentence}`);
    wrong(ends === 0 && !isKnown, () => `what ${desk} wrote on ${stream} (${id}) is lost`);
  }
  lookAtOrder(world);
  for (const id of truth.newer)
    wrong(!logs.some((log) => log.numberOf.has(id)) && !truth.gone.has(id), () => `${id} is lost`);
}

/** What a desk wrote after a command that had to wait, in the same stream, waits as well. */
function lookAtOrder({ desks, truth }: World): void {
  for (const { name, disk } of desks) {
    const held = new Set<string>();
    for (const [id, { desk, stream }] of truth.recorded) {
      if (desk !== name) continue;
      const row = disk.outbox.find((one) => one.id === id);
      if (row?.putOff) held.add(stream);
      wrong(
        held.has(stream) && !row && !truth.gone.has(`${id}:0`),
        () => `${id} overtook what ${name} wrote before it`,
      );
    }
  }
}

/** Whether a command waits for an update: it was put off itself, or one before it in its stream was. */
function isBehind({ desks }: World, stream: string, seq: number): boolean {
  return desks.some(({ disk }) =>
    disk.outbox.some((row) => row.stream === stream && row.seq <= seq && row.putOff && row.command === null),
  );
}

function lookAtHealed(world: World, desk: MemoryDesk, logs: readonly TeamLog[]): void {
  const { disk, name, person } = desk;
  const mine = teamsOf(world, person);
  for (const row of disk.outbox)
    wrong(
      !isBehind(world, row.stream, row.seq),
      () => `${name} still has ${row.id} on ${row.stream} to send`,
    );
  wrong(disk.orphans.length > 0, () => `${name} still has ${disk.orphans.length} orphans`);
  for (const id of disk.away.keys())
    wrong(
      !disk.outbox.some((row) => row.customerId === id),
      () => `${name} keeps ${id}, who is away, for nothing`,
    );
  wrong(disk.fills.size > 0, () => `${name} still loads a first fill`);
  for (const log of logs) {
    const head = headOf(log);
    const cursor = disk.cursors.get(log.team);
    const isMine = mine.includes(log.team);
    wrong(!isMine && cursor !== undefined, () => `${name} follows ${log.team}, which is not theirs`);
    wrong(
      isMine && head.n > 0 && cursor?.link !== head.link,
      () => `${name} is at ${log.team} ${cursor?.n}, the ledger at ${head.n}`,
    );
  }
  // What it holds at that link is looked at after every transaction (truth.ts).
}
