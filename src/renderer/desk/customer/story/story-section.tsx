import { Button, Loader } from '@mantine/core';
import { useMemo } from 'react';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { everything, passing, rowsOf } from './rows.ts';
import classes from './story.module.css';
import { StoryFilters } from './story-filters.tsx';
import { StoryList } from './story-list.tsx';
import { useWholeStory } from './use-whole-story.ts';

/** The story of the customer: filters, the scroll, and what is still being read. */
export function StorySection() {
  const { view, say, act } = useScreen();
  const filter = useChosen((state) => state.filter);
  const { entries, complete, failed, again } = useWholeStory(view.customer.id, view.story);
  const shown = useMemo(() => passing(entries, filter), [entries, filter]);
  const rows = useMemo(() => rowsOf(shown), [shown]);
  const filterKey = `${[...filter.groups].join()}|${filter.caseId}|${filter.orderId}|${filter.text}`;
  return (
    <section className={classes.story} aria-label={say.t('story.title')}>
      <StoryFilters entries={entries} shown={shown.length} />
      {rows.length > 0 ? (
        <StoryList rows={rows} filterKey={filterKey} />
      ) : (
        <div className={classes.nothing}>
          <p>{say.t(entries.length === 0 ? 'story.empty' : 'story.nothingHere')}</p>
          {entries.length > 0 && (
            <Button size="xs" variant="default" onClick={() => act({ move: 'filter', filter: everything })}>
              {say.t('story.clear')}
            </Button>
          )}
        </div>
      )}
      {failed ? (
        <div className={classes.foot} role="alert">
          {say.t('story.olderFailed')}
          <Button size="compact-xs" variant="default" onClick={again}>
            {say.t('screen.tryAgain')}
          </Button>
        </div>
      ) : (
        !complete && (
          <div className={classes.foot}>
            <Loader size={12} aria-hidden="true" />
            {say.t('story.loadingOlder')}
          </div>
        )
      )}
    </section>
  );
}
