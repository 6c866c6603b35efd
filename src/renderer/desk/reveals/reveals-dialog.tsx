import { Modal, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useView } from '../../live/view.ts';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useSay } from '../customer/say.ts';
import { openCustomer } from '../shell/tabs.ts';
import styles from './reveals.module.css';

const periods = ['1', '7', '30', '90'] as const;

/** Who saw masked phones and e-mails whole: how many each, and every one with whose, when and why. */
export function RevealsDialog({ close }: { close: () => void }) {
  const say = useSay();
  const [days, setDays] = useState<string>('7');
  const { value } = useView({ view: 'reveals', days: Number(days) });
  const { each = [], lines = [] } = value ?? {};
  return (
    <Modal
      opened
      onClose={close}
      title={say.t('reveals.title')}
      size={860}
      closeButtonProps={{ 'aria-label': say.t('form.cancel') }}
    >
      <p className={styles.help}>{say.t('reveals.help')}</p>
      <NativeSelect
        size="xs"
        w={200}
        mb={12}
        label={say.t('reveals.since')}
        data-autofocus
        value={days}
        data={periods.map((one) => ({ value: one, label: say.t('reveals.days', { count: Number(one) }) }))}
        onChange={(event) => setDays(event.currentTarget.value)}
      />
      {value !== undefined && lines.length === 0 ? (
        <EmptyState title={say.t('reveals.none')} body={say.t('reveals.noneHelp')} />
      ) : (
        <>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{say.t('reveals.who')}</th>
                <th scope="col">{say.t('reveals.customers')}</th>
                <th scope="col">{say.t('reveals.times')}</th>
                <th scope="col">{say.t('reveals.today')}</th>
                <th scope="col">{say.t('reveals.last')}</th>
              </tr>
            </thead>
            <tbody>
              {each.map(({ by, customers, times, today, last }) => (
                <tr key={by.id}>
                  <th scope="row">{by.name}</th>
                  <td>{customers}</td>
                  <td>{times}</td>
                  <td>{today}</td>
                  <td>{say.moment(last)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <ul className={styles.list}>
            {lines.map((one) => (
              <li key={one.id}>
                <span className={styles.when}>{say.moment(one.at)}</span>
                <span>{one.by.name}</span>
                <button
                  type="button"
                  className={styles.whose}
                  onClick={() => {
                    close();
                    openCustomer(one.customerId, one.customerName);
                  }}
                >
                  {one.customerName ?? say.t('card.noName')}
                </button>
                <Chip>{say.t(`reveal.because.${one.why}`)}</Chip>
                {one.pending && <span className={styles.when}>{say.t('story.notSent')}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  );
}
