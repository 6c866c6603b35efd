import { useStore } from 'zustand';
import { Broken } from '../../ui/broken.tsx';
import { useWords } from '../../words/words.ts';
import { CustomerScreen } from '../customer/customer-screen.tsx';
import { CallerCard } from './caller-card.tsx';
import { useCall } from './calls.ts';
import { EmptyDesk } from './empty-desk.tsx';
import { tabs } from './tabs.ts';
import type { Show } from './tabs-state.ts';

/** What the tab in front holds: a customer, a caller who is not known yet, or nobody. */
export function InHand() {
  const { t } = useWords();
  const { list, active } = useStore(tabs);
  const tab = list.find((one) => one.id === active);
  if (!tab) return <EmptyDesk />;
  return (
    <Broken
      key={tab.id}
      title={t('broken.title')}
      body={t('broken.part')}
      reload={t('broken.reload')}
      refText={(ref) => t('common.ref', { ref })}
    >
      {tab.customerId !== null ? (
        <Customer customerId={tab.customerId} show={tab.show} />
      ) : (
        <CallerCard callId={tab.callId ?? ''} from={tab.from ?? ''} />
      )}
    </Broken>
  );
}

function Customer({ customerId, show }: { customerId: string; show: Show | null }) {
  return <CustomerScreen customerId={customerId} ring={useCall(customerId)} show={show} />;
}
