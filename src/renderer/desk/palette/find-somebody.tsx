import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { CustomerCard } from '#shared/views/customer.ts';
import { useDraft } from '../../drafts.ts';
import { useWords } from '../../words/words.ts';
import { FoundPicks } from '../away/found-picks.tsx';
import { useFilling } from '../sync/use-filling.ts';
import { HitLine } from './hit-line.tsx';
import styles from './palette.module.css';
import { useFind } from './use-find.ts';

const shown = 8;

/** A search in a card: type, then pick a customer. What is typed is a draft. */
export function FindSomebody(props: {
  draftKey: string;
  label: string;
  pick: (card: Pick<CustomerCard, 'id' | 'name'>) => void;
  /** The dialog it stands in begins here. */
  autoFocus?: boolean;
  /** Who is not looked for: the person whom another is to be compared with. */
  except?: string;
}) {
  const { t } = useWords();
  const { t: centre } = useWords('centre');
  const filling = useFilling() !== null;
  const [text, setText] = useDraft(props.draftKey);
  const found = useFind(text, shown);
  // Who is found by name and by e-mail too is one person to pick.
  const hits = found.hits.filter(
    ({ card }, at, all) => card.id !== props.except && all.findIndex((one) => one.card.id === card.id) === at,
  );
  const nothing = found.text !== '' && hits.length === 0 && !found.fault;
  return (
    <div>
      <TextInput
        type="search"
        data-autofocus={props.autoFocus || undefined}
        label={props.label}
        placeholder={t('palette.placeholder')}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={200}
      />
      <p className={styles.status} role="status">
        {found.fault ? t('palette.fault') : null}
        {nothing
          ? `${t('palette.nothing', { text: found.text })} ${filling ? centre('filling.nothing') : t('palette.nothingHelp')}`
          : null}
        {hits.length > 0 ? t('palette.count', { count: hits.length }) : null}
      </p>
      <ul className={styles.picks}>
        {hits.map((hit) => (
          <li key={`${hit.by}:${hit.card.id}:${hit.match}`}>
            <button type="button" className={styles.option} onClick={() => props.pick(hit.card)}>
              <HitLine hit={hit} />
            </button>
          </li>
        ))}
      </ul>
      <FoundPicks text={text} nobodyHere={hits.length === 0} pick={props.pick} />
    </div>
  );
}
