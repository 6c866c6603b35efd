import { UnstyledButton } from '@mantine/core';
import { openCustomer } from '../../desk/shell/tabs.ts';
import { useView } from '../../live/view.ts';
import { useWords } from '../../words/words.ts';
import styles from './people.module.css';

/** Who is to be erased, by the name that this machine has, and the way to them: nobody confirms what they could not look at. */
export function ErasedWho({ customerId, close }: { customerId: string; close: () => void }) {
  const { t } = useWords('people');
  const { value, loading } = useView({ view: 'customer', customerId });
  const name = value?.customer.name ?? null;
  return (
    <UnstyledButton
      className={styles.link}
      onClick={() => {
        close();
        openCustomer(customerId, name);
      }}
    >
      {name ?? t(loading ? 'asking' : 'privacy.look')}
    </UnstyledButton>
  );
}
