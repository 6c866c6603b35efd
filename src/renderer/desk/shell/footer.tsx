import { Popover } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { CommandType } from '#shared/case/commands.ts';
import { useView } from '../../live/view.ts';
import { Chip } from '../../ui/chip.tsx';
import { localeOf, useWords } from '../../words/words.ts';
import { useDesk } from './desk-context.ts';
import styles from './footer.module.css';
import { openCustomer } from './tabs.ts';

const words = {
  'case.open': 'unsent.types.case-open',
  'contact.record': 'unsent.types.contact-record',
  'note.add': 'unsent.types.note-add',
  'promise.make': 'unsent.types.promise-make',
  'promise.end': 'unsent.types.promise-end',
  'case.link-order': 'unsent.types.case-link-order',
  'customer.introduce': 'unsent.types.customer-introduce',
  'case.solve': 'unsent.types.case-solve',
  'case.reopen': 'unsent.types.case-reopen',
} as const satisfies Record<CommandType, string>;

const listed = 50;

/** Who sits here, and what is only on this machine. */
export function Footer() {
  const { t } = useWords();
  const { person, company, demo } = useDesk();
  return (
    <div className={styles.foot}>
      <span className={styles.person}>{person.name}</span>
      <span>{company}</span>
      {demo ? <Chip tone="info">{t('demo.company')}</Chip> : null}
      <span className={styles.space} />
      <Unsent />
    </div>
  );
}

function Unsent() {
  const { t, language } = useWords();
  const { value } = useView({ view: 'unsent' });
  const unsent = value ?? [];
  if (unsent.length === 0) {
    return (
      <span className={styles.kept}>
        <IconLock size={13} aria-hidden="true" />
        {t('unsent.none')}
      </span>
    );
  }
  const time = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'short', timeStyle: 'short' });
  return (
    <Popover position="top-end" width={380} trapFocus>
      <Popover.Target>
        <button type="button" className={styles.unsent}>
          <IconLock size={13} aria-hidden="true" />
          {t('unsent.count', { count: unsent.length })}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('unsent.title')}>
        <h2 className={styles.title}>{t('unsent.title')}</h2>
        <p className={styles.honest}>{t('unsent.honest')}</p>
        <ul className={styles.list}>
          {unsent.slice(0, listed).map((one) => (
            <li key={one.commandId}>
              <button
                type="button"
                className={styles.one}
                onClick={() => openCustomer(one.customerId, one.customerName)}
              >
                <span>{one.type in words ? t(words[one.type as CommandType]) : one.type}</span>
                <span className={styles.name}>{one.customerName ?? t('tabs.unnamed')}</span>
                <time className="hilo-number">{time.format(one.at)}</time>
              </button>
            </li>
          ))}
        </ul>
        {unsent.length > listed ? <p>{t('unsent.more', { count: unsent.length - listed })}</p> : null}
      </Popover.Dropdown>
    </Popover>
  );
}
