import { Button, Checkbox } from '@mantine/core';
import { useRef, useState } from 'react';
import { wrapUpCode } from '#shared/case/words.ts';
import { useKey } from '../../../keys/use-key.ts';
import { LongField } from '../../../ui/long-field.tsx';
import { useDraftOf } from '../../../use-draft-of.ts';
import { type Call, finishCall } from '../../shell/calls.ts';
import { likelyCase } from '../cases/current-case.ts';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { useCalendar } from '../use-calendar.ts';
import { classified, isSolvedAtOnce, type Missing, missingIn, wrapUpAsks } from './asks.ts';
import { BelongsField, caseIdOf } from './belongs-field.tsx';
import { ContactFields } from './contact-fields.tsx';
import classes from './forms.module.css';
import { LanguageField, spokenTo } from './language-field.tsx';
import { NewCaseFields } from './new-case-fields.tsx';
import { PromiseFields } from './promise-fields.tsx';
import { QuickChoice } from './quick-choice.tsx';
import { noWrapUp, wrapUpShape } from './shapes.ts';
import { useSave } from './use-save.ts';
import { useSuggestions } from './use-suggestions.ts';
import { savedParts } from './wrap-up-saved.ts';

/** The name under which a wrap-up that is being written is kept. */
export const wrapUpDraftKey = (customerId: string): string => `wrap-up.${customerId}`;

type WrapUpProps = {
  call: Call | null;
  onDone: () => void;
  /** Away from it for now, as Escape leaves every form: what was typed is kept. */
  onLeave: () => void;
};

/** Code, note and next promise of a contact, saved in one go. Usable while the call goes on. */
export function WrapUp({ call, onDone, onLeave }: WrapUpProps) {
  const { view, say, act } = useScreen();
  const aboutOrder = useChosen((state) => state.aboutOrder);
  const customerId = view.customer.id;
  const [typed, change, clear] = useDraftOf(wrapUpDraftKey(customerId), wrapUpShape, noWrapUp);
  const aboutId = typed.newCase.orderId ?? aboutOrder ?? view.inQuestion?.id ?? null;
  const suggestions = useSuggestions(typed.belongs === 'new' ? aboutId : null);
  const draft = { ...typed, newCase: classified(typed.newCase, suggestions) };
  const [missing, setMissing] = useState<Missing | null>(null);
  const { save, saving } = useSave();
  const calendar = useCalendar();
  const panel = useRef<HTMLDivElement>(null);
  const firstCode = useRef<HTMLInputElement>(null);
  const firstKind = useRef<HTMLInputElement>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const subject = useRef<HTMLInputElement>(null);

  const spoken = spokenTo(view, say.language);
  const isPromised = draft.promise.text.trim() !== '';
  const submit = async () => {
    const gap = missingIn(draft);
    setMissing(gap);
    if (gap !== null) {
      if (gap === 'code') firstCode.current?.focus();
      else if (gap === 'kind') firstKind.current?.focus();
      else if (gap === 'subject') subject.current?.focus();
      return;
    }
    const asks = wrapUpAsks(draft, {
      customerId,
      call,
      now: Date.now(),
      caseId: caseIdOf(draft.belongs, likelyCase(view, aboutOrder)?.id ?? null),
      zone: calendar.zone,
      language: spoken,
      orderId: aboutId,
      newId: () => crypto.randomUUID(),
    });
    if (!(await save(asks, savedParts(asks, say)))) return;
    clear();
    if (call) finishCall(call.callId);
    const opened = asks.find((ask) => ask.type === 'case.open');
    // The number is told to the customer, solved or not.
    if (opened?.caseId) act({ move: 'opened', caseId: opened.caseId });
    onDone();
  };
  useKey('save', () => void submit());

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the fields in it have the focus, this hears their Escape
    <div
      ref={panel}
      className={classes.wrapUp}
      data-writing={draft.belongs === 'new' ? 'tall' : ''}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        onLeave();
      }}
    >
      {!call && <ContactFields draft={draft} onChange={change} />}
      <QuickChoice
        legend={say.t('wrapUp.code')}
        options={wrapUpCode.options.map((value) => ({ value, label: say.t(`code.${value}`) }))}
        value={draft.code}
        onChange={(code) => {
          setMissing(null);
          change({ code });
        }}
        onPicked={() => note.current?.focus()}
        problem={missing === 'code' ? say.t('wrapUp.chooseCode') : undefined}
        first={firstCode}
      />
      <div className={classes.columns}>
        <LongField
          ref={note}
          size="xs"
          inputClass={classes.yellow}
          label={say.t('wrapUp.note')}
          maxLength={20_000}
          least={2}
          most={6}
          value={draft.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
        <PromiseFields
          label={say.t('wrapUp.promise')}
          draft={draft.promise}
          problem={missing === 'until' ? say.t('promise.until') : undefined}
          onChange={(fields) => change({ promise: { ...draft.promise, ...fields } })}
        />
        <BelongsField
          label={say.t('wrapUp.case')}
          belongs={draft.belongs}
          canOpen
          onChange={(belongs) => change({ belongs })}
        />
      </div>
      {draft.belongs === 'new' && (
        <NewCaseFields
          draft={typed.newCase}
          suggestions={suggestions}
          onChange={(fields) => {
            setMissing(null);
            change({ newCase: { ...typed.newCase, ...fields } });
          }}
          missing={missing}
          first={firstKind}
          subject={subject}
          onPicked={() => subject.current?.focus()}
        />
      )}
      <div className={classes.formFoot}>
        <Button size="xs" loading={saving} onClick={() => void submit()}>
          {say.t('form.save')}
        </Button>
        {draft.belongs === 'new' && (
          <Checkbox
            size="sm"
            label={say.t(isPromised ? 'wrapUp.solvedNot' : 'wrapUp.solved')}
            disabled={isPromised}
            checked={isSolvedAtOnce(draft)}
            onChange={(event) =>
              change({ newCase: { ...typed.newCase, solved: event.currentTarget.checked } })
            }
          />
        )}
        <LanguageField language={draft.language ?? spoken} onChange={(language) => change({ language })} />
        <span className={classes.soft}>
          {say.t('form.saveKey')} · {say.t('form.kept')}
        </span>
      </div>
    </div>
  );
}
