import { TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { Answered } from '#shared/case/steps.ts';
import type { Who } from '#shared/people.ts';
import { type Texts, textIn } from '#shared/rules/texts.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { useScreen } from '../screen-context.ts';
import classes from './playbook.module.css';

type LineProps = {
  line: Texts;
  /** Its key while the page has the focus; null past the tenth. */
  digit: string | null;
  answered: Answered<Who> | null;
  /** Answers whether it was kept. */
  onAnswer: (answer: string) => Promise<boolean>;
};

/** A question to ask once, or something to check: one click says that it was done, a click on its words what came of it. */
export function AskedLine({ line, digit, answered, onAnswer }: LineProps) {
  const { say } = useScreen();
  const [typing, setTyping] = useState<string | null>(null);
  const text = textIn(line, say.language);
  const save = async () => {
    if (typing !== null && (await onAnswer(typing.trim()))) setTyping(null);
  };
  return (
    <div className={classes.line} data-done={answered !== null || undefined}>
      <PlainButton
        className={classes.tick}
        role="checkbox"
        aria-checked={answered !== null}
        aria-label={text}
        onClick={() => {
          if (answered === null) void onAnswer('');
        }}
      >
        {answered ? <IconCheck size={14} aria-hidden="true" /> : <span aria-hidden="true">{digit}</span>}
      </PlainButton>
      <PlainButton
        className={classes.question}
        dir="auto"
        title={say.t('playbook.write')}
        onClick={() => setTyping(answered?.answer ?? '')}
      >
        {text}
      </PlainButton>
      {answered && typing === null && (
        <span className={classes.answer}>
          {answered.answer !== '' && <strong dir="auto">{answered.answer}</strong>} {answered.by.name},{' '}
          {say.moment(answered.at)}
        </span>
      )}
      {typing !== null && (
        <TextInput
          className={classes.field ?? ''}
          size="xs"
          aria-label={say.t('playbook.answer', { line: text })}
          placeholder={say.t('playbook.enter')}
          maxLength={2000}
          autoFocus
          value={typing}
          onChange={(event) => setTyping(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
              event.preventDefault();
              void save();
            }
            if (event.key === 'Escape') {
              event.stopPropagation();
              setTyping(null);
            }
          }}
        />
      )}
    </div>
  );
}
