import { view } from '../../live/bridge.ts';
import { tellFault, tellRefusal } from '../../live/notices.ts';
import { rings } from './ring.ts';
import { openCustomer } from './tabs.ts';

/** Opens the case of a link (its id or its number), or says that it is not known here. Waits until the desk is there. */
export function openCaseLink(idOrNumber: string): void {
  if (rings.getState().ready) {
    void open(idOrNumber);
    return;
  }
  const stop = rings.subscribe(({ ready }) => {
    if (!ready) return;
    stop();
    void open(idOrNumber);
  });
}

async function open(idOrNumber: string): Promise<void> {
  const [queue, search] = await Promise.all([
    view({ view: 'queue' }),
    view({ view: 'search', text: idOrNumber, limit: 5 }),
  ]);
  const mine = queue.ok ? queue.value.mine.find(({ caseId }) => caseId === idOrNumber) : undefined;
  const hit = search.ok ? search.value.find(({ by, caseId }) => by === 'case' && caseId !== null) : undefined;
  if (mine) openCustomer(mine.customerId, mine.customerName, { orderId: null, caseId: mine.caseId });
  else if (hit) openCustomer(hit.card.id, hit.card.name, { orderId: null, caseId: hit.caseId });
  else if (!search.ok && 'fault' in search) tellFault(search.fault);
  else tellRefusal({ code: 'case-unknown' });
}
