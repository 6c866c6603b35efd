import { triedIn } from '#shared/story/tried.ts';
import type { CaseView } from '#shared/views/case.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { CaseFiles } from '../files/file-strip.tsx';
import classes from '../panel.module.css';
import { CasePlaybook } from '../playbook/case-playbook.tsx';
import { PutRight } from '../recovery/put-right.tsx';
import { useScreen } from '../screen-context.ts';
import { StepStrip } from '../steps/step-strip.tsx';
import { SupervisorNote } from '../steps/supervisor-note.tsx';
import { AnswerNotes } from './answer-notes.tsx';
import { CaseActions } from './case-actions.tsx';
import { CaseRecord } from './case-record.tsx';
import { ClaimHint } from './claim-hint.tsx';
import { ClaimList } from './claim-list.tsx';
import { FlagNotes } from './flag-notes.tsx';
import { OwnerNotes } from './owner-notes.tsx';
import { PromiseList } from './promise-list.tsx';

/** Everything of one case that a person needs before they speak. */
export function CaseDetail({ one }: { one: CaseView }) {
  const { say, act, view } = useScreen();
  const tries = triedIn(one, say.language);
  return (
    <div className={classes.inside}>
      <CaseActions one={one} />
      <FlagNotes one={one} />
      <SupervisorNote one={one} />
      <AnswerNotes one={one} />
      <OwnerNotes one={one} />
      <StepStrip one={one} />
      <ClaimHint one={one} />
      <CasePlaybook one={one} />
      <h3>{say.t('cases.words')}</h3>
      <p className={one.words ? classes.words : classes.soft} dir="auto">
        {one.words || say.t('cases.noWords')}
      </p>
      <h3>{say.t('cases.tried')}</h3>
      {tries.length === 0 ? (
        <p className={classes.soft}>{say.t('cases.noTried')}</p>
      ) : (
        <ul className={classes.ticks}>
          {tries.map((tried) => (
            <li key={`${tried.at} ${tried.text}`}>
              <span className={classes.words} dir="auto">
                {tried.text}
              </span>{' '}
              <span className={classes.soft}>
                {tried.by.name}, {say.moment(tried.at)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <h3>{say.t('cases.promises')}</h3>
      {one.promises.length === 0 ? (
        <p className={classes.soft}>{say.t('cases.noPromises')}</p>
      ) : (
        <PromiseList promises={one.promises} />
      )}
      <PutRight one={one} />
      <ClaimList one={one} />
      <CaseFiles caseId={one.id} />
      {one.orderIds.length > 0 && (
        <>
          <h3>{say.t('cases.orders')}</h3>
          <p className={classes.row}>
            {one.orderIds.map((orderId) => (
              <PlainButton
                key={orderId}
                className={classes.link}
                onClick={() => act({ move: 'go', target: { to: 'order', orderId } })}
              >
                {view.orders.find((order) => order.id === orderId)?.number ?? orderId}
              </PlainButton>
            ))}
          </p>
        </>
      )}
      {one.how !== null && one.solvedAt !== null && (
        <>
          <h3>{say.t('cases.how')}</h3>
          <p className={classes.words} dir="auto">
            {one.how || '—'}
          </p>
        </>
      )}
      {one.spokeTo.length > 0 && (
        <p className={classes.soft}>
          {say.t('cases.spokeTo', { names: say.list(one.spokeTo.map((who) => who.name)) })}
        </p>
      )}
      <CaseRecord one={one} />
    </div>
  );
}
