import { Fragment, useMemo } from 'react';
import { type Sentence, storySoFar } from '#shared/story/so-far.ts';
import type { CustomerView } from '#shared/views.ts';
import { useScreen } from './screen-context.ts';
import type { Target } from './screen-state.ts';
import classes from './top.module.css';

/** A few true sentences, the most urgent first; each opens what is behind it. What the alarm says already is left out. */
export function SoFar({ alarmed }: { alarmed: boolean }) {
  const { view, say, act } = useScreen();
  const all = useMemo(() => storySoFar(view, say.now, say.zone, say.language), [view, say]);
  const sentences = alarmed ? all.filter(({ id }) => id !== 'repeat') : all;
  return (
    <section className={classes.soFar} aria-label={say.t('soFar.title')}>
      <h2>{say.t('soFar.title')}</h2>
      <p>
        {sentences.map((sentence) => {
          const target = targetOf(sentence, view);
          return (
            <Fragment key={sentence.id}>
              {target ? (
                <a
                  href={`#${sentence.id}`}
                  className={classes.sentence}
                  data-tone={sentence.tone}
                  onClick={(event) => {
                    event.preventDefault();
                    act({ move: 'go', target });
                  }}
                >
                  {sentence.text}
                </a>
              ) : (
                <span className={classes.sentence} data-tone={sentence.tone}>
                  {sentence.text}
                </span>
              )}{' '}
            </Fragment>
          );
        })}
      </p>
    </section>
  );
}

/**
 * Where a sentence leads: to the one thing that it names, or to the part of the story where all of them are. Contacts and
 * promises have no place of their own: they are found in the story.
 */
export function targetOf(sentence: Sentence, view: CustomerView): Target | null {
  const [ref, second] = sentence.refs;
  if (!ref) return null;
  switch (ref.kind) {
    case 'case':
      return { to: 'case', caseId: ref.id };
    case 'order':
      return { to: 'order', orderId: ref.id };
    case 'promise': {
      const of = view.cases.find((one) => one.promises.some((promise) => promise.id === ref.id));
      if (of && !second) return { to: 'case', caseId: of.id };
      return { to: 'story', filter: { groups: new Set(['promises']) } };
    }
    case 'contact':
      return !second && view.story.entries.some((entry) => entry.id === ref.id)
        ? { to: 'entry', entryId: ref.id }
        : { to: 'story', filter: { groups: new Set(['calls']) } };
  }
}
