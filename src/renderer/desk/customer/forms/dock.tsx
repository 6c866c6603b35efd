import { IconChevronDown, IconChevronUp, IconPaperclip, IconPencil } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { readDraft, useDraft } from '../../../drafts.ts';
import { useKeyText } from '../../../keys/key-text.ts';
import { dialogIsOpen, focusIsLost, isTyping } from '../../../keys/typing.ts';
import { useKey } from '../../../keys/use-key.ts';
import { DeskButton } from '../../../ui/desk-button.tsx';
import { KeyHint } from '../../../ui/key-hint.tsx';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { useWords } from '../../../words/words.ts';
import { useCall } from '../../shell/calls.ts';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import classes from './forms.module.css';
import { JustOpened } from './just-opened.tsx';
import { OpenForm } from './open-form.tsx';
import { noNote, noteShape } from './shapes.ts';
import { WrapUp, wrapUpDraftKey } from './wrap-up.tsx';

/**
 * The foot of the story: what can be written down. The wrap-up unfolds by itself when a call has ended or something
 * was typed in it already; a person's own choice wins.
 */
export function Dock() {
  const { view, say, act } = useScreen();
  const { t: files } = useWords('files');
  const wrapUp = useChosen((state) => state.wrapUp);
  const form = useChosen((state) => state.form);
  const entryCase = useChosen((state) => state.entryCase);
  const call = useCall(view.customer.id);
  const [typed] = useDraft(wrapUpDraftKey(view.customer.id));
  const [note] = useDraft(`note.${view.customer.id}`);
  const isNoteBegun = form === null && readDraft(note, noteShape, noNote).text.trim() !== '';
  const open = wrapUp ?? (typed !== '' || (call !== null && call.endedAt !== null));
  const isFolded = typed !== '' && (!open || form !== null);
  const dock = useRef<HTMLElement>(null);
  const asked = useRef(false);
  // to the note: what is typed next is words, and must not choose codes
  const enter = () => dock.current?.querySelector<HTMLElement>('textarea')?.focus();
  useEffect(() => {
    if (open && asked.current) enter();
    asked.current = false;
  });
  const toggle = () => {
    asked.current = !open;
    act({ move: 'wrap-up', open: !open });
  };
  // Out of it, the letters are keys again: on the foot, whose Enter leads back to what was typed.
  const leave = () => {
    dock.current?.querySelector<HTMLElement>('[data-foot]')?.focus({ preventScroll: true });
    act({ move: 'wrap-up', open: false });
  };
  // A form that closed took the focus with it: it stays at the foot, where the next one opens.
  const hadForm = useRef(false);
  useEffect(() => {
    if (hadForm.current && form === null && focusIsLost())
      dock.current?.querySelector<HTMLElement>('[data-foot]')?.focus({ preventScroll: true });
    hadForm.current = form !== null;
  }, [form]);
  // Whoever hangs up writes next: their first letters are words, not keys.
  const isOver = call !== null && call.startedAt !== null && call.endedAt !== null;
  const wasOver = useRef(isOver);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the call ends
  useEffect(() => {
    if (isOver && !wasOver.current && !form && !isTyping() && !dialogIsOpen()) enter();
    wasOver.current = isOver;
  }, [isOver]);
  // W never closes what is being written: it goes there
  useKey('wrapUp', () => {
    if (open && !form) return enter();
    asked.current = true;
    if (form) act({ move: 'write', form: null });
    act({ move: 'wrap-up', open: true });
  });
  const title = say.t(call ? 'wrapUp.titleCall' : open ? 'wrapUp.title' : 'wrapUp.open');
  return (
    <section ref={dock} className={classes.dock} aria-label={say.t('wrapUp.title')}>
      <JustOpened />
      {form ? (
        <OpenForm form={form} />
      ) : (
        open && <WrapUp call={call} onDone={() => act({ move: 'wrap-up', open: null })} onLeave={leave} />
      )}
      <div className={classes.bar}>
        <PlainButton
          className={classes.barMain}
          data-foot
          aria-expanded={open && !form}
          title={call ? undefined : say.t('wrapUp.openHint')}
          onClick={() => {
            if (form) act({ move: 'write', form: null });
            else toggle();
          }}
        >
          {open ? (
            <IconChevronDown size={15} aria-hidden="true" />
          ) : (
            <IconChevronUp size={15} aria-hidden="true" />
          )}
          {title} <Key action="wrapUp" />
          {isFolded && (
            <>
              <IconPencil size={14} aria-hidden="true" />
              <span className="hilo-hidden">, {say.t('note.begun')}</span>
            </>
          )}
        </PlainButton>
        <span className={classes.barEnd}>
          <DeskButton
            size="compact-sm"
            onClick={() => act({ move: 'write', form: { form: 'note', caseId: entryCase, about: 'note' } })}
            rightSection={<Key action="note" />}
            {...(isNoteBegun && {
              leftSection: <IconPencil size={14} aria-hidden="true" />,
              title: say.t('note.begun'),
            })}
          >
            {say.t('note.title')}
            {isNoteBegun && <span className="hilo-hidden">, {say.t('note.begun')}</span>}
          </DeskButton>
          <DeskButton
            size="compact-sm"
            onClick={() => act({ move: 'write', form: { form: 'promise', caseId: entryCase } })}
            rightSection={<Key action="promise" />}
          >
            {say.t('promise.title')}
          </DeskButton>
          <DeskButton
            size="compact-sm"
            leftSection={<IconPaperclip size={14} aria-hidden="true" />}
            onClick={() => act({ move: 'write', form: { form: 'attach', caseId: entryCase } })}
          >
            {files('attach.title')}
          </DeskButton>
          <DeskButton
            size="compact-sm"
            onClick={() => act({ move: 'write', form: { form: 'new-case' } })}
            rightSection={<Key action="newCase" />}
          >
            {say.t('newCase.title')}
          </DeskButton>
        </span>
      </div>
    </section>
  );
}

function Key({ action }: { action: 'wrapUp' | 'note' | 'promise' | 'newCase' }) {
  return <KeyHint text={useKeyText(action)} />;
}
