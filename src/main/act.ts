import type { Reply, SessionAsk } from '#shared/bridge.ts';
import type { Fault } from '#shared/fault.ts';
import type { BringOrders } from './centre/bring-orders.ts';
import { newRef } from './log.ts';
import type { Seat } from './seat.ts';
import type { StoreAnswer } from './store-process.ts';

/** What a page's asks lead to. */
export type Acts = {
  seat: Seat;
  /** Null: no centre, or nobody who may. */
  orders: () => BringOrders | null;
  settings: (ask: Extract<SessionAsk, { ask: 'settings' }>) => void;
  showFolder: () => void;
  quit: () => void;
  /** False: no phone that can ring so. */
  demoRing: (from: string) => boolean;
};

const bad = (what: string): Fault => ({ code: 'bad-input', what, ref: newRef() });

const faultOf = (reply: Reply<unknown>): Fault | null => (!reply.ok && 'fault' in reply ? reply.fault : null);
const faultOfStore = (answer: StoreAnswer): Fault | null =>
  'trouble' in answer
    ? { code: 'store-trouble', what: answer.trouble, ref: answer.ref }
    : faultOf(answer.reply);

/** Does what a page asks of the desktop; null when it was done. */
export const actOn =
  ({ seat, orders, settings, showFolder, quit, demoRing }: Acts) =>
  async (ask: Exclude<SessionAsk, { ask: 'state' }>): Promise<Fault | null> => {
    switch (ask.ask) {
      case 'passphrase':
        return faultOf(await seat.passphrase(ask.text));
      case 'retry':
        await seat.begin();
        return null;
      case 'set-aside':
        return faultOf(await seat.setAside());
      case 'show-folder':
        showFolder();
        return null;
      case 'quit':
        quit();
        return null;
      case 'settings':
        settings(ask);
        return null;
      case 'sign-in':
        return faultOf(await seat.signIn(ask.login, ask.password));
      case 'sign-in-as':
        return faultOf(await seat.signInAs(ask.login));
      case 'sign-in-cancel':
        seat.cancel();
        return null;
      case 'sign-out':
        return faultOf(await seat.leave());
      case 'sync-now':
        return faultOfStore(await seat.ask({ verb: 'sync-now' }));
      case 'read':
        return faultOfStore(await seat.ask({ verb: 'read', refused: ask.refused }));
      case 'import-orders': {
        const bring = orders();
        if (bring === null) return bad('there is no centre to bring orders to');
        return (await bring.begin(ask))
          ? null
          : { code: 'retry', what: 'an import is under way', ref: newRef() };
      }
      case 'import-cancel':
        orders()?.cancel();
        return null;
      case 'demo-ring':
        return demoRing(ask.from) ? null : bad('no number that can ring');
    }
  };
