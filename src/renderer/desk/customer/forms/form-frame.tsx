import { Button, CloseButton } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { isElsewhereSince } from '../../../keys/deeds.ts';
import { useKey } from '../../../keys/use-key.ts';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import classes from './forms.module.css';

type FrameProps = {
  title: string;
  hint?: string;
  action?: string;
  saving: boolean;
  /** What the key that saves does, in words, where it is not saving. */
  keyText?: string;
  /** There is nothing to write: what saves it has the focus. */
  isQuestion?: boolean;
  /** A choice that is to be seen whole: what stands above it gives way in a usual window, not only in a low one. */
  isTall?: boolean;
  onSave: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A form at the foot of the story. The first field gets the focus, unless its person went elsewhere meanwhile; Escape closes it and keeps what was typed. */
export function FormFrame({
  title,
  hint,
  action,
  saving,
  keyText,
  isQuestion = false,
  isTall = false,
  onSave,
  onClose,
  children,
}: FrameProps) {
  const { say, since } = useScreen();
  const asked = useChosen(({ formSince }) => Math.max(formSince, since));
  const frame = useRef<HTMLElement>(null);
  useKey('save', onSave);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it opens
  useEffect(() => {
    // It may open late, when the customer is there at last.
    if (!isElsewhereSince(asked)) frame.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, []);
  return (
    <section
      ref={frame}
      className={classes.form}
      data-writing={isTall ? 'tall' : ''}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={classes.formHead}>
        <div className={classes.formTitle}>
          <h2>{title}</h2>
          {hint && <span className={classes.soft}>{hint}</span>}
        </div>
        <CloseButton size="sm" ml="auto" aria-label={say.t('form.cancel')} onClick={onClose} />
      </div>
      {children}
      <div className={classes.formFoot}>
        <Button
          size="xs"
          loading={saving}
          onClick={onSave}
          {...(isQuestion ? { 'data-autofocus': true } : {})}
        >
          {action ?? say.t('form.save')}
        </Button>
        <span className={classes.soft}>{keyText ?? say.t('form.saveKey')}</span>
      </div>
    </section>
  );
}
