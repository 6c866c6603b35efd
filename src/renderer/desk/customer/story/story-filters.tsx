import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { StoryEntry } from '#shared/views/story.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { caseNumber } from './entry-words.ts';
import { countGroups, type StoryGroup, storyGroups } from './groups.ts';
import { everything, type StoryFilter } from './rows.ts';
import classes from './story.module.css';

/** The chips, the text field and what is shown of how much. Chips are toggles; none chosen shows everything. */
export function StoryFilters({ entries, shown }: { entries: readonly StoryEntry[]; shown: number }) {
  const { say, act, view } = useScreen();
  const filter = useChosen((state) => state.filter);
  const counts = useMemo(() => countGroups(entries), [entries]);
  const set = (fields: Partial<StoryFilter>) => act({ move: 'filter', filter: { ...filter, ...fields } });
  const toggle = (group: StoryGroup) => {
    const groups = new Set(filter.groups);
    if (!groups.delete(group)) groups.add(group);
    set({ groups });
  };
  const narrowed = view.cases.find((one) => one.id === filter.caseId);
  const order = view.orders.find((one) => one.id === filter.orderId);
  // A chip that stands for nothing takes the room of one that does.
  const offered = storyGroups.filter((group) => counts[group] > 0 || filter.groups.has(group));
  return (
    <div className={classes.filters}>
      <fieldset className={classes.chips} aria-label={say.t('story.filters')}>
        <Chip
          on={filter.groups.size === 0}
          count={entries.length}
          onClick={() => set({ groups: everything.groups })}
        >
          {say.t('story.all')}
        </Chip>
        {offered.map((group) => (
          <Chip key={group} on={filter.groups.has(group)} count={counts[group]} onClick={() => toggle(group)}>
            {say.t(`story.group.${group}`)}
          </Chip>
        ))}
      </fieldset>
      {narrowed && (
        <Narrowed onClear={() => set({ caseId: null })}>
          {say.t('entry.caseRef', { number: caseNumber(narrowed.number) })}
        </Narrowed>
      )}
      {order && (
        <Narrowed onClear={() => set({ orderId: null })}>
          {say.t('entry.order.sale', { number: order.number })}
        </Narrowed>
      )}
      <TextInput
        size="xs"
        className={classes.search}
        aria-label={say.t('story.filter')}
        placeholder={say.t('story.filterHint')}
        leftSection={<IconSearch size={14} aria-hidden="true" />}
        value={filter.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || filter.text === '') return;
          event.stopPropagation();
          set({ text: '' });
        }}
      />
      <span className={classes.shown} role="status">
        {shown === entries.length
          ? ''
          : say.t('story.shown', { count: shown, total: say.number(entries.length) })}
      </span>
      <span className={classes.hint} aria-hidden="true">
        <Kbd size="xs">J</Kbd> <Kbd size="xs">K</Kbd> <Kbd size="xs">↵</Kbd>
      </span>
    </div>
  );
}

type ChipProps = { on: boolean; count: number; onClick: () => void; children: string };

function Chip({ on, count, onClick, children }: ChipProps) {
  const { say } = useScreen();
  return (
    <PlainButton className={classes.chip} aria-pressed={on} onClick={onClick}>
      {children} <span className={classes.count}>{say.number(count)}</span>
    </PlainButton>
  );
}

function Narrowed({ onClear, children }: { onClear: () => void; children: string }) {
  const { say } = useScreen();
  return (
    <span className={classes.narrowed}>
      {children}
      <CloseButton size="xs" aria-label={say.t('story.clear')} onClick={onClear} />
    </span>
  );
}
