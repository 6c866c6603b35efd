import { Button, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { Refusal } from '#shared/case/refusals.ts';
import type { CaseView } from '#shared/views.ts';
import { useSave } from '../forms/use-save.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import type { Form } from '../screen-state.ts';
import { endOfferAsk, refusalFor } from './can.ts';
import { useTake } from './use-take.ts';

/** What can be done with a case. A button that would be refused says why. */
export function CaseActions({ one }: { one: CaseView }) {
  const { say, act, self } = useScreen();
  const { save, saving } = useSave();
  const { take, saving: taking } = useTake();
  const base = { customerId: one.customerId, caseId: one.id };
  const solve: CommandAsk = { ...base, type: 'case.solve', data: { how: '' } };
  const reopen: CommandAsk = { ...base, type: 'case.reopen', data: { why: '' } };
  const write = (form: Form) => () => act({ move: 'write', form });
  const isMine = one.owner.id === self;
  const isAsked = one.offer?.to.id === self;
  const withdraw = () => void save([endOfferAsk(one, 'withdrawn', '')], [say.t('owner.withdrawn')]);
  return (
    <div className={classes.buttons}>
      {one.status === 'open' && !isMine && (
        <Act onClick={() => void take(one)} busy={taking} first={isAsked}>
          {say.t('owner.take')}
        </Act>
      )}
      {one.status === 'open' && isAsked && (
        <Act onClick={write({ form: 'decline', caseId: one.id })}>{say.t('owner.decline')}</Act>
      )}
      {one.status === 'open' ? (
        <Act refusal={refusalFor(one, solve, self)} onClick={write({ form: 'solve', caseId: one.id })}>
          {say.t('cases.solve')}
        </Act>
      ) : (
        <Act refusal={refusalFor(one, reopen, self)} onClick={write({ form: 'reopen', caseId: one.id })}>
          {say.t('cases.reopen')}
        </Act>
      )}
      <Act onClick={write({ form: 'note', caseId: one.id, about: 'note' })}>{say.t('cases.note')}</Act>
      <Act onClick={write({ form: 'promise', caseId: one.id })}>{say.t('cases.promise')}</Act>
      {one.status === 'open' && isMine && (
        <Act onClick={write({ form: 'hand-over', caseId: one.id })}>{say.t('owner.handOver')}</Act>
      )}
      {isMine && one.offer && (
        <Act onClick={withdraw} busy={saving}>
          {say.t('owner.withdraw')}
        </Act>
      )}
      <Act onClick={write({ form: 'link', caseId: one.id })}>{say.t('cases.link')}</Act>
      <Act onClick={() => act({ move: 'go', target: { to: 'story', filter: { caseId: one.id } } })}>
        {say.t('cases.story')}
      </Act>
    </div>
  );
}

type ActProps = {
  refusal?: Refusal | null;
  busy?: boolean;
  /** What is most wanted here. */
  first?: boolean;
  onClick: () => void;
  children: ReactNode;
};

/** `data-disabled` and not `disabled`: the button keeps the focus, so that its reason is read out. */
function Act({ refusal = null, busy = false, first = false, onClick, children }: ActProps) {
  const { say } = useScreen();
  const why = refusal ? say.refusal(refusal) : null;
  const button = (
    <Button
      size="compact-xs"
      variant={first ? 'filled' : 'default'}
      loading={busy}
      {...(why ? { 'data-disabled': true, 'aria-disabled': true } : {})}
      onClick={why ? (event) => event.preventDefault() : onClick}
    >
      {children}
    </Button>
  );
  return why ? (
    <Tooltip label={why} multiline w={260} events={{ hover: true, focus: true, touch: true }}>
      {button}
    </Tooltip>
  ) : (
    button
  );
}
