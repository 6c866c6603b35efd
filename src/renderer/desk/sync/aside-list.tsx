import { Button } from '@mantine/core';
import type { Aside } from '#shared/views/sync.ts';
import { tellDone } from '../../live/notices.ts';
import { useWords } from '../../words/words.ts';
import { copyText } from '../customer/copy-button.tsx';
import styles from './sync-dialog.module.css';
import { useSyncWords } from './use-sync-words.ts';

const listed = 50;

/** What came and is not on the screen as it should be, for one reason: whose it is, and what to tell IT. */
export function AsideList(props: {
  needs: Aside['needs'];
  list: readonly Aside[];
  open: (customerId: string, name: string | null) => void;
}) {
  const { t } = useSyncWords();
  const { needs, open } = props;
  const list = props.list.filter((one) => one.needs === needs);
  if (list.length === 0) return null;
  const title = t(`list.aside.${needs}.title`);
  return (
    <section className={styles.part} aria-label={title}>
      <h3>
        {title} <span className={styles.count}>{list.length}</span>
      </h3>
      <p className={styles.help}>{t(`list.aside.${needs}.help`)}</p>
      <ul className={styles.list}>
        {list.slice(0, listed).map((one) => (
          <AsideItem key={`${one.what} ${one.ref}`} one={one} open={open} />
        ))}
      </ul>
      {list.length > listed ? (
        <p className={styles.help}>{t('list.more', { count: list.length - listed })}</p>
      ) : null}
    </section>
  );
}

function AsideItem({ one, open }: { one: Aside; open: (customerId: string, name: string | null) => void }) {
  const { t } = useSyncWords();
  const { t: frame } = useWords('frame');
  const { what, needs, customerId, customerName, ref } = one;
  const words = (
    <>
      <span>{t(`list.aside.${what}`)}</span>
      <span className={styles.name}>
        {customerId === null ? null : (customerName ?? frame('tabs.unnamed'))}
      </span>
    </>
  );
  return (
    <li className={styles.aside}>
      {customerId === null ? (
        <p className={styles.line}>{words}</p>
      ) : (
        <button type="button" className={styles.line} onClick={() => open(customerId, customerName)}>
          {words}
        </button>
      )}
      {needs === 'support' ? (
        <Button
          size="compact-sm"
          variant="default"
          className={`${styles.ref} hilo-number`}
          aria-label={t('list.aside.copyRef', { ref })}
          onClick={() => void copyText(ref).then((done) => done && tellDone(t('list.copied')))}
        >
          {t('list.aside.ref', { ref })}
        </Button>
      ) : null}
    </li>
  );
}
