import { type Db, inTransaction } from './database.ts';
import { isStores } from './trouble.ts';

/** Does a piece of work; false: it threw, and left nothing behind. */
export type Guard = (work: () => void) => boolean;

/** For work that nobody expects to throw: an error goes up, and takes the whole transaction back with it. */
export const unguarded: Guard = (work) => {
  work();
  return true;
};

/** Takes back what one piece of work wrote, when it throws. An error of the store itself (a full disk) goes up all the same. */
export function guarded(db: Db): Guard {
  const save = db.prepare('SAVEPOINT guarded');
  const release = db.prepare('RELEASE guarded');
  const undo = db.prepare('ROLLBACK TO guarded');
  return (work) => {
    save.run();
    try {
      work();
      return true;
    } catch (error) {
      if (isStores(error)) throw error;
      undo.run();
      return false;
    } finally {
      if (db.inTransaction) release.run();
    }
  };
}

/**
 * Works in one transaction, and when that throws once more with a guard around each piece: savepoints cost, and hardly anything ever
 * throws. `work` must be fit to be begun again.
 */
export function guardedTransaction<T>(db: Db, work: (guard: Guard) => T): T {
  try {
    return inTransaction(db, () => work(unguarded));
  } catch (error) {
    if (isStores(error)) throw error;
    return inTransaction(db, () => work(guarded(db)));
  }
}
