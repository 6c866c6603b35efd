import type { CommandAsk } from '#shared/case/commands.ts';
import type { CaseView } from '#shared/views/case.ts';
import { useAbsences } from '../../absence/use-absences.ts';
import { useDesk } from '../../shell/desk-context.ts';
import { solveAsk } from '../forms/solving.ts';
import { useSave } from '../forms/use-save.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import type { Form } from '../screen-state.ts';
import { Act } from './act.tsx';
import { endOfferAsk, refusalFor } from './can.ts';
import { useTake } from './use-take.ts';

/** What can be done with a case. A button that would be refused says why. */
export function CaseActions({ one }: { one: CaseView }) {
  const { say, act, self, view } = useScreen();
  const { save, saving } = useSave();
  const { take, saving: taking } = useTake();
  const base = { customerId: one.customerId, caseId: one.id };
  const reopen: CommandAsk = { ...base, type: 'case.reopen', data: { why: '' } };
  const write = (form: Form) => () => act({ move: 'write', form });
  const isMine = one.owner.id === self;
  const { person } = useDesk();
  const { standIn } = useAbsences(view.team);
  const isWaiting = one.steps.supervisor?.answer === null;
  const isAsked = one.offer?.to.id === self;
  const withdraw = () => void save([endOfferAsk(one, 'withdrawn', '')], [say.t('owner.withdrawn')]);
  return (
    <div className={classes.buttons}>
      {one.status === 'open' && !isMine && (
        <Act onClick={() => void take(one)} busy={taking} first={isAsked || standIn(one.owner.id) === self}>
          {say.t('owner.take')}
        </Act>
      )}
      {one.status === 'open' && isAsked && (
        <Act onClick={write({ form: 'decline', caseId: one.id })}>{say.t('owner.decline')}</Act>
      )}
      {one.status === 'open' ? (
        <Act
          refusal={refusalFor(one, solveAsk(one), self)}
          onClick={write({ form: 'solve', caseId: one.id })}
        >
          {say.t('cases.solve')}
        </Act>
      ) : (
        <Act refusal={refusalFor(one, reopen, self)} onClick={write({ form: 'reopen', caseId: one.id })}>
          {say.t('cases.reopen')}
        </Act>
      )}
      {one.status === 'open' && (
        <Act onClick={write({ form: 'give', caseId: one.id })}>{say.t('give.short')}</Act>
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
      <Act quiet onClick={write({ form: 'claim', caseId: one.id })}>
        {say.t('claims.open')}
      </Act>
      <Act quiet onClick={write({ form: 'classify', caseId: one.id })}>
        {say.t('kind.change')}
      </Act>
      {isWaiting && person.role === 'supervisor' ? (
        <Act first onClick={write({ form: 'step', caseId: one.id, step: 'answer-supervisor' })}>
          {say.t('supervisor.answer')}
        </Act>
      ) : (
        <Act quiet onClick={write({ form: 'step', caseId: one.id, step: 'ask-supervisor' })}>
          {say.t('supervisor.button')}
        </Act>
      )}
      <Act quiet onClick={write({ form: 'link', caseId: one.id })}>
        {say.t('cases.link')}
      </Act>
      <Act quiet onClick={() => act({ move: 'go', target: { to: 'story', filter: { caseId: one.id } } })}>
        {say.t('cases.story')}
      </Act>
    </div>
  );
}
