import { Fragment, useMemo } from 'react';
import { storySoFar } from '#shared/story/so-far.ts';
import { useFilling } from '../sync/use-filling.ts';
import { useScreen } from './screen-context.ts';
import { targetOf } from './so-far-target.ts';
import classes from './top.module.css';

/** A few true sentences, the most urgent first; each opens what is behind it. What the alarm says already is left out. */
export function SoFar({ alarmed }: { alarmed: boolean }) {
  const { view, say, act } = useScreen();
  const all = useMemo(() => storySoFar(view, say.now, say.zone, say.language), [view, say]);
  // What has not come yet is not known to be missing: nothing is denied before all of it is here.
  const isFilling = useFilling() !== null;
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
        {isFilling ? (
          <span className={classes.sentence} data-tone="warn">
            {say.t('soFar.filling')}
          </span>
        ) : null}
      </p>
    </section>
  );
}
