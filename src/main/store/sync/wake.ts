import { networkInterfaces } from 'node:os';

/** How often is looked, and how much later than that a look means that the machine was asleep; ms. */
const every = 5_000;
const asleep = 15_000;

/**
 * Says when this machine comes back: from sleep, or to a network (its addresses are others than a moment ago). Without it a desk on a
 * train would wait for its next try. Returns how to stop.
 */
export function whenBack(back: () => void, now: () => number): () => void {
  let last = now();
  let addresses = addressesNow();
  const timer = setInterval(() => {
    const [at, here] = [now(), addressesNow()];
    if (at - last > every + asleep || here !== addresses) back();
    last = at;
    addresses = here;
  }, every);
  return () => clearInterval(timer);
}

function addressesNow(): string {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .sort()
    .join(' ');
}
