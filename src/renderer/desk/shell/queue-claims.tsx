import { formatsOf } from '#shared/order/format.ts';
import type { QueueClaim } from '#shared/views/queue.ts';
import { Chip } from '../../ui/chip.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/words.ts';
import { useDesk } from './desk-context.ts';
import styles from './queue.module.css';
import { openCustomer } from './tabs.ts';

const soon = 2 * 86_400_000;

/** A claim against a carrier or another, with its own clock. Its case may have been solved long ago. */
export function ClaimLine({ claim, children }: { claim: QueueClaim; children?: React.ReactNode }) {
  const { t } = useWords();
  const { t: desk } = useWords('desk');
  const { person } = useDesk();
  const { customerId, customerName, caseId, dueAt } = claim;
  const isAsked = claim.offeredTo?.id === person.id;
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.open}
        onClick={() => openCustomer(customerId, customerName, { caseId, orderId: null })}
      >
        <span className={styles.line}>
          <strong className={styles.name}>{customerName ?? t('tabs.unnamed')}</strong>
        </span>
        <span className={styles.text}>
          {desk(`claims.against.${claim.against}`)}: {claim.name}
        </span>
        {children}
        {isAsked && <Chip tone="info">{t('queue.claimAsked', { name: claim.owner.name })}</Chip>}
        <Clock step={claim.step} dueAt={dueAt} />
      </button>
    </li>
  );
}

function Clock({ step, dueAt }: Pick<QueueClaim, 'step' | 'dueAt'>) {
  const { t, language } = useWords();
  const now = useNow(60_000);
  if (dueAt === null)
    return <Chip tone="plain">{t(step === 'file' ? 'queue.claimNoFile' : 'queue.claimNoAnswer')}</Chip>;
  const day = formatsOf(language, zoneHere(), now).day(dueAt);
  const isPast = dueAt < now;
  return (
    <Chip tone={isPast ? 'bad' : dueAt < now + soon ? 'warn' : 'plain'}>
      {step === 'file'
        ? t(isPast ? 'queue.claimFileLate' : 'queue.claimFile', { day })
        : t(isPast ? 'queue.claimAnswerLate' : 'queue.claimAnswer', { day })}
    </Chip>
  );
}

const zoneHere = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
