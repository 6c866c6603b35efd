import { TextInput } from '@mantine/core';
import type { PromiseView } from '#shared/views/case.ts';
import { useScreen } from '../screen-context.ts';
import classes from './forms.module.css';
import { QuickChoice } from './quick-choice.tsx';
import { type EndingDraft, endingShape } from './shapes.ts';
import type { Unsaid } from './solving.ts';

type Props = {
  promises: readonly PromiseView[];
  ends: Readonly<Record<string, EndingDraft>>;
  onChange: (promiseId: string, ending: EndingDraft) => void;
  /** The promise that is missing something, once somebody tried to save. */
  unsaid: Unsaid | null;
};

const hows = endingShape.shape.how.unwrap().options;
export const noEnding: EndingDraft = Object.freeze({ how: null, said: '' });

/** What becomes of each promise that is still open: a case is not solved over it without a word. */
export function EndingFields({ promises, ends, onChange, unsaid }: Props) {
  const { say } = useScreen();
  return promises.map((promise, index) => {
    const ending = ends[promise.id] ?? noEnding;
    const problem = unsaid?.promiseId === promise.id ? unsaid.what : null;
    return (
      <div key={promise.id} className={classes.fields}>
        <QuickChoice
          legend={say.t('solve.promise', { text: promise.text, when: say.moment(promise.until) })}
          options={hows.map((value) => ({ value, label: say.t(`solve.end.${value}`) }))}
          value={ending.how}
          autoFocus={index === 0}
          onChange={(how) => onChange(promise.id, { ...ending, how })}
          problem={problem === 'how' ? say.t('solve.chooseEnd') : undefined}
        />
        {ending.how === 'said' && (
          <TextInput
            size="xs"
            aria-label={say.t('solve.said')}
            placeholder={say.t('solve.saidHint')}
            maxLength={500}
            value={ending.said}
            error={problem === 'said' ? say.t('form.required') : undefined}
            onChange={(event) => onChange(promise.id, { ...ending, said: event.currentTarget.value })}
          />
        )}
      </div>
    );
  });
}
