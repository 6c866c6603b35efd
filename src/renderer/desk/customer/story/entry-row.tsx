import { memo, useState } from 'react';
import type { StoryEntry } from '#shared/views/story.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { givenCost } from '../recovery/cost-text.ts';
import { useScreen } from '../screen-context.ts';
import { EntryIcon, toneOf } from './entry-icon.tsx';
import { caseNumber, entryWords } from './entry-words.ts';
import classes from './story.module.css';
import { behind } from './targets.ts';

/** Longer texts are folded: one letter must not fill the screen. Characters. */
const foldAt = 700;

/** One entry of the story. `current`: the one J and K stand on. */
export const EntryRow = memo(function EntryRow({ entry, current }: { entry: StoryEntry; current: boolean }) {
  const screen = useScreen();
  const { act, say, view, leaf } = screen;
  // a number of this customer as it is read in its country, any other as it came
  const shown = (number: string) =>
    view.phonesShown[view.customer.phones.findIndex((phone) => phone.e164 === number)] ?? number;
  const said = entryWords(entry, say, shown, leaf, (cost, about) => givenCost(cost, about, screen));
  const target = behind(entry);
  const caseOf = entry.kind.startsWith('case-') ? null : caseNumberOf(entry, view.cases);
  return (
    <article
      className={classes.entry}
      data-tone={toneOf(entry)}
      data-current={current || undefined}
      data-entry={entry.id}
      tabIndex={current ? 0 : -1}
      aria-labelledby={`title-${entry.id}`}
      onFocus={() => act({ move: 'entry', entryId: entry.id, caseId: entry.caseId })}
    >
      <time className={classes.time} dateTime={new Date(entry.at).toISOString()}>
        {say.time(entry.at)}
      </time>
      <span className={classes.icon}>
        <EntryIcon entry={entry} />
      </span>
      <div className={classes.body}>
        <div className={classes.head}>
          {target ? (
            <PlainButton
              id={`title-${entry.id}`}
              className={classes.title}
              tabIndex={-1}
              title={say.t('story.openBehind')}
              onClick={() => act({ move: 'go', target })}
            >
              {said.title}
            </PlainButton>
          ) : (
            <span id={`title-${entry.id}`} className={classes.title}>
              {said.title}
            </span>
          )}
          {said.detail && (
            <span className={classes.detail} dir="auto">
              {said.detail}
            </span>
          )}
          <span className={classes.tail}>
            {entry.by && <span className={classes.by}>{entry.by.name}</span>}
            {caseOf && (
              <PlainButton
                className={classes.ref}
                tabIndex={-1}
                title={say.t('entry.caseRef', { number: caseNumber(caseOf.number) })}
                onClick={() => act({ move: 'go', target: { to: 'case', caseId: caseOf.id } })}
              >
                <span className="hilo-hidden">{say.t('form.which')} </span>
                {caseNumber(caseOf.number)}
              </PlainButton>
            )}
            {entry.pending && <span className={classes.pending}>{say.t('story.notSent')}</span>}
          </span>
        </div>
        {said.text && <EntryText text={said.text} quoted={entry.kind === 'case-opened'} />}
      </div>
    </article>
  );
});

function EntryText({ text, quoted }: { text: string; quoted: boolean }) {
  const { say } = useScreen();
  const [whole, setWhole] = useState(text.length <= foldAt);
  return (
    <>
      <p className={classes.text} data-quoted={quoted || undefined} dir="auto">
        {whole ? text : `${text.slice(0, foldAt)}…`}
      </p>
      {!whole && (
        <PlainButton className={classes.ref} onClick={() => setWhole(true)}>
          {say.t('story.whole')}
        </PlainButton>
      )}
    </>
  );
}

function caseNumberOf(entry: StoryEntry, cases: readonly { id: string; number: string }[]) {
  return entry.caseId === null ? null : (cases.find((one) => one.id === entry.caseId) ?? null);
}
