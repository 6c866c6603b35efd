import fc from 'fast-check';
import { expect, test } from 'vitest';
import { begun, leftOf, lived } from '#shared/sync/lease.ts';
import { deskPolicy } from '#shared/sync/policy.ts';
import { openStore } from '#store/store.ts';
import { customer, desk, note } from './fixture.ts';
import { httpCentre } from './http-centre.ts';
import { synced } from './synced.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.UTC(2026, 10, 28);

/** A clock that a person sets, and one that only runs while the machine does. */
const clocks = () => {
  const at = { wall: start, steady: 0 };
  return {
    now: () => at.wall,
    steady: () => at.steady,
    runs: (ms: number) => {
      at.wall += ms;
      at.steady += ms;
    },
    sleeps: (ms: number) => {
      at.wall += ms;
    },
    isSet: (to: number) => {
      at.wall = to;
    },
  };
};

test('whatever is done to the clock, what is left never grows without the centre, and never shrinks by less than the machine was on', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -10 * day, max: 10 * day }), fc.integer({ min: 0, max: day }))),
      (steps) => {
        let lease = begun(start);
        let wall = start;
        for (const [turned, passed] of steps) {
          const before = leftOf(lease, 72);
          wall += turned + passed;
          lease = lived(lease, wall, passed);
          expect(leftOf(lease, 72)).toBeLessThanOrEqual(before - passed);
        }
        expect(leftOf(begun(wall), 72)).toBe(72 * hour);
      },
    ),
  );
});

test('a policy that cannot be read is the stricter one, and one that is right is taken', () => {
  const strict = { leaseHours: 24, lockAfter: 5 };
  expect(deskPolicy.parse({ leaseHours: 'never', lockAfter: -1 })).toMatchObject(strict);
  expect(deskPolicy.parse({})).toMatchObject(strict);
  expect(deskPolicy.parse({ leaseHours: 1e9, lockAfter: 1e9 })).toMatchObject(strict);
  expect(deskPolicy.parse({ leaseHours: 72, lockAfter: null })).toMatchObject({
    leaseHours: 72,
    lockAfter: null,
  });
});

const policy = { leaseHours: 72, lockAfter: 10 };

/** A desk that was level with its centre, and is closed now. */
const wasThere = async (clock: ReturnType<typeof clocks>) => {
  const centre = await httpCentre({ policy });
  centre.ledger.put('es', customer('c1'));
  const one = await synced(centre, { now: clock.now, steady: clock.steady });
  await one.until(({ lastAnswerAt }) => lastAnswerAt !== null);
  await one.sync.idle();
  return { centre, ...one };
};

test('500 notes of a desk whose lease ran out: nothing is shown, nothing is lost, and all of them go up once the centre answers', async () => {
  const clock = clocks();
  const { centre, store, sync, view, until, failures } = await wasThere(clock);
  expect(view().leaseUntil).toBe(start + 72 * hour);
  centre.knobs.always = { status: 503 };
  for (let i = 0; i < 500; i += 1) store.record([note('c1', null, `note ${i}`)]);
  clock.sleeps(71.9 * hour);
  expect(store.lease.isOver()).toBe(false);
  clock.runs(0.2 * hour);
  expect(store.lease.isOver()).toBe(true);
  // The tokens are long over as well: the centre wants to know who it is.
  centre.knobs.always = { status: 401 };
  sync.now();
  await until(({ trouble }) => trouble !== null);
  expect(store.lease.isOver()).toBe(true);
  expect(view().unsent).toBe(500);
  centre.knobs.always = null;
  sync.signedIn(centre.signedIn());
  expect(store.lease.isOver()).toBe(false);
  await until(({ unsent }) => unsent === 0);
  expect(centre.ledger.eventsOf('es')).toHaveLength(500);
  expect(failures).toEqual([]);
});

test('a clock that is set back wins nothing, also over a new start; one that was set forward by mistake is healed by the next answer', async () => {
  const clock = clocks();
  const { centre, store, sync, place, close } = await wasThere(clock);
  clock.runs(40 * hour);
  expect(store.lease.isOver()).toBe(false);
  clock.isSet(start - 30 * day);
  clock.runs(20 * hour);
  expect(store.lease.isOver()).toBe(false);
  await close();
  const again = await openStore({ ...place, fresh: false, desk, now: clock.now, steady: clock.steady });
  clock.isSet(start);
  clock.runs(13 * hour);
  expect(again.lease.isOver()).toBe(true);
  again.close();
  void sync;
  clock.isSet(start + 3650 * day);
  const back = await synced(centre, { at: place, now: clock.now, steady: clock.steady });
  await back.until(({ lastAnswerAt }) => lastAnswerAt !== null);
  expect(back.store.lease.isOver()).toBe(false);
  // Set right again, without the network: the lease goes on from that answer.
  centre.knobs.always = { status: 503 };
  clock.isSet(start + day);
  clock.runs(71 * hour);
  expect(back.store.lease.isOver()).toBe(false);
  clock.runs(2 * hour);
  expect(back.store.lease.isOver()).toBe(true);
});

test('a store of before leases begins its own with the first look, and one without a centre has none', async () => {
  const clock = clocks();
  const { store, close, place } = await wasThere(clock);
  store.db.prepare("DELETE FROM meta WHERE key = 'lease'").run();
  await close();
  clock.sleeps(1000 * day);
  const old = await openStore({ ...place, fresh: false, desk, now: clock.now, steady: clock.steady });
  expect(old.lease.isOver()).toBe(false);
  clock.sleeps(4 * day);
  expect(old.lease.isOver()).toBe(true);
  old.close();
});
